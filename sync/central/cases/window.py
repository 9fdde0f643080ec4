"""What staff type in for a citizen, made into a record like those of terminals (`intake.at_window`)."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import uuid6
from django.db.models import Max
from django.utils import timezone

from kiosk.services import conditions
from kiosk.services.answers import check
from kiosk.services.errors import AnswerRefused
from kiosk.services.form import SILENT, Form, Kind, Question
from kiosk.store.model import to_china
from kiosk.store.receipt import LAST_OF_DAY, make_number, new_token
from sync import wire
from sync.central.cases.errors import InputRefused
from sync.central.cases.models import Record
from sync.central.fleet.models import Station
from sync.central.people.models import Staff
from sync.central.sealed import mark

SERIES = "999"  # in place of a terminal's number; 000 is what a terminal counts with before it has one
_NOT_TYPED = SILENT | {Kind.PHOTOS, Kind.SIGNATURE}  # papers stay on paper here
_NEEDED = ("name", "firm")


def questions(form: Form) -> list[Question]:
    """What of a form staff can type in."""
    return [question for question in form.question if question.kind not in _NOT_TYPED]


def checked(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they are kept; questions that were not asked are left out.

    Raises:
        InputRefused: an answer cannot be used, or the name is missing; `fields` says by question what is expected.
    """
    today = timezone.localdate()
    kept: dict[str, Any] = {}
    wrong: dict[str, str] = dict.fromkeys(set(answers) - {q.id for q in questions(form)}, "没有这个问题")
    for question in questions(form):
        given = answers.get(question.id)
        if given in (None, "", [], {}):
            if question.id in _NEEDED and not question.optional:
                wrong[question.id] = "请填一下这一项"
            continue
        try:
            kept[question.id] = check(question, given, today)
            _must(question, kept, today)
        except AnswerRefused as slip:
            wrong[question.id] = slip.sentence
    if wrong:
        raise InputRefused("有几项要再看一看。", wrong)
    return {id_: value for id_, value in kept.items() if value is not None}


def record(
    form: Form, answers: dict[str, Any], station: Station, by: Staff, slot: str
) -> tuple[Record, dict[str, Any]]:
    """The record, not yet saved, and what it holds; `lock` was called before."""
    at = timezone.now()
    data: dict[str, Any] = {"answers": answers, "signed": "on paper", "entered_by": by.pk}
    told = wire.Record(
        id=str(UUID(int=uuid6.uuid7().int)),
        number=_number(to_china(at).date()),
        token=new_token(),
        kind=form.matter,
        form=form.id,
        form_version=str(form.version),
        station=station.name,
        terminal=SERIES,
        time=at,
        booking=slot or None,
        data=data,
    )
    return (
        Record(
            id=told.id, number=told.number, token=mark("token", f"{told.number}:{told.token}"), kind=told.kind,
            form=told.form, form_version=told.form_version, station_name=told.station, terminal_number=SERIES,
            time=at, told_time=at, received_at=at, booking=slot, sealed={"token": told.token, "data": data},
            fingerprint=told.fingerprint(),
        ),
        data,
    )  # fmt: skip


def lock() -> None:
    """One window after the other, so that no number is given twice; before every other lock, so nobody waits in a ring."""
    Station.objects.select_for_update(no_key=True).order_by("pk").first()


def _number(day: date) -> str:
    last = Record.objects.filter(number__startswith=f"{SERIES}{day:%y%m%d}").aggregate(last=Max("number"))["last"]
    sequence = int(last[9:12]) + 1 if last else 1
    if sequence > LAST_OF_DAY:
        raise InputRefused("今天窗口的编号用完了，请明天再登记，或者请群众在终端上办。")
    return make_number(SERIES, day, sequence)


def _must(question: Question, kept: Mapping[str, Any], today: date) -> None:
    scope = conditions.scope(kept, today)
    for must in question.must:
        if not conditions.holds(must.rule, scope):
            raise AnswerRefused(must.say)
