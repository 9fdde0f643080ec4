"""The real server as `legal-central serve` runs it, a real terminal, and a bad line between them."""

import hashlib
import json
import os
import random
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import requests
from faults.proxy import bad_line

from kiosk import enrolment
from kiosk.store.model import State, Submission
from kiosk.store.store import open_store
from sync import wire
from sync.signing import TerminalKey
from sync.terminal.centre import Centre
from sync.terminal.enrol import enrol
from sync.terminal.errors import SyncError
from sync.terminal.hello import Report
from sync.terminal.round import Round

_PATIENCE = 60  # rounds


@pytest.fixture
def central(tmp_path: Path) -> Callable[..., str]:
    """The command `legal-central` in processes of its own, on a database of its own."""
    env = os.environ | {"LEGAL_CENTRAL_HOME": str(tmp_path / "centre")}
    if shared := os.environ.get("LEGAL_CENTRAL_DATABASE"):
        name = f"tcp_{uuid.uuid4().hex[:8]}"
        with psycopg.connect(shared, autocommit=True) as database:
            database.execute(f"CREATE DATABASE {name}")
        env["LEGAL_CENTRAL_DATABASE"] = shared.replace("/postgres?", f"/{name}?")

    def run(*args: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "sync.central.command", *args], env=env, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run.env = env  # type: ignore[attr-defined]
    return run


@pytest.fixture
def port(central) -> Iterator[int]:
    """The server's port, once it answers."""
    central("setup")
    with socket.create_server(("127.0.0.1", 0)) as free:
        number: int = free.getsockname()[1]
    command = [sys.executable, "-m", "sync.central.command", "serve", "--port", str(number)]
    server = subprocess.Popen(command, env=central.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while not _answers(number):
            assert server.poll() is None, "the server does not start"
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.2)
        yield number
    finally:
        server.terminate()
        server.wait(20)


def _answers(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}{wire.FEED}", timeout=5).status_code == 401
    except requests.RequestException:
        return False


def test_over_a_line_that_breaks_everything_arrives_once_and_whole(central, port: int, tmp_path: Path) -> None:
    rng = random.Random(20261125)
    home = tmp_path / "terminal"
    with bad_line(port, 7) as line, open_store(home / "store", terminal="101", station="马踏镇") as store:
        told = enrol(home, f"http://127.0.0.1:{line.port}", central("terminal", "101").strip())
        handed_in: dict[str, list[str]] = {}
        centre = Centre(told.centre_url, TerminalKey.read(enrolment.key(home)), told.key)
        round_ = Round(store, centre, lambda: Report("test"), home)
        line.bad = 0.5
        for n in range(24):
            photos = [rng.randbytes(rng.choice((20_000, 200_000, 2_500_000))) for _ in range(rng.choice((0, 1, 2)))]
            kept = tuple(store.put(photo, "image/jpeg", "照片") for photo in photos)
            data = {"answers": {"name": "钟秀英", "n": n}}
            receipt = store.submit(Submission(str(n), "mediation", "mediation", "1", data, kept))
            handed_in[receipt.number] = [hashlib.sha256(photo).hexdigest() for photo in photos]
            _call(round_)
        for _ in range(_PATIENCE):
            if not store.counts()[State.WAITING]:
                break
            _call(round_)
        assert store.counts()[State.WAITING] == 0
        assert line.broken > 5
    rows = json.loads(central("records", "--json"))
    assert {row["number"]: row["attachments"] for row in rows} == handed_in
    assert len(rows) == len(handed_in)
    assert {row["state"] for row in rows} == {"whole"}
    assert "whole" in central("audit")


def _call(round_: Round) -> None:
    try:
        round_.run()
    except SyncError:
        pass
    finally:
        round_._centre._session.close()  # each round over connections of its own: each meets the line anew
