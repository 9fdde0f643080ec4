"""What rules say of a form's answers, in the shape that every screen can show: by the form's `assessment`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kiosk.services.legal_aid import LocalRule, Standard
from kiosk.services.legal_aid.form_answers import assess_answers
from kiosk.services.verdict import Verdict


@dataclass(slots=True, frozen=True)
class Rules:
    """What the rules need that is content: the county's standard of hardship, and what the province adds."""

    standard: Standard | None = None
    local: tuple[LocalRule, ...] = field(default=())


def _legal_aid(answers: Mapping[str, Any], rules: Rules, today: date) -> Verdict:
    return assess_answers(answers, rules.standard, rules.local, today)


ASSESSMENTS: Mapping[str, Callable[[Mapping[str, Any], Rules, date], Verdict]] = {"legal-aid": _legal_aid}
