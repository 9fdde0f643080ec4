"""Statutes from .docx files, as the official statute database (国家法律法规数据库) publishes them.

A centred title, its history in brackets, perhaps a table of contents, then the body. Headings are known by their words
(第一章　总则) and not by their style alone. The line of a node or notice is the paragraph's number.
"""

import re
from collections import Counter
from itertools import pairwise, takewhile
from pathlib import Path

from kiosk.law.errors import SourceRefused
from kiosk.law.markdown import event
from kiosk.law.model import Authority, Event, Notice, Statute
from kiosk.law.structure import Line, build, is_heading, starts_annex, starts_article
from kiosk.law.wordfile import Row, read_rows

_MOST_TITLE_LINES = 6
_LONGEST_TITLE_LINE = 80
_WHOLE_TITLE = re.compile(
    r"(?:法|法典|条例|规定|办法|决定|决议|解释|规则|细则|批复|通知|意见|公告|修正案|纲要|方案|答复|安排|章程|制度|协定|标准|名录|令)$|[）)》]$"
)
_DONE = "(?:通过|公布|发布|修正|修订|批准|施行|实施|制定|修改|印发)"
_YEAR = "(?:[0-9]{4}|[一二三四五六七八九〇○零]{4})年"
_HISTORY = re.compile(
    rf"[（(](?=.*(?:{_YEAR}|{_DONE}))(?![一二三四五六七八九十]+[）)])|{_YEAR}\S{{1,3}}月\S{{1,3}}日(?:.*{_DONE}\S*)?$"
)
_ISSUE = re.compile(r"[（(]?\S{0,30}\s?(?:第|[〔\[［(（]\d{4}[〕\]］)）])\s?\S{1,8}号[）)]?$")
_NEXT_EVENT = re.compile(rf"(?<!根据)(?:\s+|[）)]\s*[（(])(?=根据|自?{_YEAR})")
_LABEL = re.compile(r"第[零〇一二三四五六七八九十百\d]+(?:分编|编|章|节)$")
_NUMBERED = re.compile(r"第[零〇一二三四五六七八九十百\d]+(?:分编|编|章|节)|[一二三四五六七八九十百]+、")
_GENERAL = re.compile(r"[总附]\s*则$")
_POINT = re.compile(r"[一二三四五六七八九十百]+、")
_SENTENCE_ENDS = tuple("。；，：、;,:")
_CONTENTS = re.compile(r"目\s*[录次]$")
_PAGE = re.compile(r"[\s.．…·⋯-]*\d{0,4}$")


def read(path: Path, source: str, category: str, authority: Authority, notices: list[Notice]) -> Statute:
    """Read one file.

    Args:
        path: the file.
        source: its path relative to the source folder; becomes part of an article's key.
        category: the name of the shelf it stands on.
        authority: its level.
        notices: where to add what was not understood or not taken in.

    Raises:
        SourceRefused: no .docx, damaged, protected, far too large when unpacked, no title, no body, cut short, or an
            article number twice.
        OSError: the file cannot be read.
    """
    rows = _joined(read_rows(path, source, notices))
    title, history, rest = _head(rows, source, notices)
    body = _lines(_without_contents(rest, source, notices))
    nodes = build(body, source, notices)
    if not nodes:
        raise SourceRefused("no body: nothing follows the title and history", rows[-1].number)
    return Statute(
        title=title,
        category=category,
        authority=authority,
        version=None,
        history=history,
        nodes=nodes,
        source=source,
        source_chars=sum(len("".join(line.text.split())) for line in body),
    )


def _joined(rows: list[Row]) -> list[Row]:
    """Join 第一章 with its name where that stands in the next line, and a heading that a line break cuts in two."""
    out: list[Row] = []
    for row in rows:
        last = out[-1].text if out else ""
        if _LABEL.match(last) and (_is_name(row) or _GENERAL.match(row.text)):
            out[-1].text += f"　{row.text}"
        elif last.endswith("、") and not row.starts and is_heading(last + row.text) and _is_name(row):
            out[-1].text += row.text
        else:
            out.append(row)
    return out


def _is_name(row: Row) -> bool:
    """Whether a line may be a title's or heading's, by its words alone."""
    text = row.text
    if row.table or len(text) > _LONGEST_TITLE_LINE or text.endswith(_SENTENCE_ENDS):
        return False
    return not (
        is_heading(text) or starts_article(text) or starts_annex(text) or _POINT.match(text) or _CONTENTS.match(text)
    )


def _head(rows: list[Row], source: str, notices: list[Notice]) -> tuple[str, list[Event], list[Row]]:
    """The title, the history, and what follows them."""
    title = ""
    at = 0
    while at < min(len(rows), _MOST_TITLE_LINES):
        row = rows[at]
        if not _is_name(row) or _HISTORY.match(row.text) or (title and _ISSUE.match(row.text)):
            break
        if title and row.starts and not row.centred and _WHOLE_TITLE.search(title):
            break
        title += row.text
        at += 1
    if not title:
        raise SourceRefused("no title: the first paragraph must be the title", rows[0].number if rows else None)
    title = re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", title)
    history: list[Event] = []
    while at < len(rows) and (_HISTORY.match(rows[at].text) or _ISSUE.match(rows[at].text)):
        end = _closed(rows, at)
        if end is None:
            notices.append(Notice(source, rows[at].number, "the bracket around the history does not close"))
            end = at + 1
        text = "\n".join(row.text for row in rows[at:end])
        if text[0] in "（(" and text[-1] in "）)":
            text = text[1:-1]
        history += [event(part.replace("\n", "")) for part in _NEXT_EVENT.split(text) if part]
        at = end
    return title, history, rows[at:]


def _closed(rows: list[Row], at: int) -> int | None:
    """Where the history's bracket that opens in a row is closed again; None where it never is."""
    depth = 0
    for end in range(at, min(at + 40, len(rows))):
        text = rows[end].text
        if end > at and (starts_article(text) or is_heading(text)):
            break
        depth += sum((c in "（(") - (c in "）)") for c in text)
        if depth <= 0:
            return end + 1
    return None


def _without_contents(rows: list[Row], source: str, notices: list[Notice]) -> list[Row]:
    """Drop the table of contents where the body repeats all of it; else keep it, as it stands."""
    start = next((n for n, row in enumerate(rows) if _CONTENTS.match(row.text)), None)
    if start is None:
        return rows
    listed = _listed(rows[start + 1 :])
    end = start + 1 + len(listed)
    missing = list(Counter(map(_plain, listed)) - Counter(map(_plain, rows[end:])))
    if listed and not missing:
        text = f"table of contents left out: {len(listed)} lines, all repeated in the body"
        notices.append(Notice(source, rows[start].number, text))
        return rows[:start] + rows[end:]
    why = f"“{missing[0]}” is not repeated in the body" if missing else "its lines were not recognised"
    notices.append(Notice(source, rows[start].number, f"table of contents kept: {why}"))
    for row in rows[start:end]:
        row.contents = True
    return rows


def _listed(rows: list[Row]) -> list[Row]:
    """The lines of a table of contents, given what follows its title: up to where its first line stands again.

    A preamble may stand between the two; it is no part of the table.
    """
    entries = list(takewhile(_is_entry, rows))
    if not entries:
        return []
    first = _plain(rows[0])
    again = next((n for n, row in enumerate(rows) if n and _plain(row) == first), None)
    if again is None or any(row.table or starts_article(row.text) for row in rows[:again]):
        return entries
    rest = {_plain(row) for row in rows[again:]}
    while again > 1 and _plain(rows[again - 1]) not in rest and not _NUMBERED.match(rows[again - 1].text):
        again -= 1
    return rows[:again]


def _is_entry(row: Row) -> bool:
    """Whether a line may stand in a table of contents."""
    text = _PAGE.sub("", row.text)
    if row.table or not text or starts_article(text):
        return False
    return bool(row.contents or is_heading(text) or starts_annex(text) or _NUMBERED.match(text))


def _plain(row: Row) -> str:
    """A line as a table of contents and the body have it in common: without blanks, dots and page number."""
    return "".join(_PAGE.sub("", row.text).split())


def _lines(rows: list[Row]) -> list[Line]:
    """Rows as the lines that `structure.build` takes."""
    out = []
    for row, after in pairwise([*rows, Row(0, "")]):
        heading = 0
        if not row.table and not row.contents and not starts_article(row.text) and not starts_annex(row.text):
            if is_heading(row.text):
                heading = 2
            elif row.level and len(row.text) <= _LONGEST_TITLE_LINE and not row.text.endswith(_SENTENCE_ENDS):
                heading = row.level
            elif _POINT.match(row.text) and not row.text.endswith(_SENTENCE_ENDS) and starts_article(after.text):
                heading = 1
        out.append(Line(row.number, row.text, heading, row.table))
    return out
