"""The legal-aid form's answers as a situation, and the assessment of it as the screen shows it.

The form asks in people's words; what each answer means for the statute's clauses stands here, in one place.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kiosk.services.legal_aid.answer import Assessment, Covered, Reason
from kiosk.services.legal_aid.facts import CaseIn, LocalRule, Matter, Relief, Situation, Standard, Standing
from kiosk.services.legal_aid.rules import assess
from kiosk.services.verdict import Point, Verdict, Way

_RELIEF = {relief.value: relief for relief in Relief}
_STANDING = {
    "guardian-minor": Standing.GUARDIAN,
    "guardian-adult": Standing.GUARDIAN,
    "detained": Standing.RELATIVE,
    "harmed": Standing.RELATIVE,
    "helping": Standing.RELATIVE,
}
_HEADLINES = {
    Covered.YES: "可以申请法律援助，不收钱。",
    Covered.UNCLEAR: "可能可以，要县法律援助中心看了才算。先申请不吃亏。",
    Covered.NO: "这件事法律援助管不到，但下面这些帮得上您，也不收钱。",
}


def assess_answers(
    answers: Mapping[str, Any], standard: Standard | None, local: Iterable[LocalRule], today: date
) -> Verdict:
    """What the law says of these answers; questions that were not asked leave the answer open, not out."""
    del today  # nothing in the form's answers depends on the day
    told = assess(situation(answers), standard, local)
    return verdict(told)


def situation(answers: Mapping[str, Any]) -> Situation:
    """The facts in the form's answers."""
    hardship, special = _set(answers, "hardship"), _set(answers, "special")
    defence, urgent = _set(answers, "defence"), _set(answers, "urgent")
    standing = str(answers.get("standing", ""))
    for_whom = answers.get("for-whom", "self")
    return Situation(
        matter=Matter(answers.get("matter", Matter.OTHER_CIVIL)),
        minor="minor-no-income" in hardship or "minor" in defence or standing in ("guardian-minor", "harmed"),
        elderly="elderly-no-income" in hardship,
        disabled="disabled-no-income" in hardship,
        lacks_capacity="unsound-mind" in defence or standing == "guardian-adult",
        no_fixed_income=bool(hardship & {"elderly-no-income", "disabled-no-income", "minor-no-income"}),
        relief=frozenset(_RELIEF[h] for h in hardship if h in _RELIEF),
        migrant_worker=answers.get("migrant") is True,
        military="military" in special,
        veteran="veteran" in special,
        abused="abused" in special,
        hero_deed="hero-deed" in special,
        martyr_kin="martyr-kin" in special,
        acquitted_on_retrial=answers.get("acquitted") is True,
        detained=standing == "detained",
        sense_disability="sense-disability" in defence,
        grave_sentence="grave-sentence" in defence,
        death_review="death-review" in defence,
        in_absence="in-absence" in defence,
        household_members=answers.get("household-members"),
        household_monthly_fen=answers.get("household-income"),
        recognised_in_chuanyu="recognised" in hardship,
        deadline_near="limitation" in urgent,
        needs_preservation="preservation" in urgent,
        standing=Standing.SELF if for_whom == "self" else _STANDING.get(standing, Standing.OTHER),
        authorised=standing == "helping",
        guardian_harms=standing == "harmed",
        case_in=CaseIn(answers.get("case-in", CaseIn.UNKNOWN)),
    )


def verdict(told: Assessment) -> Verdict:
    """An assessment as the screen shows it."""
    reasons = [*told.reasons, told.means_reason, told.may_apply_reason, told.where]
    if told.urgent_reason:
        reasons.insert(0, told.urgent_reason)
    seen = {r.text: r for r in reasons}
    return Verdict(
        good={Covered.YES: True, Covered.UNCLEAR: None, Covered.NO: False}[told.covered],
        headline=_HEADLINES[told.covered],
        points=tuple(_point(r) for r in seen.values()),
        papers=tuple(p.text + ("（可以以后补）" if p.may_follow else "") for p in told.papers),
        course=tuple(_point(r) for r in told.course),
        ways=tuple(Way(str(n.kind), n.title, n.text) for n in told.next),
        codes=(
            ("covered", told.covered.name.lower()),
            ("means", str(told.means)),
            ("urgent", "yes" if told.urgent else "no"),
        ),
    )


def _point(reason: Reason) -> Point:
    return Point(reason.text, (reason.article + reason.item).replace(" ", "") if reason.article else "")


def _set(answers: Mapping[str, Any], id_: str) -> set[str]:
    value = answers.get(id_)
    return set(value) if isinstance(value, list | tuple) else set()
