"""What is not the centre's answer changes nothing: the record waits, the hello is the same again, the next round delivers."""

import gzip
import json
import zlib

import pytest
import requests
from fake_centre import URL, response

from kiosk.store.model import Item, State
from sync import wire
from sync.terminal.errors import Later, NoAnswer

PORTAL = b"<html><title>Welcome to the station's network</title></html>"
OURS = {wire.ANSWER_HEADER: "1", "Content-Type": wire.TYPE_JSON}


def portal(*_):
    return response(200, PORTAL, {"Content-Type": "text/html"})


def portal_that_says_json(*_):
    return response(200, b"{}", {"Content-Type": wire.TYPE_JSON})


def html_from_the_centre_s_own_proxy(*_):
    return response(200, PORTAL, {wire.ANSWER_HEADER: "1", "Content-Type": "text/html"})


def redirect(*_):
    return response(302, b"", {"Location": "https://portal.test/login"})


def bad_gateway(*_):
    return response(502, b"<html>Bad Gateway</html>", {"Content-Type": "text/html"})


def bad_gateway_with_our_header(*_):
    return response(502, b'{"code": "later"}', OURS)


def empty(*_):
    return response(200, b"", OURS)


def nothing_where_something_was_asked_for(*_):
    return response(204, b"", {wire.ANSWER_HEADER: "1"})


def no_json(*_):
    return response(200, b"{", OURS)


def other_json(*_):
    return response(200, b'["answers"]', OURS)


def cut_off(_, answer):
    whole = answer()
    body = whole.raw.read(decode_content=False)
    return response(200, body[: len(body) // 2], dict(whole.headers) | {"Content-Length": str(len(body) // 2)})


def shorter_than_it_says(_, answer):
    whole = answer()
    body = whole.raw.read(decode_content=False)
    return response(200, body, dict(whole.headers) | {"Content-Length": str(len(body) + 10)})


def garbled_gzip(_, answer):
    whole = answer()
    body = bytearray(whole.raw.read(decode_content=False))
    body[12:20] = b"garbage!"
    return response(200, bytes(body), dict(whole.headers))


def twice_in_one(_, answer):
    whole = answer()
    body = gzip.compress(gzip.decompress(whole.raw.read(decode_content=False)) * 2)
    return response(200, body, dict(whole.headers) | {"Content-Length": str(len(body))})


def without_end(*_):
    body = zlib.compress(b" " * (wire.MOST_BODY + 1))
    return response(200, body, OURS | {"Content-Encoding": "deflate"})


def unplugged(*_):
    raise requests.ConnectionError("no route to host")


def reset_on_the_way_back(_, answer):
    answer()
    raise ConnectionResetError


def too_slow(*_):
    raise requests.ReadTimeout


FAULTS = [
    portal, portal_that_says_json, html_from_the_centre_s_own_proxy, redirect, bad_gateway, bad_gateway_with_our_header,
    empty, nothing_where_something_was_asked_for, no_json, other_json, cut_off, shorter_than_it_says, garbled_gzip,
    twice_in_one, without_end, unplugged, reset_on_the_way_back, too_slow,
]  # fmt: skip
STEPS = {"hello": 0, "records": 1, "bundle": 2, "compare": 3, "feed": 4}


def through(_, answer):
    return answer()


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_it_breaks_the_round_off_and_the_next_one_delivers_everything_once(terminal, centre, fault, step):
    if step == "feed" and fault is nothing_where_something_was_asked_for:
        pytest.skip("there it is the answer")
    receipt = terminal.submit("d", b"photo")
    centre.tell("message", text="请带原件", record=receipt.id)
    centre.fault(*[through] * STEPS[step], fault)
    with pytest.raises(NoAnswer):
        terminal.round.run()
    assert terminal.store.link("trouble") == "no-answer"
    assert terminal.store.messages(receipt.id) == []
    if STEPS[step] < STEPS["compare"]:
        assert terminal.states()[receipt.id] == "waiting"
    terminal.off()
    terminal.on()
    told = terminal.round.run()
    assert centre.arrivals == [receipt.id]
    assert centre.whole() == {receipt.id}
    assert terminal.states()[receipt.id] in ("accepted", "already")
    assert [m.text for m in terminal.store.messages(receipt.id)] == ["请带原件"]
    assert told.waiting == 0
    assert len({hello.turn for hello in centre.hellos}) == (1 if step == "hello" else 2)


def test_a_redirect_is_never_followed(terminal, centre):
    centre.fault(lambda *_: response(302, b"", {"Location": f"{URL}/elsewhere", wire.ANSWER_HEADER: "1"}))
    with pytest.raises(NoAnswer):
        terminal.round.run()
    assert centre.calls == ["POST /hello"]


@pytest.mark.parametrize(
    ("said", "after_s"), [("17", 17), ("", 60), ("soon", 60), ("999999999", 3600), ("-5", 60), ("１２", 60)]
)
def test_a_busy_centre_says_for_how_long(terminal, centre, said, after_s):
    body = wire.Trouble(code="later").model_dump_json().encode()
    centre.fault(lambda *_: response(503, body, OURS | {"Retry-After": said}))
    with pytest.raises(Later) as caught:
        terminal.round.run()
    assert caught.value.after_s == after_s
    assert terminal.store.link("trouble") == "later"


def changed(**changes):
    """The centre's answer with some of its fields replaced."""

    def fault(_, answer):
        whole = answer()
        message = json.loads(gzip.decompress(whole.raw.read(decode_content=False))) | changes
        return response(200, json.dumps(message).encode(), OURS)

    return fault


def test_answers_about_records_that_were_never_sent_are_passed_over(terminal, centre):
    receipt = terminal.submit("d")
    stranger = {"id": "0192f0c1-0000-7000-8000-000000000000", "outcome": "accepted"}
    centre.fault(through, changed(answers=[stranger]))
    told = terminal.round.run()
    assert terminal.states() == {receipt.id: "waiting"}
    assert told.waiting == 1


def test_of_two_answers_to_one_record_the_first_counts(terminal, centre):
    receipt = terminal.submit("d")
    twice = [{"id": receipt.id, "outcome": "accepted"}, {"id": receipt.id, "outcome": "refused", "reason": "?"}]
    centre.fault(through, changed(answers=twice))
    terminal.round.run()
    assert terminal.states() == {receipt.id: "accepted"}


def test_a_record_without_an_answer_waits_and_the_others_do_not(terminal, centre):
    first, second = terminal.submit("a"), terminal.submit("b")
    centre.fault(through, changed(answers=[{"id": second.id, "outcome": "accepted"}]))
    terminal.round.run()
    assert terminal.states() == {first.id: "waiting", second.id: "accepted"}


def test_an_attachment_that_the_record_never_had_cannot_be_missing_so_the_record_waits(terminal, centre):
    receipt = terminal.submit("d", b"photo")
    centre.fault(through, changed(answers=[{"id": receipt.id, "outcome": "accepted", "missing": ["ab" * 32]}]))
    terminal.round.run()
    assert terminal.states() == {receipt.id: "waiting"}
    terminal.round.run()
    assert centre.whole() == {receipt.id}


def test_a_photo_that_was_not_asked_for_does_not_count_as_arrived(terminal, centre):
    receipt = terminal.submit("d", b"one", b"two")
    centre.fault(through, through, changed(kept=["ab" * 32], refused=[]))
    terminal.round.run()
    assert terminal.states() == {receipt.id: "waiting"}
    terminal.round.run()
    assert terminal.states()[receipt.id] in ("accepted", "already")


def test_a_bundle_that_the_centre_only_half_keeps_leaves_only_its_records_waiting(terminal, centre):
    first, second = terminal.submit("a", b"one"), terminal.submit("b", b"two")
    kept = [terminal.store.record(second.id).attachments[0].sha256]
    centre.fault(through, through, changed(kept=kept))
    terminal.round.run()
    assert terminal.states() == {first.id: "waiting", second.id: "accepted"}


@pytest.mark.parametrize(
    "kept", [{"received": 10**9, "whole": False}, {"received": -1, "whole": False}, {"received": 5}], ids=str
)
def test_nonsense_about_how_much_of_an_attachment_is_there_is_no_answer(terminal, centre, kept):
    terminal.submit("d", b"x" * (wire.CHUNK + 1))
    centre.fault(through, through, lambda *_: response(200, json.dumps(kept).encode(), OURS))
    with pytest.raises(NoAnswer):
        terminal.round.run()


def test_an_attachment_that_never_becomes_whole_is_given_up_for_this_round(terminal, centre):
    receipt = terminal.submit("d", b"x" * (wire.CHUNK + 1))
    other = terminal.submit("e", b"small")
    sha256 = terminal.store.record(receipt.id).attachments[0].sha256
    plain = centre._attachment

    def forgetful(*asked):
        centre.parts.pop(sha256, None)
        return plain(*asked)

    centre._attachment = forgetful
    told = terminal.round.run()
    assert terminal.states() == {receipt.id: "waiting", other.id: "accepted"}
    assert told.waiting == 1


def test_a_feed_with_a_hole_is_the_answer_to_another_question(terminal, centre):
    centre.feed = [("message", {"text": str(i)}) for i in range(5)]
    late = {"items": [{"seq": 4, "kind": "message", "body": {"text": "4"}}], "head": 5}
    centre.fault(through, lambda *_: response(200, json.dumps(late).encode(), OURS))
    with pytest.raises(NoAnswer):
        terminal.round.run()
    assert terminal.store.cursor() == 0
    terminal.round.run()
    assert terminal.store.cursor() == 5


def test_a_feed_that_comes_twice_is_taken_once(terminal, centre):
    receipt = terminal.submit("d")
    terminal.round.run()
    centre.tell("message", text="请带原件", record=receipt.id)
    terminal.round.run()
    terminal.store.apply([Item(1, "message", {"text": "请带原件", "record": receipt.id})], 1)
    assert [m.text for m in terminal.store.messages(receipt.id)] == ["请带原件"]


def test_a_feed_shorter_than_was_read_is_read_again_and_statuses_do_not_go_back(terminal, centre):
    receipt = terminal.submit("d")
    old = {"record": receipt.id, "version": 1, "step": "received", "label": "已收到", "at": "2026-11-25T09:00:00+08:00"}
    new = old | {"version": 2, "step": "working", "label": "正在办"}
    terminal.round.run()
    centre.feed = [("status", old), ("status", new)]
    terminal.round.run()
    centre.feed = [("status", old)]
    terminal.round.run()
    assert terminal.store.cursor() == 1
    assert [step.version for step in terminal.store.steps(receipt.id)] == [1, 2]


def test_a_feed_that_asks_to_begin_anew_for_ever_is_no_answer(terminal, centre):
    terminal.store.apply([], 7)
    again = wire.Feed(reset=True).model_dump_json().encode()
    centre.fault(through, *[lambda *_: response(200, again, OURS)] * 2)
    with pytest.raises(NoAnswer):
        terminal.round.run()


def test_what_the_centre_once_took_is_never_sent_twice_whatever_was_lost(terminal, centre):
    receipt = terminal.submit("d", b"photo")
    for _ in range(3):
        centre.fault(through, reset_on_the_way_back)
        with pytest.raises(NoAnswer):
            terminal.round.run()
    terminal.round.run()
    assert centre.arrivals == [receipt.id]
    assert terminal.store.counts()[State.WAITING] == 0


def test_a_wire_that_was_never_offered_is_no_answer(terminal, centre):
    centre.fault(changed(wire=9))
    with pytest.raises(NoAnswer):
        terminal.round.run()
