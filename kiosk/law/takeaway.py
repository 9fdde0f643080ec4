"""An article's text in pieces that a phone reads well from this screen.

A code of version 17 at level M has 85 modules; shown 13 cm wide, a module is 1.5 mm, which an ordinary phone resolves at
20 cm and more. Version 17-M holds 504 bytes, 168 Chinese characters; longer texts are split at sentence ends.
"""

import re
from dataclasses import dataclass

MAX_BYTES = 500


@dataclass(slots=True, frozen=True)
class Leaflet:
    """A text to take home that is not an article: a guide, the result of a calculator."""

    title: str
    text: str


def pieces(title: str, text: str, max_bytes: int = MAX_BYTES) -> list[str]:
    """Split a text so that each piece, with its heading, fits one code.

    Args:
        title: what it is, repeated on every piece (《劳动合同法》第三十条).
        text: the article's text.
        max_bytes: of UTF-8, at most, a piece.

    Raises:
        ValueError: the title alone leaves no room for text.
    """
    room = max_bytes - len(f"{title}（9999/9999）\n".encode())
    if room < 60:
        raise ValueError("the title leaves no room for text")
    parts: list[str] = []
    current = ""
    for sentence in _sentences(text, room):
        if current and len((current + sentence).encode()) > room:
            parts.append(current.strip())
            current = ""
        current += sentence
    if current.strip():
        parts.append(current.strip())
    if len(parts) <= 1:
        return [f"{title}\n{parts[0] if parts else ''}".strip()]
    return [f"{title}（{number}/{len(parts)}）\n{part}" for number, part in enumerate(parts, 1)]


def _sentences(text: str, room: int) -> list[str]:
    """Sentences with their ends; one that is too long by itself is cut hard."""
    out: list[str] = []
    for sentence in re.findall(r"[^。；\n]*[。；\n]?", text):
        rest = sentence
        while len(rest.encode()) > room:
            cut = len(rest.encode()[:room].decode(errors="ignore"))
            out.append(rest[:cut])
            rest = rest[cut:]
        if rest:
            out.append(rest)
    return out
