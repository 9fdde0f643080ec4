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

BLANK = " \t\u3000\u00a0"
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")

_NUM = "[零〇○一二三四五六七八九十百千]+"
_NUMBER = "[零〇○一二三四五六七八九十百千0-9０-９]+"
# 笫 is a slip for 第 that official texts do contain.
_ARTICLE = re.compile(rf"[第笫]\s*({_NUMBER})\s*条(?:\s*之\s*({_NUMBER}))?")
_BLANKS = re.compile(r"\s")
_APART = re.compile(r"[\s　（(【:：]|$")  # what stands between a label and its text
# 第三条规定的…, 第三条和第四条…: a sentence, not a label.
_REFERS = re.compile(r"[、，,。；至到的之第款]|和(?!解)|及(?!时)|与(?!会)|或|规定|所[称列述指规]|中[，,的]|项(?!目)")
_INLINE = re.compile(rf"(?<=。)\s+(?=第{_NUM}条(?:之{_NUM})?\s)")
_POINT = re.compile(rf"^({_NUM}、)\s*")
_HEADING = re.compile(rf"^(第{_NUMBER}(?:分编|编|章|节)|第?{_NUM}、|[总附]\s*则|序\s*言)\s*")
_TITLED = re.compile(rf"第{_NUMBER}(?:分编|编|章|节)|(?:[总附]\s*则|序\s*言)$")
_LONGEST_HEADING = 60
_LEVEL = {"分编": 2, "编": 1, "章": 3, "节": 4}
_ANNEX_COLON = re.compile(r"^附\s*[件录表图]?\s*[一二三四五六七八九十\dA-Z]{0,3}\s*(?:[:：]|$)")
_ANNEX_NAMED = re.compile(r"^附\s*[件录表图]\s*(?:[一二三四五六七八九十\dA-Z]{1,3}(?:[\s、.．]|(?=[《（(]))|\s)\s*\S")
_ENDS = tuple("。；：:;.”’）)】》！？…")
_OPEN = tuple("，,、（(《“")
# How last articles end that some sources print without a full stop.
_CLOSING = re.compile(r"(?:施行|执行|生效|废止|起实施|解释)$")
_SIGNED = re.compile(
    r"^(?:\d{4}|[一二三四五六七八九零〇○Ｏ]{4})年\S{1,3}月\S{1,3}日$|^\S{2,20}(?:主席|总理|部长|院长|令)\s"
)
_LONGEST_SIGNATURE = 12
_PROSE = re.compile(r"[，、；：。（“《,;:]")  # a date, a name or a caption has none of these
_BARE_LABEL = re.compile(rf"^(?:第(?:{_NUMBER})?|[（(]{_NUMBER}[）)]|{_NUMBER}[、.．])$")


@dataclass(slots=True)
class Line:
    """A line of the source: its number, its text without indent, a heading's level (0: none), whether in a table."""

    number: int
    text: str
    heading: int = 0
    table: bool = False


def visible(text: str) -> tuple[str, int]:
    """A text without the characters that show nothing (zero-width blanks, soft hyphens), and how many they were."""
    return _INVISIBLE.subn("", text)


def starts_article(text: str) -> bool:
    """Whether a line begins with an article's label that is set apart from its text."""
    match = _ARTICLE.match(text)
    return bool(match and _APART.match(text, match.end()) and not _BLANKS.search(match[0]))


def is_heading(text: str) -> bool:
    """Whether a line that carries no mark of a heading reads as one: 第一章　总则, 附　则, 序言."""
    match = _TITLED.match(text)
    if not match or len(text) > _LONGEST_HEADING or text[-1] in "。；，：、;,:":
        return False
    return bool(_APART.match(text, match.end())) or not _REFERS.match(text, match.end())


def starts_annex(text: str) -> bool:
    """Whether a line opens an annex (附件1, 附表：…) and is not a sentence about one (附件一所列…)."""
    return bool(_ANNEX_COLON.match(text) or (_ANNEX_NAMED.match(text) and text[-1] not in "。；，"))


def build(lines: Iterable[Line], source: str, notices: list[Notice]) -> list[Node]:
    """Turn lines into nodes.

    Args:
        lines: the body's lines that are not blank.
        source: the file's name, for nodes and notices.
        notices: where to add what was not understood.

    Raises:
        SourceRefused: an article number stands twice outside annexes, or the text breaks off.
    """
    builder = _Builder(source, notices)
    for line in lines:
        builder.take(line)
    builder.check_end()
    return builder.nodes


class _Builder:
    """Takes line after line; knows the last article and whether an annex has begun."""

    def __init__(self, source: str, notices: list[Notice]) -> None:
        self.nodes: list[Node] = []
        self._source = source
        self._notices = notices
        self._seen: dict[tuple[int, int], int] = {}
        self._last = (0, 0)
        self._annex = False
        self._annex_articles = False  # the annex has articles of its own

    def take(self, line: Line) -> None:
        if line.table:
            if self.nodes and self.nodes[-1].kind is Kind.TABLE:
                self.nodes[-1].text += "\n" + line.text
            else:
                self._add(Kind.TABLE, "", line.text, line.number)
        elif line.heading:
            if starts_annex(line.text):
                self._annex, self._annex_articles = True, False
            self.nodes.append(_heading(line, self._source))
        elif starts_annex(line.text):
            self._annex, self._annex_articles = True, False
            self._add(Kind.ANNEX, line.text, "", line.number)
        else:
            rest = line.text
            while rest:
                rest = self._piece(rest, line.number)

    def _piece(self, text: str, line: int) -> str:
        """Take an article, a point or loose text from the front of a line; what is left is the next article's."""
        found = self._label(text)
        if found and self._annex:
            found = self._leave_annex(*found, line)
        if found:
            match, at = found
            end = self._next_article(text, at)
            self._article(match, at, text[match.end() : end].strip(BLANK), line)
            return text[end:].lstrip(BLANK)
        point = _POINT.match(text)
        end = len(text) if self._annex else self._next_article(text, self._last)
        if point and not self._seen and not self._annex:
            self._add(Kind.POINT, point[1], text[point.end() : end], line)
        else:
            self._append(text[:end], line)
        return text[end:].lstrip(BLANK)

    def _label(self, text: str) -> tuple[re.Match[str], tuple[int, int]] | None:
        """The article label that a text begins with.

        A label that runs into its text, or has a blank inside (第一百二十八 条侦查人员…), counts only where it is the
        very next one: else it would be a sentence that begins with a reference.
        """
        match = _ARTICLE.match(text)
        at = _number(match) if match else None
        if not match or not at:
            return None
        if _APART.match(text, match.end()) and not _BLANKS.search(match[0]):
            return match, at
        if _follows(at, self._last) and not _REFERS.match(text, match.end()):
            return match, at
        return None

    def _leave_annex(
        self, match: re.Match[str], at: tuple[int, int], line: int
    ) -> tuple[re.Match[str], tuple[int, int]] | None:
        """An annex keeps articles of its own as text; one whose first article goes on counting was none."""
        if self._annex_articles or not _follows(at, self._last):
            self._annex_articles = True
            return None
        self._annex = False
        self._notices.append(Notice(self._source, line, f"{match[0]} follows an annex, and is taken as the body's"))
        return match, at

    def _next_article(self, text: str, at: tuple[int, int]) -> int:
        """Where in a line the article after `at` begins: some sources set several into one line."""
        for gap in _INLINE.finditer(text):
            match = _ARTICLE.match(text, gap.end())
            if match and _follows(_number(match), at):
                return gap.end()
        return len(text)

    def _article(self, match: re.Match[str], at: tuple[int, int], text: str, line: int) -> None:
        label = "".join(match[0].split())
        if at in self._seen:
            raise SourceRefused(f"{label} stands twice (first in line {self._seen[at]})", line)
        self._seen[at] = line
        if match[0] != article_label(*at):
            self._notices.append(Notice(self._source, line, f"unusual article label {match[0]}"))
        if self._last != (0, 0) and at[0] > self._last[0] + 1:
            self._notices.append(Notice(self._source, line, f"{article_label(*self._last)} is followed by {label}"))
        elif at < self._last:
            self._notices.append(Notice(self._source, line, f"{label} comes after {article_label(*self._last)}"))
        self._last = at
        self.nodes.append(Node(Kind.ARTICLE, label, text, 0, *at, self._source, line))

    def _append(self, text: str, line: int) -> None:
        """Give a loose line to the article, point, text or annex that it continues."""
        if self.nodes and self.nodes[-1].kind in (Kind.ARTICLE, Kind.POINT, Kind.TEXT, Kind.ANNEX):
            self.nodes[-1].text += "\n" + text if self.nodes[-1].text else text
        else:
            self._add(Kind.TEXT, "", text, line)

    def _add(self, kind: Kind, label: str, text: str, line: int) -> None:
        self.nodes.append(Node(kind, label, text, source=self._source, line=line))

    def check_end(self) -> None:
        """Refuse a body that breaks off; what only looks odd is noted.

        Raises:
            SourceRefused: the last line ends in a comma or an open bracket, a chapter or article has no text, or the
                last article's sentence has no end.
        """
        if not self.nodes:
            return
        last = self.nodes[-1]
        text = last.text.rstrip()
        tail = text.rpartition("\n")[2]
        if last.kind is Kind.HEADING and last.label.endswith(tuple(_LEVEL)):
            raise SourceRefused(f"cut short: nothing follows {last.content.replace(chr(10), ' ')}", last.line)
        if last.kind in (Kind.HEADING, Kind.TABLE, Kind.ANNEX):
            return
        name = last.label.rstrip("、") or "the last paragraph"
        if text.endswith(_OPEN) or _BARE_LABEL.match(tail):
            raise SourceRefused(f"cut short: {name} breaks off at “{tail[-12:]}”", last.line)
        if last.kind is not Kind.ARTICLE or self._annex:
            return
        if not text:
            raise SourceRefused(f"cut short: {name} has no text", last.line)
        if text.endswith(_ENDS) or _CLOSING.search(text):
            return
        before = text[: -len(tail)].rstrip()
        signed = len(tail) <= _LONGEST_SIGNATURE and not _PROSE.search(tail)
        signed = signed or bool(_SIGNED.search(tail))
        if not (before.endswith(_ENDS) and signed):
            raise SourceRefused(f"cut short: {name} breaks off at “{tail[-12:]}”", last.line)
        self._notices.append(Notice(self._source, last.line, f"the last line has no full stop: “{tail}”"))


def _number(match: re.Match[str]) -> tuple[int, int] | None:
    """The article's number and sub-number, or None where no article can have it (第零条, 第1十条)."""
    try:
        number, sub = to_int(match[1]), to_int(match[2]) if match[2] else 0
    except ValueError:
        return None
    return (number, sub) if 0 < number < 10000 and sub < 100 and (sub or not match[2]) else None


def _follows(at: tuple[int, int] | None, last: tuple[int, int]) -> bool:
    """Whether an article number is the next one: 12 after 11 or 11之一, 11之二 after 11之一."""
    return at in ((last[0] + 1, 0), (last[0], last[1] + 1))


def _heading(line: Line, source: str) -> Node:
    match = _HEADING.match(line.text)
    label = match[1] if match else ""
    depth = next((lvl for suffix, lvl in _LEVEL.items() if label.endswith(suffix)), 0) or line.heading + 1
    text = line.text[match.end() :] if match else line.text
    return Node(Kind.HEADING, label, text, depth, source=source, line=line.number)
