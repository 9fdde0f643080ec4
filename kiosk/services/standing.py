"""How a matter stands, told to whoever holds its receipt: what happened when, what comes next, what staff want to know.

Nothing of what was handed in is told. A receipt for papers that were added later leads to the matter they belong to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from kiosk.services.desk import Earlier
from kiosk.services.shown import day_of_week
from kiosk.store.model import Entry, Message, Record, State, Step
from kiosk.store.receipt import parse_number, show_number
from kiosk.store.store import Store

PAPERS = "papers"  # the form by which papers are added


@dataclass(slots=True, frozen=True)
class Happened:
    """One thing that happened to a matter, and what staff said to it."""

    at: datetime
    text: str
    note: str = ""


@dataclass(slots=True, frozen=True)
class Standing:
    """Where a matter stands, in plain words, and what to do. `adds` is there while papers are asked for and not yet given."""

    number: str
    form: str
    headline: str
    advice: str
    happened: tuple[Happened, ...]  # oldest first
    messages: tuple[Message, ...]
    note: str = ""  # what staff said to the last of it; it does not stand with what happened again
    by: str = ""  # until when the next thing is to be done, by whomever
    adds: Earlier | None = None


_HERE = ("已经收好，存在这台终端里", "有网络的时候会自动送到县中心，不用您再交。急的话打12348。")
_THERE = ("县中心已经收到，正在办", "办到哪一步，工作人员会打您留的电话。也可以打12348，报编号问。")
_REFUSED = ("县中心没有收下，要您补一补", "请带上回执到窗口，或者打12348，工作人员会告诉您差什么。")
_WORDS = {State.WAITING: _HERE, State.ACCEPTED: _THERE, State.ALREADY: _THERE, State.REFUSED: _REFUSED}
_SWEPT = "您填的内容，这台终端按规定已经删掉了，县中心还留着。"
_PAPERS_WORDS = {
    State.WAITING: ("您补的材料收好了", "存在这台终端里，有网络的时候会自动送到县中心，不用您再交。"),
    State.ACCEPTED: ("您补的材料县中心收到了", "工作人员看了会告诉您。"),
    State.ALREADY: ("您补的材料县中心收到了", "工作人员看了会告诉您。"),
    State.REFUSED: ("您补的材料县中心没有收下", "请把材料拿到窗口，或者再拍一次，也可以打12348问。"),
}


def number(text: str) -> str:
    """A receipt number as typed. Raises NumberRefused with the sentence that says what is wrong."""
    return parse_number(text)


def standing(
    store: Store, receipt_number: str, *, identity_tail: str = "", token: str = "", today: date | None = None
) -> Standing:
    """How a matter stands, for whoever shows that it is hers.

    Args:
        store: the terminal's.
        receipt_number: as typed or read; that of papers which were added will do.
        identity_tail: the last four characters of the identity number, or all of it.
        token: of the receipt's code.
        today: the day on which it is told.

    Raises:
        NumberRefused: that is no receipt number.
        RecordUnknown: there is none of that number, or neither identity nor token fits; which of these, it does not say.
    """
    record = _first(store, store.track(receipt_number, token=token, identity_tail=identity_tail))
    added = [store.record(entry.id) for entry in store.about(record.id)]
    steps = _steps(store, [record, *added])
    told = Standing(
        number=show_number(record.number),
        form=record.form,
        headline=_WORDS[record.state][0],
        advice=_WORDS[record.state][1] if record.data is not None else f"{_WORDS[record.state][1]}{_SWEPT}",
        happened=_happened(record, added, steps),
        messages=_messages(store, [record, *added]),
    )
    if not steps or record.state is State.REFUSED:
        return told
    return _at_step(told, record, added, steps[-1], identity_tail, today or date.today())


def _first(store: Store, entry: Entry) -> Record:
    """The record with which a matter began."""
    record = store.record(entry.id)
    while record.about is not None:
        record = store.record(record.about)
    return record


def _steps(store: Store, records: Iterable[Record]) -> list[Step]:
    """The steps of a matter, oldest first. The centre tells each record of them; a version means the same for all."""
    found = {step.version: step for record in records for step in store.steps(record.id)}
    return [found[version] for version in sorted(found)]


def _messages(store: Store, records: Iterable[Record]) -> tuple[Message, ...]:
    """What staff wrote, oldest first; a word that the centre sent about each of the records is told once."""
    found = [message for record in records for message in store.messages(record.id)]
    once = {message.text: message for message in found}
    return tuple(sorted(once.values(), key=lambda message: message.at))


def _at_step(
    told: Standing, record: Record, added: Sequence[Record], step: Step, identity: str, today: date
) -> Standing:
    """Told by the last step; while it asks for papers, by what became of them."""
    by = _by(step, today)
    if not step.asks:
        return _with_note(replace(told, headline=step.label, advice=step.next, by=by), step)
    given = next((r for r in reversed(added) if r.data is not None and r.data.get("asked") == step.version), None)
    if given is not None and given.state is not State.REFUSED:
        headline, advice = _PAPERS_WORDS[given.state]
        return replace(told, headline=headline, advice=advice)
    headline, advice = _PAPERS_WORDS[State.REFUSED] if given else (step.label, step.next)
    adds = Earlier(record.id, record.kind, step.version, step.asks, identity[-4:])
    return _with_note(replace(told, headline=headline, advice=advice, by=by, adds=adds), step)


def _with_note(told: Standing, step: Step) -> Standing:
    """What staff said to the last step goes to the top."""
    happened = tuple(replace(h, note="") if (h.at, h.note) == (step.at, step.note) else h for h in told.happened)
    return replace(told, happened=happened, note=step.note)


def _by(step: Step, today: date) -> str:
    if step.due is None:
        return ""
    day = step.due.date()
    if day < today:
        late = "请尽快补，或者打12348说一声。" if step.asks else "可以打12348问。"
        return f"原定{day_of_week(day)}之前，已经过了。{late}"
    return f"{day_of_week(day)}之前" + ("补齐。" if step.asks else "给您回音。")


def _happened(record: Record, added: Iterable[Record], steps: Sequence[Step]) -> tuple[Happened, ...]:
    """What happened so far. What the centre repeats without a word to it is told once."""
    lines = [Happened(record.time, "您交上来了")]
    if record.answered_at is not None and not steps:
        refused = record.state is State.REFUSED
        lines.append(Happened(record.answered_at, "县中心没有收下" if refused else "县中心收到了"))
    later = [Happened(r.time, "您补交了材料") for r in added if r.form == PAPERS]
    before = None
    for step in steps:
        if before is None or step.label != before.label or step.note:
            later.append(Happened(step.at, step.label, step.note))
        before = step
    return (*lines, *sorted(later, key=lambda line: line.at))
