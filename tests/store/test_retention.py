import hashlib
import hmac
import threading

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from kiosk.store.errors import RecordUnknown
from kiosk.store.model import Item, State

PAGE, RESERVED = 4096, 80  # SQLCipher 4: each page ends with its IV (16) and its HMAC-SHA512 (64)
SECRETS = [text.encode() for text in ("罗桂芳", "13890012345", "工钱", "劳动合同", "看不清")]


def page_in_the_clear(key, page, raw):
    salt = 16 if page == 1 else 0
    iv = raw[-RESERVED : -RESERVED + 16]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return decryptor.update(raw[salt:-RESERVED]) + decryptor.finalize()


def everything_in_the_clear(terminal, store):
    """Every page of the database, used or free, and every page in its log, decrypted with the key."""
    key = store._key.derive("database")
    database = (terminal.folder / "store.db").read_bytes()
    clear = [page_in_the_clear(key, i // PAGE + 1, database[i : i + PAGE]) for i in range(0, len(database), PAGE)]
    log = (terminal.folder / "store.db-wal").read_bytes()
    for frame in range(32, len(log), PAGE + 24):
        page = int.from_bytes(log[frame : frame + 4], "big")
        clear.append(page_in_the_clear(key, page, log[frame + 24 : frame + 24 + PAGE]))
    return b"".join(clear)


@pytest.fixture
def sent(terminal, store, application, photo):
    """Records in every state, each with a photo; returns their receipts."""
    made = {}
    for state in State:
        files = (photo(store, f"photo of {state}".encode()),)
        data = {"姓名": "罗桂芳", "电话": "13890012345", "事由": "老板欠我工钱" * 2000}
        made[state] = store.submit(application(state.value, attachments=files, data=data))
        if state is not State.WAITING:
            store.acknowledge(made[state].id, state, "照片看不清，已电话核对")
    return made


def test_the_test_s_own_eyes_are_good(terminal, store, sent):
    clear = everything_in_the_clear(terminal, store)
    assert [secret for secret in SECRETS if secret not in clear] == []
    assert b"CREATE TABLE record" in clear


def test_what_the_centre_has_had_for_long_enough_is_nowhere_any_more(terminal, store, sent):
    for state in (State.WAITING, State.REFUSED):
        store.acknowledge(sent[state].id, State.ACCEPTED)
    terminal.later(days=30)
    assert store.sweep(terminal.now, 30) == 4
    clear = everything_in_the_clear(terminal, store)
    assert [secret.decode() for secret in SECRETS if secret in clear] == []
    assert b"CREATE TABLE record" in clear
    assert sent[State.WAITING].number.encode() in clear
    assert list((terminal.folder / "attachments").iterdir()) == []
    assert store.check() == []


def test_number_kind_state_and_times_stay(terminal, store, sent):
    before = store.record(sent[State.ACCEPTED].id)
    terminal.later(days=30)
    store.sweep(terminal.now, 30)
    after = store.record(sent[State.ACCEPTED].id)
    assert (after.data, after.attachments, after.reason) == (None, (), "")
    for name in ("number", "kind", "form", "state", "time", "answered_at", "token"):
        assert getattr(after, name) == getattr(before, name)
    assert store.track(after.number, token=after.token).state is State.ACCEPTED
    assert sent[State.ACCEPTED].id in [entry.id for entry in store.records()]


def test_what_waits_or_was_refused_is_never_swept(terminal, store, sent):
    terminal.later(days=10_000)
    assert store.sweep(terminal.now, 0) == 2
    for state in (State.WAITING, State.REFUSED):
        kept = store.record(sent[state].id)
        assert kept.data["姓名"] == "罗桂芳"
        assert store.read(kept.attachments[0].sha256) == f"photo of {state}".encode()
    assert [record.id for record in store.outbox()] == [sent[State.WAITING].id]


def test_the_days_count_from_the_centre_s_answer(terminal, store, application):
    receipt = store.submit(application())
    terminal.later(days=40)
    store.acknowledge(receipt.id, State.ACCEPTED)
    terminal.later(days=29, hours=23)
    assert store.sweep(terminal.now, 30) == 0
    terminal.later(hours=1)
    assert store.sweep(terminal.now, 30) == 1
    assert store.sweep(terminal.now, 30) == 0


def test_a_second_tap_on_a_swept_record_still_gives_its_receipt(terminal, store, application):
    receipt = store.submit(application())
    store.acknowledge(receipt.id, State.ACCEPTED)
    terminal.later(days=30)
    store.sweep(terminal.now, 30)
    assert store.submit(application()) == receipt


def test_a_supplement_to_a_swept_record_can_still_be_made(terminal, store, application, sent):
    terminal.later(days=30)
    store.sweep(terminal.now, 30)
    supplement = store.submit(application("later", about=sent[State.ACCEPTED].id))
    assert [entry.id for entry in store.about(sent[State.ACCEPTED].id)] == [supplement.id]


def test_a_swept_matter_is_found_by_card_until_the_centre_has_closed_it(terminal, store, application):
    receipt = store.submit(application())
    store.acknowledge(receipt.id, State.ACCEPTED)
    step = {"record": receipt.id, "version": 1, "step": "working", "label": "正在办", "at": terminal.now.isoformat()}
    store.apply([Item(1, "status", step)], 1)
    terminal.later(days=30)
    assert store.sweep(terminal.now, 30) == 1
    assert store.track(receipt.number, identity_tail="1232").id == receipt.id
    with pytest.raises(RecordUnknown):
        store.track(receipt.number, identity_tail="1233")
    closed = step | {"version": 2, "step": "closed", "closed": True, "at": terminal.now.isoformat()}
    store.apply([Item(2, "status", closed)], 2)
    terminal.later(days=29)
    store.sweep(terminal.now, 30)
    assert store.track(receipt.number, identity_tail="1232").id == receipt.id
    terminal.later(days=1)
    store.sweep(terminal.now, 30)
    with pytest.raises(RecordUnknown):
        store.track(receipt.number, identity_tail="1232")
    assert store.track(receipt.number, token=receipt.token).id == receipt.id


def test_of_a_matter_that_the_centre_never_spoke_of_no_mark_stays(terminal, store, application):
    receipt = store.submit(application())
    store.acknowledge(receipt.id, State.ACCEPTED)
    terminal.later(days=30)
    store.sweep(terminal.now, 30)
    with pytest.raises(RecordUnknown):
        store.track(receipt.number, identity_tail="1232")


def test_a_wipe_leaves_no_mark(terminal, store, application):
    receipt = store.submit(application())
    store.acknowledge(receipt.id, State.ACCEPTED)
    step = {"record": receipt.id, "version": 1, "step": "working", "label": "正在办", "at": terminal.now.isoformat()}
    store.apply([Item(1, "status", step)], 1)
    store.wipe()
    with pytest.raises(RecordUnknown):
        store.track(receipt.number, identity_tail="1232")


def test_many_are_swept_in_short_transactions(terminal, store, application, monkeypatch):
    monkeypatch.setattr("kiosk.store.retention._AT_ONCE", 3)
    for i in range(10):
        store.acknowledge(store.submit(application(f"d{i}")).id, State.ACCEPTED)
    assert store.sweep(terminal.now, 0) == 10
    assert store.verify_audit() is None


def test_a_draft_of_a_visit_is_nowhere_after_it(terminal, store):
    store.save_draft("a", "legal-aid", "3", {"姓名": "罗桂芳" * 3000}, (), None, terminal.now.replace(year=2027))
    assert "罗桂芳".encode() in everything_in_the_clear(terminal, store)
    store.end_visit()
    assert "罗桂芳".encode() not in everything_in_the_clear(terminal, store)


def test_a_log_that_another_process_is_reading_is_emptied_by_the_next_sweep(terminal, store, sent, monkeypatch):
    monkeypatch.setattr("kiosk.store.retention._PATIENCE_S", 0.05)
    monkeypatch.setattr("kiosk.store.base._BUSY_MS", 600_000)
    terminal.later(days=30)
    store, other = terminal.on(), terminal.on()
    with other._base.reading() as db:
        db.execute("SELECT count(*) FROM record").fetchone()
        sweep = threading.Thread(target=store.sweep, args=(terminal.now, 30))
        sweep.start()
        sweep.join(60)
        assert not sweep.is_alive(), "it waits for the reader, and keeps everybody from writing meanwhile"
    assert store.record(sent[State.ACCEPTED].id).data is None
    store.sweep(terminal.now, 30)
    assert (terminal.folder / "store.db-wal").stat().st_size == 0


def test_the_pages_are_sealed_by_the_key_that_this_test_reads_with(terminal, store, sent):
    """So that the tests above look at the real thing: SQLCipher's own HMAC of page 2, recomputed."""
    store._base.checkpoint()
    raw = (terminal.folder / "store.db").read_bytes()
    salt = bytes(byte ^ 0x3A for byte in raw[:16])
    mac_key = hashlib.pbkdf2_hmac("sha512", store._key.derive("database"), salt, 2, 32)
    page = raw[PAGE : 2 * PAGE]
    expected = hmac.digest(mac_key, page[: PAGE - 64] + (2).to_bytes(4, "little"), "sha512")
    assert page[PAGE - 64 :] == expected


def test_each_form_keeps_its_data_for_as_long_as_it_says(tmp_path):
    from datetime import timedelta

    from kiosk.store.model import State, Submission, now
    from kiosk.store.store import open_store

    with open_store(tmp_path / "store") as store:
        ids = {}
        for form in ("rating", "legal-aid"):
            receipt = store.submit(Submission(form, form, form, "1", {"answers": {}}))
            store.acknowledge(receipt.id, State.ACCEPTED)
            ids[form] = receipt.id
        assert store.sweep(now() + timedelta(days=10), 5, "rating") == 1
        assert store.record(ids["rating"]).data is None
        assert store.record(ids["legal-aid"]).data is not None
