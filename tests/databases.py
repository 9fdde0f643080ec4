"""A pytest plugin: the centre's tests on SQLite, or with --postgresql on a PostgreSQL that is started for them.

It comes before Django's settings are read. Each run has a centre's folder of its own; PostgreSQL is Debian's, runs as a user
without privileges, listens on a socket in its own folder only, and ends with the run.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

_exit = ExitStack()


class NoPostgreSQL(Exception):
    """PostgreSQL cannot be started here; the text says what is missing."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgresql", action="store_true", help="the centre's tests on PostgreSQL instead of SQLite")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:  # the database is its controller's, the folder its own
        os.environ["LEGAL_CENTRAL_HOME"] = str(Path(os.environ["LEGAL_CENTRAL_HOME"]) / worker)
    else:
        os.environ["LEGAL_CENTRAL_HOME"] = _exit.enter_context(tempfile.TemporaryDirectory(prefix="central-"))
        if early_config.known_args_namespace.postgresql:
            os.environ["LEGAL_CENTRAL_DATABASE"] = _exit.enter_context(postgresql())


def pytest_unconfigure() -> None:
    _exit.close()


@contextlib.contextmanager
def postgresql(*settings: str) -> Iterator[str]:
    """A fresh PostgreSQL; gives its address as the centre's setting `database`.

    Args:
        settings: more of postgresql.conf, as `fsync=on`.

    Raises:
        NoPostgreSQL: it is not installed, or does not start.
    """
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        raise NoPostgreSQL("Debian's package postgresql is not installed")
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        folder, user = Path(name), _user()
        os.chmod(folder, 0o755)
        data, socket = folder / "data", folder / "socket"
        for place in (data, socket):
            place.mkdir(mode=0o700)
            shutil.chown(place, user)
        options = {"user": user, "cwd": "/", "capture_output": True, "text": True}
        made = subprocess.run(
            [programs[-1] / "initdb", "-D", data, "-U", "centre", "-A", "trust", "-E", "UTF8", "--locale=C"], **options
        )
        if made.returncode:
            raise NoPostgreSQL(made.stderr.strip())
        conf = ["listen_addresses=''", f"unix_socket_directories='{socket}'", "fsync=off", *settings]
        (data / "postgresql.auto.conf").write_text("\n".join(conf) + "\n")
        control = [programs[-1] / "pg_ctl", "-D", data, "-l", data / "log", "-w"]
        started = subprocess.run([*control, "start"], **options)
        if started.returncode:
            raise NoPostgreSQL((data / "log").read_text()[-2000:])
        try:
            yield f"postgresql://centre@/postgres?host={socket}"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **options)


def _user() -> str:
    """Who runs it: we, or one without privileges where we are root."""
    me = pwd.getpwuid(os.geteuid()).pw_name
    if me != "root":
        return me
    with contextlib.suppress(KeyError):
        return pwd.getpwnam("postgres").pw_name
    return "nobody"
