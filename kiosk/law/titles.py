"""Statutes by name: whole or short title, alias, part of it, letters left out, pinyin, initials, or the right sound."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from kiosk.law.library import Library, StatuteInfo
from kiosk.law.model import Status, short_title


class Match(IntEnum):
    """How a title was met, best first."""

    EXACT = 0
    ALIAS = 1
    START = 2
    INSIDE = 3
    SOUND = 4
    PINYIN = 5
    INITIALS = 6
    SKIPPING = 7


@dataclass(slots=True, frozen=True)
class TitleHit:
    statute: StatuteInfo
    match: Match


class Titles:
    """The titles of a library, ready to be looked up."""

    def __init__(self, library: Library) -> None:
        self._all = list(library.statutes.values())
        self._sounds = {(s.pack, s.id): f" {s.pinyin} " for s in self._all}
        self._aliases: dict[str, str] = {}
        self._readings: dict[str, str] = {}
        for pack in library.starter:
            self._aliases.update(library.packs[pack].execute("SELECT alias, title FROM naming"))
        self._library = library

    def find(self, query: str, limit: int = 6, *, all_versions: bool = False) -> list[TitleHit]:
        """Statutes whose name the query is; nothing for a query that merely mentions one."""
        wanted = short_title(query)
        if len(wanted) < 2:
            return []
        hits: list[TitleHit] = []
        for statute in self._all:
            if statute.status is not Status.IN_FORCE and not all_versions:
                continue
            match = self._match(wanted, statute)
            if match is not None:
                hits.append(TitleHit(statute, match))
        if not hits and len(wanted) >= 3:
            hits = self._by_sound(wanted, all_versions)
        hits.sort(
            key=lambda h: (h.match, h.statute.status is not Status.IN_FORCE, h.statute.authority, len(h.statute.short))
        )
        return hits[:limit]

    def exact(self, name: str) -> StatuteInfo | None:
        """The statute that a citation names: by title, alias, or the one title that begins or ends so."""
        wanted = short_title(name)
        if not wanted:
            return None
        found = self._library.by_short(wanted) or self._library.by_short(self._aliases.get(wanted, ""))
        if found:
            return found
        hits = self.find(wanted, 1)
        return hits[0].statute if hits else None

    def _match(self, wanted: str, statute: StatuteInfo) -> Match | None:
        short = statute.short
        if wanted == short:
            return Match.EXACT
        if self._aliases.get(wanted) == short:
            return Match.ALIAS
        if wanted.isascii():
            return _by_letters(wanted.replace(" ", "").replace("'", ""), statute)
        if wanted in short:
            return Match.START if short.startswith(wanted) else Match.INSIDE
        return Match.SKIPPING if _skips(wanted, short) else None

    def _by_sound(self, wanted: str, all_versions: bool) -> list[TitleHit]:
        sound = self._sound(wanted)
        if not sound:
            return []
        return [
            TitleHit(s, Match.SOUND)
            for s in self._all
            if (all_versions or s.status is Status.IN_FORCE) and sound in self._sounds[s.pack, s.id]
        ]

    def _sound(self, text: str) -> str:
        """The usual reading of each character, or nothing where one is unknown or not Chinese."""
        self._learn(text)
        syllables = [self._readings.get(c, "") for c in text]
        return f" {' '.join(syllables)} " if all(syllables) else ""

    def _learn(self, chars: Iterable[str]) -> None:
        for char in set(chars) - self._readings.keys():
            for db in self._library.packs:
                row = db.execute("SELECT readings FROM sound WHERE char = ?", (char,)).fetchone()
                if row:
                    self._readings[char] = row[0].split(" ")[0]
                    break


def _by_letters(letters: str, statute: StatuteInfo) -> Match | None:
    """Pinyin written out (laodonghetong) or its initials (ldht)."""
    if len(letters) >= 4 and statute.pinyin.replace(" ", "").startswith(letters):
        return Match.PINYIN
    return Match.INITIALS if len(letters) > 1 and statute.initials.startswith(letters) else None


def _skips(wanted: str, title: str) -> bool:
    """Whether a title reads as wanted when some of its characters are left out (消费者保护法)."""
    if not 4 <= len(wanted) <= 12 or wanted[-1] != title[-1] or wanted[0] != title[0] or len(title) > 2 * len(wanted):
        return False
    rest = iter(title)
    return all(char in rest for char in wanted)
