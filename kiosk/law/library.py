"""The shelves as a reader meets them: every installed pack behind one set of questions.

Statute packs hold the official text; the starter pack holds digests of articles. Where both know a statute, the official
text is shown and the digest stands above it; a statute known from digests alone can be browsed and read in our words.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.law.model import Authority, Kind, Status, short_title
from kiosk.law.shelves import SHELVES


@dataclass(slots=True, frozen=True)
class Ref:
    """One node of one pack."""

    pack: int
    node: int


@dataclass(slots=True, frozen=True)
class StatuteInfo:
    """A statute on its shelf."""

    pack: int
    id: int
    title: str
    short: str
    category: str
    authority: Authority
    version: str  # ISO date, or empty where the source has none
    status: Status
    articles: int
    digest_only: bool
    pinyin: str
    initials: str


@dataclass(slots=True, frozen=True)
class NodeInfo:
    """A node as read: `text` is empty for an article that is known from its digest alone."""

    ref: Ref
    kind: Kind
    depth: int
    label: str
    number: int
    sub: int
    text: str
    source: str

    @property
    def key(self) -> str:
        """The article's name outside the kiosk: FILE#ARTICLE."""
        return f"{self.source}#{self.label}"


class Library:
    """Reads packs; writes nothing. One connection a pack, used from one thread at a time."""

    def __init__(self, packs: Iterable[sqlite3.Connection]) -> None:
        self.packs = list(packs)
        kinds = [db.execute("SELECT value FROM meta WHERE key = 'kind'").fetchone()[0] for db in self.packs]
        self.starter = [i for i, kind in enumerate(kinds) if kind == "starter"]
        self.official = [i for i, kind in enumerate(kinds) if kind == "statutes"]
        self.statutes: dict[tuple[int, int], StatuteInfo] = {}
        known: set[str] = set()
        for pack in (*self.official, *self.starter):
            known |= self._load(pack, known)

    def _load(self, pack: int, known: set[str]) -> set[str]:
        rows = self.packs[pack].execute(
            "SELECT id, title, short, category, authority, version, status, articles, pinyin, initials FROM statute"
        )
        digest_only = pack in self.starter
        names = set()
        for id_, title, short, category, authority, version, status, articles, pinyin, initials in rows:
            if digest_only and short in known:
                continue
            names.add(short)
            self.statutes[pack, id_] = StatuteInfo(
                pack, id_, title, short, category, Authority(authority), version, Status(status), articles,
                digest_only, pinyin, initials,
            )  # fmt: skip
        return names

    def close(self) -> None:
        for db in self.packs:
            db.close()

    def shelves(self) -> list[tuple[str, int]]:
        """Category and how many statutes in force stand there, in shelf order, empty ones left out."""
        counts: dict[str, int] = {}
        for statute in self.statutes.values():
            if statute.status is Status.IN_FORCE:
                counts[statute.category] = counts.get(statute.category, 0) + 1
        order = [name for _, name, _ in SHELVES]
        order += [c for c in counts if c not in order]
        return [(name, counts[name]) for name in order if name in counts]

    def shelf(self, category: str, *, all_versions: bool = False) -> list[StatuteInfo]:
        """Statutes of a category, those with digests first, then by title; older versions only on request."""
        digested = self.digested()
        found = [
            s
            for s in self.statutes.values()
            if s.category == category and (all_versions or s.status is Status.IN_FORCE)
        ]
        return sorted(found, key=lambda s: (-digested.get(s.short, 0), s.authority, s.pinyin, s.version))

    def digested(self) -> dict[str, int]:
        """How many digests each statute has, by short title."""
        out: dict[str, int] = {}
        for pack in self.starter:
            for short, count in self.packs[pack].execute("SELECT statute, count(*) FROM digest GROUP BY statute"):
                out[short] = out.get(short, 0) + count
        return out

    def statute(self, pack: int, id_: int) -> StatuteInfo:
        """A statute by pack and number. Raises KeyError when there is none."""
        return self.statutes[pack, id_]

    def by_short(self, title: str) -> StatuteInfo | None:
        """The version in force (else the newest) of a statute named exactly so; official text before digests."""
        wanted = short_title(title)
        found = [s for s in self.statutes.values() if s.short == wanted]
        found.sort(key=lambda s: s.version, reverse=True)
        found.sort(key=lambda s: (s.status is not Status.IN_FORCE, s.digest_only))
        return found[0] if found else None

    def versions(self, statute: StatuteInfo) -> list[StatuteInfo]:
        """All versions of a statute, newest first."""
        same = [s for s in self.statutes.values() if s.short == statute.short and s.pack == statute.pack]
        return sorted(same, key=lambda s: s.version, reverse=True)

    def history(self, statute: StatuteInfo) -> list[str]:
        """The lines that tell when it was passed, amended and came into force."""
        row = self.packs[statute.pack].execute("SELECT history FROM statute WHERE id = ?", (statute.id,)).fetchone()
        return [str(line) for line in json.loads(row[0])]

    def nodes(self, statute: StatuteInfo) -> list[NodeInfo]:
        """Every node of a statute in printed order, texts cut to their beginning: a list of 1,260 articles stays light."""
        rows = self.packs[statute.pack].execute(
            "SELECT id, kind, depth, label, number, sub,"
            " CASE kind WHEN 'heading' THEN text ELSE substr(text, 1, 80) END, source"
            " FROM node WHERE statute = ? ORDER BY id",
            (statute.id,),
        )
        return [self._info(statute.pack, row) for row in rows]

    def node(self, ref: Ref) -> NodeInfo:
        """A node with its text. Raises KeyError when there is none."""
        row = self.packs[ref.pack].execute(
            "SELECT id, kind, depth, label, number, sub, text, source FROM node WHERE id = ?", (ref.node,)
        ).fetchone()  # fmt: skip
        if row is None:
            raise KeyError(ref)
        return self._info(ref.pack, row)

    def owner(self, ref: Ref) -> StatuteInfo:
        """The statute that a node belongs to. Raises KeyError when there is none."""
        row = self.packs[ref.pack].execute("SELECT statute FROM node WHERE id = ?", (ref.node,)).fetchone()
        return self.statutes[ref.pack, row[0] if row else 0]

    def _info(self, pack: int, row: tuple[object, ...]) -> NodeInfo:
        id_, kind, depth, label, number, sub, text, source = row
        return NodeInfo(
            Ref(pack, int(str(id_))), Kind(str(kind)), int(str(depth)), str(label), int(str(number)), int(str(sub)),
            "" if pack in self.starter else str(text), str(source),
        )  # fmt: skip

    def article(self, statute: StatuteInfo, number: int, sub: int = 0) -> Ref | None:
        """An article of a statute by its number."""
        row = self.packs[statute.pack].execute(
            "SELECT id FROM node WHERE statute = ? AND number = ? AND sub = ? AND kind = 'article'",
            (statute.id, number, sub),
        ).fetchone()  # fmt: skip
        return Ref(statute.pack, row[0]) if row else None

    def digest(self, short: str, number: int, sub: int = 0) -> str:
        """The digest of an article, or an empty text."""
        for pack in self.starter:
            row = self.packs[pack].execute(
                "SELECT text FROM digest WHERE statute = ? AND number = ? AND sub = ?", (short, number, sub)
            ).fetchone()  # fmt: skip
            if row:
                return str(row[0])
        return ""

    def digests_of(self, short: str) -> dict[tuple[int, int], str]:
        """All digests of a statute, by article number and sub-number."""
        out: dict[tuple[int, int], str] = {}
        for pack in self.starter:
            rows = self.packs[pack].execute("SELECT number, sub, text FROM digest WHERE statute = ?", (short,))
            out.update({(number, sub): text for number, sub, text in rows})
        return out

    def find_in(self, statute: StatuteInfo, word: str) -> list[tuple[NodeInfo, str]]:
        """The nodes of a statute whose label, text or digest holds a word (case ignored), each with its digest."""
        wanted = word.lower()
        digests = self.digests_of(statute.short)
        rows = self.packs[statute.pack].execute(
            "SELECT id, kind, depth, label, number, sub, text, source FROM node"
            " WHERE statute = ? AND kind != 'heading' ORDER BY id",
            (statute.id,),
        )
        found = []
        for node in (self._info(statute.pack, row) for row in rows):
            digest = digests.get((node.number, node.sub), "") if node.number else ""
            if wanted in f"{node.label}\n{node.text}\n{digest}".lower():
                found.append((node, digest))
        return found

    def topics(self) -> list[tuple[str, str, str]]:
        """The common worries of the first screen: title, the question it asks, icon."""
        out: list[tuple[str, str, str]] = []
        for pack in self.starter:
            out += self.packs[pack].execute("SELECT title, query, icon FROM topic ORDER BY place")
        return out

    def headings_above(self, ref: Ref) -> list[str]:
        """The headings that a node stands under, outermost first."""
        statute = self.owner(ref)
        above: dict[int, str] = {}
        rows = self.packs[ref.pack].execute(
            "SELECT depth, label, text FROM node WHERE statute = ? AND id < ? AND kind = 'heading' ORDER BY id",
            (statute.id, ref.node),
        )
        for depth, label, text in rows:
            above = {d: t for d, t in above.items() if d < depth}
            above[depth] = f"{label} {text}".strip()
        return list(above.values())
