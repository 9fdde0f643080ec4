"""A folder of statute files into statutes: the border where every file is checked.

Each file either becomes a statute (or a book of one) or a refusal with its reason; one bad file never stops the others.
"""

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

from kiosk.law import markdown, word
from kiosk.law.errors import SourceRefused
from kiosk.law.model import Authority, Kind, Node, Notice, Status, Statute, short_title
from kiosk.law.shelves import SHELVES

MAX_BYTES = 20_000_000
_READ = (".md", ".docx")
_DATED = re.compile(r"^(.*?)[\s　]*[(（_](\d{4})-?(\d{2})-?(\d{2})[)）]?$")
# A line of the history that only says from when on: its date is not the version's.
_EFFECT = re.compile(r"^[（(]?自?\d{4}年\d{1,2}月\d{1,2}日\s*起?(?:施行|生效|实施)")

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
            intake.refused.append(Notice(source, 0, f"cannot be read: {error.strerror or error}"))
    intake.statutes = _join_books(intake)
    _mark_status(intake)
    return intake


def _files(root: Path, intake: Intake) -> Iterator[Path]:
    """Files to read, in a fixed order; what is none of them is refused where its name says that it should be."""

    def unreadable(error: OSError) -> None:
        name = Path(error.filename).relative_to(root).as_posix()
        intake.refused.append(Notice(name, 0, f"folder cannot be read: {error.strerror or error}"))

    top = os.path.realpath(root)
    found = [Path(at, name) for at, dirs, files in os.walk(root, onerror=unreadable) for name in (*dirs, *files)]
    for path in sorted(found):
        source = path.relative_to(root).as_posix()
        wanted = path.suffix.lower() in _READ
        trouble = ""
        if not source.isprintable():  # also the lone surrogates of a name that is not UTF-8
            source = os.fsencode(source).decode("gb18030", "replace")
            trouble = "its name is not UTF-8, or holds control characters: rename it"
        elif path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(top):
            trouble = "a link that leads out of the folder"
        elif path.is_symlink() and (path.is_dir() or not path.exists()):
            trouble = "a link that leads nowhere, or to a folder"
        elif path.is_dir():
            trouble = f"a folder, though its name ends in {path.suffix}" if wanted else ""
        elif not path.is_file():
            trouble = "no ordinary file"
        elif path.name.startswith((".", "~$")):
            intake.notices.append(Notice(source, 0, "left out: a hidden or temporary file"))
        elif path.name.lower() == "readme.md" or path.suffix.lower() == ".toml":
            pass  # about the folder, or starter content
        elif wanted:
            yield path
        else:
            intake.notices.append(Notice(source, 0, "left out: neither .md nor .docx"))
        if trouble:
            intake.refused.append(Notice(source, 0, trouble))


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
    if "全国人民代表大会" in by or (statute.title.startswith("中华人民共和国") and statute.title.endswith("法")):
        return "宪法相关法" if "组织法" in by else "民商法" if "民" in statute.title[7:] else "行政法", Authority.LAW
    if "国务院" in by:
        return "行政法规", Authority.REGULATION
    return "部门规章", Authority.RULE


def _decode(raw: bytes, source: str, notices: list[Notice]) -> str:
    if b"\x00" in raw:
        raise SourceRefused("not a text file (it holds zero bytes)", raw[: raw.index(b"\x00")].count(b"\n") + 1)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken = error.start
    line = raw[:broken].count(b"\n") + 1
    # Text in UTF-8 with a few bad bytes is not GB18030, though GB18030 would make characters of it.
    wide = [c for c in raw.decode("utf-8", "replace") if not c.isascii()]
    if len(wide) > 4 * wide.count("\ufffd"):
        if broken >= len(raw) - 3:
            raise SourceRefused("cut short: the file ends in the middle of a character", line)
        raise SourceRefused("damaged: neither whole UTF-8 nor GB18030", line)
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    # GB18030 accepts almost any bytes, so what comes out must look like Chinese prose to be believed.
    wide = [c for c in text if not c.isascii()]
    if not {"。", "第", "的"}.isdisjoint(wide) and sum(
        "一" <= c <= "鿿" or c in "。，、；：（）《》“”　" for c in wide
    ) > 0.9 * len(wide):
        notices.append(Notice(source, 0, "read as GB18030"))
        return text
    raise SourceRefused("neither UTF-8 nor GB18030", line)


def _version(stem: str, statute: Statute, source: str, notices: list[Notice]) -> date | None:
    """The version's date: from the file name, else the last dated line of the history."""
    last = max((e.on for e in statute.history if e.on and not _EFFECT.match(e.text)), default=None)
    if match := _DATED.match(stem):
        try:
            return date(int(match[2]), int(match[3]), int(match[4]))
        except ValueError:
            notices.append(Notice(source, 0, f"the date in the file name does not exist: {match[0]}"))
    elif last:
        notices.append(Notice(source, 0, "no date in the file name: the history's last date is taken"))
    else:
        notices.append(Notice(source, 0, "no date in the file name, and none in the history"))
    return last


def _join_books(intake: Intake) -> list[Statute]:
    """Join the books of a code into one statute, in the order of their articles; a folder holds one version."""
    books: dict[tuple[str, str], list[Statute]] = defaultdict(list)
    out = []
    for statute in intake.statutes:
        if statute.book:
            books[statute.title, Path(statute.source).parent.as_posix()].append(statute)
        else:
            out.append(statute)
    for (_, folder), parts in books.items():
        parts.sort(key=lambda s: (s.articles[0].number if s.articles else 9999, s.source))
        whole = parts[0]
        merged = Statute(whole.title, whole.category, whole.authority, whole.version, whole.history, source=folder)
        seen: dict[tuple[int, int], str] = {}
        for part in parts:
            twice = next((n for n in part.articles if (n.number, n.sub) in seen), None)
            if twice:
                first = seen[twice.number, twice.sub]
                intake.refused.append(Notice(part.source, twice.line, f"{twice.label} stands in {first} as well"))
                continue
            seen |= {(n.number, n.sub): part.source for n in part.articles}
            merged.nodes.append(Node(Kind.HEADING, "", part.book, 1, source=part.source, line=part.nodes[0].line))
            merged.nodes += part.nodes
            merged.source_chars += part.source_chars
        out.append(merged)
    return out


_REPEALS = re.compile(r"((?:《[^》]+》[、，,和及]?(?:以及)?)+)(?:自\S{1,12}起)?(?:同时)?废止")


def _mark_status(intake: Intake) -> None:
    """The newest version of a title is in force; older ones are replaced; what a later statute ends is repealed."""
    by_title: dict[str, list[Statute]] = defaultdict(list)
    for statute in intake.statutes:
        by_title[statute.short].append(statute)
    for versions in by_title.values():
        versions.sort(key=lambda s: s.version or date.min)
        for older, newer in pairwise(versions):
            older.status = Status.REPLACED
            if older.version == newer.version:
                text = f"the same title and version as {newer.source}, which is taken as the one in force"
                intake.notices.append(Notice(older.source, 0, text))
    for statute in intake.statutes:
        tail = "".join(node.text for node in statute.nodes[-3:])
        for names in _REPEALS.findall(tail):
            for name in re.findall(r"《([^》]+)》", names):
                for other in by_title.get(short_title(name), ()):
                    earlier = bool(other.version and statute.version and other.version < statute.version)
                    if other is not statute and earlier and other.status is Status.IN_FORCE:
                        other.status = Status.REPEALED
