"""Pinyin without tones, for finding by sound. Used when packs are built; the terminal itself needs no dictionary."""

from collections.abc import Iterable

from pypinyin import Style, pinyin


def syllables(text: str) -> list[str]:
    """One toneless syllable a Chinese character; other characters stay as they are, lower case.

    >>> syllables("劳动合同法")
    ['lao', 'dong', 'he', 'tong', 'fa']
    """
    out: list[str] = []
    found = pinyin(text, style=Style.NORMAL, errors=list)  # type: ignore[arg-type]  # a list keeps one entry a character
    for char, reading in zip(text, found, strict=False):
        out.append(reading[0].lower() if reading and reading[0] else char.lower())
    return out


def readings(chars: Iterable[str]) -> list[tuple[str, str]]:
    """Every character with all its toneless readings, space-separated, the usual one first."""
    out = []
    for char in sorted(set(chars)):
        if "\u4e00" <= char <= "\u9fff":
            out.append((char, " ".join(dict.fromkeys(pinyin(char, style=Style.NORMAL, heteronym=True)[0]))))
    return out
