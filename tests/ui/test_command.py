"""The command itself, as a process: what an operator types, and what it says when something is missing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.content.store import ContentStore

COMMAND = [sys.executable, "-m", "ui.command"]


@pytest.fixture
def home(tmp_path: Path, content: Path) -> Path:
    ContentStore(tmp_path / "home" / "content").install(content)
    return tmp_path / "home"


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return kept | {"LEGAL_KIOSK_HOME": str(home)} | more


def test_without_a_display_one_line_says_so(home: Path) -> None:
    told = subprocess.run(
        [*COMMAND, "run"], env=environment(home), capture_output=True, text=True, timeout=60, check=False
    )
    assert told.returncode == 1
    assert told.stderr.splitlines() == ["legal-kiosk: no display here: `legal-kiosk tour` works without one"]


def test_a_wrong_setting_is_named_and_nothing_starts(home: Path) -> None:
    (home / "settings.toml").write_text("text_scale = 9.0\n", "utf-8")
    env = environment(home, QT_QPA_PLATFORM="offscreen")
    told = subprocess.run([*COMMAND, "run"], env=env, capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 1
    assert len(told.stderr.splitlines()) == 1
    assert "text_scale" in told.stderr


def test_the_terminal_runs_until_it_is_told_to_end(home: Path) -> None:
    env = environment(home, QT_QPA_PLATFORM="offscreen")
    process = subprocess.Popen([*COMMAND, "run"], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(4)
    assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    _, complaints = process.communicate(timeout=20)
    assert process.returncode == 0
    assert complaints == ""


def test_the_tour_leaves_numbered_pictures(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "pictures"
    told = subprocess.run(
        [*COMMAND, "tour", "--out", str(out), "--size", "800x1280"],
        env=environment(home), capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    names = sorted(path.name for path in out.iterdir())
    assert len(names) >= 30
    assert [int(name[:2]) for name in names] == list(range(1, len(names) + 1))
