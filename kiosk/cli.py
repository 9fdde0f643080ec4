"""The command `legal-kiosk`. Each verb is one call into the rooms; exit status 0 done, 1 could not be done, 2 wrong usage.

Imports stand inside the verbs: `run` must not pay for what only `content build` needs.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk import __version__

Verb = Callable[[argparse.Namespace], int]
_SUBMIT_HELP = """\
ANSWERS.json holds one object: a question's id and its answer, as a person gives it.

  text, long text, identity number, telephone     "王某"
  number, money (in 元)                           "2800" or 2800
  date                                            "2026-3-15"
  yes or no, consent                              true or "yes"
  one of, an appointment                          "wages"
  many of                                         ["wages", "other"]
  address                     {"town": "马踏镇", "village": "", "rest": "3组12号"}
  person                      {"name": "张某", "phone": "", "address": ""}

An optional question may be left out. Answers to questions that these answers do not call for are passed over. Every
consent that is asked for must be given. FILEs are pictures (JPEG, PNG, WebP, HEIC); they become the photos of the first
question that asks for some. A FILE named signature*.png (or .jpg) is the signature; without one the record says that
it is signed on paper. Printed is the receipt number, once all is durable."""


@dataclass(frozen=True)
class Screen:
    """The verbs that need a screen. They live in `ui`, which imports this module and hands them in."""

    run: Verb
    tour: Verb


def main(argv: Sequence[str] | None = None, screen: Screen | None = None, enrol: Verb | None = None) -> int:
    """Run one command; returns the exit status.

    Without `screen` the verbs `run` and `tour` are not offered, without `enrol` (the network is not this room's) not that.
    """
    args = _parser(screen, enrol).parse_args(argv)
    try:
        return int(args.verb(args))
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:
        return 1
    except Exception as error:
        import sqlite3

        from kiosk.content.errors import ContentError
        from kiosk.enrolment import EnrolmentRefused
        from kiosk.law.errors import LawError
        from kiosk.lookup import NoContent
        from kiosk.matters import MatterRefused
        from kiosk.settings import SettingsRefused
        from kiosk.store.errors import StoreError

        if isinstance(error, sqlite3.DatabaseError):
            return _fail(f"installed content is damaged ({error}): `legal-kiosk doctor` tells which")
        known = (
            ContentError, EnrolmentRefused, LawError, NoContent, MatterRefused, SettingsRefused, StoreError, OSError,
        )  # fmt: skip
        if isinstance(error, known):
            return _fail(str(error))
        raise


def _fail(text: str) -> int:
    print(f"legal-kiosk: {text}", file=sys.stderr)
    return 1


def _parser(screen: Screen | None, enrol: Verb | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="legal-kiosk", description="The legal-service terminal of a county.")
    parser.add_argument("--version", action="version", version=__version__)
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    if screen:
        _add_screen(verbs, screen)
    if enrol:
        join = verbs.add_parser("enrol", help="make this terminal known at the county's centre, once")
        join.add_argument("url", metavar="URL", help="the centre's address, https://…")
        join.add_argument(
            "code", metavar="CODE", help="as staff issued it; the same may be tried again until it is done"
        )
        join.set_defaults(verb=enrol)
    _add_lookup(verbs)
    _add_matters(verbs)
    content = verbs.add_parser("content", help="packs by hand").add_subparsers(required=True, metavar="VERB")
    build = content.add_parser("build", help="source folders into packs")
    build.add_argument("sources", type=Path, nargs="+", metavar="SRC")
    build.add_argument("--out", type=Path, required=True, metavar="DIR")
    build.add_argument("--pack-version", metavar="VERSION", help="default: today's date")
    build.set_defaults(verb=_build)
    install = content.add_parser("install", help="verify packs and put them in place")
    install.add_argument("source", type=Path, metavar="DIR")
    install.set_defaults(verb=_install)
    content.add_parser("list", help="what is installed").set_defaults(verb=_list)

    verbs.add_parser("doctor", help="one line a part: works, or what to do").set_defaults(verb=_doctor)
    return parser


def _add_screen(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", screen: Screen) -> None:
    run = verbs.add_parser("run", help="the terminal")
    run.add_argument("--windowed", action="store_true", help="in a window instead of the full screen")
    run.add_argument("--station", metavar="NAME", help="the station's name, in place of the setting")
    run.set_defaults(verb=screen.run)

    tour = verbs.add_parser("tour", help="drive the real application through every screen and leave numbered pictures")
    tour.add_argument("--out", type=Path, required=True, metavar="DIR")
    tour.add_argument("--size", type=_size, default=(1080, 1920), metavar="1080x1920")
    tour.add_argument("--scale", type=float, choices=(1.0, 1.5, 2.0), default=1.0, help="text scale")
    tour.add_argument("--contrast", action="store_true", help="in high contrast")
    tour.set_defaults(verb=screen.tour)


def _add_lookup(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    for name, verb, told in (("search", _search, "law lookup"), ("ask", _ask, "answer a question")):
        parser = verbs.add_parser(name, help=told)
        parser.add_argument("query", nargs="?")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--limit", type=_positive, default=10, metavar="N")
        if name == "search":
            parser.add_argument("--all-versions", action="store_true", help="replaced and repealed versions as well")
        parser.add_argument("--batch", type=Path, metavar="QUERIES.jsonl")
        parser.add_argument("--out", type=Path, metavar="RUN.jsonl")
        parser.add_argument(
            "--content", type=Path, metavar="DIR", help="packs of this folder in place of the installed ones"
        )
        parser.set_defaults(verb=verb, prog=f"legal-kiosk {name}")


def _add_matters(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    told = "answers and files: see below"
    submit = verbs.add_parser(
        "submit",
        help="hand in a form; prints the receipt number",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=_SUBMIT_HELP,
    )
    submit.add_argument("form", metavar="FORM", help="its id, such as legal-aid")
    submit.add_argument("answers", type=Path, metavar="ANSWERS.json", help=told)
    submit.add_argument("--attach", type=Path, nargs="+", action="extend", default=[], metavar="FILE", help=told)
    submit.set_defaults(verb=_submit)
    records = verbs.add_parser("records", help="what was handed in here: number, state, time, files; nothing personal")
    records.add_argument("--json", action="store_true")
    records.set_defaults(verb=_records)


def _size(text: str) -> tuple[int, int]:
    width, cross, height = text.partition("x")
    if not cross or not width.isdigit() or not height.isdigit() or not 320 <= min(int(width), int(height)) <= 8000:
        raise argparse.ArgumentTypeError(f"not a size such as 1080x1920: {text}")
    return int(width), int(height)


def _positive(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) <= 10_000:
        raise argparse.ArgumentTypeError(f"not a number from 1 to 10000: {text}")
    return int(text)


def _build(args: argparse.Namespace) -> int:
    from kiosk.content.build import build, line

    refused = 0
    for source in args.sources:
        built = build(source, args.out, args.pack_version)
        counts = ", ".join(f"{count:,} {name}" for name, count in built.info.counts.items())
        print(f"{built.path}: {counts}; {built.seconds:.0f} s; report in {built.report.name}")
        for notice in built.refused:
            print(f"refused: {line(notice)}", file=sys.stderr)
        refused += len(built.refused)
    return 1 if refused else 0


def _install(args: argparse.Namespace) -> int:
    from kiosk.content.store import ContentStore
    from kiosk.settings import content_folder

    for told in ContentStore(content_folder()).install(args.source):
        print(f"installed {told.id} {told.version} ({told.sha256[:12]})")
    return 0


def _list(args: argparse.Namespace) -> int:
    from kiosk.content.store import ContentStore
    from kiosk.settings import content_folder

    bad = 0
    for told, path, trouble in ContentStore(content_folder()).installed():
        if told is None:
            bad += 1
            print(f"{path.name}\tunusable: {trouble}")
            continue
        counts = ", ".join(f"{name} {count}" for name, count in told.counts.items())
        print(f"{path.name}\t{told.id} {told.version}\t{told.sha256[:12]}\t{counts}\tfrom {told.source}")
    return 1 if bad else 0


def _search(args: argparse.Namespace) -> int:
    from kiosk import lookup

    return lookup.search(args)


def _ask(args: argparse.Namespace) -> int:
    from kiosk import lookup

    return lookup.ask(args)


def _submit(args: argparse.Namespace) -> int:
    from kiosk import matters

    return matters.submit(args)


def _records(args: argparse.Namespace) -> int:
    from kiosk import matters

    return matters.records(args)


def _doctor(args: argparse.Namespace) -> int:
    from kiosk.doctor import examine

    findings = examine()
    for finding in findings:
        print(f"{'好' if finding.works else '要处理'}\t{finding.part}\t{finding.text}")
    return 0 if all(f.works for f in findings) else 1


if __name__ == "__main__":
    sys.exit(main())
