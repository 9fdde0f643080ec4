"""The part of a text that shows why it was found, with the matched words marked."""

from collections.abc import Iterable

LENGTH = 90


def excerpt(text: str, words: Iterable[str], length: int = LENGTH) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Cut the stretch of a text that holds the most matched characters.

    Returns the stretch (with … where it was cut) and the spans of the matched words in it, merged and in order.
    """
    flat = text.replace("\n", " ")
    marked = _marks(flat, words)
    start = _best_window(marked, len(flat), length)
    if start:  # begin at a clause where one begins near
        spare = (
            start + length - 1 - max(i for i, on in enumerate(marked[: start + length]) if on) if any(marked) else 14
        )
        for back in range(start, max(-1, start - min(14, spare) - 1), -1):
            if flat[back - 1 : back] in "。；，：、 ":
                start = back
                break
    end = min(len(flat), start + length)
    head, tail = "…" if start else "", "…" if end < len(flat) else ""
    spans = _spans(marked[start:end])
    return head + flat[start:end] + tail, tuple((a + len(head), b + len(head)) for a, b in spans)


def _marks(text: str, words: Iterable[str]) -> list[bool]:
    marked = [False] * len(text)
    lower = text.lower()
    for word in words:
        at = lower.find(word)
        while at >= 0:
            marked[at : at + len(word)] = [True] * len(word)
            at = lower.find(word, at + 1)
    return marked


def _best_window(marked: list[bool], size: int, length: int) -> int:
    if size <= length:
        return 0
    current = best = sum(marked[:length])
    start = 0
    for at in range(1, size - length + 1):
        current += marked[at + length - 1] - marked[at - 1]
        if current > best:
            best, start = current, at
    return start


def _spans(marked: list[bool]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for at, on in enumerate(marked):
        if not on:
            continue
        if spans and spans[-1][1] == at:
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at, at + 1))
    return spans
