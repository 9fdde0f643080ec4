"""Kill the store at random moments: `python tests/store/soak.py [--lives 5000] [--seed N]`; the tests run 300 lives of it.

One store is reused. A life is a process that opens it, hands in applications with photos, saves drafts in between, and
prints each receipt once `submit` has returned; every fourth has a second process beside it that answers as the centre does
and sweeps. Both are killed (SIGKILL) after a number of steps and a moment that are drawn anew for each life. The next life
first submits again what the last one was at when it died. At the end every printed receipt must have its whole record with
readable photos, no application may be there twice, and the database, the audit chain and the folder must pass their checks.
Exit status 1 tells what does not hold.
"""

import argparse
import hashlib
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain, count
from pathlib import Path

from kiosk.store.model import CHINA, State, Submission
from kiosk.store.store import Store, open_store

FIRST_DAY = datetime(2026, 11, 25, 9, 0, tzinfo=CHINA)
LIVES_A_DAY = 40  # a day has 999 numbers
KEPT_DAYS = 3
LAST_STEP_S = 0.02


@dataclass
class Told:
    """What the lives printed before they died."""

    lives: int = 0
    before_open: int = 0  # killed before the store was open
    within_submit: int = 0  # killed between the start of saving or submitting and the receipt
    tried: list[str] = field(default_factory=list)
    receipts: dict[str, str] = field(default_factory=dict)  # by the submission's key
    broken: list[str] = field(default_factory=list)


def day_of(life: int) -> datetime:
    return FIRST_DAY + timedelta(days=life // LIVES_A_DAY)


def photos(key: str) -> list[bytes]:
    """The photos of one application, the same whenever asked; the last is shared by all of a life."""
    chance = random.Random(key)
    return [
        *(chance.randbytes(chance.randrange(1, 6000)) for _ in range(chance.randrange(3))),
        key.split(".", maxsplit=1)[0].encode(),
    ]


def application(store: Store, key: str) -> Submission:
    files = tuple(store.put(photo, "image/jpeg", f"照片 {i}") for i, photo in enumerate(photos(key)))
    return Submission(key, "legal-aid", "legal-aid", "1", {"事由": f"工钱 {key} " * 60}, files)


def citizen(folder: Path, life: int, again: list[str], out: int) -> None:
    """One process at the terminal, until it is killed."""
    at = day_of(life)
    store = open_store(folder, terminal="101", clock=lambda: at)
    os.write(out, b"open\n")
    for key in chain(again, (f"{life}.{n}" for n in count())):
        given = application(store, key)
        os.write(out, f"try {key}\n".encode())
        if life % 3 == 0:
            store.save_draft(key, "legal-aid", "1", dict(given.data), given.attachments, None, at + timedelta(days=1))
        receipt = store.submit(given)
        os.write(out, f"receipt {key} {receipt.number}\n".encode())
        if life % 5 == 0:
            store.end_visit()


def centre(folder: Path, life: int) -> None:
    """The sync process beside it, until it is killed."""
    at = day_of(life)
    store = open_store(folder, clock=lambda: at)
    while True:
        for record in store.outbox(3):
            for attachment in record.attachments:
                store.read(attachment.sha256)
            store.acknowledge(record.id, random.choice([State.ACCEPTED, State.ALREADY, State.REFUSED]))
        store.sweep(at, KEPT_DAYS)
        time.sleep(0.01)  # it looks again and again, and leaves the machine to the others


def start(work, *arguments) -> int:
    """Fork a process; whatever ends it by itself is told on its `out` (the last argument, where it has one)."""
    pid = os.fork()
    if pid == 0:
        try:
            work(*arguments)
        except BaseException as error:
            text = f"broken {work.__name__}: {type(error).__name__}: {error}\n".encode()
            os.write(arguments[-1] if work is citizen else 2, text)
        finally:
            os._exit(1)
    return pid


def listen(ear: int, steps: int, told: Told) -> bytes:
    """Wait until a life has printed so many lines."""
    said = b""
    while said.count(b"\n") < steps:
        if not select.select([ear], [], [], 20)[0]:
            told.broken.append("a life came to a stop")
            break
        part = os.read(ear, 10_000)
        if not part:
            break
        said += part
    return said


def live(folder: Path, life: int, told: Told, chance: random.Random) -> None:
    """One life, and what it printed."""
    again = [key for key in told.tried[-1:] if key not in told.receipts]
    ear, mouth = os.pipe()
    pids = [start(citizen, folder, life, again, mouth)]
    if life % 4 == 0:
        pids.append(start(centre, folder, life))
    os.close(mouth)
    said = listen(ear, chance.randrange(9), told)
    time.sleep(chance.uniform(0, LAST_STEP_S))
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    for pid in pids:
        _, status = os.waitpid(pid, 0)
        if not os.WIFSIGNALED(status) and pid != pids[0]:
            told.broken.append(f"life {life}: the process beside it ended by itself")
    with open(ear, "rb") as pipe:
        lines = (said + pipe.read()).decode().splitlines()
    told.lives += 1
    told.before_open += not lines
    told.within_submit += bool(lines) and lines[-1].startswith("try ")
    for line in lines:
        word, *rest = line.split(" ")
        if word == "broken":
            told.broken.append(f"life {life}: {line}")
        elif word == "try":
            told.tried.append(rest[0])
        elif word == "receipt":
            key, number = rest
            if told.receipts.setdefault(key, number) != number:
                told.broken.append(f"{key} has two receipts")


def judge(folder: Path, told: Told) -> list[str]:
    """What does not hold."""
    wrong = list(told.broken)
    last_day = day_of(told.lives)
    with open_store(folder, clock=lambda: last_day) as store:
        wrong += store.check()  # SQLite's and SQLCipher's own checks, references, audit chain, every attachment
        entries = store.records(limit=10**9)
        numbers = Counter(entry.number for entry in entries)
        wrong += [f"number {number} is there {times} times" for number, times in numbers.items() if times > 1]
        keys = Counter()
        used = set()
        for entry in entries:
            record = store.record(entry.id)
            used |= {attachment.sha256 for attachment in record.attachments}
            if record.data is None:
                if record.state not in (State.ACCEPTED, State.ALREADY) or record.answered_at is None:
                    wrong.append(f"{record.number} lost its content while {record.state}")
                continue
            key = record.data["事由"].split(" ")[1]
            keys[key] += 1
            if told.receipts.get(key, record.number) != record.number:
                wrong.append(f"{key} was shown {told.receipts[key]} and is {record.number}")
            if record.data != {"事由": f"工钱 {key} " * 60}:
                wrong.append(f"{record.number} is not whole")
            if [a.sha256 for a in record.attachments] != [hashlib.sha256(photo).hexdigest() for photo in photos(key)]:
                wrong.append(f"{record.number} does not have its photos")
            if [store.read(attachment.sha256) for attachment in record.attachments] != photos(key):
                wrong.append(f"{record.number} has other photos")
        wrong += [f"{key} is there {times} times" for key, times in keys.items() if times > 1]
        wrong += [f"receipt {n} of {key} has no record" for key, n in told.receipts.items() if n not in numbers]
        drafts = {a.sha256 for key in told.tried if (draft := store.draft(key)) for a in draft.attachments}
        here = {path.name for path in (folder / "attachments").iterdir()}
        wrong += [f"{name} belongs to nothing" for name in here - used - drafts]
    return wrong


def main() -> int:
    """Live, die, judge; returns the exit status."""
    parser = argparse.ArgumentParser(description="Kill the store at random moments and judge what is left.")
    parser.add_argument("--lives", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    given = parser.parse_args()
    chance, told, started = random.Random(given.seed), Told(), time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="legal-kiosk-soak-"))
    try:
        for life in range(given.lives):
            live(folder, life, told, chance)
        lived_s = time.monotonic() - started
        wrong = judge(folder, told)
    finally:
        shutil.rmtree(folder)
    print(
        f"{told.lives} lives (seed {given.seed}), {told.before_open} ended before the store was open, "
        f"{told.within_submit} within a submission, {len(told.receipts)} receipts shown; "
        f"{lived_s:.0f} s, and {time.monotonic() - started - lived_s:.0f} s to judge"
    )
    for line in wrong[:50]:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
