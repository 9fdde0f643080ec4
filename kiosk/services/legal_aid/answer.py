"""What an applicant for legal aid is told: plain Chinese sentences, each with the article behind it."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Covered(IntEnum):
    """Whether the law gives legal aid here, as far as a terminal can tell; ordered, so that the least can be taken."""

    NO = 0
    UNCLEAR = 1  # the centre has to look
    YES = 2


class Means(StrEnum):
    """Where the applicant stands with the means test."""

    NOT_NEEDED = "not-needed"  # 25, 28, 32: hardship is no condition
    EXEMPT = "exempt"  # 42: hardship is a condition, and is not checked
    RECOGNISED = "recognised"  # 川渝通办: found by the other side, and taken over
    UNDECLARED = "undeclared"  # income is still to be declared
    WITHIN = "within"  # declared (41), within the standard
    ABOVE = "above"
    NO_STANDARD = "no-standard"  # declared, and the terminal knows no standard: the centre checks

    @property
    def asks_income(self) -> bool:
        """Whether household and income have to be declared at all."""
        return self not in (Means.NOT_NEEDED, Means.EXEMPT, Means.RECOGNISED)


@dataclass(slots=True, frozen=True)
class Reason:
    """A sentence to be told, and where it stands: "法律援助法 第三十一条"."""

    text: str
    article: str
    item: str = ""  # "（五）"


@dataclass(slots=True, frozen=True)
class Paper:
    """Something to bring. `may_follow`: the application goes in without it, and it is handed in later."""

    text: str
    may_follow: bool = False


class NextKind(StrEnum):
    """Where a citizen can go on from here."""

    APPLY = "apply"
    HOTLINE = "hotline"
    MEDIATION = "mediation"
    STATION_LAWYER = "station-lawyer"
    APPOINTMENT = "appointment"
    RECONSIDERATION = "reconsideration"


@dataclass(slots=True, frozen=True)
class Next:
    """One way on."""

    kind: NextKind
    title: str
    text: str


@dataclass(slots=True, frozen=True)
class Assessment:
    """The answer to a situation. Reasons stand in the order in which they count; `next` is never empty."""

    covered: Covered
    reasons: tuple[Reason, ...]
    means: Means
    means_reason: Reason
    urgent: bool
    urgent_reason: Reason | None
    may_apply: bool  # whether this person may hand in the application
    may_apply_reason: Reason
    where: Reason
    papers: tuple[Paper, ...]  # complete, and told once (43)
    course: tuple[Reason, ...]  # how it goes on from here: what the centre owes, with its time limits
    next: tuple[Next, ...]

    @property
    def asks_income(self) -> bool:
        """Whether the form has to ask for household and income."""
        return self.means.asks_income
