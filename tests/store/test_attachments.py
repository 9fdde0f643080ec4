import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.store.errors import StoreDamaged
from kiosk.store.model import State


def here(terminal):
    return sorted(path.name for path in (terminal.folder / "attachments").iterdir())


def expiry(terminal):
    return terminal.now.replace(year=2027)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=3000))
def test_any_content_comes_back_as_it_was(store, content):
    kept = store.put(content, "application/octet-stream", "")
    assert kept.size == len(content)
    assert store.read(kept.sha256) == content


@pytest.mark.parametrize("place", [0, 11, 12, 30, -1])
def test_one_changed_byte_anywhere_is_noticed(terminal, store, photo, place):
    kept = photo(store)
    path = terminal.folder / "attachments" / kept.sha256
    sealed = bytearray(path.read_bytes())
    sealed[place] ^= 1
    path.write_bytes(sealed)
    with pytest.raises(StoreDamaged, match="damaged"):
        store.read(kept.sha256)


@pytest.mark.parametrize("length", [0, 5, 12, 27, -1])
def test_a_file_that_is_cut_off_is_noticed(terminal, store, photo, length):
    kept = photo(store)
    path = terminal.folder / "attachments" / kept.sha256
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(StoreDamaged, match="damaged"):
        store.read(kept.sha256)


def test_one_citizen_s_file_cannot_be_passed_off_as_another_s(terminal, store):
    mine, yours = store.put(b"mine", "image/jpeg", ""), store.put(b"your", "image/jpeg", "")
    folder = terminal.folder / "attachments"
    (folder / mine.sha256).write_bytes((folder / yours.sha256).read_bytes())
    with pytest.raises(StoreDamaged):
        store.read(mine.sha256)


def test_a_file_that_was_sealed_with_another_content_is_noticed(terminal, store, photo):
    kept = photo(store)
    nonce = bytes(12)
    forged = nonce + store._files._cipher.encrypt(nonce, b"not the contract", kept.sha256.encode())
    (terminal.folder / "attachments" / kept.sha256).write_bytes(forged)
    with pytest.raises(StoreDamaged, match="another content"):
        store.read(kept.sha256)


def test_a_file_that_is_missing_is_said_and_no_path_leads_out_of_the_folder(store):
    for name in ("0" * 64, "../key", "/etc/hostname"):
        with pytest.raises(StoreDamaged):
            store.read(name)


def test_putting_it_again_mends_a_damaged_file(terminal, store, photo):
    kept = photo(store)
    (terminal.folder / "attachments" / kept.sha256).write_bytes(b"scratched")
    photo(store)
    assert store.read(kept.sha256)


def test_the_same_content_twice_looks_different_on_the_disk_of_two_terminals_and_is_kept_once_on_one(
    terminal, store, photo
):
    first = photo(store)
    path = terminal.folder / "attachments" / first.sha256
    sealed = path.read_bytes()
    assert photo(store, label="另一张") .sha256 == first.sha256  # fmt: skip
    assert path.read_bytes() == sealed
    path.unlink()
    photo(store)
    assert path.read_bytes() != sealed


def test_what_a_visit_neither_kept_nor_submitted_goes_with_it(terminal, store, application, photo):
    loose, drafted, kept, sent = (photo(store, name) for name in (b"loose", b"drafted", b"kept", b"sent"))
    store.save_draft("a", "legal-aid", "3", {}, (drafted,), None, expiry(terminal))
    store.save_draft("b", "legal-aid", "3", {}, (kept,), store.new_resume_code(), expiry(terminal))
    store.submit(application("c", attachments=(sent,)))
    assert here(terminal) == sorted(a.sha256 for a in (loose, drafted, kept, sent))
    store.end_visit()
    assert here(terminal) == sorted(a.sha256 for a in (kept, sent))


def test_what_two_records_share_stays_until_both_are_gone(terminal, store, application, photo):
    shared = photo(store)
    first = store.submit(application("a", attachments=(shared,)))
    second = store.submit(application("b", attachments=(shared,)))
    store.save_draft("c", "legal-aid", "3", {}, (shared,), None, expiry(terminal))
    store.acknowledge(first.id, State.ACCEPTED)
    terminal.later(days=31)
    store.sweep(terminal.now, 30)
    assert store.read(store.record(second.id).attachments[0].sha256)
    store.acknowledge(second.id, State.ACCEPTED)
    store.end_visit()
    assert here(terminal) == [shared.sha256]
    terminal.later(days=31)
    store.sweep(terminal.now, 30)
    assert here(terminal) == []


def test_orphans_of_a_crash_are_swept_at_the_next_start(terminal, store, application, photo):
    sent = photo(store, b"sent")
    store.submit(application(attachments=(sent,)))
    photo(store, b"loose")
    (terminal.folder / "attachments" / f".{store._holder.id}.half").write_bytes(b"half a photo")
    (terminal.folder / "attachments" / ("0" * 64)).write_bytes(b"nobody's")
    terminal.pulled()
    assert terminal.on().read(sent.sha256) == b"sent"
    assert here(terminal) == [sent.sha256]


def test_a_process_that_starts_leaves_the_running_visit_s_files_alone(terminal, store, application, photo):
    loose = photo(store, b"just photographed")
    half = terminal.folder / "attachments" / f".{store._holder.id}.half"
    half.write_bytes(b"being written")
    sync = terminal.on()
    sync.end_visit()
    sync.sweep(terminal.now, 0)
    sync.close()
    assert half.exists()
    receipt = store.submit(application(attachments=(loose,)))
    assert store.read(store.record(receipt.id).attachments[0].sha256) == b"just photographed"


def test_photos_that_come_in_from_several_threads_at_once_are_all_kept(terminal, store):
    contents = [bytes([i % 5]) * 50_000 for i in range(20)]
    kept = []
    threads = [threading.Thread(target=lambda c=c: kept.append(store.put(c, "image/jpeg", ""))) for c in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept) == 20
    assert here(terminal) == sorted({a.sha256 for a in kept})
    assert {store.read(name) for name in here(terminal)} == set(contents)


def test_a_photo_is_on_the_disk_before_the_record_that_names_it(store, application, monkeypatch):
    done = []
    import os

    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr(
        "os.fsync", lambda handle: (done.append(os.readlink(f"/proc/self/fd/{handle}")), fsync(handle))[1]
    )
    monkeypatch.setattr("pathlib.Path.replace", lambda a, b: (done.append(f"rename {b}"), replace(a, b))[1])
    kept = store.put(b"a page", "image/jpeg", "")
    part, renamed, folder = done
    assert part.rsplit("/", 1)[-1].startswith(".")
    assert renamed.endswith(kept.sha256)
    assert folder.endswith("attachments")
