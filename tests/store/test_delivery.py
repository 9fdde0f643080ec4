"""The store's face to the centre: several answers at once, comparing, and what the screen reads of it."""

import uuid

import pytest

from kiosk.store import schema
from kiosk.store.errors import RecordUnknown, SlotTaken
from kiosk.store.model import State

NOBODY = "0192f0c1-0000-7000-8000-000000000000"


@pytest.fixture
def ids(store, application, photo):
    return [store.submit(application(f"d{i}", attachments=(photo(store, f"{i}".encode()),))).id for i in range(4)]


def test_answers_are_noted_all_or_none(store, ids):
    with pytest.raises(RecordUnknown):
        store.acknowledge_all([(ids[0], State.ACCEPTED, ""), (NOBODY, State.ACCEPTED, "")])
    assert store.counts()[State.WAITING] == 4
    assert store.acknowledge_all([(ids[0], State.ACCEPTED, ""), (ids[1], State.REFUSED, "看不清")]) == 2
    assert store.acknowledge_all([(ids[0], State.ACCEPTED, ""), (ids[2], State.ALREADY, "")]) == 1
    assert store.refused() == {ids[1]}
    assert store.verify_audit() is None


def test_the_outbox_goes_on_behind_a_record(store, ids):
    assert [record.id for record in store.outbox(2, after=ids[0])] == ids[1:3]
    assert [record.id for record in store.outbox(after=ids[3])] == []
    assert [record.id for record in store.outbox(after=NOBODY)] == ids


def test_since_when_something_waits(terminal, store, application):
    assert store.waiting_since() is None
    first = store.submit(application("a"))
    terminal.later(hours=1)
    store.submit(application("b"))
    assert store.waiting_since() == first.time
    store.acknowledge(first.id, State.ACCEPTED)
    assert store.waiting_since() == terminal.now


def test_what_was_delivered_is_compared_once_and_again_when_the_centre_is_doubted(store, ids):
    store.acknowledge_all([(id, State.ACCEPTED, "") for id in ids[:3]])
    assert [record.id for record in store.delivered()] == ids[:3]
    assert [record.id for record in store.delivered(1, after=ids[0])] == [ids[1]]
    store.mark_compared(ids[:2])
    assert [record.id for record in store.delivered()] == [ids[2]]
    store.apply([], 40)
    store.doubt({"notice": "behind"})
    assert [record.id for record in store.delivered()] == ids[:3]
    assert (store.cursor(), store.link("notice")) == (0, "behind")


def test_what_waits_or_was_refused_is_not_compared_and_cannot_be_marked_so(store, ids):
    store.acknowledge(ids[0], State.REFUSED)
    store.mark_compared(ids)
    store.acknowledge_all([(id, State.ACCEPTED, "") for id in ids])
    assert [record.id for record in store.delivered()] == ids


def test_only_a_comparison_takes_back_what_the_centre_had(store, ids):
    store.acknowledge_all([(ids[0], State.ACCEPTED, ""), (ids[1], State.ALREADY, ""), (ids[2], State.REFUSED, "?")])
    assert store.take_back([*ids, NOBODY]) == 2
    assert [record.id for record in store.outbox()] == [ids[0], ids[1], ids[3]]
    assert store.record(ids[0]).answered_at is None
    assert store.record(ids[2]).state is State.REFUSED
    assert store.verify_audit() is None


def test_what_was_swept_is_neither_compared_nor_taken_back(terminal, store, ids):
    store.acknowledge(ids[0], State.ACCEPTED)
    store.sweep(terminal.now, 0)
    store.doubt({})
    assert store.delivered() == []
    assert store.take_back(ids) == 0
    assert store.record(ids[0]).state is State.ACCEPTED


def test_a_record_taken_back_cannot_be_swept_until_it_is_delivered_again(terminal, store, ids):
    store.acknowledge(ids[0], State.ACCEPTED)
    store.take_back(ids)
    terminal.later(days=400)
    assert store.sweep(terminal.now, 30) == 0
    assert store.read(store.record(ids[0]).attachments[0].sha256) == b"0"


def test_facts_stay_and_are_written_all_or_none(terminal, store):
    store.set_links({"trouble": "no-answer", "wire": "2"})
    store.set_link("trouble", "")
    terminal.pulled()
    store = terminal.on()
    assert (store.link("trouble"), store.link("wire"), store.link("never")) == ("", "2", "")


def test_each_store_has_an_id_of_its_own(terminal, store, tmp_path):
    from kiosk.store.store import open_store

    first = store.link("store")
    assert str(uuid.UUID(first)) == first
    with open_store(tmp_path / "other") as other:
        assert other.link("store") != first
    terminal.off()
    assert terminal.on().link("store") == first


def test_a_store_of_the_program_before_is_brought_up_with_all_it_holds(terminal, application, monkeypatch):
    migrations = schema.Migrations("kiosk-store")
    migrations()(schema.m001_first)
    with monkeypatch.context() as old:
        old.setattr(schema, "migrations", migrations)
        old.setattr(schema, "_STEPS", (schema.m001_first,))
        store = terminal.on()
        with store._base.writing() as db:
            db.execute(
                "INSERT INTO record VALUES (1, ?, '1012611250427', 't', 'd', 'appointment', 'a', '1', '马踏镇', '101', "
                "'2026-11-25T09:30:00.000+08:00', NULL)",
                (NOBODY,),
            )
            db.execute("INSERT INTO content VALUES (1, '{}', x'00', NULL)")
            db.execute("INSERT INTO delivery VALUES (1, 'accepted', '', '2026-11-25T09:31:00.000+08:00')")
            db.execute("INSERT INTO booking VALUES ('2026-11-30T09:00/window/1', 'appointment', 1)")
        terminal.off()
    store = terminal.on()
    assert store.link("store")
    record = store.record(NOBODY)
    assert (record.booking, record.state) == ("2026-11-30T09:00/window/1", State.ACCEPTED)
    assert [r.id for r in store.delivered()] == [NOBODY]
    with pytest.raises(Exception, match="record stays"), store._base.writing() as db:
        db.execute("UPDATE record SET booking = NULL")


def test_a_record_says_which_slot_was_asked_for_whoever_has_it_now(store, application):
    first = store.submit(application("a", kind="appointment", booking="2026-11-30T09:00"))
    store.submit(application("b", kind="appointment", about=first.id, booking="2026-11-30T10:00"))
    assert store.record(first.id).booking == "2026-11-30T09:00"
    assert store.booked() == {"2026-11-30T10:00"}
    with pytest.raises(SlotTaken):
        store.submit(application("c", kind="appointment", booking="2026-11-30T10:00"))


def test_a_damaged_page_holds_up_no_other_record(store, ids, monkeypatch):
    from kiosk.store import records
    from kiosk.store.errors import StoreDamaged

    several = records._several

    def damaged(db, places):
        made = several(db, places)
        if ids[1] in [record.id for record in made]:
            raise StoreDamaged("page 7")
        return made

    monkeypatch.setattr(records, "_several", damaged)
    assert [record.id for record in store.outbox()] == [ids[0], *ids[2:]]
    assert [record.id for record in store.outbox(2)] == [ids[0], ids[2]]
