"""Everything up: a terminal's own round against writing the same bytes to files, and against PouchDB; in one run.

    python -m bench carrying

Over loopback, plain HTTP, one worker of `legal-central serve`; PostgreSQL is Debian's, started for this run, and waits for
the disk (`fsync=on`). Both sides share the machine's cores.

- Ours: a terminal's store with records and attachments, and one round of its own sync (`sync.terminal.round`), from hello to
  the end of the feed: read from SQLCipher, decrypted, packed, signed; checked, sealed and made durable at the centre;
  acknowledged durably; compared.
- A handler that only writes each body to a file (bench/plain.py): as many requests of the same sizes, not
  waiting for the disk; told is also what it takes where each record and each attachment is a request of its own.
- PouchDB, with as many documents of the same size and the same attachments, not waiting for the disk either.
"""

import os
import random
import secrets
import shutil
import sys
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from bench import peers_pouch
from bench.caller import answers, record_bytes
from bench.centre import Centre, Served, free_port, postgresql, wait_for
from bench.measure import CannotMeasure, Figure, Part, Workshop, running
from kiosk.store.model import CHINA, State, Submission
from kiosk.store.store import Store, open_store
from sync.signing import TerminalKey
from sync.terminal.centre import Centre as Way
from sync.terminal.hello import Report
from sync.terminal.round import Round

RECORDS, ATTACHMENTS, ATTACHMENT_BYTES = 10_000, 1_000, 200_000
A_DAY = 500
NUMBER = "101"
HANDLER = "handler that writes a file"
Sizes = list[tuple[str, int]]  # method and length of each request


def measure(workshop: Workshop) -> Part:
    """Carry the same three times."""
    records, attachments = workshop.portion(RECORDS), workshop.portion(ATTACHMENTS)
    what = f"{records:,} records, {attachments:,} attachments of {ATTACHMENT_BYTES // 1000} kB up"
    sent: Sizes = []
    ours = _ours(workshop.folder / "carrying", records, attachments, sent)
    plain = workshop.folder / "plain"
    written, durably = (_written(plain, sent, durable) for durable in (False, True))
    singly = _written(plain, [("POST", record_bytes())] * records + [("POST", ATTACHMENT_BYTES)] * attachments, False)
    part = Part()
    part.figures += [
        Figure(f"{what}, PostgreSQL", ours, "s", peer=HANDLER, peer_measured=written, ratio_at_most=3),
        Figure(what, ours, "s", peer=f"{HANDLER}, one a request", peer_measured=singly),
    ]
    part.details = {
        "record_bytes": record_bytes(),
        "requests": len(sent),
        "bytes": sum(length for _, length in sent),
        "seconds": ours,
        "written_seconds": written,
        "written_durably_seconds": durably,
        "written_singly_seconds": singly,
    }
    part.lines.append(f"carrying: {len(sent)} requests; the handler with a sync of each file took {durably:.2f} s")
    try:
        theirs = peers_pouch.replicate(
            workshop.folder / "pouch", records, record_bytes(), attachments, ATTACHMENT_BYTES
        )  # fmt: skip
    except peers_pouch.NoPouch as error:
        part.lines.append(f"carrying: PouchDB is left out: {error}")
    else:
        part.details["pouch_seconds"] = theirs
        part.figures.append(
            Figure(what, ours, "s", peer=peers_pouch.NAME, peer_measured=theirs, ratio_at_most=0.333)
        )  # fmt: skip
    return part


def _ours(folder: Path, records: int, attachments: int, sent: Sizes) -> float:
    """Seconds of the round; what it sent is added to `sent`."""
    key = TerminalKey.make()
    try:
        with postgresql() as database:
            centre = Centre(folder / "central", database)
            key_id = centre.inside("terminals", {NUMBER: key.public})[NUMBER]
            _fill(folder / "terminal", records, attachments)
            with centre.serving() as served, open_store(folder / "terminal", terminal=NUMBER) as store:
                took = _round(store, served, key, key_id, sent)
                left = store.counts()[State.WAITING]
            here = centre.inside("sizes")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if left or (here["records"], here["attachments"]) != (records, attachments):
        raise CannotMeasure(f"{left} were left; the centre has {here}")
    return took


def _fill(folder: Path, records: int, attachments: int) -> None:
    """Hand everything in; commits do not wait for the disk meanwhile."""
    chance, at = random.Random(5), datetime.now(CHINA)
    with open_store(folder, terminal=NUMBER, station="马踏镇公共法律服务工作站", clock=lambda: at) as store:
        with store._base.plain() as db:
            db.execute("PRAGMA synchronous = OFF")
        first = at - timedelta(days=records // A_DAY + 1)
        for i in range(records):
            at = first + timedelta(days=i // A_DAY, minutes=i % A_DAY)
            files = (store.put(os.urandom(ATTACHMENT_BYTES), "image/jpeg", "照片"),) if i < attachments else ()
            store.submit(Submission(f"draft-{i}", "mediation", "mediation", "1", {"answers": answers(chance)}, files))


def _round(store: Store, served: Served, key: TerminalKey, key_id: str, sent: Sizes) -> float:
    session = requests.Session()
    session.mount("http://", _Noting(sent))
    way = Way(served.url, key, key_id, session=session)
    started = time.monotonic()
    told = Round(store, way, lambda: Report("bench"), Path()).run()
    took = time.monotonic() - started
    if told.refused or told.missed:
        raise CannotMeasure(f"{told.refused} records were refused, {told.missed} missed")
    return took


class _Noting(HTTPAdapter):
    """Sends, and notes what."""

    def __init__(self, sent: Sizes) -> None:
        super().__init__()
        self._sent = sent

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        self._sent.append((request.method or "", len(request.body or b"")))
        return super().send(request, *args, **kwargs)


def _written(folder: Path, sent: Sizes, durable: bool) -> float:
    """Seconds that the handler takes for as many requests of these sizes."""
    bodies = [(method, secrets.token_bytes(length)) for method, length in sent]
    folder.mkdir()
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "bench.plain:application", "--port", str(port), "--no-access-log"]
    environment: Mapping[str, str] = {
        **os.environ,
        "PLAIN_FOLDER": str(folder),
        "PLAIN_DURABLE": "1" if durable else "",
    }
    with running([*command, "--log-level", "error"], environment) as process, requests.Session() as session:
        wait_for(port, process)
        started = time.monotonic()
        for method, body in bodies:
            session.request(method, f"http://127.0.0.1:{port}/", data=body).raise_for_status()
        took = time.monotonic() - started
    shutil.rmtree(folder)
    return took
