"""A folder of statute files into statutes: the border where every file is checked.

Each file either becomes a statute (or a book of one) or a refusal with its reason; one bad file never stops the others.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kiosk.law import markdown, word
from kiosk.law.errors import SourceRefused
from kiosk.law.model import Authority, Kind, Node, Notice, Statute, Status, short_title

MAX_BYTES = 20_000_000
_DATED = re.compile(r"^(.*?)[\s　]*[(（_](\d{4})-?(\d{2})-?(\d{2})[)）]?$")

# The shelves, in the order in which they are shown: folder name, what the terminal calls it, level of authority.
SHELVES = (
    ("宪法", "宪法", Authority.CONSTITUTION),
    ("民法典", "民法典", Authority.LAW),
    ("民法商法", "民商法", Authority.LAW),
    ("社会法", "社会法", Authority.LAW),
    ("刑法", "刑法", Authority.LAW),
    ("行政法", "行政法", Authority.LAW),
    ("经济法", "经济法", Authority.LAW),
    ("诉讼与非诉讼程序法", "诉讼程序法", Authority.LAW),
    ("宪法相关法", "宪法相关法", Authority.LAW),
    ("行政法规", "行政法规", Authority.REGULATION),
    ("司法解释", "司法解释", Authority.INTERPRETATION),
    ("部门规章", "部门规章", Authority.RULE),
    ("地方性法规", "地方性法规", Authority.LOCAL),
)
_BY_FOLDER = {folder: (name, authority) for folder, name, authority in SHELVES}


@dataclass(slots=True)
class Intake:
    """What a folder gave."""

    statutes: list[Statute] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    refused: list[Notice] = field(default_factory=list)


def read_folder(root: Path) -> Intake:
    """Read every .md and .docx below a folder.

    Raises:
        SourceRefused: the folder itself is not there or not a folder.
    """
    if not root.is_dir():
        raise SourceRefused(f"not a folder: {root}")
    intake = Intake()
    for path in _files(root, intake):
        source = path.relative_to(root).as_posix()
        try:
            intake.statutes.append(_read_file(path, source, intake.notices))
        except SourceRefused as error:
            intake.refused.append(Notice(source, error.line or 0, error.reason))
        except OSError as error:
            intake.refused.append(Notice(source, 0, f"cannot be read: {error.strerror}"))
    intake.statutes = _join_books(intake)
    _mark_status(intake.statutes)
    return intake


def _files(root: Path, intake: Intake) -> Iterator[Path]:
    """Files to read, in a fixed order; links that lead out of the folder and other kinds are noted."""
    top = root.resolve()
    for path in sorted(root.rglob("*")):
        source = path.relative_to(root).as_posix()
        if path.is_symlink() and not path.resolve().is_relative_to(top):
            intake.refused.append(Notice(source, 0, "a link that leads out of the folder"))
        elif path.is_file() and path.name.lower() != "readme.md":
            if path.suffix.lower() in (".md", ".docx"):
                yield path
            elif path.suffix.lower() not in (".toml",):
                intake.notices.append(Notice(source, 0, "left out: neither .md nor .docx"))


def _read_file(path: Path, source: str, notices: list[Notice]) -> Statute:
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise SourceRefused(f"too large: {size / 1e6:.0f} MB, at most {MAX_BYTES // 1_000_000} MB are read")
    if size == 0:
        raise SourceRefused("empty file")
    category, authority = _shelf(Path(source))
    if path.suffix.lower() == ".docx":
        statute = word.read(path, source, category, authority, notices)
    else:
        statute = markdown.read(_decode(path.read_bytes(), source, notices), source, category, authority, notices)
    if not statute.category:
        statute.category, statute.authority = _by_promulgator(statute)
        notices.append(Notice(source, 0, f"no known shelf in its path: put with {statute.category}"))
    statute.version = _version(path.stem, statute, source, notices)
    return statute


def _shelf(source: Path) -> tuple[str, Authority]:
    for part in reversed(source.parts[:-1]):
        if part in _BY_FOLDER:
            return _BY_FOLDER[part]
    return "", Authority.RULE


def _by_promulgator(statute: Statute) -> tuple[str, Authority]:
    """Guess the shelf from the title and from who passed the statute (Legislation Law, Articles 10, 72, 80, 91)."""
    by = "".join(event.text for event in statute.history[:1]) + statute.title
    if "最高人民" in by:
        return "司法解释", Authority.INTERPRETATION
    if re.search(r"[省市县州区](?:第.{1,3}届)?人民代表大会", by):
        return "地方性法规", Authority.LOCAL
    if "全国人民代表大会" in by or statute.title.startswith("中华人民共和国") and statute.title.endswith("法"):
        return "宪法相关法" if "组织法" in by else "民商法" if "民" in statute.title[7:] else "行政法", Authority.LAW
    if "国务院" in by:
        return "行政法规", Authority.REGULATION
    return "部门规章", Authority.RULE


def _decode(raw: bytes, source: str, notices: list[Notice]) -> str:
    if b"\x00" in raw[:4096]:
        raise SourceRefused("not a text file (it holds zero bytes)", 1)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken = error.start
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    # GB18030 accepts almost any bytes, so what comes out must look like Chinese prose to be believed.
    if text and sum("一" <= c <= "鿿" or c in "。，、；：（）《》\n 　" for c in text) > 0.6 * len(text) and "。" in text:
        notices.append(Notice(source, 0, "read as GB18030"))
        return text
    raise SourceRefused("neither UTF-8 nor GB18030", raw[:broken].count(b"\n") + 1)


def _version(stem: str, statute: Statute, source: str, notices: list[Notice]) -> date | None:
    """The version's date: from the file name, else the last dated line of the history."""
    if match := _DATED.match(stem):
        try:
            return date(int(match[2]), int(match[3]), int(match[4]))
        except ValueError:
            notices.append(Notice(source, 0, f"the date in the file name does not exist: {match[0]}"))
    else:
        notices.append(Notice(source, 0, "no date in the file name: the history's last date is taken"))
    return max((e.on for e in statute.history if e.on and "施行" not in e.text), default=None)


def _join_books(intake: Intake) -> list[Statute]:
    """Join the books of a code into one statute, in the order of their articles."""
    books: dict[str, list[Statute]] = defaultdict(list)
    out = []
    for statute in intake.statutes:
        (books[statute.title] if statute.book else out).append(statute)
    for parts in books.values():
        parts.sort(key=lambda s: (s.articles[0].number if s.articles else 9999, s.source))
        whole = parts[0]
        merged = Statute(whole.title, whole.category, whole.authority, whole.version, whole.history)
        merged.source = Path(whole.source).parent.as_posix()
        for part in parts:
            heading = part.nodes[0]
            merged.nodes.append(Node(Kind.HEADING, "", part.book, 1, source=part.source, line=heading.line))
            merged.nodes += part.nodes
            merged.source_chars += part.source_chars
        out.append(merged)
    return out


_REPEALS = re.compile(r"((?:《[^》]+》[、，,和及]?(?:以及)?)+)(?:自\S{1,12}起)?(?:同时)?废止")


def _mark_status(statutes: list[Statute]) -> None:
    """The newest version of a title is in force; older ones are replaced; what a later statute ends is repealed."""
    by_title: dict[str, list[Statute]] = defaultdict(list)
    for statute in statutes:
        by_title[statute.short].append(statute)
    for versions in by_title.values():
        versions.sort(key=lambda s: s.version or date.min)
        for older in versions[:-1]:
            older.status = Status.REPLACED
    for statute in statutes:
        tail = "".join(node.text for node in statute.nodes[-3:])
        for names in _REPEALS.findall(tail):
            for name in re.findall(r"《([^》]+)》", names):
                for other in by_title.get(short_title(name), ()):
                    older = other.version and statute.version and other.version < statute.version
                    if other is not statute and older and other.status is Status.IN_FORCE:
                        other.status = Status.REPEALED
