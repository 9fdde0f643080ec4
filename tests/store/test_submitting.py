import threading
from datetime import date, datetime, timedelta

import pytest
import sqlcipher3
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.store.errors import AlreadySubmitted, RecordUnknown, SlotTaken, StoreDamaged, StoreUnwritable
from kiosk.store.model import CHINA, Attachment, State, Submission
from kiosk.store.receipt import make_number, parse_number
from kiosk.store.store import open_store


def test_a_double_tap_makes_one_record(store, application, photo):
    given = application(attachments=(photo(store),), booking="2026-11-30T09:00")
    first = store.submit(given)
    assert store.submit(given) == first
    assert len(store.records()) == 1
    assert store.booked() == {"2026-11-30T09:00"}


def test_a_crash_between_the_disk_and_the_screen_makes_one_record(terminal, store, application):
    first = store.submit(application())
    terminal.pulled()
    terminal.later(minutes=3)
    again = terminal.on()
    assert again.receipt("draft-1") == first
    assert again.submit(application()) == first
    assert len(again.records()) == 1


def test_two_taps_in_two_threads_make_one_record(store, application):
    receipts = []
    threads = [threading.Thread(target=lambda: receipts.append(store.submit(application()))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(receipts) == 4
    assert len(set(receipts)) == 1
    assert len(store.records()) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"data": {"姓名": "罗桂芳", "事由": "又想起一件事"}},
        {"kind": "mediation"},
        {"form_version": "4"},
        {"booking": "2026-11-30T09:00"},
        {"attachments": (Attachment("0" * 64, 1, "image/jpeg", ""),)},
    ],
)
def test_other_content_under_a_draft_that_was_submitted_is_not_taken_for_the_same(store, application, change):
    store.submit(application())
    with pytest.raises(AlreadySubmitted) as already:
        store.submit(application(**change))
    assert "已经提交过" in already.value.sentence
    (entry,) = store.records()
    assert store.record(entry.id).data == application().data


def test_the_same_slot_is_not_booked_twice(store, application):
    store.submit(application("a", kind="appointment", booking="2026-11-30T09:00"))
    with pytest.raises(SlotTaken) as taken:
        store.submit(application("b", kind="appointment", booking="2026-11-30T09:00"))
    assert "另选" in taken.value.sentence
    assert len(store.records()) == 1
    assert store.receipt("b") is None
    assert store.check() == []
    store.submit(application("b", kind="appointment", booking="2026-11-30T09:30"))
    assert store.booked() == {"2026-11-30T09:00", "2026-11-30T09:30"}


def test_moving_an_appointment_gives_the_earlier_slot_back_and_rating_it_does_not(store, application):
    first = store.submit(application("a", kind="appointment", booking="2026-11-30T09:00"))
    store.submit(application("b", kind="rating", about=first.id))
    assert store.booked() == {"2026-11-30T09:00"}
    moved = store.submit(application("c", kind="appointment", about=first.id, booking="2026-11-30T10:00"))
    assert store.booked() == {"2026-11-30T10:00"}
    store.submit(application("d", kind="appointment", about=moved.id))
    assert store.booked() == set()
    assert [entry.kind for entry in store.about(first.id)] == ["rating", "appointment"]


def test_papers_that_are_added_to_an_appointment_leave_its_slot_alone(store, application):
    first = store.submit(application("a", kind="appointment", booking="2026-11-30T09:00"))
    store.submit(application("b", kind="appointment", form="papers", about=first.id))
    assert store.booked() == {"2026-11-30T09:00"}


def test_when_the_new_slot_is_taken_the_earlier_one_stays(store, application):
    first = store.submit(application("a", kind="appointment", booking="2026-11-30T09:00"))
    store.submit(application("b", kind="appointment", booking="2026-11-30T10:00"))
    with pytest.raises(SlotTaken):
        store.submit(application("c", kind="appointment", about=first.id, booking="2026-11-30T10:00"))
    assert store.record(first.id).booking == "2026-11-30T09:00"


def test_a_record_about_one_that_is_not_here_is_not_made(store, application):
    with pytest.raises(RecordUnknown):
        store.submit(application(about="0192f0c1-0000-7000-8000-000000000000"))
    assert store.records() == []


def test_a_record_whose_photo_is_not_here_is_not_made(store, application):
    for name in ("0" * 64, "../key", ""):
        with pytest.raises(StoreDamaged, match="missing"):
            store.submit(application(attachments=(Attachment(name, 5, "image/jpeg", ""),)))
    assert store.records() == []


@pytest.mark.parametrize("data", [{"a": {1, 2}}, {"a": float("nan")}, {"a": b"bytes"}])
def test_what_is_no_json_is_a_fault_of_the_caller(store, application, data):
    with pytest.raises((TypeError, ValueError)):
        store.submit(application(data=data))
    assert store.records() == []


FULL = """
import resource, sys
from pathlib import Path
from kiosk.store.errors import StoreUnwritable
from kiosk.store.model import Submission
from kiosk.store.store import open_store
store = open_store(Path(sys.argv[1]), terminal="101")
fill = {"事由": "工钱" * 5000}
print(store.submit(Submission("before", "legal-aid", "legal-aid", "3", fill)).number)
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, hard))
trouble = 0
for i in range(20):
    try:
        print(store.submit(Submission(f"d{i}", "legal-aid", "legal-aid", "3", fill)).number)
    except StoreUnwritable as error:
        trouble += 1
        assert error.sentence == StoreUnwritable.sentence
        assert store.receipt(f"d{i}") is None
try:
    store.put(bytes(200_000), "image/jpeg", "")
    sys.exit("a photo went onto a full disk")
except StoreUnwritable:
    pass
assert trouble, "the disk was not full"
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
print(store.submit(Submission("d19", "legal-aid", "legal-aid", "3", fill)).number)
"""


def test_a_full_disk_leaves_nothing_half_submitted_and_when_there_is_room_again_it_goes_on(terminal, child):
    done = child(FULL, terminal.folder)
    assert (done.returncode, done.stderr) == (0, "")
    printed = done.stdout.split()
    assert len(printed) >= 2
    store = terminal.on()
    assert [entry.number for entry in store.records()][::-1] == printed
    assert store.check() == []
    assert list((terminal.folder / "attachments").iterdir()) == []


def test_a_disk_that_fails_while_the_photo_is_written_leaves_nothing_of_it(store, terminal, photo, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(StoreUnwritable, match="No space left on device"):
            photo(store)
    assert list((terminal.folder / "attachments").iterdir()) == []
    assert store.read(photo(store).sha256)


def test_a_store_that_another_process_keeps_locked_says_so_after_a_while(store, application, terminal, monkeypatch):
    monkeypatch.setattr("kiosk.store.base._BUSY_MS", 50)
    other = terminal.on()
    with store._base.writing(), pytest.raises(StoreUnwritable, match="locked"):
        other.submit(application())
    assert other.submit(application()).number


@pytest.mark.parametrize(
    "text",
    [
        "字" * 20_000,
        "😀👨‍👩‍👧🇨🇳",
        "'; DROP TABLE record; --",
        "<script>alert(1)</script>",
        "第一行\n\t第二行\x00\x1f",
        "\u202e反过来",
        "",
    ],
)
def test_whatever_people_type_comes_back_as_it_was(store, application, text):
    receipt = store.submit(application(text[:50] or "-", data={"事由": text, text: [text, None, True, 1.5]}))
    assert store.record(receipt.id).data == {"事由": text, text: [text, None, True, 1.5]}
    assert store.check() == []


def test_half_an_emoji_does_not_stop_an_application(store, application):
    receipt = store.submit(application(data={"事由": "工钱\ud83d没给 \ud83d\ude00"}))
    assert store.record(receipt.id).data == {"事由": "工钱\ufffd没给 😀"}


def test_a_receipt_says_what_the_record_says(store, application, photo):
    given = application(attachments=(photo(store), photo(store, b"another", "欠条")), booking="2026-11-30T09:00")
    receipt = store.submit(given)
    record = store.record(receipt.shown)
    assert (record.id, record.number, record.token, record.time) == (
        receipt.id, receipt.number, receipt.token, receipt.time,
    )  # fmt: skip
    assert (record.kind, record.form, record.form_version) == ("legal-aid", "legal-aid", "3")
    assert (record.station, record.terminal) == ("马踏镇", "101")
    assert (record.data, record.attachments, record.booking) == (given.data, given.attachments, given.booking)
    assert (record.state, record.reason, record.answered_at) == (State.WAITING, "", None)
    assert record.time == datetime(2026, 11, 25, 9, 30, tzinfo=CHINA)
    assert parse_number(receipt.number).startswith("101261125")


def test_the_day_on_a_receipt_is_china_s_whatever_the_machine_s_zone(terminal, store, application):
    terminal.now = datetime(2026, 11, 25, 23, 0, tzinfo=CHINA).astimezone(tz=None)
    assert store.submit(application("a")).number[3:9] == "261125"
    terminal.later(hours=1)
    assert store.submit(application("b")).number[3:9] == "261126"


def test_numbers_of_a_day_follow_one_another_and_the_next_day_begins_at_one(terminal, store, application):
    first = [int(store.submit(application(f"a{i}")).number[9:12]) for i in range(3)]
    assert 200 <= first[0] <= 899
    assert first == [first[0], first[0] + 1, first[0] + 2]
    terminal.later(days=1)
    assert [store.submit(application(f"b{i}")).number[9:12] for i in range(2)] == ["001", "002"]
    terminal.later(days=-1)
    assert int(store.submit(application("c")).number[9:12]) == first[0] + 3


def test_a_fresh_store_does_not_repeat_the_numbers_of_one_that_was_lost_that_day(terminal, application):
    with open_store(terminal.folder / "yesterday's", terminal="101", clock=lambda: terminal.now) as lost:
        lost.submit(application("day before"))
        terminal.later(days=1)
        used = {lost.submit(application(f"a{i}")).number for i in range(30)}
    fresh = terminal.on()
    assert not used & {fresh.submit(application(f"b{i}")).number for i in range(30)}


def test_a_day_that_has_used_all_its_numbers_goes_on(store, application):
    store.submit(application("first"))
    with store._base.writing() as db:
        db.execute("UPDATE sequence SET last = 998")
    receipts = [store.submit(application(f"d{i}")).number for i in range(3)]
    assert receipts == [
        make_number("101", date(2026, 11, 25), 999),
        make_number("101", date(2026, 11, 26), 1),
        make_number("101", date(2026, 11, 26), 2),
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET kind = 'other'",
        "DELETE FROM record",
        "UPDATE content SET data = '{}'",
        "DELETE FROM content",
        "UPDATE attached SET label = ''",
        "DELETE FROM attached",
        "DELETE FROM delivery",
        "UPDATE delivery SET state = 'lost'",
        "UPDATE sequence SET last = last - 1",
        "DELETE FROM sequence",
        "UPDATE audit SET event = 'nothing'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO content SELECT record, '{}', seal, identity FROM content",
    ],
)
def test_our_own_code_cannot_change_what_was_submitted(store, application, photo, statement):
    receipt = store.submit(application(attachments=(photo(store),)))
    before = store.record(receipt.id)
    with pytest.raises(sqlcipher3.IntegrityError), store._base.writing() as db:
        db.execute(statement)
    assert store.record(receipt.id) == before


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
visits = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.dictionaries(texts, json_values, max_size=4),
        st.lists(st.binary(max_size=8), max_size=3),
        st.sampled_from([None, "slot-1", "slot-2"]),
        st.sampled_from([*State, None]),
        st.booleans(),
    ),
    max_size=8,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(visits)
def test_whatever_happens_next_a_record_stays_what_it_was(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("life")
    store = open_store(folder, terminal="101")
    known = {}
    for key, data, contents, slot, answer, cut in steps:
        files = tuple(store.put(content, "image/jpeg", "") for content in contents)
        about = next(iter(known), None)
        try:
            receipt = store.submit(Submission(str(key), "k", "f", "1", data, files, about, slot))
            record = store.record(receipt.id)
            if receipt.id not in known:
                assert (record.data, record.attachments) == (data, files)
                known[receipt.id] = (record.number, record.token, record.time, record.data, record.attachments)
        except (AlreadySubmitted, SlotTaken):
            pass
        if answer and known:
            store.acknowledge(next(reversed(known)), answer, "原因")
        if cut:
            store.close()
            store = open_store(folder, terminal="101")
        seen = {entry.id: store.record(entry.id) for entry in store.records()}
        assert {id: (r.number, r.token, r.time, r.data, r.attachments) for id, r in seen.items()} == known
        for record in seen.values():
            assert all(store.read(file.sha256) for file in record.attachments if file.size)
    assert len({number for number, *_ in known.values()}) == len(known)
    assert store.check() == []
    store.close()


def test_time_is_kept_to_the_millisecond_everywhere(terminal, store, application):
    terminal.now += timedelta(microseconds=123_456)
    receipt = store.submit(application())
    assert receipt.time.microsecond == 123_000
    assert store.record(receipt.id).time == receipt.time == store.submit(application()).time
