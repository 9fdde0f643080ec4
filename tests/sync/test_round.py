"""A round with the centre: what waits arrives whole and once, what the centre says arrives here, and both agree."""

import json

import pytest

from kiosk.store.model import State
from sync import wire
from sync.terminal.errors import Refused
from sync.terminal.records import as_sent

BIG = bytes(range(256)) * 12_000  # three chunks


def test_what_waits_arrives_oldest_first_with_its_photos_and_both_ends_have_compared(terminal, centre):
    ids = [terminal.submit(f"d{i}", f"photo {i}".encode()).id for i in range(3)]
    told = terminal.round.run()
    assert centre.arrivals == ids
    assert centre.whole() == set(ids)
    assert sorted(centre.contents.values()) == [b"photo 0", b"photo 1", b"photo 2"]
    assert set(terminal.states().values()) == {"accepted"}
    assert (told.delivered, told.waiting, told.missed) == (3, 0, 0)
    assert centre.calls == ["POST /hello", "POST /records", "POST /bundle", "POST /compare", "GET /feed"]
    assert terminal.store.delivered() == []
    assert terminal.store.link("trouble") == ""
    assert terminal.store.link("last_contact")


def test_a_second_round_sends_nothing_again(terminal, centre):
    terminal.submit("d", b"photo")
    terminal.round.run()
    centre.calls.clear()
    terminal.round.run()
    assert centre.calls == ["POST /hello", "GET /feed"]


def test_what_is_sent_is_exactly_what_the_wire_asks_for(terminal):
    first = terminal.submit("a", b"photo", kind="appointment", booking="2026-11-30T09:00/window/1")
    terminal.submit("b", about=first.id, data={"数": 1.0, "是": True, "空": None, "深": [{"x": "😀"}]})
    for record in terminal.store.outbox():
        sent = json.loads(json.dumps(as_sent(record)))
        read = wire.Record.model_validate(sent)
        assert read.fingerprint() == wire.fingerprint(sent) == wire.fingerprint(as_sent(record))


def test_a_record_stays_the_same_for_the_centre_when_its_slot_is_given_to_another(terminal, centre):
    first = terminal.submit("a", kind="appointment", booking="2026-11-30T09:00/window/1")
    terminal.round.run()
    terminal.submit("b", kind="appointment", about=first.id, booking="2026-11-30T10:00/window/1")
    terminal.store.doubt({})
    told = terminal.round.run()
    assert terminal.store.link("differing") == ""
    assert (told.missed, told.waiting) == (0, 0)
    assert centre.records[first.id]["booking"] == "2026-11-30T09:00/window/1"


@pytest.mark.parametrize("wires", [(1, 1), (1, 2)])
def test_a_large_attachment_goes_in_chunks_and_small_ones_go_together_where_both_can(terminal, centre, wires):
    terminal.wires = wires
    terminal.off()
    terminal.on()
    receipt = terminal.submit("d", BIG, b"one", b"two", b"")
    terminal.round.run()
    assert centre.whole() == {receipt.id}
    assert centre.contents[terminal.store.record(receipt.id).attachments[0].sha256] == BIG
    assert ("POST /bundle" in centre.calls) == (wires == (1, 2))
    assert sum(call.startswith("PUT") for call in centre.calls) == (3 if wires == (1, 2) else 6)


def test_an_older_centre_is_spoken_to_in_its_own_wire(terminal, centre):
    centre.newest = 1
    receipt = terminal.submit("d", b"photo")
    terminal.round.run()
    assert centre.whole() == {receipt.id}
    assert "POST /bundle" not in centre.calls


def test_an_attachment_that_was_broken_off_goes_on_where_it_was(terminal, centre):
    receipt = terminal.submit("d", BIG)
    sha256 = terminal.store.record(receipt.id).attachments[0].sha256
    centre.parts[sha256] = BIG[: wire.CHUNK]
    terminal.round.run()
    assert centre.contents[sha256] == BIG
    assert sum(call.startswith("PUT") for call in centre.calls) == 2


def test_half_an_attachment_that_is_another_s_is_sent_again_from_its_beginning(terminal, centre):
    receipt = terminal.submit("d", BIG)
    sha256 = terminal.store.record(receipt.id).attachments[0].sha256
    centre.parts[sha256] = b"x" * wire.CHUNK
    terminal.round.run()
    assert centre.contents[sha256] == BIG


def test_a_photo_that_two_records_share_goes_once_and_completes_both(terminal, centre):
    ids = {terminal.submit(f"d{i}", b"the same page").id for i in range(2)}
    terminal.round.run()
    assert centre.whole() == ids
    assert len(centre.contents) == 1
    assert set(terminal.states().values()) == {"accepted"}


def test_a_photo_that_is_damaged_here_leaves_its_record_waiting_and_holds_up_no_other(terminal, centre):
    bad = terminal.submit("a", b"damaged", b"sound")
    good = terminal.submit("b", b"other")
    sha256 = terminal.store.record(bad.id).attachments[0].sha256
    (terminal.home / "store" / "attachments" / sha256).write_bytes(b"rust")
    told = terminal.round.run()
    assert terminal.states() == {bad.id: "waiting", good.id: "accepted"}
    assert (told.delivered, told.waiting) == (1, 1)


def test_a_refused_one_is_kept_and_only_what_is_about_it_is_held_back(terminal, centre):
    first = terminal.submit("a")
    second = terminal.submit("b", about=first.id)
    third = terminal.submit("c", about=second.id)
    other = terminal.submit("d")
    centre.refuse[first.id] = "照片看不清"
    told = terminal.round.run()
    assert terminal.states() == {first.id: "refused", second.id: "waiting", third.id: "waiting", other.id: "accepted"}
    assert terminal.store.record(first.id).reason == "照片看不清"
    assert (told.refused, told.put_off, told.waiting) == (1, 2, 2)
    assert centre.offered == [first.id, other.id], "what is about it does not go before its answer is known"
    centre.refuse.clear()
    centre.tell("command", name="resend", record=first.id)
    terminal.round.run()
    terminal.round.run()
    assert centre.arrivals == [other.id, first.id, second.id, third.id]
    assert set(terminal.states().values()) == {"accepted"}


def test_a_deferred_one_waits_with_what_is_about_it_and_does_not_keep_the_hundredth_from_going(terminal, centre):
    first = terminal.submit("first")
    about = terminal.submit("about", about=first.id)
    rest = [terminal.submit(f"d{i}").id for i in range(wire.MOST_RECORDS + 5)]
    centre.defer = {first.id}
    told = terminal.round.run()
    assert centre.arrivals == rest
    assert told.waiting == 2
    centre.defer.clear()
    terminal.round.run()
    assert centre.arrivals[-2:] == [first.id, about.id]


def test_what_the_centre_cannot_read_is_found_by_halving_and_holds_up_nobody(terminal, centre):
    ids = [terminal.submit(f"d{i}").id for i in range(8)]
    plain = centre._records

    def picky(told):
        from fake_centre import Trouble

        if any(raw["id"] == ids[5] for raw in told.records):
            raise Trouble("malformed")
        return plain(told)

    centre._records = picky
    told = terminal.round.run()
    assert sorted(centre.arrivals) == sorted(set(ids) - {ids[5]})
    assert (terminal.states()[ids[5]], told.waiting) == ("waiting", 1)


def test_what_is_too_large_for_the_wire_is_refused_here_and_shown_to_staff(terminal, centre):
    huge = terminal.submit("a", data={"text": "工" * (wire.MOST_BODY // 2)})
    small = terminal.submit("b")
    terminal.round.run()
    assert terminal.states() == {huge.id: "refused", small.id: "accepted"}
    assert terminal.store.record(huge.id).reason == "too-large"


def test_what_the_centre_lost_after_all_is_sent_again_in_the_same_round(terminal, centre):
    ids = [terminal.submit(f"d{i}", f"photo {i}".encode()).id for i in range(3)]
    terminal.round.run()
    del centre.records[ids[0]]
    centre.contents.pop(terminal.store.record(ids[1]).attachments[0].sha256)
    centre.notice = wire.Notice.BEHIND
    told = terminal.round.run()
    assert centre.whole() == set(ids)
    assert (told.missed, told.waiting) == (2, 0)
    assert set(terminal.states().values()) == {"accepted", "already"}


def test_a_centre_that_has_taken_less_than_it_told_is_behind(terminal, centre):
    terminal.submit("a")
    terminal.round.run()
    terminal.submit("b")
    backup = dict(centre.records), centre.ledger, list(centre.feed)
    terminal.round.run()
    centre.records, centre.ledger, centre.feed = backup
    terminal.round.run()
    assert len(centre.records) == 2
    terminal.round.run()
    assert centre.hellos[-1].ledger == centre.ledger


def test_another_centre_under_the_same_address_is_given_everything_that_is_still_here(terminal, centre):
    terminal.submit("a")
    terminal.round.run()
    centre.records.clear()
    terminal.store.set_link("centre", "0192f0c1-0000-4000-8000-0000000000ff")
    terminal.round.run()
    assert len(centre.records) == 1


def test_what_differs_is_told_to_staff_and_left_as_it_is(terminal, centre):
    receipt = terminal.submit("a")
    terminal.round.run()
    centre.records[receipt.id]["data"] = {"answers": {"姓名": "somebody else"}}
    terminal.store.doubt({})
    told = terminal.round.run()
    assert json.loads(terminal.store.link("differing")) == [receipt.number]
    assert (told.missed, terminal.states()[receipt.id]) == (0, "accepted")
    centre.calls.clear()
    terminal.round.run()
    assert "POST /compare" not in centre.calls


def test_a_comparison_that_contradicts_itself_changes_nothing_and_the_feed_is_read_all_the_same(terminal, centre):
    terminal.submit("a")
    plain = centre._compare
    centre._compare = lambda told: plain(told).model_copy(update={"count": 7})
    centre.tell("message", text="下周一放假")
    told = terminal.round.run()
    assert terminal.store.link("comparison") == "contradiction"
    assert (told.items, len(terminal.store.delivered())) == (1, 1)
    centre._compare = plain
    terminal.round.run()
    assert (terminal.store.link("comparison"), terminal.store.delivered()) == ("", [])


def test_a_copied_disk_is_told_and_what_it_holds_is_delivered_all_the_same(terminal, centre):
    centre.notice = wire.Notice.FORKED
    receipt = terminal.submit("a")
    terminal.round.run()
    assert terminal.store.link("notice") == "forked"
    assert terminal.states()[receipt.id] == "accepted"


def test_an_unanswered_hello_is_the_same_again_and_an_answered_one_is_the_next_one_s_past(terminal, centre):
    def cut(_, answer):
        answer()
        raise ConnectionResetError

    centre.fault(cut)
    with pytest.raises(Exception, match="ConnectionResetError"):
        terminal.round.run()
    terminal.off()
    terminal.on()
    terminal.round.run()
    terminal.round.run()
    first, again, third = centre.hellos
    assert (again.turn, again.serial, again.previous) == (first.turn, first.serial, None)
    assert (third.serial, third.previous) == (first.serial + 1, first.turn)
    assert third.turn != first.turn


def test_the_clock_s_error_is_measured_and_records_keep_their_own_time(terminal, centre):
    from datetime import timedelta

    from kiosk.store.model import now

    terminal.now = now()
    centre.ahead = timedelta(hours=-3)
    receipt = terminal.submit("a")
    terminal.round.run()
    assert float(terminal.store.link("clock_offset_s")) == pytest.approx(-10_800, abs=60)
    assert wire.Record.model_validate(centre.records[receipt.id]).time == receipt.time


def test_a_hello_tells_how_the_terminal_is_and_nothing_about_people(terminal, centre):
    refused = terminal.submit("a")
    terminal.submit("b")
    centre.refuse[refused.id] = "不清楚"
    terminal.round.run()
    waiting = terminal.submit("c")
    terminal.round.run()
    hello = centre.hellos[-1]
    assert (hello.waiting, hello.refused, hello.delivered) == (1, 1, 1)
    assert hello.waiting_since == terminal.store.record(waiting.id).time
    assert "罗桂芳" not in hello.model_dump_json()


def test_an_unchanged_poll_is_less_than_a_kilobyte(terminal, centre):
    terminal.round.run()
    terminal.round.poll()
    assert centre.calls[-1] == "GET /feed"
    assert centre.bytes[-1] < 1000


def test_on_a_metered_line_photos_wait_for_the_night_except_urgent_ones(terminal, centre):
    terminal.metered = True
    plain = terminal.submit("a", b"photo of a contract")
    urgent = terminal.submit("b", b"photo of a verdict", data={"answers": {}, "assessment": {"urgent": "yes"}})
    told = terminal.round.run()
    assert centre.arrivals == [plain.id, urgent.id]
    assert centre.whole() == {urgent.id}
    assert (told.postponed, told.waiting) == (1, 1)
    centre.calls.clear()
    terminal.round.run()
    assert "POST /records" not in centre.calls
    terminal.now = terminal.now.replace(hour=22)
    terminal.round.run()
    assert centre.whole() == {plain.id, urgent.id}
    assert terminal.store.counts()[State.WAITING] == 0


def test_a_terminal_whose_key_is_shut_out_says_so_and_loses_nothing(terminal, centre):
    from fake_centre import Trouble

    receipt = terminal.submit("a")

    def shut(*_):
        raise Trouble("revoked")

    centre._verified = shut
    with pytest.raises(Refused) as caught:
        terminal.round.run()
    assert caught.value.code == terminal.store.link("trouble") == "revoked"
    assert terminal.states()[receipt.id] == "waiting"
