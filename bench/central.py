"""The centre under load: ingest, polls, a county that comes back, the console's queue.

    python -m bench central

Over loopback, plain HTTP, one worker of `legal-central serve`; PostgreSQL is Debian's, started for this run, and waits for
the disk (`fsync=on`). The callers share the machine's cores with the server.

- Ingest: messages that were made and signed beforehand (bench/caller.py), a hundred records each, from some terminals at
  once.
- A poll that finds nothing new: as the terminal's own client sends it, both ways counted on the socket; then the same message
  over one connection, from the first byte out to the last byte in.
- A county that comes back: all terminals in the same instant, which their own pace (`sync.terminal.pace`) would spread:
  hello, then what waits. Who is put off (503) comes again. Then all of it a second time, as if every answer had been lost:
  the server's memory must not rise by that.
- The console's queue: its first page and pages further on, of an officer of the whole county, over so many open cases.
"""

import http.client
import re
import shutil
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import psutil
import requests

from bench.caller import Caller, Message, accepted
from bench.centre import Centre, Served, postgresql
from bench.measure import CannotMeasure, Figure, Part, Workshop, percentile, spread, tree_memory
from bench.relay import Relay
from sync import wire
from sync.terminal.centre import Centre as Way

INGESTED, SENDERS = 10_000, 4
POLLS = 500
TERMINALS, WAITING = 135, 200  # the county of the plan
LONGEST_WAIT_S = 60
CASES, PAGES = 50_000, 30


def measure(workshop: Workshop) -> Part:
    """Measure on SQLite and on PostgreSQL."""
    part = Part()
    folder = workshop.folder / "central"
    try:
        _ingest(Centre(folder / "sqlite"), "SQLite", workshop.portion(INGESTED), 2_500, part)
        with postgresql() as database:
            centre = Centre(folder / "postgresql", database)
            _ingest(centre, "PostgreSQL", workshop.portion(INGESTED), 2_000, part)
            _return(centre, workshop.portion(TERMINALS), WAITING, part)
            _poll(centre, part)
            _queue(centre, workshop.portion(CASES), part)
    except CannotMeasure as error:  # what was measured before counts
        part.missing.append(str(error))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return part


def _ingest(centre: Centre, name: str, count: int, floor: int, part: Part) -> None:
    """Records a second; the first messages warm the server up and do not count."""
    callers = _enrolled(centre, [str(200 + i) for i in range(SENDERS)])
    before, each = centre.inside("sizes"), max(1, count // SENDERS // wire.MOST_RECORDS) * wire.MOST_RECORDS
    with centre.serving() as served:
        for caller in callers:
            _all_taken(caller, served, caller.batches(wire.MOST_RECORDS))
        work = [(caller, caller.batches(each)) for caller in callers]
        server = psutil.Process(served.pid)
        busy, started = _cpu_s(server), time.monotonic()
        with ThreadPoolExecutor(SENDERS) as pool:
            for done in [pool.submit(_all_taken, caller, served, messages) for caller, messages in work]:
                done.result()
        took, busy = time.monotonic() - started, _cpu_s(server) - busy
    after = centre.inside("sizes")
    sent = each * SENDERS
    part.figures.append(Figure(f"ingest, batches of 100, one worker, {name}", sent / took, "/s", at_least=floor))
    cost_ms = busy * 1000 / sent
    part.lines.append(f"central: ingest on {name} took {cost_ms:.2f} ms of the server's processor a record")
    part.details[f"ingest {name}"] = {
        "records": sent,
        "seconds": round(took, 2),
        "server_cpu_ms_a_record": round(cost_ms, 3),
        "database_bytes_a_record": (after["bytes"] - before["bytes"]) // (after["records"] - before["records"]),
    }


def _return(centre: Centre, terminals: int, waiting: int, part: Part) -> None:
    """Every terminal at once, and again."""
    callers = _enrolled(centre, [str(300 + i) for i in range(terminals)])
    before = centre.inside("sizes")["records"]
    work = [(caller, [caller.hello(), *caller.batches(waiting)]) for caller in callers]
    with centre.serving() as served:
        at_rest = tree_memory(served.pid)["pss_mb"]
        rounds = [_storm(served, work) for _ in range(2)]
    memory = [told.memory_mb for told in rounds]
    arrived = centre.inside("sizes")["records"] - before
    if arrived != terminals * waiting:
        raise CannotMeasure(f"{arrived} of {terminals * waiting} records are there, after {rounds[0].slips[:3]}")
    slips = sum(len(told.slips) for told in rounds)
    part.figures += [
        Figure(f"{terminals} terminals at once, {waiting} records each: all in", rounds[0].took_s, "s", at_most=60),
        Figure("… terminals that were shown an error", slips, at_most=0),
        Figure("… server's memory after it all came twice", memory[1], "MB", peer="after once", peer_measured=memory[0],
               ratio_at_most=1.05),
    ]  # fmt: skip
    part.details["return"] = {
        "terminal_s": spread(rounds[0].each_s),
        "put_off": rounds[0].put_off,
        "memory_mb": [round(mb, 1) for mb in (at_rest, *memory)],
        "slips": [slip for told in rounds for slip in told.slips][:5],
    }
    part.lines.append(
        f"central: the slowest terminal was done after {max(rounds[0].each_s):.1f} s, {rounds[0].put_off} answers said"
        f" “later”; server {at_rest:.0f} MB at rest, {memory[0]:.0f} MB after the county, {memory[1]:.0f} MB after it again"
    )


class _Return:
    """What one return came to."""

    def __init__(self) -> None:
        self.took_s = self.memory_mb = 0.0
        self.each_s: list[float] = []
        self.put_off = 0
        self.slips: list[str] = []


def _storm(served: Served, work: Sequence[tuple[Caller, list[Message]]]) -> _Return:
    told, together = _Return(), threading.Barrier(len(work) + 1)

    def one(caller: Caller, messages: Sequence[Message]) -> None:
        together.wait()
        begun = time.monotonic()
        try:
            for message in messages:
                told.put_off += _insist(caller, served, message)
        except (CannotMeasure, OSError, http.client.HTTPException) as error:
            told.slips.append(f"{type(error).__name__}: {error}")
        finally:
            caller.hang_up()
        told.each_s.append(time.monotonic() - begun)

    threads = [threading.Thread(target=one, args=each) for each in work]
    for thread in threads:
        thread.start()
    together.wait()
    started = time.monotonic()
    for thread in threads:
        thread.join()
    told.took_s = time.monotonic() - started
    told.memory_mb = tree_memory(served.pid)["pss_mb"]
    return told


def _insist(caller: Caller, served: Served, message: Message) -> int:
    """Send a message until it is taken, as the terminal's pace would; how often it was put off."""
    until = time.monotonic() + LONGEST_WAIT_S
    put_off = 0
    while True:
        status, body = caller.send(served, message)
        if status == requests.codes.ok:
            return put_off
        if status != wire.TROUBLES["later"] or time.monotonic() > until:
            raise CannotMeasure(f"{message.path}: status {status} {body[:80]!r}")
        put_off += 1
        time.sleep(1)


def _poll(centre: Centre, part: Part) -> None:
    """Bytes by the terminal's own client through a relay; then the time."""
    (caller,) = _enrolled(centre, ["900"])
    message = caller.poll()
    with centre.serving() as served:
        with Relay(served.host, served.port) as relay:
            way = Way(f"http://{relay.host}:{relay.port}", caller.key, caller.key_id)
            for _ in range(2):  # the first one opens the connection
                relay.clear()
                if way.get(message.path, wire.Feed) is not None:
                    raise CannotMeasure("there was something new")
            up, down = relay.carried
        caller.send(served, message)
        server = psutil.Process(served.pid)
        busy = _cpu_s(server)
        took = [_timed(caller, served, message) for _ in range(POLLS)]
        busy = (_cpu_s(server) - busy) * 1000 / POLLS
    part.figures += [
        Figure("an unchanged poll, both ways", up + down, "bytes", at_most=1000),
        Figure("an unchanged poll, p95", percentile(took, 0.95), "ms", at_most=10),
    ]
    part.details["poll"] = {"up": up, "down": down, "ms": spread(took), "server_cpu_ms": round(busy, 2)}
    part.lines.append(
        f"central: an unchanged poll is {up} bytes up and {down} down, {busy:.1f} ms of the server's processor"
    )


def _queue(centre: Centre, count: int, part: Part) -> None:
    """Pages of the queue, whole: rows are counted, so that no error page is measured."""
    cookie = centre.inside("cases", count)["cookie"]
    cases = centre.inside("sizes")["cases"]
    took: list[float] = []
    with centre.serving() as served:
        way = http.client.HTTPConnection(served.host, served.port, timeout=LONGEST_WAIT_S)
        server = psutil.Process(served.pid)
        busy = 0.0
        for i in range(PAGES + 1):
            before, started = _cpu_s(server), time.perf_counter()
            way.request("GET", f"/console/cases/?page={1 + i % 5}", headers={"Cookie": cookie})
            answer = way.getresponse()
            page = answer.read()
            if answer.status != requests.codes.ok or len(re.findall(rb"/console/cases/\d+/", page)) < 50:
                raise CannotMeasure(f"the queue: status {answer.status}, {len(page)} bytes")
            if i:  # the first one compiles the templates
                took.append((time.perf_counter() - started) * 1000)
                busy += _cpu_s(server) - before
        way.close()
    part.figures.append(Figure(f"console: a page of the queue of {cases:,} cases, p95", percentile(took, 0.95), "ms",
                               at_most=300))  # fmt: skip
    part.details["queue"] = {"ms": spread(took), "server_cpu_ms": round(busy * 1000 / PAGES, 1), "cases": cases}


def _enrolled(centre: Centre, numbers: Sequence[str]) -> list[Caller]:
    callers = [Caller(number) for number in numbers]
    ids = centre.inside("terminals", {caller.number: caller.key.public for caller in callers})
    for caller in callers:
        caller.key_id = ids[caller.number]
    return callers


def _all_taken(caller: Caller, served: Served, messages: Sequence[Message]) -> None:
    for message in messages:
        answer = caller.send(served, message)
        if accepted(answer) != wire.MOST_RECORDS:
            raise CannotMeasure(f"a batch was not taken: status {answer[0]} {answer[1][:80]!r}")


def _timed(caller: Caller, served: Served, message: Message) -> float:
    started = time.perf_counter()
    status, _ = caller.send(served, message)
    took = (time.perf_counter() - started) * 1000
    if status != requests.codes.no_content:
        raise CannotMeasure(f"a poll: status {status}")
    return took


def _cpu_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
