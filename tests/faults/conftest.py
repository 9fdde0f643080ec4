"""The empty database that each seed begins with, and the option to replay one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection


@pytest.fixture(scope="session")
def template(django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty database of the centre, as a file."""
    if connection.vendor != "sqlite":
        pytest.skip("the simulator gives each seed a file of its own; PostgreSQL is met over TCP (test_tcp.py)")
    path = tmp_path_factory.mktemp("template") / "empty.db"
    with django_db_blocker.unblock():
        with closing(sqlite3.connect(str(connection.settings_dict["NAME"]))) as made, closing(sqlite3.connect(path)) as copy:
            made.backup(copy)
        yield path
