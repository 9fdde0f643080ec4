"""What terminals send, taken or refused at the border; nothing twice, nothing dropped."""

import gzip
import hashlib

import pytest
from central.calling import Caller
from central.county import County

from sync import wire
from sync.central.audit.models import Line
from sync.central.cases import files
from sync.central.cases.models import Attachment, Case, Record, RefusedRecord
from sync.central.fleet import feed, keys
from sync.central.fleet.models import Key, Terminal
from sync.signing import TerminalKey

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller() -> Caller:
    return Caller(County().terminal)


def photo(seed: int, size: int = 1000) -> tuple[bytes, dict]:
    content = hashlib.sha256(str(seed).encode()).digest() * (size // 32 + 1)
    content = content[:size]
    name = hashlib.sha256(content).hexdigest()
    return content, {"sha256": name, "size": size, "media_type": "image/jpeg", "label": "欠条"}


# -- the border --------------------------------------------------------------------------------------------------------


def test_who_does_not_sign_is_not_heard(caller: Caller):
    answer = caller.send("GET", wire.FEED + "?after=0", signed=False)
    assert answer.status_code == 401
    assert answer.json()["code"] == "unsigned"
    assert answer.headers[wire.ANSWER_HEADER]


def test_a_signature_of_somebody_else_or_over_other_content_is_none(caller: Caller):
    told = caller.record()
    caller.key, own = TerminalKey.make(), caller.key
    assert caller.send("POST", wire.RECORDS, {"now": told["time"], "records": [told]}).json()["code"] == "unsigned"
    caller.key, caller.key_id = own, "nobody"
    assert caller.send("GET", wire.FEED + "?after=0").json()["code"] == "unknown-key"


def test_a_key_that_staff_revoked_is_shut_out_and_told_so(caller: Caller):
    keys.revoke(Key.objects.get(pk=caller.key_id), None, "lost")
    answer = caller.send("GET", wire.FEED + "?after=0")
    assert (answer.status_code, answer.json()["code"]) == (403, "revoked")


def test_a_small_body_that_unpacks_to_a_huge_one_is_not_unpacked(caller: Caller):
    bomb = gzip.compress(b"0" * (wire.MOST_BODY + 10))
    answer = caller.send(
        "POST", wire.RECORDS, body=bomb, **{"Content-Encoding": "gzip", "Content-Type": "application/json"}
    )
    assert answer.status_code == 413


@pytest.mark.parametrize("body", [b"", b"\x1f\x8b", b"[]", b"{", b'{"records": 1}', b"[" * 100_000])
def test_what_cannot_be_read_is_malformed_and_says_where(caller: Caller, body: bytes):
    packed = body if body.startswith(b"\x1f") else gzip.compress(body)
    answer = caller.send(
        "POST", wire.RECORDS, body=packed, **{"Content-Encoding": "gzip", "Content-Type": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.json()["code"] == "malformed"


def test_a_code_is_good_for_one_key_and_the_same_key_again(caller: Caller):
    code, key = keys.issue_code(caller.terminal, None), TerminalKey.make()
    told = {"code": code.lower().replace("-", " "), "public_key": key.public, "store": caller.store, "program": "t"}
    first = caller.send("POST", wire.ENROL, told, signed=False).json()
    assert caller.send("POST", wire.ENROL, told, signed=False).json() == first
    thief = told | {"public_key": TerminalKey.make().public}
    answer = caller.send("POST", wire.ENROL, thief, signed=False)
    assert (answer.status_code, answer.json()["code"]) == (403, "bad-code")
    assert caller.send("GET", wire.FEED + "?after=0").json()["code"] == "revoked"  # the older key


# -- records -----------------------------------------------------------------------------------------------------------


def test_a_record_becomes_a_case_once_however_often_it_is_sent(caller: Caller):
    record = caller.record()
    assert caller.records(record)[0]["outcome"] == "accepted"
    assert caller.records(record, record)[0]["outcome"] == "already"
    assert Record.objects.count() == Case.objects.count() == 1
    assert Case.objects.get().number == record["number"]


def test_another_record_of_the_same_id_is_kept_aside_for_staff(caller: Caller):
    record = caller.record()
    caller.records(record)
    (answer,) = caller.records(record | {"data": {"answers": {"name": "别人"}}})
    assert answer["outcome"] == "refused"
    assert RefusedRecord.objects.get().sealed["data"]["answers"]["name"] == "别人"
    assert Record.objects.get().sealed["data"]["answers"]["name"] == "钟秀英"


def test_what_is_wrong_with_one_record_holds_up_no_other_and_is_said_without_what_it_holds(caller: Caller, caplog):
    bad = caller.record(number="12", data={"answers": {"name": "不该出现的名字"}})
    nul = caller.record(data={"x": "\x00"})
    good = caller.record()
    outcomes = {a["id"]: a for a in caller.records(bad, good, nul, {"id": "x"})}
    assert outcomes[good["id"]]["outcome"] == "accepted"
    assert outcomes[bad["id"]]["outcome"] == "refused"
    assert "number" in outcomes[bad["id"]]["reason"]
    assert outcomes[nul["id"]]["outcome"] == outcomes["x"]["outcome"] == "refused"
    assert RefusedRecord.objects.count() == 3
    assert "不该出现的名字" not in caplog.text + str(outcomes)


def test_a_record_about_another_waits_for_it(caller: Caller):
    first = caller.record()
    later = caller.record(about=first["id"])
    assert caller.records(later)[0]["outcome"] == "deferred"
    assert [a["outcome"] for a in caller.records(first, later)] == ["accepted", "accepted"]
    assert Record.objects.get(pk=later["id"]).case == Record.objects.get(pk=first["id"]).case


def test_a_record_that_upsets_intake_is_kept_aside_alone_and_the_log_knows_nothing_of_it(
    caller: Caller, monkeypatch, caplog
):
    from sync.central.cases import intake

    real = intake.take_in

    def upset(taken, *rest):
        if any(each.data.get("upset") for each in taken):
            raise KeyError("不该出现的名字")
        real(taken, *rest)

    monkeypatch.setattr(intake, "take_in", upset)
    good, bad = caller.record(), caller.record(data={"upset": True})
    outcomes = {a["id"]: a["outcome"] for a in caller.records(good, bad)}
    assert outcomes == {good["id"]: "accepted", bad["id"]: "refused"}
    assert "KeyError at test_api.py" in caplog.text
    assert "不该出现的名字" not in caplog.text
    assert Record.objects.count() == 1


def test_a_clock_that_is_wrong_is_put_right_and_what_it_said_is_kept(caller: Caller):
    record = caller.record(time="2031-01-01T09:00:00+08:00")
    told = {"now": "2031-01-01T10:00:00+08:00", "records": [record]}
    caller.send("POST", wire.RECORDS, told)
    row = Record.objects.get()
    assert row.told_time.year == 2031
    assert abs((row.received_at - row.time).total_seconds() - 3600) < 60


def test_each_batch_leaves_a_line_and_no_name_in_it(caller: Caller):
    caller.records(caller.record(), caller.record())
    line = Line.objects.filter(action="received").get()
    assert line.facts == {"count": 2}


# -- attachments -------------------------------------------------------------------------------------------------------


def test_small_attachments_come_together_and_the_case_is_whole_then(caller: Caller):
    one, first = photo(1)
    two, second = photo(2)
    (answer,) = caller.records(caller.record(attachments=[first, second]))
    assert answer["missing"] == [first["sha256"], second["sha256"]]
    assert not Case.objects.get().whole
    body = wire.pack_bundle([(first["sha256"], one), (second["sha256"], two)])
    told = caller.send("POST", wire.BUNDLE, body=body, **{"Content-Type": "application/octet-stream"}).json()
    assert told == {"kept": [first["sha256"], second["sha256"]], "refused": []}
    assert Case.objects.get().whole
    assert files.read(second["sha256"]) == two


def test_what_nobody_asked_for_or_is_not_what_it_is_named_is_not_kept(caller: Caller):
    one, first = photo(6)
    two, second = photo(7)
    caller.records(caller.record(attachments=[first]))
    body = wire.pack_bundle([(first["sha256"], b"x" * len(one)), (second["sha256"], two)])
    told = caller.send("POST", wire.BUNDLE, body=body).json()
    assert told["kept"] == []
    assert not files.has(second["sha256"])
    assert (
        caller.send("PUT", wire.ATTACHMENT.format(sha256=second["sha256"]) + "?offset=0", body=two).status_code == 404
    )
    assert caller.send("POST", wire.BUNDLE, body=body[:-1]).status_code == 400


def test_a_large_attachment_goes_on_where_it_broke_off(caller: Caller):
    content, told = photo(3, 3000)
    caller.records(caller.record(attachments=[told]))
    path = wire.ATTACHMENT.format(sha256=told["sha256"])
    assert caller.send("PUT", f"{path}?offset=0", body=content[:1000]).json() == {"received": 1000, "whole": False}
    again = caller.send("PUT", f"{path}?offset=0", body=content[:1000])
    assert (again.status_code, again.json()["received"]) == (409, 1000)
    assert caller.send("GET", path).json() == {"received": 1000, "whole": False}
    assert caller.send("PUT", f"{path}?offset=1000", body=content[1000:]).json() == {"received": 3000, "whole": True}
    assert Attachment.objects.get().arrived_at


def test_a_large_attachment_that_was_garbled_begins_anew(caller: Caller):
    content, told = photo(4, 3000)
    caller.records(caller.record(attachments=[told]))
    path = wire.ATTACHMENT.format(sha256=told["sha256"])
    caller.send("PUT", f"{path}?offset=0", body=b"\0" * 2000)
    assert caller.send("PUT", f"{path}?offset=2000", body=content[2000:]).json() == {"received": 0, "whole": False}
    assert caller.send("PUT", f"{path}?offset=0", body=content).json()["whole"]


# -- turns, comparison, feed -------------------------------------------------------------------------------------------


def test_the_same_hello_again_is_no_fork_and_the_next_goes_on(caller: Caller):
    assert caller.hello(1, "a")["notice"] == ""
    assert caller.hello(1, "a")["notice"] == ""
    assert caller.hello(2, "b", "a")["notice"] == ""


def test_a_hello_that_was_held_up_on_the_way_is_no_other_machine(caller: Caller):
    for serial, (turn, previous) in enumerate([("a", None), ("b", "a"), ("c", "b")], 1):
        caller.hello(serial, turn, previous)
    assert caller.hello(2, "b", "a")["notice"] == ""
    assert caller.hello(4, "d", "c")["notice"] == ""


def test_two_machines_with_one_disk_are_seen_and_still_heard(caller: Caller):
    caller.hello(1, "a")
    caller.hello(2, "b", "a")
    assert caller.hello(2, "c", "a")["notice"] == "forked"
    assert caller.records(caller.record())[0]["outcome"] == "accepted"
    assert caller.hello(9, "d", "c")["notice"] == "forked"
    assert Terminal.objects.get(pk=caller.terminal.pk).forked_at


def test_a_restored_centre_notices_by_the_turn_or_by_what_it_had_taken(caller: Caller):
    caller.hello(1, "a")
    assert caller.hello(7, "g", "f")["notice"] == "behind"
    assert caller.hello(8, "h", "g", ledger=5)["notice"] == "behind"
    assert caller.hello(8, "h", "g")["notice"] == "behind"  # the answer was lost: it must be told again
    assert caller.hello(9, "i", "h")["notice"] == ""


def test_no_wire_in_common_is_said(caller: Caller):
    told = {
        "oldest": 9,
        "newest": 12,
        "store": caller.store,
        "serial": 1,
        "turn": "a" * 16,
        "program": "t",
        "now": "2026-11-25T00:00:00Z",
    }
    answer = caller.send("POST", wire.HELLO, told)
    assert (answer.status_code, answer.json()["code"]) == (426, "wire")


def test_both_sides_count_and_compare(caller: Caller):
    _, lost = photo(5)
    whole, part, changed, never = caller.record(), caller.record(attachments=[lost]), caller.record(), caller.record()
    caller.records(whole, part, changed)
    told = {r["id"]: wire.Record.model_validate(r).fingerprint() for r in (whole, part, changed, never)}
    told[changed["id"]] = "0" * 32
    answer = caller.send("POST", wire.COMPARE, {"records": list(told.items())}).json()
    assert answer["count"] == 1
    assert answer["digest"] == wire.digest([told[whole["id"]]])
    assert answer["missing"] == [never["id"]]
    assert answer["differing"] == [changed["id"]]
    assert answer["wanting"] == {part["id"]: [lost["sha256"]]}
    assert answer["ledger"] == 3


def test_the_feed_is_read_by_its_cursor_and_says_nothing_where_nothing_is_new(caller: Caller):
    assert caller.send("GET", wire.FEED + "?after=0").status_code == 204
    for n in range(wire.MOST_ITEMS + 5):
        feed.send([caller.terminal], wire.ItemKind.MESSAGE, {"text": str(n)})
    first = caller.send("GET", wire.FEED + "?after=0").json()
    assert [i["seq"] for i in first["items"]] == list(range(1, wire.MOST_ITEMS + 1))
    rest = caller.send("GET", f"{wire.FEED}?after={wire.MOST_ITEMS}").json()
    assert len(rest["items"]) == 5
    assert caller.send("GET", f"{wire.FEED}?after={rest['head']}").status_code == 204
    assert caller.send("GET", f"{wire.FEED}?after={rest['head'] + 1}").json()["reset"]
    assert caller.send("GET", f"{wire.FEED}?after=-1").status_code == 400


def test_a_terminal_gets_nothing_of_another(caller: Caller):
    other = Caller(Terminal.objects.get(number="102"))
    feed.send([other.terminal], wire.ItemKind.MESSAGE, {"text": "不是您的"})
    assert caller.send("GET", wire.FEED + "?after=0").status_code == 204
