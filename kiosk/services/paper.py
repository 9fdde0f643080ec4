"""A submitted form's answers in the boxes of the official paper."""

from collections.abc import Callable, Mapping

from kiosk.guides.calculators.model import day_text
from kiosk.services.desk import Case
from kiosk.services.form import Kind
from kiosk.services.identity import parse
from kiosk.services.shown import shown
from kiosk.store.receipt import Receipt, show_number

Fields = dict[str, str | bytes | None]
_HARDSHIP = "hardship-statement"
OFFICES = {  # by paper, of which there are no others
    "legal-aid-application": "井研县法律援助中心",
    "mediation-application": "人民调解委员会",
    "notary-application": "公证处",
    "reconsideration-application": "行政复议机关",
}


def fields(case: Case, receipt: Receipt, station: str) -> Fields:
    """The boxes of the form's paper, as `kiosk.papers.forms` names them; one that was not asked is left empty."""
    said = _Said(case)
    out: Fields = {
        "receipt_number": show_number(receipt.number),
        "office": OFFICES[case.form.paper],
        "station": station,
        "date": day_text(receipt.time.date()),
        "name": said("name"),
        "phone": said("phone"),
        "address": said("address"),
        "sex": said("sex"),
        "born": said("born"),
        "signature_png": case.signature(),
    }
    return out | said.identity() | _BOXES[case.form.paper](said)


def papers(case: Case, receipt: Receipt, station: str) -> list[tuple[str, Fields]]:
    """The papers of a submitted form, each with its boxes: whoever declared household and income gets that statement too."""
    out = [(case.form.paper, fields(case, receipt, station))]
    if case.filling.answer("household-income") is not None:
        out.append((_HARDSHIP, _hardship(case, out[0][1])))
    return out


def _hardship(case: Case, application: Fields) -> Fields:
    said = _Said(case)
    same = ("receipt_number", "office", "station", "date", "name", "phone", "address", "number", "sex", "born")
    out: Fields = {key: application[key] for key in (*same, "signature_png") if key in application}
    out["household"] = said("household-members")
    out["monthly_income"] = said("household-income")
    out["relief"] = said("hardship")
    return out


class _Said:
    """Answers in words, by question; an empty text for what was not answered."""

    def __init__(self, case: Case) -> None:
        self._lines = {line.question.id: line for line in case.filling.summary()}

    def __call__(self, *ids: str) -> str:
        found = [self._lines[id_] for id_ in ids if id_ in self._lines]
        return "\n".join(shown(line.question, line.value) for line in found)

    def named(self, *ids: str) -> str:
        """Answers with their names, in one line; an empty text where none was given."""
        found = [self._lines[id_] for id_ in ids if id_ in self._lines]
        told = "；".join(f"{line.question.short}：{shown(line.question, line.value)}" for line in found)
        return f"{told}。" if told else ""

    def part(self, id_: str, key: str) -> str:
        """One part of a person."""
        line = self._lines.get(id_)
        return str(line.value.get(key, "")) if line and isinstance(line.value, Mapping) else ""

    def identity(self) -> Fields:
        """What the identity number says; nothing where none was given."""
        numbers = [line.value for line in self._lines.values() if line.question.kind is Kind.IDENTITY]
        if not numbers:
            return {}
        identity = parse(numbers[0])
        return {"number": identity.number, "sex": identity.sex, "born": day_text(identity.born)}

    def papers(self) -> str:
        """Which papers were photographed."""
        return "；".join(
            f"{line.question.short or line.question.label}{shown(line.question, line.value)}"
            for line in self._lines.values()
            if line.question.kind is Kind.PHOTOS
        )


def _legal_aid(said: _Said) -> Fields:
    return {
        "agent_name": said("agent-name"),
        "agent_relation": said("standing"),
        "matter": said("claim") or said("matter") or f"讨要拖欠的工钱：{said('owed')}",
        "opponent": said("opponent", "employer"),
        "exempt": said("special", "hardship"),
        "facts": "\n".join(filter(None, (said.named("worksite", "contractor", "work-from", "work-to"), said("facts")))),
        "papers": said.papers(),
    }


def _mediation(said: _Said) -> Fields:
    return {
        "opponent_name": said.part("opponent", "name"),
        "opponent_phone": said.part("opponent", "phone"),
        "opponent_address": said.part("opponent", "address"),
        "facts": said("facts"),
        "matter": said("wish"),
        "papers": said.papers(),
    }


def _notary(said: _Said) -> Fields:
    return {
        "matter": said("which"),
        "purpose": said("purpose"),
        "place_of_use": said("country") or said("use"),
        "agent_name": said("agent-name"),
        "papers": said.papers(),
    }


def _reconsideration(said: _Said) -> Fields:
    return {
        "agent_name": said.part("agent", "name"),
        "agent_phone": said.part("agent", "phone"),
        "respondent": said("authority"),
        "act": said("act"),
        "known_on": said("learnt"),
        "matter": said("request"),
        "facts": said("facts"),
        "papers": said.papers(),
    }


_BOXES: Mapping[str, Callable[[_Said], Fields]] = {
    "legal-aid-application": _legal_aid,
    "mediation-application": _mediation,
    "notary-application": _notary,
    "reconsideration-application": _reconsideration,
}
