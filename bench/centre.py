"""A county's centre for one measurement: a folder and a database of its own, `legal-central serve` over loopback.

What must be done inside Django (tables, terminals with their keys, cases by the thousand) is done by
`python -m bench.centre VERB`, a process of its own that reads JSON and prints JSON: the bench itself imports no Django.
"""

import importlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.measure import ROOT, CannotMeasure, running

STARTS_WITHIN_S = 60
CASES_AT_ONCE = 2_000


@dataclass(slots=True, frozen=True)
class Served:
    """A centre that answers."""

    host: str
    port: int
    pid: int

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"


class Centre:
    """A centre in `folder`, on SQLite or on the PostgreSQL at `database`."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self._env = {**os.environ, "LEGAL_CENTRAL_HOME": str(folder), "LEGAL_CENTRAL_DATABASE": database}
        folder.mkdir(parents=True)
        self.inside("tables")

    def inside(self, verb: str, told: object = None) -> Any:
        """Run a verb of this module within the centre; what it printed.

        Raises:
            CannotMeasure: it failed.
        """
        done = subprocess.run(
            [sys.executable, "-m", "bench.centre", verb], cwd=ROOT, env=self._env, input=json.dumps(told),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise CannotMeasure(f"the centre, {verb}: {''.join(done.stderr.strip().splitlines()[-1:])}")
        return json.loads(done.stdout)

    @contextmanager
    def serving(self) -> Iterator[Served]:
        """`legal-central serve` with one worker, as it is set up by itself."""
        port = free_port()
        command = [sys.executable, "-m", "sync.central.command", "serve", "--port", str(port)]
        with running(command, self._env) as process:
            wait_for(port, process)
            yield Served("127.0.0.1", port, process.pid)


@contextmanager
def postgresql() -> Iterator[str]:
    """Debian's PostgreSQL, fresh, waiting for the disk; its address. Raises CannotMeasure where there is none."""
    databases: Any = importlib.import_module("tests.databases")
    try:
        with databases.postgresql("fsync=on") as address:
            yield address
    except databases.NoPostgreSQL as error:
        raise CannotMeasure(str(error)) from error


def free_port() -> int:
    """A port on which nobody listens just now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def wait_for(port: int, process: "subprocess.Popen[str]") -> None:
    """Wait until a server listens. Raises CannotMeasure when it does not."""
    end = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < end:
        if process.poll() is not None:
            raise CannotMeasure(f"the server ended with status {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise CannotMeasure("the server does not answer")


# What follows runs inside Django.


def _tables(_: object) -> dict[str, int]:
    """The tables and the county's stations."""
    from django.core.management import call_command

    from sync.central import beginning

    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    return {"stations": beginning.stations()}


def _terminals(public_keys: Mapping[str, str]) -> dict[str, str]:
    """Terminals that are enrolled already, spread over the stations: by number their public keys; the keys' ids."""
    from sync.central.fleet.models import Key, Station, Terminal

    stations = list(Station.objects.all())
    ids = {}
    for place, (number, public) in enumerate(public_keys.items()):
        terminal = Terminal.objects.create(number=number, station=stations[place % len(stations)])
        ids[number] = Key.objects.create(id=f"{number}-bench", terminal=terminal, public=public).id
    return ids


def _sizes(_: object) -> dict[str, int]:
    """How much is there."""
    from django.db import connection

    from sync.central.cases.models import Attachment, Case, Record

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        size = cursor.fetchone()[0]
    whole = Attachment.objects.exclude(arrived_at=None).count()
    return {"records": Record.objects.count(), "attachments": whole, "cases": Case.objects.count(), "bytes": size}


def _cases(count: int) -> dict[str, str]:
    """Open cases of all desks, until there are `count`; and an officer of the whole county who is signed in; her session."""
    from datetime import timedelta

    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.utils import timezone

    from kiosk.store.receipt import make_number
    from sync.central.cases import known, steps
    from sync.central.cases.models import Case, Channel
    from sync.central.fleet.models import Station
    from sync.central.people.models import Duty, Role
    from sync.central.sealed import mark

    stations, desks = list(Station.objects.all()), list(known.centre().desks)
    living = sorted(steps.LIVING)
    at = timezone.now()
    for begin in range(Case.objects.count(), count, CASES_AT_ONCE):
        Case.objects.bulk_create(
            Case(
                number=make_number(f"{100 + i // 99_000:03}", (at - timedelta(days=i % 99)).date(), 1 + i // 99 % 999),
                kind="mediation", form="mediation", desk=desks[i % len(desks)].id, station=stations[i % len(stations)],
                channel=Channel.TERMINAL, step=living[i % len(living)], urgent=i % 50 == 0,
                received_at=at - timedelta(days=i % 99), due_at=at + timedelta(minutes=i * 7919 % 20_000 - 1_000),
                personal={"applicant": f"申请人{i}", "phone": "13890610001", "identity": ""},
                name_mark=mark("name", f"申请人{i}"), phone_mark=mark("phone", f"1389061{i:04}"),
            )
            for i in range(begin, min(begin + CASES_AT_ONCE, count))
        )  # fmt: skip
    officer = get_user_model().objects.create_user("bench", password=None)
    Duty.objects.create(staff=officer, role=Role.OFFICER)
    client = Client()
    client.force_login(officer, "django.contrib.auth.backends.ModelBackend")
    return {"cookie": "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())}


def main() -> None:
    """Run one verb inside the centre that the environment names."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sync.central.settings")
    django.setup()
    verbs: dict[str, Callable[[Any], object]] = {
        "tables": _tables,
        "terminals": _terminals,
        "sizes": _sizes,
        "cases": _cases,
    }
    print(json.dumps(verbs[sys.argv[1]](json.load(sys.stdin))))


if __name__ == "__main__":
    main()
