"""Sources into packs: a folder of statutes, or a folder of starter content, becomes one pack file with a report."""

import re
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.content import counter, guidance, starter, statutes
from kiosk.content.errors import BuildRefused
from kiosk.content.pack import SUFFIX, PackInfo, new_pack, seal
from kiosk.guides.calculators.figures import read_figures
from kiosk.guides.source import read_guidance
from kiosk.law.digests import read_starter
from kiosk.law.folder import read_folder
from kiosk.law.model import Notice, Statute
from kiosk.law.pinyin import syllables


@dataclass(slots=True)
class Built:
    """One pack, made from one source."""

    info: PackInfo
    path: Path
    report: Path
    notices: list[Notice]
    refused: list[Notice]
    seconds: float


def build(source: Path, out: Path, version: str | None = None) -> Built:
    """Build the pack of one source folder into `out`, and write the import report beside it.

    A folder that holds `digests/` or `lexicon.toml` is starter content; any other is a folder of statutes.

    Raises:
        BuildRefused: the source is no folder, or holds nothing that could be read.
    """
    started = time.monotonic()
    if not source.is_dir():
        raise BuildRefused(f"{source}: not a folder")
    out.mkdir(parents=True, exist_ok=True)
    version = version or date.today().isoformat()
    is_starter = (source / "digests").is_dir() or (source / "lexicon.toml").is_file()
    name = "starter" if is_starter else _collection(source.resolve().name)
    path = out / f"{name}{SUFFIX}"
    partial = out / f".{name}.partial"
    notices: list[Notice]
    taken: list[Statute] = []
    if is_starter:
        content, guides, (figures, slips) = read_starter(source), read_guidance(source), read_figures(source)
        desk = counter.read(source, {s.id for s in guides.services})
        told_of = (*content.refused, *guides.refused, *slips, *desk.refused)
        notices, refused = [], [Notice(f, n, text) for f, n, text in told_of]
        if not content.digests:
            raise BuildRefused(_first(source, refused, "no digest could be read"))
        with new_pack(partial) as db:
            counts = starter.write(db, content) | guidance.write(db, guides, figures) | counter.write(db, desk)
            told = seal(db, id=name, kind="starter", version=version, source=source.name, counts=counts)
    else:
        intake = read_folder(source)
        notices, refused, taken = intake.notices, intake.refused, intake.statutes
        if not intake.statutes:
            raise BuildRefused(_first(source, refused, "no statute could be read"))
        with new_pack(partial) as db:
            counts = statutes.write(db, intake.statutes)
            told = seal(db, id=name, kind="statutes", version=version, source=source.resolve().name, counts=counts)
    partial.replace(path)
    built = Built(told, path, out / f"{name}.report.txt", notices, refused, time.monotonic() - started)
    built.report.write_text(_report(built, taken), "utf-8")
    return built


def _collection(name: str) -> str:
    """A pack's name from its folder's: letters and digits only, Chinese by its pinyin."""
    slug = re.sub(r"[^a-z0-9]+", "-", " ".join(syllables(name)) if not name.isascii() else name.lower()).strip("-")
    return slug if slug and slug != "starter" else "statutes"


def _first(source: Path, refused: list[Notice], otherwise: str) -> str:
    return f"{source}: {line(refused[0])}" if refused else f"{source}: {otherwise}"


def line(notice: Notice) -> str:
    """A notice as one line: file, line where known, text."""
    where = f"{notice.source}:{notice.line}" if notice.line else notice.source
    return f"{where}: {notice.text}"


def _report(built: Built, taken: list[Statute]) -> str:
    """What went in, what did not, and each thing that was not taken for granted."""
    told = built.info
    parts = [
        f"collection {told.id} ({told.kind}), version {told.version}, sha256 {told.sha256}",
        ", ".join(f"{name} {count}" for name, count in told.counts.items()),
        "",
        f"refused: {len(built.refused)}",
        *(f"  {line(n)}" for n in built.refused),
        "",
        f"taken in, but look: {len(built.notices)}",
        *(f"  {line(n)}" for n in built.notices),
        "",
        *(["statutes: title, version, status, articles, source"] if taken else []),
        *(f"  {s.title}\t{s.version or 'no date'}\t{s.status}\t{len(s.articles)}\t{s.source}" for s in taken),
        "",
    ]
    return "\n".join(parts)
