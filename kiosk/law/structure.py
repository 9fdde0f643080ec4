"""Lines of a statute's body into nodes: headings, articles, points, tables, annexes.

Both importers end here. Nothing is dropped: whatever is no heading, article or table becomes text of the node before
it, or a text node of its own.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.law.errors import SourceRefused
from kiosk.law.model import Kind, Node, Notice
from kiosk.law.numerals import article_label, to_int

_NUM = "[零〇○一二三四五六七八九十百千]+"
_ARTICLE = re.compile(rf"^(第({_NUM})条(?:之({_NUM}))?)(?=[\s　（(【:：]|$)[\s　]*")
_POINT = re.compile(rf"^({_NUM}、)[\s　]*")
_HEADING = re.compile(rf"^(第{_NUM}(?:分编|编|章|节)|[第]?{_NUM}、|[总附]\s*则|序\s*言)[\s　]*")
_LEVEL = {"分编": 2, "编": 1, "章": 3, "节": 4}
_ANNEX = re.compile(r"^附(?:件|录|表|图)?\s*[一二三四五六七八九十\d]*\s*(?:[:：]|$)|^附[件录表]\s*[一二三四五六七八九十\d]+")
_SUPPLEMENT = re.compile(r"^附[\s　]+则$")
_ENDS = tuple("。；：:;.”’）)】》！？…")
_OPEN = tuple("，,、（《“")
_CLOSING_WORDS = ("施行", "执行", "生效", "废止")  # last articles that some sources print without a full stop


@dataclass(slots=True)
class Line:
    """A line of the source: its number, its text without indent, a heading's level (0: none), whether in a table."""

    number: int
    text: str
    heading: int = 0
    table: bool = False


def build(lines: Iterable[Line], source: str, notices: list[Notice]) -> list[Node]:
    """Turn lines into nodes.

    Args:
        lines: the body's lines that are not blank.
        source: the file's name, for nodes and notices.
        notices: where to add what was not understood.

    Raises:
        SourceRefused: an article number stands twice outside annexes, or the text breaks off within an article.
    """
    nodes: list[Node] = []
    seen: dict[tuple[int, int], int] = {}
    annex = False
    last = (0, 0)
    for line in lines:
        text = line.text
        if line.table:
            if nodes and nodes[-1].kind is Kind.TABLE:
                nodes[-1].text += "\n" + text
            else:
                nodes.append(Node(Kind.TABLE, "", text, source=source, line=line.number))
            continue
        if line.heading:
            annex = annex or bool(_ANNEX.match(text))
            nodes.append(_heading(line, source))
            continue
        if _ANNEX.match(text) and not _SUPPLEMENT.match(text):
            annex = True
            nodes.append(Node(Kind.ANNEX, text, "", source=source, line=line.number))
            continue
        match = _ARTICLE.match(text)
        if match and not annex:
            number, sub = to_int(match[2]), to_int(match[3]) if match[3] else 0
            if (number, sub) in seen:
                raise SourceRefused(
                    f"{match[1]} stands twice (first in line {seen[number, sub]})", line.number
                )
            seen[number, sub] = line.number
            if match[1] != article_label(number, sub):
                notices.append(Notice(source, line.number, f"unusual article label {match[1]}"))
            if last != (0, 0) and number > last[0] + 1:
                notices.append(
                    Notice(source, line.number, f"{article_label(*last)} is followed by {match[1]}")
                )
            elif (number, sub) < last:
                notices.append(Notice(source, line.number, f"{match[1]} comes after {article_label(*last)}"))
            last = (number, sub)
            nodes.append(
                Node(Kind.ARTICLE, match[1], text[match.end() :], 0, number, sub, source, line.number)
            )
            continue
        point = _POINT.match(text)
        if point and not seen and not annex:
            nodes.append(Node(Kind.POINT, point[1], text[point.end() :], source=source, line=line.number))
            continue
        _append(nodes, text, source, line.number)
    _check_end(nodes, annex)
    return nodes


def _heading(line: Line, source: str) -> Node:
    match = _HEADING.match(line.text)
    label = match[1] if match else ""
    depth = next((lvl for suffix, lvl in _LEVEL.items() if label.endswith(suffix)), 0) or line.heading + 1
    return Node(Kind.HEADING, label, line.text[match.end() :] if match else line.text, depth, source=source, line=line.number)


def _append(nodes: list[Node], text: str, source: str, number: int) -> None:
    """Give a loose line to the article, point, text or annex that it continues."""
    if nodes and nodes[-1].kind in (Kind.ARTICLE, Kind.POINT, Kind.TEXT, Kind.ANNEX):
        nodes[-1].text += "\n" + text if nodes[-1].text else text
    else:
        nodes.append(Node(Kind.TEXT, "", text, source=source, line=number))


def _check_end(nodes: list[Node], annex: bool) -> None:
    if not nodes or annex or nodes[-1].kind is not Kind.ARTICLE:
        return
    text = nodes[-1].text.rstrip()
    if not text:
        raise SourceRefused(f"cut short: {nodes[-1].label} has no text", nodes[-1].line)
    tail = text.rpartition("\n")[2]
    if text.endswith(_OPEN) or not text.endswith(_ENDS) and len(tail) > 12 and not tail.endswith(_CLOSING_WORDS):
        raise SourceRefused(f"cut short: {nodes[-1].label} breaks off at “{tail[-12:]}”", nodes[-1].line)
