import itertools

import pytest

from kiosk.store.errors import RecordUnknown
from kiosk.store.model import State


@pytest.fixture
def waiting(terminal, store, application, photo):
    made = []
    for i in range(3):
        files = (photo(store, f"page {i}".encode()),)
        made.append(store.submit(application(f"d{i}", attachments=files)))
        terminal.later(minutes=1)
    return made


def test_everything_waits_oldest_first_and_whole(store, waiting):
    assert [record.id for record in store.outbox()] == [receipt.id for receipt in waiting]
    assert [record.id for record in store.outbox(limit=2)] == [receipt.id for receipt in waiting[:2]]
    first = store.outbox()[0]
    assert first == store.record(first.id)
    assert store.read(first.attachments[0].sha256) == b"page 0"


def test_one_that_is_refused_holds_up_nobody_and_is_kept_with_its_reason(terminal, store, waiting):
    assert store.acknowledge(waiting[0].id, State.REFUSED, "身份证照片看不清")
    assert [record.id for record in store.outbox()] == [receipt.id for receipt in waiting[1:]]
    terminal.off()
    store = terminal.on()
    kept = store.record(waiting[0].id)
    assert (kept.state, kept.reason, kept.answered_at) == (State.REFUSED, "身份证照片看不清", terminal.now)
    assert kept.data
    assert store.read(kept.attachments[0].sha256) == b"page 0"


def test_a_refused_one_can_be_sent_again_and_accepted(store, waiting):
    id = waiting[0].id
    store.acknowledge(id, State.REFUSED, "看不清")
    assert store.acknowledge(id, State.WAITING)
    assert store.outbox()[0].id == id
    assert (store.record(id).reason, store.record(id).answered_at) == ("", None)
    assert store.acknowledge(id, State.ALREADY)
    assert store.record(id).state is State.ALREADY


@pytest.mark.parametrize(("first", "late"), [*itertools.product((State.ACCEPTED, State.ALREADY), State)])
def test_what_the_centre_has_no_late_answer_takes_back(terminal, store, waiting, first, late):
    id = waiting[0].id
    store.acknowledge(id, first)
    before, lines = store.record(id), _lines(store)
    terminal.later(hours=1)
    assert not store.acknowledge(id, late, "太晚了")
    assert store.record(id) == before
    assert _lines(store) == lines


def test_an_answer_that_comes_twice_changes_nothing(terminal, store, waiting):
    store.acknowledge(waiting[0].id, State.REFUSED, "看不清")
    before = store.record(waiting[0].id)
    terminal.later(hours=1)
    assert not store.acknowledge(waiting[0].id, State.REFUSED, "还是看不清")
    assert store.record(waiting[0].id) == before


def test_an_answer_about_nobody_s_record_is_refused(store, waiting):
    with pytest.raises(RecordUnknown):
        store.acknowledge("0192f0c1-0000-7000-8000-000000000000", State.ACCEPTED)
    assert store.counts() == {State.WAITING: 3, State.ACCEPTED: 0, State.ALREADY: 0, State.REFUSED: 0}


def test_a_refused_appointment_gives_its_slot_back(store, application):
    receipt = store.submit(application("a", kind="appointment", booking="2026-11-30T09:00"))
    store.acknowledge(receipt.id, State.REFUSED, "当天停电")
    assert store.booked() == set()
    store.submit(application("b", kind="appointment", booking="2026-11-30T09:00"))


def test_both_sides_can_be_counted(store, waiting):
    store.acknowledge(waiting[0].id, State.ACCEPTED)
    store.acknowledge(waiting[1].id, State.REFUSED, "看不清")
    assert store.counts() == {State.WAITING: 1, State.ACCEPTED: 1, State.ALREADY: 0, State.REFUSED: 1}


def test_the_sync_process_sees_at_once_what_the_screen_submits_and_the_other_way_round(terminal, store, application):
    sync = terminal.on()
    receipt = store.submit(application())
    assert [record.id for record in sync.outbox()] == [receipt.id]
    sync.acknowledge(receipt.id, State.ACCEPTED)
    assert store.record(receipt.id).state is State.ACCEPTED


def _lines(store):
    with store._base.reading() as db:
        return db.execute("SELECT count(*) FROM audit").fetchone()[0]
