"""Guides as the screens meet them: read from the starter pack, by id, theme, audience."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kiosk.guides.calculators.model import Figure, Figures
from kiosk.guides.model import Choice, Deadline, Guide, Package, Place, Question, Service, Step, Theme


@dataclass(slots=True, frozen=True)
class GuideInfo:
    """A guide in a list."""

    id: str
    title: str
    first: str  # sentence of its answer


class Guides:
    """Reads guidance from packs; an older starter pack without guides has none."""

    def __init__(self, packs: Iterable[sqlite3.Connection]) -> None:
        self._db = next((db for db in packs if _has_guides(db)), None)

    @property
    def db(self) -> sqlite3.Connection | None:
        """The pack that holds them, or None where there is none."""
        return self._db

    def _rows(self, sql: str, *values: str) -> list[tuple[Any, ...]]:
        return self._db.execute(sql, values).fetchall() if self._db else []

    def _one(self, table: str, id_: str) -> dict[str, Any]:
        rows = self._rows(f"SELECT data FROM {table} WHERE id = ?", id_)  # noqa: S608 - our own table names
        if not rows:
            raise KeyError(id_)
        data: dict[str, Any] = json.loads(rows[0][0])
        return data

    def themes(self) -> list[Theme]:
        """The themes that have guides, in their order."""
        sql = "SELECT id, title, icon FROM theme WHERE id IN (SELECT theme FROM guide) ORDER BY place"
        return [Theme(*row) for row in self._rows(sql)]

    def of_theme(self, theme: str) -> list[GuideInfo]:
        """A theme's guides."""
        return self._infos("SELECT id, title, answer FROM guide WHERE theme = ? ORDER BY id", theme)

    def infos(self, ids: Iterable[str]) -> list[GuideInfo]:
        """Guides by id, in the order given; unknown ones are left out."""
        known = {row[0]: row for row in self._rows("SELECT id, title, answer FROM guide")}
        return [_info(known[i]) for i in ids if i in known]

    def guide(self, id_: str) -> Guide:
        """A guide. Raises KeyError when there is none."""
        data = self._one("guide", id_)
        data["step"] = tuple(Step(**s) for s in data["step"])
        data["deadline"] = tuple(Deadline(**d) for d in data["deadline"])
        data["place"] = tuple(Place(**p) for p in data["place"])
        data["reviewed"] = date.fromisoformat(data["reviewed"])
        for key in ("asks", "answer", "papers", "cites", "audience"):
            data[key] = tuple(data[key])
        return Guide(**data)

    def packages(self) -> list[tuple[str, str, str]]:
        """Every package's id, title and icon."""
        return self._rows("SELECT id, title, icon FROM package ORDER BY place")

    def package(self, id_: str) -> Package:
        """A package, with all guides of its audience: those it names first. Raises KeyError when there is none."""
        data = self._one("package", id_)
        named = list(data["guides"])
        others = [
            i for i, audience in self._rows("SELECT id, audience FROM guide ORDER BY id") if id_ in audience.split()
        ]
        data["guides"] = tuple(dict.fromkeys([*named, *others]))
        data["office"] = tuple(Place(**p) for p in data["office"])
        for key in ("services", "calculators"):
            data[key] = tuple(data[key])
        return Package(**data)

    def services(self) -> list[Service]:
        """Every service, in its order."""
        return [_service(json.loads(data)) for (data,) in self._rows("SELECT data FROM service ORDER BY place")]

    def service(self, id_: str) -> Service:
        """A service. Raises KeyError when there is none."""
        return _service(self._one("service", id_))

    def question(self, id_: str) -> Question:
        """An opening question. Raises KeyError when there is none."""
        data = self._one("question", id_)
        choices = tuple(Choice(**c) for c in data["choice"])
        return Question(data["id"], data["text"], choices, tuple(data["asks"]))

    def figures(self) -> Figures:
        """The yearly figures of the calculators."""
        rows = self._rows("SELECT id, name, value, since, source, checked FROM figure ORDER BY id, since")
        return Figures(
            [
                Figure(id_, name, Decimal(value), date.fromisoformat(since), source, date.fromisoformat(checked))
                for id_, name, value, since, source, checked in rows
            ]
        )

    def cites(self) -> dict[str, list[str]]:
        """The articles that each guide cites, most telling first, by guide."""
        return {id_: cites.split("\n") for id_, cites in self._rows("SELECT id, cites FROM guide")}

    def _infos(self, sql: str, *values: str) -> list[GuideInfo]:
        return [_info(row) for row in self._rows(sql, *values)]


def _info(row: tuple[Any, ...]) -> GuideInfo:
    return GuideInfo(row[0], row[1], row[2].split("\n", 1)[0])


def _service(data: dict[str, Any]) -> Service:
    for key in ("how", "papers", "cites"):
        data[key] = tuple(data[key])
    return Service(**data)


def _has_guides(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'guide'").fetchone() is not None
