"""The store with 20,000 records: opening, listing, searching by receipt number; and handing in six photos of 3 MB.

The records are handed in through `Store.submit`, 200 a day, each with some 2 kB of answers and one photo that all share; only
while filling, commits do not wait for the disk. Opening is `open_store` in a fresh process, its imports not counted (the
running terminal has made them). Lists and searches run in that process too, the first ones on a cold cache among them.
Handing in is what follows the touch: six times `put`, then `submit`, all durable, into the same full store.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from bench.measure import Figure, Part, Workshop, percentile, run, spread
from kiosk.store.model import CHINA, State, Submission
from kiosk.store.store import open_store

RECORDS = 20_000
A_DAY = 200
FIRST = datetime(2026, 8, 1, 9, 0, tzinfo=CHINA)
ROUNDS = 5
SEARCHES = 100
HANDED_IN = 20
PHOTO_BYTES = 3_000_000


def measure(workshop: Workshop) -> Part:
    """Fill a store, then look at it from fresh processes."""
    folder = workshop.folder / "store"
    filled_s = fill(folder)
    size_mb = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    rounds = [json.loads(run([sys.executable, "-m", "bench.store", str(folder), str(i)])) for i in range(ROUNDS)]
    opened = [told["open"] for told in rounds]
    listed, searched = ([ms for told in rounds for ms in told[what]] for what in ("list", "search"))
    handed_in = hand_in(folder)
    part = Part()
    part.figures = [
        Figure(f"store of {RECORDS:,} records: open, slowest of {ROUNDS}", max(opened), "s", at_most=0.5),
        Figure("a page of 50 records, p95", percentile(listed, 0.95), "ms", at_most=30),
        Figure("search by receipt number, p95", percentile(searched, 0.95), "ms", at_most=30),
        Figure("hand in six photos of 3 MB, p95", percentile(handed_in, 0.95), "s", at_most=1.5),
    ]
    part.details = {
        "records": RECORDS,
        "size_mb": round(size_mb, 1),
        "fill_s": round(filled_s, 1),
        "open_s": spread(opened),
        "list_ms": spread(listed),
        "search_ms": spread(searched),
        "hand_in_s": spread(handed_in),
    }
    part.lines = [f"store: {size_mb:.0f} MB; slowest list {max(listed):.1f} ms, slowest search {max(searched):.1f} ms"]
    return part


def fill(folder: Path) -> float:
    """Hand in the records; returns seconds."""
    started, chance, at = time.monotonic(), random.Random(4), FIRST
    with open_store(folder, terminal="101", station="马踏镇", clock=lambda: at) as store:
        with store._base.plain() as db:
            db.execute("PRAGMA synchronous = OFF")
        photo = store.put(chance.randbytes(10_000), "image/jpeg", "身份证 正面")
        for i in range(RECORDS):
            at = FIRST + timedelta(days=i // A_DAY, minutes=2 * (i % A_DAY))
            words = "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(600))
            given = Submission(
                f"draft-{i}", "legal-aid", "legal-aid", "1", {"事由": words}, (photo,), identity="X" * 18
            )
            receipt = store.submit(given)
            if i < RECORDS - 500:
                store.acknowledge(receipt.id, chance.choice([State.ACCEPTED, State.ACCEPTED, State.REFUSED]))
    return time.monotonic() - started


def hand_in(folder: Path) -> list[float]:
    """Seconds from six photos in memory to a durable receipt."""
    took = []
    with open_store(folder, terminal="101") as store:
        for i in range(HANDED_IN):
            photos = [os.urandom(PHOTO_BYTES) for _ in range(6)]
            started = time.perf_counter()
            files = tuple(store.put(photo, "image/jpeg", f"照片 {n}") for n, photo in enumerate(photos))
            store.submit(Submission(f"handed-in-{i}", "legal-aid", "legal-aid", "1", {"事由": "工钱"}, files))
            took.append(time.perf_counter() - started)
    return took


def look(folder: Path, seed: int) -> dict[str, float | list[float]]:
    """In a fresh process: seconds to open, milliseconds of lists and searches."""
    chance = random.Random(seed)
    started = time.perf_counter()
    store = open_store(folder, terminal="101")
    opened = time.perf_counter() - started
    offsets = [0, *(chance.randrange(RECORDS) for _ in range(SEARCHES))]
    lists = [_timed(partial(store.records, offset=offset)) for offset in offsets]
    searches = []
    for entry in [store.records(limit=1, offset=chance.randrange(RECORDS))[0] for _ in range(SEARCHES)]:
        for typed in (entry.number, entry.number[3:9], entry.number[-4:], "0000000000000"):
            searches.append(_timed(partial(store.records, typed)))
    store.close()
    return {"open": opened, "list": lists, "search": searches}


def _timed(ask: Callable[[], object]) -> float:
    started = time.perf_counter()
    ask()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    print(json.dumps(look(Path(sys.argv[1]), int(sys.argv[2]))))
