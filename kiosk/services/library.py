"""Forms as the screens meet them: read from the starter pack."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from kiosk.services.form import Choice, Form, Kind, Must, Question


class Forms:
    """Reads forms from packs; an older starter pack without forms has none."""

    def __init__(self, packs: Iterable[sqlite3.Connection]) -> None:
        self._db = next((db for db in packs if _has_forms(db)), None)

    def ids(self) -> list[str]:
        """The ids of all forms."""
        return [row[0] for row in self._db.execute("SELECT id FROM form ORDER BY id")] if self._db else []

    def of_service(self, service: str) -> list[str]:
        """The ids of a service's forms."""
        if self._db is None:
            return []
        return [row[0] for row in self._db.execute("SELECT id FROM form WHERE service = ? ORDER BY id", (service,))]

    def form(self, id_: str) -> Form:
        """A form. Raises KeyError when there is none."""
        row = self._db.execute("SELECT data FROM form WHERE id = ?", (id_,)).fetchone() if self._db else None
        if row is None:
            raise KeyError(id_)
        data: dict[str, Any] = json.loads(row[0])
        data["question"] = tuple(_question(q) for q in data["question"])
        data["next"] = tuple(data["next"])
        return Form(**data)


def _question(data: dict[str, Any]) -> Question:
    data["kind"] = Kind(data["kind"])
    data["choice"] = tuple(Choice(**c) for c in data["choice"])
    data["must"] = tuple(Must(**m) for m in data["must"])
    for key in ("text", "cites"):
        data[key] = tuple(data[key])
    return Question(**data)


def _has_forms(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'form'").fetchone() is not None
