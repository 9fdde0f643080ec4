import os
import shutil
import stat
import subprocess
import sys

import pytest
from sqlite_utils import Database

from kiosk.store import schema
from kiosk.store.errors import StoreDamaged, StoreRefused, StoreUnwritable
from kiosk.store.store import open_store

PAGE = 4096


def scratch(path, page, byte=100):
    """Change one byte of a page (counted from 1) behind the store's back."""
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE + byte)
        old = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([old[0] ^ 0x55]))


def filled(terminal, application, count=40):
    store = terminal.on()
    receipts = [store.submit(application(f"d{i}", data={"事由": "工钱" * 400, "第": i})) for i in range(count)]
    terminal.off()
    return receipts


def test_a_store_of_a_newer_program_is_left_alone(terminal, store, application):
    receipt = store.submit(application())
    with store._base.plain() as db:
        schema.migrations._record_applied(db, "m999_of_the_future")
    terminal.off()
    with pytest.raises(StoreRefused, match="m999_of_the_future") as refused:
        terminal.on()
    assert "工作人员" in refused.value.sentence
    with pytest.raises(StoreRefused):
        terminal.on()
    assert receipt.number not in str(refused.value)


def test_another_key_is_told_from_damage(terminal, application):
    filled(terminal, application, 3)
    (terminal.folder / "key").write_text("ab" * 32)
    with pytest.raises(StoreRefused, match="another key"):
        terminal.on()


def test_without_its_key_the_store_is_refused_and_no_new_key_is_made(terminal, application):
    filled(terminal, application, 3)
    (terminal.folder / "key").rename(terminal.folder.parent / "aside")
    with pytest.raises(StoreRefused, match="missing"):
        terminal.on()
    assert not (terminal.folder / "key").exists()
    (terminal.folder.parent / "aside").rename(terminal.folder / "key")
    assert len(terminal.on().records()) == 3


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_can_read_is_refused(terminal, store, mode):
    terminal.off()
    (terminal.folder / "key").chmod(mode)
    with pytest.raises(StoreRefused, match=f"{mode:04o}.*0600"):
        terminal.on()


@pytest.mark.parametrize("text", ["", "abc", "zz" * 32, "ab" * 31, "ab" * 33, "密钥"])
def test_what_is_no_key_is_refused(terminal, store, text):
    terminal.off()
    (terminal.folder / "key").write_text(text)
    with pytest.raises(StoreRefused, match="64 hex digits"):
        terminal.on()


def test_a_damaged_first_page_is_said(terminal, application):
    filled(terminal, application)
    scratch(terminal.folder / "store.db", 1)
    with pytest.raises(StoreDamaged) as damaged:
        terminal.on()
    assert "12348" in damaged.value.sentence


def test_a_file_that_is_no_database_is_said(terminal, application):
    filled(terminal, application, 1)
    (terminal.folder / "store.db").write_bytes(os.urandom(8 * PAGE))
    with pytest.raises(StoreDamaged):
        terminal.on()


def test_a_damaged_page_costs_the_records_on_it_and_no_others(terminal, application):
    receipts = filled(terminal, application)
    path = terminal.folder / "store.db"
    whole = path.read_bytes()
    hurt = 0
    for page in range(20, len(whole) // PAGE, 25):
        path.write_bytes(whole)
        scratch(path, page)
        try:
            store = terminal.on()
        except StoreDamaged:
            continue
        assert store.check() != []
        lost = set()
        for receipt in receipts:
            try:
                assert store.record(receipt.id).data["事由"] == "工钱" * 400
            except StoreDamaged:
                lost.add(receipt.id)
        assert len(lost) < len(receipts)
        assert [record.id for record in store.outbox(1000)] == [r.id for r in receipts if r.id not in lost]
        hurt += len(lost)
        terminal.pulled()
    assert hurt


def test_damage_writes_nothing_past_our_own_errors(terminal, application, capfd):
    filled(terminal, application, 1)
    scratch(terminal.folder / "store.db", 1)
    with pytest.raises(StoreDamaged):
        terminal.on()
    assert capfd.readouterr() == ("", "")


def test_a_database_that_is_gone_is_not_replaced_while_its_attachments_are_there(terminal, store, application, photo):
    kept = photo(store)
    store.submit(application(attachments=(kept,)))
    terminal.off()
    (terminal.folder / "store.db").unlink()
    with pytest.raises(StoreDamaged, match="gone"):
        terminal.on()
    assert (terminal.folder / "attachments" / kept.sha256).is_file()


def test_a_store_put_aside_stays_readable_and_a_fresh_one_takes_its_place(terminal, application):
    receipts = filled(terminal, application, 2)
    shutil.move(terminal.folder, terminal.folder.parent / "aside")
    assert terminal.on().records() == []
    with open_store(terminal.folder.parent / "aside") as old:
        assert [entry.number for entry in old.records()] == [r.number for r in reversed(receipts)]


OPEN = """
import sys
from pathlib import Path
from kiosk.store.errors import StoreUnwritable
from kiosk.store.store import open_store
try:
    open_store(Path(sys.argv[1]))
except StoreUnwritable as error:
    sys.exit(error.sentence)
"""


def test_a_read_only_folder_is_said(terminal, application, child):
    filled(terminal, application, 1)
    folders = [terminal.folder, *(p for p in terminal.folder.iterdir() if p.is_dir())]
    for folder in folders:
        folder.chmod(0o500)
    for path in terminal.files():
        path.chmod(0o400)
    done = child(OPEN, terminal.folder)
    for folder in folders:
        folder.chmod(0o700)
    assert (done.returncode, done.stderr.strip()) == (1, StoreUnwritable.sentence)


def test_a_place_where_no_folder_can_be_made_is_said(tmp_path):
    (tmp_path / "a file").write_text("in the way")
    with pytest.raises(StoreUnwritable):
        open_store(tmp_path / "a file" / "store")


FULL_FROM_THE_START = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))" + OPEN


def test_a_disk_that_is_full_at_the_first_start_leaves_nothing_that_hinders_the_next(terminal, child):
    done = child(FULL_FROM_THE_START, terminal.folder)
    assert (done.returncode, done.stderr.strip()) == (1, StoreUnwritable.sentence)
    assert terminal.on().check() == []


def test_a_power_cut_at_the_first_start_does_not_hinder_the_next(terminal, monkeypatch):
    def cut(*_):
        raise KeyboardInterrupt

    for victim in ("kiosk.store.store.remember_key", "kiosk.store.store.migrate", "kiosk.store.store.Holder"):
        with monkeypatch.context() as patch:
            patch.setattr(victim, cut)
            with pytest.raises(KeyboardInterrupt):
                terminal.on()
    assert terminal.on().check() == []


def test_a_terminal_number_that_is_none_is_a_fault_of_the_caller(terminal):
    for number in ("", "1", "1011", "１０１", "abc"):
        with pytest.raises(ValueError, match="three digits"):
            terminal.on(terminal=number)


@pytest.fixture
def careless_umask():
    before = os.umask(0)
    yield
    os.umask(before)


def test_everything_is_private_to_its_user(careless_umask, terminal, application, photo):
    terminal.folder.mkdir(mode=0o755)
    store = terminal.on()
    store.submit(application(attachments=(photo(store),)))
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in [terminal.folder, *terminal.folder.rglob("*")]}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}
    assert {path.name for path in modes} >= {"store.db", "store.db-wal", "key"}


def test_nothing_that_a_citizen_said_can_be_read_on_the_disk(terminal, store, application, photo):
    store.submit(application(attachments=(photo(store),), booking="slot-of-罗桂芳"))
    store.save_draft("d2", "legal-aid", "3", {"姓名": "罗桂芳"}, (), None, terminal.now.replace(year=2027))
    for path in terminal.files():
        found = path.read_bytes() + path.name.encode()
        for secret in ("罗桂芳", "13890012345", "511124198001011232", "工钱", "劳动合同", "a page of the contract"):
            assert secret.encode() not in found, path
            assert secret.encode("utf-16-le") not in found, path


def test_the_machine_s_own_credential_comes_before_the_file(terminal, tmp_path, monkeypatch, application):
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / "kiosk-store-key").write_text("5a" * 32 + "\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    receipt = terminal.on().submit(application())
    terminal.off()
    assert not (terminal.folder / "key").exists()
    assert terminal.on().record(receipt.id).number == receipt.number
    terminal.off()
    monkeypatch.delenv("CREDENTIALS_DIRECTORY")
    with pytest.raises(StoreRefused, match="missing"):
        terminal.on()
    (credentials / "kiosk-store-key").write_text("5b" * 32)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    with pytest.raises(StoreRefused, match="another key"):
        terminal.on()


def test_no_error_or_object_shows_the_key(terminal, store):
    key = (terminal.folder / "key").read_text().strip()
    assert key not in "".join(map(repr, (store, store._key, store._base, store._files, vars(store))))


def test_two_processes_that_open_a_fresh_store_at_once_share_one_key(terminal):
    code = OPEN + "open_store(Path(sys.argv[1])).put(sys.argv[2].encode(), 'text/plain', '')\n"
    started = [subprocess.Popen([sys.executable, "-c", code, str(terminal.folder), str(i)]) for i in range(4)]
    assert [process.wait(60) for process in started] == [0, 0, 0, 0]
    assert terminal.on().check() == []


def test_the_settings_that_make_a_commit_durable_hold_on_both_connections(store):
    for door in (store._base.writing, store._base.reading):
        with door() as db:
            assert isinstance(db, Database)
            told = {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
            told |= {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("secure_delete", "foreign_keys")}
        assert told == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
