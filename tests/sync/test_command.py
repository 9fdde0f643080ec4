"""`legal-kiosk-sync` and `legal-kiosk enrol` as an operator runs them: exit status, one plain line, and a clean end."""

import signal
import subprocess
import sys
import time

import pytest

from kiosk.enrolment import Enrolment, save, save_next_key, take_over
from sync.signing import TerminalKey
from sync.terminal import command
from sync.terminal.process import only_one
from ui import command as ui_command


@pytest.fixture
def home(tmp_path, monkeypatch):
    home = tmp_path / "home"
    monkeypatch.setenv("LEGAL_KIOSK_HOME", str(home))
    return home


@pytest.fixture
def enrolled(home):
    """Enrolled at a centre on a port where nobody listens."""
    save_next_key(home, TerminalKey.make().write())
    take_over(home, Enrolment("http://127.0.0.1:9", "101", "马踏镇", "101-a", "0192f0c1-0000-4000-8000-0000000000c1"))
    return home


@pytest.fixture
def run(capsys):
    def run(*args, status):
        handler = signal.getsignal(signal.SIGTERM)
        try:
            assert command.main(list(args)) == status
        finally:
            signal.signal(signal.SIGTERM, handler)
        said = capsys.readouterr()
        assert said.out == ""
        return said.err

    return run


def fails(run) -> str:
    line = run("--once", status=1)
    assert line.count("\n") == 1
    assert line.startswith("legal-kiosk-sync: ")
    return line


def test_a_terminal_that_is_not_enrolled_says_how(run, home):
    assert "legal-kiosk enrol URL CODE" in fails(run)


def test_a_centre_that_does_not_answer_is_one_line(run, enrolled):
    assert "does not answer" in fails(run)


def test_a_second_process_is_told_that_there_is_one(run, enrolled):
    with only_one(enrolled):
        assert "another sync process" in fails(run)


def test_files_that_cannot_be_used_are_named(run, enrolled):
    (enrolled / "sync" / "key").chmod(0o644)
    assert "0600" in fails(run)
    (enrolled / "settings.toml").write_text("x")
    assert "settings.toml" in fails(run)


def test_with_a_centre_the_status_says_whether_something_waits(run, terminal, centre, monkeypatch):
    monkeypatch.setenv("LEGAL_KIOSK_HOME", str(terminal.home))
    monkeypatch.setattr(command, "open_round", lambda *_, **__: terminal.round)
    receipt = terminal.submit("a")
    centre.defer = {receipt.id}
    assert "1 still waiting" in fails(run)
    centre.defer.clear()
    assert run("--once", status=0) == ""


def test_wrong_usage_is_two(capsys):
    with pytest.raises(SystemExit) as stopped:
        command.main(["--twice"])
    assert stopped.value.code == 2


def test_a_signal_ends_it_cleanly(enrolled):
    process = subprocess.Popen(
        [sys.executable, "-m", "sync.terminal.command"], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    lock = enrolled / "sync" / "lock"
    until = time.monotonic() + 30
    while not (lock.exists() and (enrolled / "store" / "store.db").exists()) and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.5)
    process.terminate()
    _, said = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert "Traceback" not in said
    assert list((enrolled / "store" / "open").iterdir()) == []


def test_enrol_is_a_verb_of_the_terminal_s_command(home, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["legal-kiosk", "enrol", "http://centre.test", "K7QM3-9XW2P"])
    assert ui_command.main() == 1
    assert capsys.readouterr().err == (
        "legal-kiosk: the address must begin with https:// (http only on this machine)\n"
    )
    monkeypatch.setattr(sys, "argv", ["legal-kiosk", "enrol", "http://127.0.0.1:9", "K7QM3-9XW2P"])
    assert ui_command.main() == 1
    assert "nobody answers as the centre" in capsys.readouterr().err


def test_a_key_or_an_enrolment_alone_is_not_enough(run, home):
    save(home, Enrolment("http://127.0.0.1:9", "101", "马踏镇", "101-a", "c"))
    assert "enrol again" in fails(run)
