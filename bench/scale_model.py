"""The load model of docs/scale.md: from one county to 3,000 counties, in numbers that can be argued with.

    python -m bench.scale_model

prints the tables that docs/scale.md shows. Every input stands below with where it is from: the county's plan, a measurement
of `python -m bench central`, a setting of the program, or an assumption of ours. It computes means and peaks, no queues:
where a figure comes near its limit, measure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# The county's plan, as of the end of 2020
STATIONS = 1 + 15 + 119  # centre, township stations, village rooms
CASES_A_YEAR = 1_031 + 3_681  # by the institutions of legal services, and by mediation

# The task
COUNTIES, TERMINALS = 3_000, 500_000

# Settings of the program
POLL_S = 30  # sync/central/places.py
HELLO_EVERY_S = 300  # sync/terminal/process.py
BACKOFF_S = 600  # the longest pause after failures, its mean half of that: sync/terminal/pace.py
SEEN_EVERY_S = 60  # a poll notes that the terminal lives: sync/central/api/conversation.py
POOL = 8  # connections of a process, sync/central/settings.py
ATTACHMENTS_GB = 200  # sync/central/places.py
SEVEN_DAYS, THIRTY_DAYS = 7, 30  # keep_days of the forms: ratings, all others

# Measured: `python -m bench central`, 2 cores that other programs shared, PostgreSQL waiting for the disk
RECORD_BYTES = 750  # of a record as JSON on the wire, before gzip
POLL_BYTES = 600  # both ways: 384 measured, the rest for TLS and TCP
POLL_MS = 3.6  # of a server's core
INGEST_A_S = 1_900  # records, of one core
PAGE_MS = 40.0  # of a core, the console's queue
PROCESS_MB = 170  # a worker that has worked

# Assumed: to be put right by the first county's first month
RECORDS_A_CASE = 3  # what is applied for, a paper or a booking, a rating
WORKDAYS = 250
GROWTH = 5  # of what the plan counts, until a terminal is what people are used to
BUSY = 10  # a day on which everything comes at once, over the design's mean
PEAK_HOUR = 0.25  # of a day's records
PHOTOS_A_RECORD = 2.0  # an application has five, a booking and a rating have none
PHOTO_BYTES = 600_000  # 2,400 pixels of paper, JPEG of quality 85
DATABASE_BYTES = 6_000  # a record with its case (3,100 measured), and as much again for what is done about it
CHANGES_A_RECORD = 4  # each a feed item
STAFF_A_COUNTY, PAGE_EVERY_S = 30, 20  # at the console in the same minute
HELLO_MS = 8.0  # of a core
TLS_KB = 50  # of memory an open connection at the proxy
DATABASE_PART = 0.5  # of what a worker's core takes, PostgreSQL takes as much beside it
STORE_MB_S = 500  # that a cell's object storage writes
COUNTIES_A_CELL = 30  # some three prefectures
PROCESSES_A_COUNTY = 2  # one on each of a cell's two application machines
COPIES = 1.5  # of an object's bytes (erasure coding), in each of two regions
LINE_MBIT_S, CELL_GBIT_S = 100, 10  # of a county and of a cell
MACHINE, MACHINE_YUAN, TB_YUAN_A_YEAR = "16 cores, 64 GB, 2 TB of flash", 60_000, 1_500
MACHINE_YEARS = 5
MACHINES_A_CELL = 2 + 2  # application; PostgreSQL, primary and standby
YEARS = 5


@dataclass(slots=True, frozen=True)
class Fleet:
    """Some counties and the terminals in them."""

    name: str
    counties: int
    terminals: int

    @property
    def records_a_day(self) -> float:
        return self.terminals * DESIGN

    @property
    def photos_a_day_gb(self) -> float:
        return self.records_a_day * PHOTOS_A_RECORD * PHOTO_BYTES / 1e9

    @property
    def records_a_s(self) -> float:
        return self.records_a_day * PEAK_HOUR / 3600

    @property
    def polls_a_s(self) -> float:
        return self.terminals / POLL_S

    @property
    def hellos_a_s(self) -> float:
        return self.terminals / HELLO_EVERY_S

    @property
    def pages_a_s(self) -> float:
        return self.counties * STAFF_A_COUNTY / PAGE_EVERY_S

    @property
    def cores(self) -> float:
        """Busy at the worst hour of a busy day."""
        ms = self.polls_a_s * POLL_MS + self.hellos_a_s * HELLO_MS + self.pages_a_s * PAGE_MS
        return (ms / 1000 + self.records_a_s * BUSY / INGEST_A_S) * (1 + DATABASE_PART)

    @property
    def cells(self) -> int:
        return max(1, -(-self.counties // COUNTIES_A_CELL))


NEED = CASES_A_YEAR * RECORDS_A_CASE / WORKDAYS / STATIONS  # records a terminal a working day, of the plan's figures
DESIGN = round(NEED * GROWTH)

COUNTY = Fleet("the county of the plan", 1, STATIONS)
CELL = Fleet("a cell", COUNTIES_A_CELL, COUNTIES_A_CELL * TERMINALS // COUNTIES)
NATION = Fleet("the country", COUNTIES, TERMINALS)
FLEETS = (COUNTY, CELL, NATION)


def load() -> list[tuple[str, ...]]:
    """Steady load."""
    return [
        ("", *(fleet.name for fleet in FLEETS)),
        _row("counties", "{:,.0f}", (f.counties for f in FLEETS)),
        _row("terminals", "{:,.0f}", (f.terminals for f in FLEETS)),
        _row("records a working day", "{:,.0f}", (f.records_a_day for f in FLEETS)),
        _row("records a second in the peak hour", "{:,.2f}", (f.records_a_s for f in FLEETS)),
        _row("the same on a busy day", "{:,.1f}", (f.records_a_s * BUSY for f in FLEETS)),
        _row("photos a working day, GB", "{:,.1f}", (f.photos_a_day_gb for f in FLEETS)),
        _row("polls a second", "{:,.1f}", (f.polls_a_s for f in FLEETS)),
        _row("polls, Mbit/s both ways", "{:,.2f}", (f.polls_a_s * POLL_BYTES * 8 / 1e6 for f in FLEETS)),
        _row("hellos a second, each a write", "{:,.2f}", (f.hellos_a_s for f in FLEETS)),
        _row("contacts noted a second, each a write", "{:,.2f}", (f.terminals / SEEN_EVERY_S for f in FLEETS)),
        _row("console pages a second", "{:,.1f}", (f.pages_a_s for f in FLEETS)),
        _row("cores busy at the peak of a busy day", "{:,.1f}", (f.cores for f in FLEETS)),
        _row("… of these for polls", "{:,.1f}", (f.polls_a_s * POLL_MS / 1000 * (1 + DATABASE_PART) for f in FLEETS)),
        _row("open TLS connections", "{:,.0f}", (f.terminals for f in FLEETS)),
        _row("… their memory, GB", "{:,.2f}", (f.terminals * TLS_KB / 1e6 for f in FLEETS)),
        _row("worker processes", "{:,.0f}", (f.counties * PROCESSES_A_COUNTY for f in FLEETS)),
        _row("… their memory, GB", "{:,.1f}", (f.counties * PROCESSES_A_COUNTY * PROCESS_MB / 1e3 for f in FLEETS)),
        _row("connections to PostgreSQL, at rest", "{:,.0f}", (f.counties * PROCESSES_A_COUNTY for f in FLEETS)),
        _row("… at most", "{:,.0f}", (f.counties * PROCESSES_A_COUNTY * POOL for f in FLEETS)),
    ]


def storage() -> list[tuple[str, ...]]:
    """What a year leaves."""
    rows = [f.records_a_day * WORKDAYS for f in FLEETS]
    photos_tb = [f.photos_a_day_gb * WORKDAYS / 1e3 for f in FLEETS]
    items = [n * CHANGES_A_RECORD for n in rows]
    return [
        ("a year", *(fleet.name for fleet in FLEETS)),
        _row("records", "{:,.0f}", rows),
        _row("feed items", "{:,.0f}", items),
        _row("database, GB", "{:,.1f}", (n * DATABASE_BYTES / 1e9 for n in rows)),
        _row(f"database after {YEARS} years, GB", "{:,.0f}", (YEARS * n * DATABASE_BYTES / 1e9 for n in rows)),
        _row("objects", "{:,.0f}", (n * PHOTOS_A_RECORD for n in rows)),
        _row("objects, TB", "{:,.2f}", photos_tb),
        _row("… on disk, two regions, TB", "{:,.2f}", (tb * COPIES * 2 for tb in photos_tb)),
    ]


def returns() -> list[tuple[str, ...]]:
    """After an outage: how long until everything is in."""
    cases = (
        ("county, cut off for three days", COUNTY, 3 * DESIGN, LINE_MBIT_S, COUNTY.counties),
        ("county, 200 records a terminal (the bench)", COUNTY, 200, LINE_MBIT_S, COUNTY.counties),
        ("cell down for a working day", CELL, DESIGN, CELL_GBIT_S * 1000, CELL.counties),
        ("cell down for a working day, a busy one", CELL, DESIGN * BUSY, CELL_GBIT_S * 1000, CELL.counties),
        ("country without backbone for a day", NATION, DESIGN, CELL_GBIT_S * 1000 * NATION.cells, NATION.counties),
    )
    rows: list[tuple[str, ...]] = [
        ("outage", "records", "photos, GB", "hellos a second", "records in after, min", "photos in after, min")
    ]
    for name, fleet, waiting, mbit_s, processes in cases:
        records = fleet.terminals * waiting
        photos = records * PHOTOS_A_RECORD * PHOTO_BYTES
        by_server = max(BACKOFF_S, records / (INGEST_A_S * processes))  # the last to call is the last to be done
        mbyte_s = min(mbit_s / 8, STORE_MB_S * fleet.cells)
        by_line = max(BACKOFF_S, (records * RECORD_BYTES + photos) / (mbyte_s * 1e6))
        rows.append(
            (
                name, f"{records:,.0f}", f"{photos / 1e9:,.1f}", f"{fleet.terminals / (BACKOFF_S / 2):,.1f}",
                f"{by_server / 60:,.0f}", f"{by_line / 60:,.0f}",
            )
        )  # fmt: skip
    return rows


def cost() -> list[tuple[str, ...]]:
    """Orders of magnitude."""
    machines = NATION.cells * MACHINES_A_CELL
    stored_tb = NATION.photos_a_day_gb * WORKDAYS / 1e3 * COPIES * 2
    yearly = machines * MACHINE_YUAN / MACHINE_YEARS
    kept = stored_tb * YEARS * TB_YUAN_A_YEAR  # a year's bill once YEARS years lie there
    return [
        ("the country", "", "yuan a year"),
        ("cells", f"{NATION.cells:,}", ""),
        (f"machines ({MACHINE})", f"{machines:,}", f"{yearly:,.0f}"),
        (f"object storage after {YEARS} years, TB on disk", f"{stored_tb * YEARS:,.0f}", f"{kept:,.0f}"),
        ("a terminal", "", f"{(yearly + kept) / NATION.terminals:,.0f}"),
    ]


def answers() -> list[tuple[str, ...]]:
    """Single figures that the text refers to."""
    photos_a_year_gb = COUNTY.photos_a_day_gb * WORKDAYS
    return [
        ("figure", "value"),
        ("records a terminal a working day, by the plan", f"{NEED:.2f}"),
        ("… designed for", f"{DESIGN}"),
        ("terminals a county, mean", f"{TERMINALS / COUNTIES:.0f}"),
        ("years until a county's default limit for attachments is full", f"{ATTACHMENTS_GB / photos_a_year_gb:.1f}"),
        ("records a terminal still has to compare after a restore", f"{DESIGN * THIRTY_DAYS * WORKDAYS / 365:.0f}"),
        ("share of one worker's ingest a county needs on a busy day", f"{COUNTY.records_a_s * BUSY / INGEST_A_S:.3%}"),
        ("a cell's PostgreSQL after five years, GB", storage()[4][2]),
    ]


def markdown(rows: Sequence[tuple[str, ...]]) -> str:
    """A table as Markdown has it."""
    head, *body = rows
    lines = [head, ("---", *("---:" for _ in head[1:])), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _row(name: str, form: str, values: Iterable[float]) -> tuple[str, ...]:
    return (name, *(form.format(value) for value in values))


def main() -> None:
    """Print every table."""
    print("\n\n".join(markdown(table()) for table in (answers, load, storage, returns, cost)))


if __name__ == "__main__":
    main()
