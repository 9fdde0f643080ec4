"""The official forms on paper, in their usual layout: filled in, with the signature, or empty boxes for a pen.

Each template in `assets/papers` belongs to one form; the fields it has boxes for stand here, so that content that fills a
form can be checked before it is published.
"""

from collections.abc import Mapping

from kiosk.papers.codes import svg
from kiosk.papers.errors import PaperRefused
from kiosk.papers.typeset import typeset

SIGNATURE = "signature_png"
CODE = "code"
_COMMON = ("receipt_number", "office", "station", "date")
_PERSON = ("name", "sex", "born", "number", "phone", "address")
_AGENT = ("agent_name", "agent_relation", "agent_number", "agent_phone")

FIELDS: Mapping[str, frozenset[str]] = {
    "legal-aid-application": frozenset(
        (
            *_COMMON,
            *_PERSON,
            *_AGENT,
            "nation",
            "work",
            "household_address",
            "matter",
            "opponent",
            "exempt",
            "facts",
            "papers",
        )
    ),
    "hardship-statement": frozenset(
        (*_COMMON, *_PERSON, "household", "monthly_income", "own_income", "ability", "members", "houses", "vehicles")
    )
    | {"savings", "burdens", "relief", "facts"},
    "mediation-application": frozenset(
        (*_COMMON, *_PERSON, *_AGENT, *(f"opponent_{field}" for field in _PERSON), "facts", "matter", "papers")
    ),
    "notary-application": frozenset(
        (*_COMMON, *_PERSON, *_AGENT, "matter", "purpose", "place_of_use", "copies", "translation", "facts", "papers")
    )
    | {"promised"},
    "reconsideration-application": frozenset(
        (*_COMMON, *_PERSON, *_AGENT, "respondent", "act", "known_on", "matter", "facts", "papers")
    ),
}


def form_pdf(template: str, data: Mapping[str, str | bytes | None]) -> bytes:
    """Set a form as an A4 PDF; long texts run over as many pages as they need.

    Args:
        template: one of FIELDS.
        data: texts by field, as they shall stand on paper (dates and sums already in words); a field left out is an empty
            box. Two more: `signature_png`, the signature as a PNG or None, and `code`, the text of the QR code (receipt
            number and token).

    Raises:
        PaperRefused: no such template, a field that it has no box for, or a value of the wrong kind.
        PaperTrouble: it cannot be set (a signature that is no picture, for one).
    """
    if template not in FIELDS:
        raise PaperRefused(f"no form {template}")
    texts = {key: value for key, value in data.items() if key != SIGNATURE}
    code = texts.pop(CODE, "") or ""
    signature = data.get(SIGNATURE)
    if unknown := sorted(set(texts) - FIELDS[template]):
        raise PaperRefused(f"{template} has no field {', '.join(unknown)}")
    if not isinstance(code, str) or isinstance(signature, str) or any(isinstance(v, bytes) for v in texts.values()):
        raise PaperRefused(f"{template}: texts are str, the signature is bytes")
    pictures = {}
    if code:
        pictures["code"] = svg(code)
    if signature:
        pictures["signature"] = signature
    fields = {key: str(value or "") for key, value in texts.items()}
    return typeset(template, {"fields": fields}, pictures)
