"""A backup of the centre, taken and put back: every row of its database, and its folder of attachments."""

import shutil
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from sync.central import places

_LEFT_ALONE = {"django_migrations", "django_content_type", "auth_permission", "sqlite_sequence"}
_FOLDERS = ("attachments", "parts")


class Backup:
    """The centre at one moment."""

    def __init__(self, beside: Path) -> None:
        """Take it; the attachments go into the folder `beside`."""
        self._beside = beside
        shutil.rmtree(beside, ignore_errors=True)
        self._rows: dict[str, tuple[list[str], list[tuple[Any, ...]]]] = {}
        with connection.cursor() as cursor:
            for table in _tables():
                cursor.execute(f"SELECT * FROM {_quoted(table)}")
                self._rows[table] = ([column[0] for column in cursor.description], cursor.fetchall())
        for name in _FOLDERS:
            if (places.home() / name).is_dir():
                shutil.copytree(places.home() / name, beside / name)

    def put_back(self, *, files: bool = True) -> None:
        """The database as it was, and the files with it; or the files as they are, where they were kept elsewhere."""
        with transaction.atomic(), connection.cursor() as cursor:
            _empty_tables()
            for table, (columns, rows) in self._rows.items():
                if rows:
                    names, marks = ", ".join(map(_quoted, columns)), ", ".join(["%s"] * len(columns))
                    cursor.executemany(f"INSERT INTO {_quoted(table)} ({names}) VALUES ({marks})", rows)
            for statement in connection.ops.sequence_reset_sql(no_style(), list(apps.get_models())):
                cursor.execute(statement)
        if files:
            _empty_folders()
            for name in _FOLDERS:
                if (self._beside / name).is_dir():
                    shutil.copytree(self._beside / name, places.home() / name, dirs_exist_ok=True)


def empty() -> None:
    """A centre that has seen nothing yet."""
    with transaction.atomic():
        _empty_tables()
    _empty_folders()


def _empty_tables() -> None:
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"DELETE FROM {_quoted(table)}")


def _empty_folders() -> None:
    for name in _FOLDERS:
        shutil.rmtree(places.home() / name, ignore_errors=True)
        (places.home() / name).mkdir(mode=0o700)


def _tables() -> list[str]:
    return sorted(set(connection.introspection.table_names()) - _LEFT_ALONE)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
