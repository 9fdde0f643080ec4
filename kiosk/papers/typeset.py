"""The border to typst: a template of ours and plain data in, a PDF out.

What people wrote travels as one JSON text in `sys.inputs.data` and is only ever shown as text, so that nothing in it is
read as typst code. Setting reads no file and no network beside the template folder; nothing is written to disk.
"""

import functools
import json
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typst

from kiosk.papers.errors import PaperTrouble

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "papers"
_KEPT = frozenset("\n\t")
_NO_TEXT = frozenset(("Cc", "Cs", "Cn", "Co"))  # control characters, halves of pairs, what no font can show

Shown = str | Sequence[str] | Mapping[str, str]


def typeset(template: str, data: Mapping[str, Shown], pictures: Mapping[str, bytes] | None = None) -> bytes:
    """Set one paper.

    Args:
        template: name of a template in `assets/papers`, without `.typ`.
        data: what the template shows. Characters that cannot be printed are left out.
        pictures: PNG or SVG by the name under which the template asks for them.

    Returns:
        The PDF. The first paper takes 0.2 s longer: the system's fonts are looked up once a process.

    Raises:
        PaperTrouble: the template is not there, or typst cannot set it (a font or a picture is at fault).
    """
    try:
        files = {path.name: path.read_bytes() for path in FOLDER.glob("*.typ")}
    except OSError as error:
        raise PaperTrouble(f"templates: {error.strerror}") from error
    if f"{template}.typ" not in files:
        raise PaperTrouble(f"no template {template}")
    files["main.typ"] = files[f"{template}.typ"]
    told: dict[str, Any] = {key: _clean(value) for key, value in data.items()}
    told["pictures"] = {name: list(picture) for name, picture in (pictures or {}).items()}
    inputs = {"data": json.dumps(told, ensure_ascii=False)}
    try:
        # The manual's way for several files in memory; the package's stub does not know it yet.
        pdf = typst.compile(files, root=FOLDER, sys_inputs=inputs, font_paths=_fonts())  # type: ignore[call-overload]
    except RuntimeError as error:
        # typst's own text may quote what a person wrote, so it goes no further.
        raise PaperTrouble(f"template {template}: typst could not set it ({type(error).__name__})") from None
    if not isinstance(pdf, bytes):
        raise PaperTrouble(f"template {template}: typst gave no single document")
    return pdf


def _clean(value: Shown) -> Any:
    if isinstance(value, str):
        lines = value.replace("\r\n", "\n").replace("\r", "\n")
        return "".join(c for c in lines if c in _KEPT or unicodedata.category(c) not in _NO_TEXT)
    if isinstance(value, Mapping):
        return {key: str(_clean(text)) for key, text in value.items()}
    return [str(_clean(part)) for part in value]


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_embedded_fonts=False)
