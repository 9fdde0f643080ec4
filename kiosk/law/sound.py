"""How words sound in the county: pinyin without tones, with the sounds that Sichuan speech does not keep apart made one.

The mergers are those of the field notes: n/l, zh/z, ch/c, sh/s, f/h, -n/-ng. Used where the right words were typed or heard
with the wrong characters.
"""

import sqlite3
from collections.abc import Iterable

from kiosk.law.terms import sound_pairs

_LEADING = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"))


def merged(syllable: str) -> str:
    """A toneless syllable as the county says it.

    >>> merged("zhong"), merged("nan"), merged("fang"), merged("jing")
    ('zong', 'lan', 'han', 'jin')
    """
    for sound, said in _LEADING:
        if syllable.startswith(sound):
            syllable = said + syllable[len(sound) :]
            break
    syllable = syllable.replace("v", "u").replace("ü", "u")
    return syllable[:-1] if syllable.endswith(("ang", "eng", "ing")) else syllable


class Sounds:
    """The usual reading of every character that the packs know, merged."""

    def __init__(self, packs: Iterable[sqlite3.Connection]) -> None:
        self._of: dict[str, str] = {}
        for db in packs:
            for char, readings in db.execute("SELECT char, readings FROM sound"):
                self._of.setdefault(char, merged(readings.split(" ", 1)[0]))

    def syllables(self, text: str) -> list[str]:
        """One merged syllable a character; an unknown character stays as it is."""
        return [self._of.get(char, char) for char in text]

    def pairs(self, text: str) -> list[str]:
        """Index terms by sound of a text."""
        return sound_pairs(text, self.syllables(text))
