"""What the centre tells: taken once, in the order of its versions, whole with the cursor, and gone with the matter."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.store.errors import SlotTaken
from kiosk.store.model import Item, State
from kiosk.store.store import open_store

NOBODY = "0192f0c1-0000-7000-8000-000000000000"
AT = "2026-11-25T10:00:00+08:00"


@pytest.fixture
def id(store, application):
    receipt = store.submit(application())
    store.acknowledge(receipt.id, State.ACCEPTED)
    return receipt.id


def status(id, version, seq=1, **more):
    step = {"record": id, "version": version, "step": "working", "label": "正在办", "at": AT}
    return Item(seq, "status", step | more)


def test_steps_follow_each_other_newest_last(store, id):
    store.apply(
        [status(id, 3, label="已收到"), status(id, 9, 2, note="明天来", asks=["身份证"], due=AT, closed=True)], 2
    )
    first, last = store.steps(id)
    assert (first.label, first.closed, first.asks) == ("已收到", False, ())
    assert (last.version, last.note, last.asks, last.closed) == (9, "明天来", ("身份证",), True)
    assert last.due == last.at
    assert last.at.isoformat() == AT
    assert store.cursor() == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(versions=st.lists(st.integers(0, 6), max_size=12))
def test_however_statuses_come_they_never_go_backwards(tmp_path_factory, application, versions):
    with open_store(tmp_path_factory.mktemp("s") / "store") as store:
        id = store.submit(application()).id
        told: list[int] = []
        for version in versions:
            store.apply([status(id, version)], 0)
            now = [step.version for step in store.steps(id)]
            assert now[: len(told)] == told
            assert now == sorted(set(now))
            told = now
        assert not versions or max(told) == max(versions)


@pytest.mark.parametrize(
    "item",
    [
        Item(1, "status", {}),
        Item(1, "status", {"record": None, "version": 1, "step": "x", "label": "x", "at": AT}),
        Item(1, "status", {"version": "much", "step": "x", "label": "x", "at": AT}),
        Item(1, "status", {"version": 2**63, "step": "x", "label": "x", "at": AT}),
        Item(1, "status", {"version": 1, "step": "x", "label": "x" * 300, "at": AT}),
        Item(1, "status", {"version": 1, "step": "x", "label": "x", "at": "yesterday"}),
        Item(1, "message", {"text": ""}),
        Item(1, "message", {"text": ["a"]}),
        Item(1, "message", {"text": "a", "record": NOBODY}),
        Item(1, "booked", {"taken": "all"}),
        Item(1, "booked", {"taken": [7]}),
        Item(1, "command", {}),
        Item(1, "command", {"name": 7}),
        Item(1, "weather", {"rain": True}),
    ],
)
def test_what_cannot_be_used_is_passed_over_and_what_follows_is_taken(store, id, item):
    store.apply([item, status(id, 1, 2)], 2)
    assert len(store.steps(id)) == 1
    assert store.cursor() == 2
    assert store.commands() == []
    assert store.booked() == set()


def test_a_refusal_to_take_something_says_nothing_of_it_in_the_log(store, id, caplog):
    store.apply([Item(1, "status", {"record": id, "version": 1, "step": "x", "label": "x", "at": "罗桂芳"})], 1)
    assert "feed item 1" in caplog.text
    assert "罗桂芳" not in caplog.text


def test_items_and_cursor_are_taken_together_or_not_at_all(terminal, store, id, monkeypatch):
    from kiosk.store import links

    def broken(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(links, "write", broken)
        with pytest.raises(KeyboardInterrupt):
            store.apply([status(id, 1), Item(2, "command", {"name": "wipe"})], 2)
    terminal.pulled()
    store = terminal.on()
    assert (store.steps(id), store.commands(), store.cursor()) == ([], [], 0)


def test_messages_to_a_matter_and_to_nobody_in_particular(store, id):
    word = Item(1, "message", {"record": id, "text": "请带原件"})
    store.apply([word, Item(2, "message", {"text": "周一停电"})], 2)
    store.apply([word], 2)
    assert [m.text for m in store.messages(id)] == ["请带原件"]


def test_slots_given_away_elsewhere_cannot_be_booked_here_until_they_are_free(store, application):
    slot = "2026-11-30T09:00/window/1"
    store.apply([Item(1, "booked", {"taken": [slot]}), Item(2, "booked", {"taken": [slot]})], 2)
    assert store.booked() == {slot}
    with pytest.raises(SlotTaken):
        store.submit(application("a", kind="appointment", booking=slot))
    store.apply([Item(3, "booked", {"freed": [slot]})], 3)
    store.submit(application("b", kind="appointment", booking=slot))


def test_a_slot_booked_here_stays_when_the_centre_says_that_it_is_taken_and_free_again(store, application):
    slot = "2026-11-30T09:00/window/1"
    store.submit(application("a", kind="appointment", booking=slot))
    store.apply([Item(1, "booked", {"taken": [slot]}), Item(2, "booked", {"freed": [slot]})], 2)
    assert store.booked() == {slot}


def test_a_command_is_there_until_it_is_done_and_never_again(terminal, store):
    wipe, level = Item(1, "command", {"name": "wipe"}), Item(2, "command", {"name": "log-level", "level": "debug"})
    assert [c.name for c in store.apply([wipe, level], 2)] == ["wipe", "log-level"]
    terminal.pulled()
    store = terminal.on()
    for command in store.commands():
        store.done(command.id)
    assert store.apply([wipe, level], 2) == []
    assert [c.body for c in store.apply([Item(1, "settings", {"text_scale": 1.5})], 1)] == [{"text_scale": 1.5}]


def test_what_staff_wrote_goes_when_the_matter_is_over_and_not_before(terminal, store, id):
    word = Item(2, "message", {"record": id, "text": "请带判决书来"})
    store.apply([status(id, 1, note="罗大姐您好", next="等通知", asks=["判决书"]), word], 2)
    terminal.later(days=60)
    store.sweep(terminal.now, 30)
    assert store.steps(id)[0].note == "罗大姐您好"
    store.apply([status(id, 2, 3, note="办好了，罗大姐", closed=True, at=terminal.now.isoformat())], 3)
    store.sweep(terminal.now, 30)
    assert store.messages(id)
    terminal.later(days=30)
    store.sweep(terminal.now, 30)
    assert [(s.note, s.next, s.asks) for s in store.steps(id)] == [("", "", ()), ("", "", ())]
    assert [s.label for s in store.steps(id)] == ["正在办", "正在办"]
    assert store.messages(id) == []


def test_a_wipe_takes_what_the_centre_has_and_drafts_and_nothing_that_waits(terminal, store, id, application, photo):
    waiting = store.submit(application("b", attachments=(photo(store),)))
    store.apply([status(id, 1, note="罗大姐您好"), Item(2, "message", {"text": "周一停电"})], 2)
    store.save_draft("c", "legal-aid", "3", {"姓名": "罗桂芳"}, (), "1234 5678", terminal.now.replace(year=2027))
    assert store.wipe() == 1
    assert store.record(id).data is None
    assert store.steps(id)[0].note == ""
    assert store.draft("c") is None
    assert store.record(waiting.id).data
    assert store.read(store.record(waiting.id).attachments[0].sha256)
    assert store.check() == []


def test_a_wipe_also_takes_what_was_answered_by_a_clock_that_was_ahead(terminal, store, id):
    terminal.later(days=-1000)
    assert store.wipe() == 1
