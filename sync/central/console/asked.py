"""What stands in an address or a form, read without trust."""

from datetime import date

_MOST = 2**62


def number(text: str | None, else_: int) -> int:
    """A whole number from 0; `else_` where there is none."""
    if text and text.isascii() and text.isdigit() and len(text) < 20:
        return min(int(text), _MOST)
    return else_


def day(text: str | None) -> date | None:
    """A day, or None."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
