"""A case's history: each change has a person, a time, a note that the citizen sees and one that only staff see.

The change and the case's new state are written together, under the lock of the case's row.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sync.central.cases.models import Case, Change
from sync.central.people.models import Staff


def risen(version: int, at: datetime) -> int:
    """The version after this one. Milliseconds where that is more, so that it rises after a restored backup too."""
    return max(version + 1, int(at.timestamp() * 1000))


def change(
    case: Case, action: str, at: datetime, by: Staff | None = None, *, public: str = "", private: str = "",
    facts: Mapping[str, Any] | None = None,
) -> Change:  # fmt: skip
    """What is noted of a change, not yet written; the case has its new step already and gets its new version here.

    Args:
        case: as it is after the change.
        action: what was done, as a code.
        at: when.
        by: who; None for the centre itself and for what a citizen sent.
        public: what the citizen sees.
        private: what only staff see.
        facts: codes and ids.
    """
    case.version = risen(case.version, at)
    return Change(
        case=case, at=at, by=by, action=action, step=case.step, version=case.version,
        public=public or None, private=private or None, facts=dict(facts or {}),
    )  # fmt: skip
