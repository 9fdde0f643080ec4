"""Enrolling: once, with a code; whatever breaks it off, the same again goes on from there."""

import json

import pytest
from fake_centre import URL, FakeCentre, response

from kiosk import enrolment, settings
from kiosk.enrolment import EnrolmentRefused
from kiosk.store.store import open_store
from sync.signing import TerminalKey
from sync.terminal.enrol import EnrolmentFailed, enrol

CODE = "K7QM3-9XW2P"


@pytest.fixture
def centre():
    fake = FakeCentre()
    fake.codes[CODE] = ""
    return fake


@pytest.fixture
def join(home, centre):
    return lambda url=URL, code=CODE: enrol(home, url, code, centre.session())


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def test_a_terminal_is_enrolled_and_then_knows_who_it_is(home, centre, join):
    told = join(f"{URL}/", f" {CODE.lower()} ")
    assert (told.terminal, told.station, told.centre_url) == ("101", "马踏镇", URL)
    assert enrolment.load(home) == told
    assert centre.keys == {told.key: TerminalKey.read(enrolment.key(home)).public}
    station = settings.load(home / "settings.toml")
    assert (station.terminal, station.station, station.centre_url) == (101, "马踏镇", URL)
    for path in (home / "enrolment.json", home / "sync" / "key"):
        assert path.stat().st_mode & 0o777 == 0o600
    assert not (home / "sync" / "key.next").exists()


def test_what_the_station_set_itself_stays(home, centre, join):
    home.mkdir()
    (home / "settings.toml").write_text('station = "马踏镇司法所一楼"\nterminal = 7\n')
    join()
    station = settings.load(home / "settings.toml")
    assert (station.station, station.terminal, station.centre_url) == ("马踏镇司法所一楼", 7, URL)


def test_the_centre_is_told_this_store_s_own_id(home, centre, join):
    told = []
    plain = centre._enrol
    centre._enrol = lambda message: told.append(message) or plain(message)
    join()
    with open_store(home / "store") as store:
        assert told[0].store == store.link("store")


@pytest.mark.parametrize(
    ("url", "code", "says"),
    [
        ("http://centre.test", CODE, "https"),
        ("ftp://127.0.0.1", CODE, "https"),
        ("https://staff:word@centre.test", CODE, "https"),
        ("centre.test", CODE, "https"),
        (URL, "", "6 to 40"),
        (URL, "x" * 41, "6 to 40"),
        (URL, "WRONG-CODE1", "ask the centre for a new one"),
    ],
)
def test_a_plain_sentence_says_what_is_wrong(home, centre, join, url, code, says):
    with pytest.raises(EnrolmentFailed, match=says):
        join(url, code)
    assert enrolment.load(home) is None


def test_a_portal_s_page_is_no_centre(home, centre, join):
    centre.fault(lambda *_: response(200, b"<html>", {"Content-Type": "text/html"}))
    with pytest.raises(EnrolmentFailed, match="nobody answers as the centre"):
        join()
    assert enrolment.load(home) is None
    join()


def test_a_busy_centre_is_asked_again_later(home, centre, join):
    from fake_centre import Trouble

    def busy(_):
        raise Trouble("later")

    centre._enrol = busy
    with pytest.raises(EnrolmentFailed, match="in some minutes"):
        join()


class Pulled(BaseException):
    """The power is gone."""


@pytest.mark.parametrize("n", range(6))
def test_the_plug_is_pulled_before_any_write_and_the_same_code_still_works(home, centre, join, monkeypatch, n):
    from kiosk.store.folder import write_durably

    count = 0

    def pulled(*args, **more):
        nonlocal count
        count += 1
        if count == n + 1:
            raise Pulled
        write_durably(*args, **more)

    with monkeypatch.context() as patched:
        patched.setattr(enrolment, "write_durably", pulled)
        try:
            join()
        except Pulled:
            told = join()
        else:
            assert n >= count
            return
    assert enrolment.load(home) == told
    assert centre.keys[told.key] == TerminalKey.read(enrolment.key(home)).public
    assert len(set(centre.codes.values())) == 1


def test_an_answer_that_was_lost_costs_nothing(home, centre, join):
    def lost(_, answer):
        answer()
        raise ConnectionResetError

    centre.fault(lost)
    with pytest.raises(EnrolmentFailed):
        join()
    told = join()
    assert centre.keys[told.key] == TerminalKey.read(enrolment.key(home)).public


def test_enrolled_anew_with_a_new_code_it_has_a_new_key(home, centre, join):
    first = join()
    centre.codes["SECOND-CODE"] = ""
    second = join(URL, "second-code")
    assert first.key != second.key
    assert centre.keys[second.key] == TerminalKey.read(enrolment.key(home)).public


def test_files_that_others_can_read_or_that_are_none_are_refused(home, centre, join):
    join()
    key, told = home / "sync" / "key", home / "enrolment.json"
    told.chmod(0o644)
    with pytest.raises(EnrolmentRefused, match="0600"):
        enrolment.load(home)
    assert settings.load(home / "settings.toml").centre_url == ""
    told.chmod(0o600)
    key.chmod(0o640)
    with pytest.raises(EnrolmentRefused, match="0600"):
        enrolment.key(home)
    key.chmod(0o600)
    key.write_text("abc")
    with pytest.raises(EnrolmentRefused, match="64 hex digits"):
        enrolment.key(home)
    key.unlink()
    with pytest.raises(EnrolmentRefused, match="missing"):
        enrolment.key(home)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"terminal": 1}', "7"])
def test_what_is_no_enrolment_is_refused(home, centre, join, content):
    join()
    (home / "enrolment.json").write_text(content)
    with pytest.raises(EnrolmentRefused, match="not an enrolment"):
        enrolment.load(home)


def test_a_number_that_is_none_is_refused(home, centre, join):
    join()
    given = json.loads((home / "enrolment.json").read_text())
    (home / "enrolment.json").write_text(json.dumps(given | {"terminal": "1o1"}))
    with pytest.raises(EnrolmentRefused):
        enrolment.load(home)
