import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.content.errors import ContentError, PackRefused
from kiosk.content.pack import new_pack, seal, verify
from kiosk.content.store import ContentStore


@pytest.fixture
def store(tmp_path):
    return ContentStore(tmp_path / "var" / "installed")


@pytest.fixture
def current(store, press):
    """A store in which version 1 is installed; gives what must still be there after any mishap."""
    store.install(press.pack("1").path)

    def stays(version="1"):
        assert verify(store.path("laws")).version == version
        assert [p for p in store.root.iterdir() if p.name.startswith(".")] == []
        dbs, troubles = store.open()
        assert (len(dbs), troubles) == (1, [])
        dbs[0].close()

    return stays


def versions(store):
    return {path.name: told.version if told else trouble for told, path, trouble in store.installed()}


def damaged(path: Path) -> Path:
    path.write_bytes(path.read_bytes().replace("归还".encode(), "不还".encode()))
    return path


def test_a_first_pack_is_installed_into_a_folder_that_was_not_there(store, press):
    (told,) = store.install(press.pack("1").path)
    assert (told.id, told.version) == ("laws", "1")
    assert versions(store) == {"laws.pack": "1"}


def test_a_folder_of_packs_is_installed_whole(store, press):
    press.pack("1", out="both")
    press.pack("1", collection="local", out="both")
    assert [t.id for t in store.install(press.root / "both")] == ["laws", "local"]
    dbs, troubles = store.open()
    assert (len(dbs), troubles) == (2, [])


def test_the_previous_pack_is_kept_beside_the_current_one(store, press):
    for version in ("1", "2", "3"):
        store.install(press.pack(version).path)
    assert versions(store) == {"laws.pack": "3", "laws.previous.pack": "2"}


def test_the_source_stays_as_it_was(store, press):
    source = press.pack("1").path
    before = source.read_bytes()
    store.install(source)
    assert source.read_bytes() == before


def test_a_damaged_pack_does_not_go_in(store, press, current):
    with pytest.raises(PackRefused, match="damaged"):
        store.install(damaged(press.pack("2").path))
    current()


def test_a_truncated_pack_does_not_go_in(store, press, current):
    source = press.pack("2").path
    source.write_bytes(source.read_bytes()[:-8192])
    with pytest.raises(PackRefused):
        store.install(source)
    current()


def test_a_foreign_database_does_not_go_in(store, tmp_path, current):
    foreign = tmp_path / "laws.pack"
    with closing(sqlite3.connect(foreign)) as db:
        db.execute("CREATE TABLE meta (key, value)")
        db.commit()
    with pytest.raises(PackRefused, match="not a content pack"):
        store.install(foreign)
    current()


def test_a_newer_format_does_not_go_in(store, press, current):
    source = press.pack("2").path
    with closing(sqlite3.connect(source)) as db:
        db.execute("UPDATE meta SET value = '9' WHERE key = 'format'")
        db.commit()
    with pytest.raises(PackRefused, match="format 9"):
        store.install(source)
    current()


def test_a_collection_that_names_a_path_does_not_go_in(store, current, tmp_path):
    source = tmp_path / "sealed.pack"
    with new_pack(source) as db:
        db.execute("CREATE TABLE statute (id INTEGER, title TEXT)")
        seal(db, id="../laws", kind="statutes", version="2", source="laws", counts={})
    with pytest.raises(PackRefused, match="bad collection name"):
        store.install(source)
    current()


def test_of_a_folder_with_one_bad_pack_none_goes_in(store, press, current):
    press.pack("2", out="both")
    damaged(press.pack("2", collection="local", out="both").path)
    with pytest.raises(PackRefused, match=r"local\.pack"):
        store.install(press.root / "both")
    current()
    assert versions(store) == {"laws.pack": "1"}


def test_nothing_to_install_is_said(store, tmp_path, current):
    with pytest.raises(ContentError, match="no packs"):
        store.install(tmp_path)
    with pytest.raises(ContentError, match="no such pack"):
        store.install(tmp_path / "nowhere.pack")
    current()


def test_a_leftover_of_an_interrupted_install_is_no_pack_and_does_no_harm(store, press, current):
    (store.root / ".laws.incoming").write_bytes(b"half a pack")
    (store.root / ".laws.outgoing").write_bytes(b"an old link")
    assert versions(store) == {"laws.pack": "1"}
    store.install(press.pack("2").path)
    current("2")
    assert versions(store) == {"laws.pack": "2", "laws.previous.pack": "1"}


def test_a_disk_that_fills_while_copying_leaves_the_current_pack(store, press, current, monkeypatch):
    def full(source, target):
        Path(target).write_bytes(Path(source).read_bytes()[:1000])
        raise OSError(28, "No space left on device")

    source = press.pack("2").path
    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(ContentError, match="No space left on device"):
        store.install(source)
    current()


def test_a_copy_that_is_not_what_was_read_does_not_go_in(store, press, current, monkeypatch):
    copyfile = shutil.copyfile
    source = press.pack("2").path
    monkeypatch.setattr(shutil, "copyfile", lambda a, b: damaged(Path(copyfile(a, b))))
    with pytest.raises(PackRefused, match="damaged"):
        store.install(source)
    current()


def test_power_lost_just_before_the_swap_leaves_a_whole_current_pack(store, press, current, monkeypatch):
    source = press.pack("2").path
    replace = Path.replace

    def cut(self, target):
        if Path(target) == store.path("laws"):
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", cut)
        with pytest.raises(KeyboardInterrupt):
            store.install(source)
    current()
    store.install(source)
    assert versions(store) == {"laws.pack": "2", "laws.previous.pack": "1"}


def test_when_the_current_pack_cannot_be_read_the_previous_one_steps_in(store, press):
    store.install(press.pack("1").path)
    store.install(press.pack("2").path)
    store.path("laws").write_bytes(b"scratched")
    dbs, troubles = store.open()
    assert [dict(db.execute("SELECT key, value FROM meta"))["version"] for db in dbs] == ["1"]
    assert len(troubles) == 1
    assert "laws.pack" in troubles[0]
    assert "damaged" in versions(store)["laws.pack"]


def test_an_empty_store_opens_empty(store):
    assert store.open() == ([], [])
    assert store.installed() == []
