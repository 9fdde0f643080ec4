"""Statutes from Markdown: `# TITLE`, history lines, `<!-- INFO END -->`, then the body.

Two titles are read as a code and one of its books (民法典, 婚姻家庭编) when the second is a book's name; any other
second title is refused.
"""

import re
from collections.abc import Iterator
from datetime import date

from kiosk.law.errors import SourceRefused
from kiosk.law.model import Authority, Event, Notice, Statute
from kiosk.law.numerals import to_int
from kiosk.law.structure import BLANK, Line, build, is_heading, visible

_HEADING = re.compile(r"^(#{1,6})\s*(.*)$")
_COMMENT = re.compile(r"^<!--\s*(.*?)\s*-->$")
_RULE = re.compile(r"^\|(?:\s*:?-+:?\s*\|)+$")
_BOOK = re.compile(r"^(?:.{1,10}编|[总附]\s*则)$")
_DIGIT = "[0-9０-９一二三四五六七八九十〇○零]"
_DATE = re.compile(rf"[（(]?(?:根据|自)?({_DIGIT}{{4}})年({_DIGIT}{{1,3}})月({_DIGIT}{{1,3}})日")


def read(text: str, source: str, category: str, authority: Authority, notices: list[Notice]) -> Statute:
    """Read one file.

    Args:
        text: the whole file, decoded.
        source: its path relative to the source folder; becomes part of an article's key.
        category: the name of the shelf it stands on.
        authority: its level.
        notices: where to add what was not understood.

    Raises:
        SourceRefused: no title, two titles, no body, cut short, or an article number twice.
    """
    head, body = _split(text, source, notices)
    if not head:
        raise SourceRefused("no title: the first line must be “# TITLE”", 1)
    (number, line), *more = [(n, t) for n, t in head if t.startswith("#")] or [(head[0][0], "")]
    title = line.lstrip("#").strip(BLANK)
    if not title or line.startswith("##"):
        raise SourceRefused("no title: the first line must be “# TITLE”", number)
    book = ""
    for number, line in more:
        name = line.lstrip("#").strip(BLANK)
        if book or not _BOOK.match(name):
            raise SourceRefused(f"two titles: “{name[:40]}” after “{title[:40]}”", number)
        book = name
    history = [event(t) for _, t in head if not t.startswith("#")]
    nodes = build(body, source, notices)
    if not nodes:
        raise SourceRefused("no body: nothing follows the history lines", head[-1][0])
    return Statute(
        title=title,
        category=category,
        authority=authority,
        version=None,
        history=history,
        nodes=nodes,
        book=book,
        source=source,
        source_chars=sum(len("".join(line.text.split())) for line in body),
    )


def event(text: str) -> Event:
    """A history line with its date, where it begins with a real one (also 根据 DATE …, as amendments are told)."""
    match = _DATE.match(text)
    try:
        return Event(text, date(*map(to_int, match.groups())) if match else None)
    except ValueError:
        return Event(text)


def _split(text: str, source: str, notices: list[Notice]) -> tuple[list[tuple[int, str]], list[Line]]:
    """Head lines and body lines, with their numbers; markup is read here and goes no further."""
    head: list[tuple[int, str]] = []
    body: list[Line] = []
    in_body = False
    table = 0  # the line of the comment that opened the table
    rows = 0  # of the table so far: its second row may be a rule (|---|---|)
    for number, line in _visible_lines(text, source, notices):
        if comment := _COMMENT.match(line):
            rows = 0
            in_body = in_body or comment[1] == "INFO END"
            if comment[1] in ("TABLE", "TABLE END"):
                table = number if comment[1] == "TABLE" else 0
            elif comment[1] not in ("INFO END", "FORCE BREAK"):
                notices.append(Notice(source, number, f"comment left out: {comment[1]}"))
        elif not in_body:
            head.append((number, line))
        elif table or (line.startswith("|") and line.endswith("|")):
            rows += 1
            if rows != 2 or not _RULE.match(line):
                body.append(Line(number, line, table=True))
        else:
            rows = 0
            body += _line(number, line)
    if not in_body:
        raise SourceRefused("cut short: no line <!-- INFO END --> between history and body")
    if table and body and not body[-1].text.endswith("|"):
        raise SourceRefused("cut short: the table is not closed", table)
    return head, body


def _visible_lines(text: str, source: str, notices: list[Notice]) -> Iterator[tuple[int, str]]:
    """Lines that show something, with their numbers, whatever ends them (Windows, old Mac)."""
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        line, hidden = visible(raw)
        if hidden:
            notices.append(Notice(source, number, f"invisible characters left out: {hidden}"))
        if line := line.strip(BLANK):
            yield number, line


def _line(number: int, line: str) -> list[Line]:
    """A line of prose or a heading; nothing where it is a mark without a text."""
    match = _HEADING.match(line)
    if not match:
        return [Line(number, line)]
    if len(match[1]) == 1 and not is_heading(match[2]):
        raise SourceRefused(f"two titles: “{match[2][:40]}” in the body", number)
    return [Line(number, match[2], heading=max(1, len(match[1]) - 1))] if match[2] else []
