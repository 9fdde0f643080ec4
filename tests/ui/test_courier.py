"""The sync process beside the screen: there when it is wanted, there again when it has died, gone with the kiosk."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtTest import QTest

from ui.app import application
from ui.courier import Courier, Pauses

SOON = Pauses(first_s=0.02, longest_s=0.05, steady_s=60.0, look_s=0.02)
STAYS = "import time; time.sleep(600)"


@pytest.fixture
def courier(tmp_path: Path) -> Iterator[Callable[..., Courier]]:
    """Makes couriers of a Python program; each start of it leaves a line in the file `starts`."""
    application()
    made: list[Courier] = []

    def make(program: str, wanted: Callable[[], bool] = lambda: True, pauses: Pauses = SOON) -> Courier:
        note = f"import os; open(r'{tmp_path / 'starts'}', 'a').write(os.environ['LEGAL_KIOSK_HOME'] + '\\n'); "
        made.append(Courier(tmp_path, wanted, (sys.executable, "-c", note + program), pauses))
        return made[-1]

    yield make
    for each in made:
        each.close()


def starts(tmp_path: Path) -> int:
    path = tmp_path / "starts"
    return len(path.read_text("utf-8").splitlines()) if path.exists() else 0


def until(holds: Callable[[], bool]) -> None:
    for _ in range(2_000):
        if holds():
            return
        QTest.qWait(10)
    pytest.fail("waited in vain")


def test_one_that_dies_is_started_again_and_again(courier, tmp_path):
    courier("raise SystemExit(1)").start()
    until(lambda: starts(tmp_path) >= 3)


def test_one_that_is_killed_is_started_again(courier, tmp_path):
    kept = courier(STAYS)
    kept.start()
    until(lambda: starts(tmp_path) == 1)
    psutil.Process(kept.process_id).kill()
    until(lambda: starts(tmp_path) == 2)


def test_a_program_that_is_not_there_is_tried_again_and_harms_nobody(tmp_path):
    application()
    kept = Courier(tmp_path, lambda: True, (str(tmp_path / "no-such-program"),), SOON)
    kept.start()
    until(lambda: kept._pause_s == SOON.longest_s)
    kept.close()


def test_the_pauses_grow_to_the_longest(courier):
    kept = courier("raise SystemExit(1)", pauses=Pauses(first_s=0.01, longest_s=0.04, look_s=0.02))
    seen = {kept._pause_s}
    kept.start()
    until(lambda: seen.add(kept._pause_s) or len(seen) == 3)
    assert seen == {0.01, 0.02, 0.04}


def test_one_that_ran_for_long_is_started_again_soon(courier):
    kept = courier("raise SystemExit(1)", pauses=Pauses(first_s=0.01, longest_s=10.0, steady_s=0.0))
    kept._pause_s = 10.0
    kept.start()
    until(lambda: kept._pause_s == 0.02)


def test_a_terminal_that_stands_alone_has_none_until_it_is_enrolled(courier, tmp_path):
    enrolled: list[bool] = []
    kept = courier(STAYS, wanted=lambda: bool(enrolled))
    kept.start()
    QTest.qWait(100)
    assert (starts(tmp_path), kept.process_id) == (0, 0)
    enrolled.append(True)
    until(lambda: starts(tmp_path) == 1)


def test_it_works_for_this_terminal_s_folder(courier, tmp_path):
    courier(STAYS).start()
    until(lambda: starts(tmp_path) == 1)
    assert (tmp_path / "starts").read_text("utf-8") == f"{tmp_path}\n"


@pytest.mark.parametrize("program", [STAYS, f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {STAYS}"])
def test_it_ends_with_the_kiosk_even_where_it_does_not_listen(courier, tmp_path, program, monkeypatch):
    monkeypatch.setattr("ui.courier._ENDS_WITHIN_MS", 500)
    kept = courier(program)
    kept.start()
    until(lambda: starts(tmp_path) == 1)
    number = kept.process_id
    kept.close()
    assert not psutil.pid_exists(number)
    QTest.qWait(100)
    assert starts(tmp_path) == 1
