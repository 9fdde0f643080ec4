"""What can stand in the way of a change. `sentence` is for staff, the text for the log; neither holds personal data."""

from collections.abc import Mapping


class CaseError(Exception):
    """Base of this package's errors."""

    def __init__(self, text: str, sentence: str) -> None:
        super().__init__(text)
        self.sentence = sentence


class NotNow(CaseError):
    """The step at which the case stands does not allow the action."""


class CaseMoved(CaseError):
    """Somebody changed the case since it was looked at; `since` is the version that was seen."""

    def __init__(self, case: int, since: int) -> None:
        super().__init__(f"case {case} has moved on from version {since}", "刚才有人动过这件事，请看一眼新情况再办。")
        self.since = since


class Forbidden(CaseError):
    """Rights do not allow it; the same answer where there is no such case, so that nobody learns which there are."""

    def __init__(self, text: str, sentence: str = "这件事不归您办，或者没有这件事。") -> None:
        super().__init__(text, sentence)


class InputRefused(CaseError):
    """What was filled in cannot be used; `fields` says by field what is expected."""

    def __init__(self, sentence: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__("input refused", sentence)
        self.fields = dict(fields or {})


class NotHere(CaseError):
    """An attachment that is still on its way, or cannot be read any more."""


class SlotTaken(CaseError):
    """The appointment's time is somebody else's already, or is not in the timetable."""
