"""Intake (统一受理): what came in becomes a case, or joins the one it is about.

A batch of a hundred costs a handful of statements, for a county's terminals may all come back at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from kiosk.services.form import Kind
from sync import wire
from sync.central.audit import chain
from sync.central.cases import clock, known, steps, telling, timetable, window
from sync.central.cases.errors import Forbidden, InputRefused
from sync.central.cases.history import change, risen
from sync.central.cases.models import Attachment, Case, Channel, PaperRequest, Record, Step
from sync.central.fleet import feed
from sync.central.fleet.models import Booking, Station, Terminal
from sync.central.people.models import Staff
from sync.central.people.rights import Right, may
from sync.central.sealed import mark

# Every form asks for these by the same ids (a test holds it); a business has a name of its own.
NAME, PHONE, IDENTITY = ("name", "firm"), ("phone",), ("identity",)
_LONGEST = 80
_BELIEVED = timedelta(days=30)  # that a terminal's clock may put the handing-in before now


@dataclass(slots=True)
class Taken:
    """A record that is saved, with what it holds."""

    record: Record
    data: dict[str, Any]
    attachments: list[Attachment]


def take_in(taken: Sequence[Taken], station: Station, channel: Channel) -> None:
    """Make cases of records, or let them join theirs; in the caller's transaction, which holds the terminal's row.

    A record about a matter that has ended begins a new case, for somebody must look at it (an objection to a refusal:
    Legal Aid Law, Article 49); its record names the old one's.

    Args:
        taken: records in the order in which they were handed in; one `about` another comes after it.
        station: where they were handed in.
        channel: by which way.
    """
    at = timezone.now()
    cases = _earlier_cases(taken)
    placed: list[tuple[Taken, Case]] = []
    fresh: list[Case] = []
    joining: list[tuple[Taken, Case]] = []
    for each in taken:
        record = each.record
        about = cases.get(str(record.about_id)) if record.about_id else None
        if about is not None and about.step in steps.OPEN:
            case = about
            joining.append((each, case))
        elif known.centre().opens_case(record.kind, each.data):
            case = _case(each, station, channel)
            case.version = risen(0, at)
            fresh.append(case)
        else:
            continue
        cases[str(record.pk)] = case
        placed.append((each, case))
    Case.objects.bulk_create(fresh)
    _write_rest(placed, fresh)
    for each, case in joining:
        _join(each, case, at)
    _take_slots([(each, case) for each, case in placed if each.record.booking], station, at)


def at_window(
    form: str, answers: Mapping[str, Any], station: Station, by: Staff, channel: Channel = Channel.WINDOW
) -> Case:
    """Staff enter a citizen: a record like any other, with a receipt number of the windows' own series (`window.SERIES`).

    Args:
        form: of the form that is filled in.
        answers: by the questions' ids, as typed; what is left out was not asked.
        station: where.
        by: who enters it.
        channel: window, or phone for who calls.

    Raises:
        Forbidden: nobody may enter here with these duties.
        InputRefused: there is no such form, or an answer cannot be used; `fields` says which.
        SlotTaken: the appointment's time cannot be had.
    """
    if not may(by, Right.ENTER, station=station):
        raise Forbidden(f"window of station {station.pk} by staff {by.pk}", "这个站的窗口登记不归您办。")
    asked = known.forms().get(form)
    if asked is None:
        raise InputRefused("没有这种表。", {"form": "请选一种表"})
    checked = window.checked(asked, answers)
    slot = next((checked[q.id] for q in asked.question if q.kind is Kind.SLOT and q.id in checked), "")
    with transaction.atomic():
        window.lock()
        if slot:
            timetable.check_free(station, slot)
        record, data = window.record(asked, checked, station, by, slot)
        record.save(force_insert=True)
        take_in([Taken(record, data, [])], station, channel)
        if record.case is None:
            raise InputRefused("这种表不用登记。", {"form": "请选一种表"})
        chain.add("entered-at-window", f"case:{record.case.pk}", by, station=station.pk)
    return record.case


def _earlier_cases(taken: Iterable[Taken]) -> dict[str, Case]:
    """By record, the cases that records are about; their rows are locked."""
    abouts = {each.record.about_id for each in taken if each.record.about_id}
    if not abouts:
        return {}
    of = dict(Record.objects.filter(pk__in=abouts).exclude(case=None).values_list("pk", "case_id"))
    locked = Case.objects.select_for_update().order_by("pk")
    cases = {case.pk: case for case in locked.filter(pk__in=set(of.values()))}
    return {str(record): cases[case] for record, case in of.items() if case}


def _case(each: Taken, station: Station, channel: Channel) -> Case:
    record = each.record
    answers = each.data.get("answers")
    answers = answers if isinstance(answers, dict) else {}
    desk = known.centre().desk_for(record.kind)
    name, phone, identity = (_text(answers, ids) for ids in (NAME, PHONE, IDENTITY))
    case = Case(
        number=record.number,
        kind=record.kind,
        form=record.form,
        suggested=desk.id if desk else "",
        station=station,
        channel=channel,
        urgent=known.centre().urgent(record.kind, each.data),
        received_at=_handed_in(record),
        whole=all(a.arrived_at for a in each.attachments),
        personal={"applicant": name, "phone": phone, "identity": identity},
        name_mark=mark("name", name) if name else "",
        phone_mark=mark("phone", phone) if phone else "",
        identity_mark=mark("identity", identity) if identity else "",
        identity_tail=mark("tail", f"{record.number}:{identity[-4:]}") if identity else "",
    )
    clock.begin(case, each.data)
    return case


def _handed_in(record: Record) -> datetime:
    """When the citizen handed it in, which is what her slip says and the law counts from; never later than now."""
    credible = record.received_at - _BELIEVED <= record.time <= record.received_at
    return record.time if credible else record.received_at


def _text(answers: Mapping[str, Any], ids: Iterable[str]) -> str:
    given = (answers.get(id_) for id_ in ids)
    return next((" ".join(text.split())[:_LONGEST] for text in given if isinstance(text, str) and text.strip()), "")


def _write_rest(placed: Sequence[tuple[Taken, Case]], fresh: Sequence[Case]) -> None:
    """Write the case of each record, and the first line of each new case's history: a statement each, for they are many."""
    if not placed:
        return
    key = Record._meta.get_field("id")
    pairs: list[Any] = []
    for each, case in placed:
        each.record.case = case
        pairs += [key.get_db_prep_value(each.record.pk, connection), case.pk]
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH placed (record, belongs) AS (VALUES {_marks('(%s, %s)', placed)})"  # noqa: S608
            " UPDATE cases_record SET case_id = belongs FROM placed WHERE id = record",
            pairs,
        )
        if fresh:
            cursor.execute(
                "INSERT INTO cases_change (case_id, at, action, step, version, facts)"  # noqa: S608
                f" SELECT id, received_at, 'received', step, version, '{{}}' FROM cases_case"
                f" WHERE id IN ({_marks('%s', fresh)})",
                [case.pk for case in fresh],
            )


def _marks(one: str, of: Sequence[object]) -> str:
    """As many of a statement's placeholders as there are values."""
    return ", ".join([one] * len(of))


def _join(each: Taken, case: Case, at: datetime) -> None:
    """It answers the request for papers, where one is open, or adds to the case."""
    record = each.record
    asked = PaperRequest.objects.filter(case=case, answered_at=None)
    answers = case.step == Step.PAPERS and asked.update(answered_at=at, record=record) > 0
    if answers:
        case.step = steps.may(case.step, steps.Action.PAPERS_CAME)
    case.whole = case.whole and all(a.arrived_at for a in each.attachments)
    made = change(
        case, steps.Action.PAPERS_CAME if answers else steps.ADDED, at, facts={"record": str(record.pk)}
    )  # fmt: skip
    clock.set_by(case, made)
    case.save()
    made.save()
    telling.tell(made, None if answers else [record])


def _take_slots(asked: Sequence[tuple[Taken, Case]], station: Station, at: datetime) -> None:
    """Book the appointments' times. Where somebody was faster, the case is marked for staff, and nobody is sent away."""
    if not asked:
        return
    slots = sorted({each.record.booking for each, _ in asked})
    Booking.objects.bulk_create(
        [Booking(station=station, slot=each.record.booking, case=case) for each, case in asked], ignore_conflicts=True
    )
    holders = dict(Booking.objects.filter(station=station, slot__in=slots).values_list("slot", "case_id"))
    for each, case in asked:
        if holders[each.record.booking] != case.pk:
            case.urgent = True
            clash = change(case, steps.SLOT_CLASH, at, facts={"slot": each.record.booking})
            case.save(update_fields=["urgent", "version"])
            clash.save()
    senders = {each.record.terminal_id for each, _ in asked if each.record.terminal_id is not None}
    others = Terminal.objects.filter(station=station, retired=False).exclude(pk__in=senders)
    feed.send(others, wire.ItemKind.BOOKED, {"taken": slots, "freed": []})
