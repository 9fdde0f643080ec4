"""Statutes from Markdown: `# TITLE`, history lines, `<!-- INFO END -->`, then the body.

Two titles are read as a code and one of its books (民法典, 婚姻家庭编) when the second is a book's name; any other second
title is refused.
"""

import re
from datetime import date

from kiosk.law.errors import SourceRefused
from kiosk.law.model import Authority, Event, Notice, Statute
from kiosk.law.structure import Line, build

_HEADING = re.compile(r"^(#{1,6})\s*(.*)$")
_COMMENT = re.compile(r"^<!--\s*(.*?)\s*-->$")
_RULE = re.compile(r"^\|[\s|:-]+\|$")
_BOOK = re.compile(r"^(?:.{1,10}编|[总附]\s*则)$")
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_BLANK = " \t\u3000\u00a0"


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
    (_, title), *more = [(n, t) for n, t in head if t.startswith("#")] or [(0, "")]
    if not title.startswith("# "):
        raise SourceRefused("no title: the first line must be “# TITLE”", head[0][0])
    book = ""
    for number, line in more:
        name = line.lstrip("# ").strip(_BLANK)
        if book or not _BOOK.match(name):
            raise SourceRefused(f"two titles: “{name[:40]}” after “{title[2:42]}”", number)
        book = name
    history = [event(t) for _, t in head if not t.startswith("#")]
    nodes = build(body, source, notices)
    if not nodes:
        raise SourceRefused("no body: nothing follows the history lines", head[-1][0])
    statute = Statute(
        title=title[2:].strip(_BLANK),
        category=category,
        authority=authority,
        version=None,
        history=history,
        nodes=nodes,
        book=book,
        source=source,
        source_chars=sum(len("".join(line.text.split())) for line in body),
    )
    return statute


def event(text: str) -> Event:
    """A history line with its date, where it begins with a real one."""
    match = _DATE.match(text)
    try:
        return Event(text, date(*map(int, match.groups())) if match else None)
    except ValueError:
        return Event(text)


def _split(text: str, source: str, notices: list[Notice]) -> tuple[list[tuple[int, str]], list[Line]]:
    """Head lines and body lines, with their numbers; markup is read here and goes no further."""
    head: list[tuple[int, str]] = []
    body: list[Line] = []
    in_body = table = False
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip(_BLANK + "\r\n")
        if _INVISIBLE.search(line):
            line, count = _INVISIBLE.subn("", line)
            notices.append(Notice(source, number, f"invisible characters left out: {count}"))
            line = line.strip(_BLANK)
        if not line:
            continue
        comment = _COMMENT.match(line)
        if comment:
            match comment[1]:
                case "INFO END":
                    in_body = True
                case "TABLE" | "TABLE END":
                    table = comment[1] == "TABLE"
                case "FORCE BREAK":
                    pass
                case other:
                    notices.append(Notice(source, number, f"comment left out: {other[:60]}"))
            continue
        if not in_body:
            head.append((number, line))
        elif table or (line.startswith("|") and line.endswith("|")):
            if not _RULE.match(line):
                body.append(Line(number, line, table=True))
        elif match := _HEADING.match(line):
            if len(match[1]) == 1:
                raise SourceRefused(f"two titles: “{match[2][:40]}” in the body", number)
            if match[2]:
                body.append(Line(number, match[2], heading=len(match[1]) - 1))
        else:
            body.append(Line(number, line))
    if not in_body:
        raise SourceRefused("cut short: no line <!-- INFO END --> between history and body")
    return head, body
