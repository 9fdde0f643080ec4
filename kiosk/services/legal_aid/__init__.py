"""Legal aid (法律援助): does the law give it for this matter to this person, how, where, and what to bring.

Begin at `rules.assess`. Facts go in (`facts.Situation`), an answer in plain words comes out (`answer.Assessment`). Nothing
here decides: the legal aid centre does, within seven days and in writing (法律援助法 第四十三条).
"""

from kiosk.services.legal_aid.answer import Assessment, Covered, Means, Next, NextKind, Paper, Reason
from kiosk.services.legal_aid.facts import (
    CaseIn,
    Clause,
    LocalRule,
    Matter,
    Party,
    Relief,
    Situation,
    Stage,
    Standard,
    Standing,
    Victim,
)
from kiosk.services.legal_aid.rules import assess

__all__ = [
    "Assessment",
    "CaseIn",
    "Clause",
    "Covered",
    "LocalRule",
    "Matter",
    "Means",
    "Next",
    "NextKind",
    "Paper",
    "Party",
    "Reason",
    "Relief",
    "Situation",
    "Stage",
    "Standard",
    "Standing",
    "Victim",
    "assess",
]
