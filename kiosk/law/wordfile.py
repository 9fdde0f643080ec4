"""A .docx file into lines: the border to Word's format, and to the library that unpacks it.

Every line of the body comes out, in printed order, with what its style says. What is no part of the running text (page
headers, footnotes, pictures, text boxes) is left out with a notice; what Word shows as deleted is not read.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.law.errors import SourceRefused
from kiosk.law.model import Notice
from kiosk.law.structure import BLANK, visible

_MOST_UNPACKED = 200_000_000
_MOST_PARTS = 5_000
_ABSURD_RATIO = 300
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCTYPE = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_INTO = {"ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo", "r"} | {
    "ruby", "rubyBase", "oMathPara", "oMath", "AlternateContent", "Choice",
}  # fmt: skip
_MARKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_LEFT_OUT = {
    "drawing": "picture or drawing", "pict": "picture or drawing", "object": "embedded object",
    "del": "tracked deletion", "moveFrom": "tracked move, at its old place", "rt": "phonetic guide",
    "footnoteReference": "mark of a footnote", "endnoteReference": "mark of an endnote",
    "altChunk": "embedded document",
}  # fmt: skip
_PARTS = {"header": "page header", "footer": "page footer", "footnotes": "footnotes", "endnotes": "endnotes"} | {
    "comments": "comments"
}


@dataclass(slots=True)
class Row:
    """A line of the document, and what its paragraph's style says of it."""

    number: int
    text: str
    starts: bool = True  # begins a paragraph; else it follows a manual line break
    table: bool = False
    centred: bool = False
    level: int = 0  # of a heading style
    contents: bool = False  # the style of a table of contents


def read_rows(path: Path, source: str, notices: list[Notice]) -> list[Row]:
    """Every line of a document's body, in printed order; what is left out goes into the notices.

    Raises:
        SourceRefused: no .docx, damaged, protected, far too large when unpacked, or holding a document type.
        OSError: the file cannot be read.
    """
    import docx
    from docx.opc.exceptions import OpcError

    try:
        _check(path)
        reader = _Reader(docx.Document(str(path)), source, notices)
        reader.read()
    except (OpcError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise SourceRefused(f"damaged: the .docx cannot be unpacked ({error})") from error
    except (KeyError, ValueError, SyntaxError, AttributeError, IndexError, TypeError) as error:
        raise SourceRefused(f"damaged, or no Word document ({error})") from error
    return reader.rows


def _check(path: Path) -> None:
    """Refuse what must not be unpacked.

    Raises:
        SourceRefused: not a zip file, protected, unreasonably large inside, or with entities that could grow.
    """
    with path.open("rb") as file:
        start = file.read(8)
        if start == _OLE:
            if "EncryptedPackage".encode("utf-16-le") in file.read():
                raise SourceRefused("password protected: remove the password and save it again")
            raise SourceRefused("an old .doc under the name of a .docx: save it as .docx")
    if not zipfile.is_zipfile(path):
        raise SourceRefused("not a .docx file, or cut short (no zip archive)")
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        if size > _MOST_UNPACKED or len(parts) > _MOST_PARTS:
            raise SourceRefused(f"too large when unpacked: {size / 1e6:,.0f} MB in {len(parts)} parts")
        if size > 20_000_000 and size > _ABSURD_RATIO * sum(part.compress_size for part in parts):
            raise SourceRefused(f"packed {_ABSURD_RATIO}-fold or more: no honest document is")
        for part in parts:
            if part.flag_bits & 1:
                raise SourceRefused("password protected: remove the password and save it again")
            if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise SourceRefused("damaged: packed in a way that Word does not use")
            if part.filename.endswith((".xml", ".rels")):
                data = archive.read(part)
                if any(mark in data for mark in _DOCTYPE):
                    raise SourceRefused(f"{part.filename} declares a document type, which Word never does")


class _Reader:
    """Walks a document in printed order and leaves its lines in `rows`."""

    def __init__(self, document: Any, source: str, notices: list[Notice]) -> None:
        self.rows: list[Row] = []
        self._document = document
        self._source = source
        self._notices = notices
        self._left: dict[str, tuple[int, int]] = {}  # what, the first paragraph, how often
        self._number = 0
        self._styles = {s.get(f"{_W}styleId"): s for s in document.styles.element.iter(f"{_W}style")}

    def read(self) -> None:
        self._blocks(self._document.element.body)
        for what, (number, count) in self._left.items():
            self._note(number, f"{what} left out: {count}")
        self._other_parts()

    def _note(self, number: int, text: str) -> None:
        self._notices.append(Notice(self._source, number, text))

    def _leave(self, what: str) -> None:
        number, count = self._left.get(what, (self._number, 0))
        self._left[what] = (number, count + 1)

    def _other_parts(self) -> None:
        for relation in self._document.part.rels.values():
            what = _PARTS.get(relation.reltype.rpartition("/")[2])
            if what and not relation.is_external:
                text = _all_text(_root(relation.target_part))
                if text.strip("0123456789-—－–·第页共 "):
                    self._note(0, f"{what} left out: “{text}”")

    def _blocks(self, parent: Any) -> None:
        for child in parent:
            match _name(child):
                case "p":
                    self._paragraph(child)
                case "tbl":
                    self._table(child)
                case "del" | "moveFrom" | "altChunk" as name:
                    self._leave(_LEFT_OUT[name])
                case "ins" | "moveTo" | "sdt" | "sdtContent" | "customXml" | "smartTag":
                    self._blocks(child)

    def _paragraph(self, element: Any) -> None:
        self._number += 1
        style = self._style(element)
        if style.get("numId", "0") != "0":
            self._leave("number that Word itself sets before a paragraph")
        for place, raw in enumerate(self._text(element).split("\n")):
            if text := self._clean(raw):
                centred = style.get("jc") == "center" or style["name"] in ("title", "标题")
                level = re.fullmatch(r"(?:heading|标题)\s*([1-9])", style["name"])
                contents = style["name"].startswith(("toc ", "目录"))
                number = int(level[1]) if level else 0
                self.rows.append(Row(self._number, text, place == 0, False, centred, number, contents))

    def _style(self, paragraph: Any) -> dict[str, str]:
        """What a paragraph says of itself, else its style, else the style that it is based on; and the style's name."""
        out: dict[str, str] = {}
        element, name = paragraph, ""
        for _ in range(12):
            for key in ("jc", "numId"):
                found = element.find(f"{_W}pPr/{_W}{'numPr/' + _W if key == 'numId' else ''}{key}")
                if found is not None:
                    out.setdefault(key, found.get(f"{_W}val", ""))
            link = element.find(f"{_W}basedOn" if name else f"{_W}pPr/{_W}pStyle")
            element = self._styles.get(link.get(f"{_W}val")) if link is not None else None
            if element is None:
                break
            name = name or _value(element.find(f"{_W}name")).lower()
        return {"name": name, **out}

    def _clean(self, text: str) -> str:
        text, hidden = visible(text)
        if hidden:
            self._note(self._number, f"invisible characters left out: {hidden}")
        return text.replace("\t", "　").strip(BLANK)

    def _text(self, element: Any) -> str:
        """The text of a paragraph or a part of one."""
        out = []
        for child in element:
            name = _name(child)
            if name == "t":
                out.append(child.text or "")
            elif name in _MARKS:
                out.append(_MARKS[name])
            elif name == "sym":
                out.append(self._symbol(child))
            elif name in _LEFT_OUT:
                self._leave(_LEFT_OUT[name])
                if box := "".join(_all_text(b) for b in child.iter(f"{_W}txbxContent")):
                    self._note(self._number, f"text box left out: “{box}”")
            elif name in _INTO:
                out.append(self._text(child))
            elif name not in ("Fallback", "delText", "instrText"):
                inner = _all_text(child)
                if inner:  # formulas, and whatever Word may still invent: the text at least
                    self._leave(f"layout of <{name}>")
                    out.append(inner)
        return "".join(out)

    def _symbol(self, element: Any) -> str:
        code = int(element.get(f"{_W}char", "0"), 16)
        if 0x20 < code < 0xE000:
            return chr(code)
        self._leave("symbol that exists only in its font")
        return "□"

    def _table(self, table: Any) -> None:
        """A table's rows, a line each; a table of one cell is a frame around ordinary paragraphs."""
        lines = [list(_cells(row)) for row in _wrapped(table, "tr") if row.find(f"{_W}trPr/{_W}del") is None]
        if len(lines) == 1 and len(lines[0]) == 1:
            self._blocks(lines[0][0])
            return
        for cells in lines:
            self._number += 1
            texts = [self._cell(cell) for cell in cells]
            if any(texts):
                self.rows.append(Row(self._number, f"| {' | '.join(texts)} |", table=True))

    def _cell(self, cell: Any) -> str:
        parts = []
        for child in cell:
            if _name(child) == "p":
                parts += [self._clean(line) for line in self._text(child).split("\n")]
            elif _name(child) == "tbl":
                parts += [self._cell(inner) for row in _wrapped(child, "tr") for inner in _cells(row)]
            elif _name(child) in _INTO:
                parts.append(self._cell(child))
        return " ".join(part for part in parts if part)


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _value(element: Any) -> str:
    return "" if element is None else element.get(f"{_W}val", "")


def _root(part: Any) -> Any:
    from docx.oxml import parse_xml

    return part.element if hasattr(part, "element") else parse_xml(part.blob)


def _all_text(element: Any) -> str:
    return "".join(e.text or "" for e in element.iter() if _name(e) == "t").strip()


def _wrapped(parent: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also where a content control stands around them."""
    for child in parent:
        if _name(child) == name:
            yield child
        elif _name(child) in _INTO:
            yield from _wrapped(child, name)


def _cells(row: Any) -> Iterator[Any]:
    return _wrapped(row, "tc")
