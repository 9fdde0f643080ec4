"""Letters to the citizen, from templates that are content (assets/central/letters)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings

from kiosk.services.answers import clean
from kiosk.store.receipt import show_number
from sync.central.cases import known
from sync.central.cases.content_model import PLACEHOLDERS, Letter, Written
from sync.central.cases.errors import InputRefused
from sync.central.cases.models import Case
from sync.central.cases.steps import Action
from sync.central.cases.workdays import local

_LONGEST = 4000


def blanks(case: Case, template: str, at: datetime) -> dict[str, str]:
    """What a template asks for, by placeholder, with what the centre knows filled in already.

    Raises:
        InputRefused: the case's desk has no such template at this step.
    """
    found = _template(case, template)
    facts = _facts(case, found, at)
    return {name: facts.get(name, "") for name in found.fields}


def write(case: Case, template: str, fields: Mapping[str, str], at: datetime) -> Written:
    """Fill a template in. What staff wrote goes before what the centre knows; `papers` is one paper a line.

    Raises:
        InputRefused: there is no such template here, or something that it names is empty; `fields` says what.
    """
    found = _template(case, template)
    told = {name: clean(text) for name, text in fields.items() if name in found.fields and text.strip()}
    long = {name: f"最多{_LONGEST}个字" for name, text in told.items() if len(text) > _LONGEST}
    if long:
        raise InputRefused("写得太长了。", long)
    values: dict[str, str | Sequence[str]] = {**_facts(case, found, at), **told}
    empty = {name: f"请填{PLACEHOLDERS[name]}" for name in found.fields if not values.get(name)}
    if empty:
        raise InputRefused("信里还有没填的地方。", empty)
    if "papers" in values:
        values["papers"] = [line.strip() for line in str(values["papers"]).split("\n") if line.strip()]
    return found.write(values)


def _template(case: Case, id_: str) -> Letter:
    for letter in known.centre().letters_for(case.desk, case.step):
        if letter.id == id_:
            return letter
    raise InputRefused("这个业务在这一步没有这种信。", {"template": "请另选一种"})


def _facts(case: Case, letter: Letter, at: datetime) -> dict[str, str]:
    """What the centre knows by itself."""
    centre = known.centre()
    desk = next((desk for desk in centre.desks if desk.id == case.desk), None)
    office = next((office for office in centre.offices if office.id == case.office), None)
    asked = case.requests.filter(answered_at=None).order_by("at")
    decided = case.changes.filter(action__in=(Action.GRANT, Action.REFUSE)).order_by("-version").first()
    return {
        "applicant": (case.personal or {}).get("applicant", ""),
        "number": show_number(case.number),
        "date": _day(at),
        "reason": (decided.public or "") if decided else "",
        "papers": "\n".join(paper for request in asked for paper in request.papers),
        "due": _due(case, letter, at),
        "desk": desk.name if desk else "",
        "phone": (desk.phone if desk else "") or settings.CENTRE.desk_phone or case.station.phone,
        "office": office.name if office else "",
        "lawyer": str(case.lawyer or ""),
        "place": case.station.address or case.station.name,
    }


def _due(case: Case, letter: Letter, at: datetime) -> str:
    """The end of the letter's own period, from its day; else what is due for the case."""
    centre = known.centre()
    if letter.clock:
        return _day(centre.clock_named(letter.clock).due(at, centre.calendar))
    return _day(case.due_at) if case.due_at else ""


def _day(at: datetime) -> str:
    day = local(at)
    return f"{day.year}年{day.month}月{day.day}日"
