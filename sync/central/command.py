"""The command `legal-central`: the server, its setting up, and what it holds; every other verb is Django's own.

`setup` and `serve` are enough to begin: the first makes the database, the county's stations and an administrator with a
password that is shown once; the second serves.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

VERBS = ("setup", "serve", "records", "terminal", "password", "content", "audit")


class CannotDo(Exception):
    """It could not be done; the text says what and where."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    argv = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sync.central.settings")
    if argv and argv[0] not in VERBS and not argv[0].startswith("-"):
        from django.core.management import execute_from_command_line

        execute_from_command_line(["legal-central", *argv])
        return 0
    args = _parser().parse_args(argv)
    from django.db import DatabaseError

    from sync.central.places import PlaceRefused

    try:
        import django

        django.setup()
        return int(args.verb(args))
    except (CannotDo, PlaceRefused, DatabaseError, OSError) as error:
        print(f"legal-central: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="legal-central", description="The county's centre. Other verbs are Django's.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    setup = verbs.add_parser("setup", help="database, stations and a first administrator; can be repeated")
    setup.add_argument("--administrator", default="admin", metavar="NAME")
    setup.set_defaults(verb=_setup)
    serve = verbs.add_parser("serve", help="serve terminals and console")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8765)
    serve.add_argument("--workers", type=int, default=1, metavar="N")
    serve.set_defaults(verb=_serve)
    records = verbs.add_parser("records", help="what came in: receipt numbers, states, attachments' SHA-256")
    records.add_argument("--json", action="store_true")
    records.set_defaults(verb=_records)
    terminal = verbs.add_parser("terminal", help="a terminal's one-time code for `legal-kiosk enrol`")
    terminal.add_argument("number", help="three digits")
    terminal.add_argument("--station", default="", metavar="NAME", help="where a new one stands; else the centre")
    terminal.set_defaults(verb=_terminal)
    password = verbs.add_parser("password", help="a new password for somebody, shown once")
    password.add_argument("name")
    password.set_defaults(verb=_password)
    content = verbs.add_parser("content", help="packs for the pages that show an article")
    content.add_argument("source", type=Path, metavar="DIR")
    content.set_defaults(verb=_content)
    verbs.add_parser("audit", help="whether the audit chain is whole").set_defaults(verb=_audit)
    return parser


def _setup(args: argparse.Namespace) -> int:
    from django.core.management import call_command

    from sync.central import beginning

    call_command("migrate", verbosity=0, interactive=False)
    stations = beginning.stations()
    print(f"stations: {stations}")
    shown = beginning.administrator(args.administrator)
    if shown:
        print(f"administrator: {args.administrator}  password (shown once, to be changed): {shown}")
    return 0


def _serve(args: argparse.Namespace) -> int:
    import uvicorn

    from sync.central.settings import CENTRE

    uvicorn.run(
        "sync.central.asgi:application", host=args.host, port=args.port, workers=args.workers, log_level="warning",
        access_log=False, server_header=False, date_header=False, lifespan="off", proxy_headers=CENTRE.https,
        timeout_keep_alive=75, timeout_graceful_shutdown=5,
    )  # fmt: skip
    return 0


def _records(args: argparse.Namespace) -> int:
    rows = _rows()
    if args.json:
        print(json.dumps(list(rows), ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        print(row["number"], row["state"], row["received_at"], row["kind"], row["step"], row["terminal"], sep="\t")
    return 0


def _rows() -> Iterator[dict[str, Any]]:
    from sync.central.cases.models import Record

    rows = Record.objects.select_related("case").prefetch_related("attachments").order_by("received_at", "id")
    for record in rows.iterator(chunk_size=500):
        files = sorted(record.attachments.all(), key=lambda a: a.position)
        whole = all(a.arrived_at for a in files)
        yield {
            "number": record.number,
            "id": str(record.id),
            "kind": record.kind,
            "state": "whole" if whole else "attachments-missing",
            "step": record.case.step if record.case else "",
            "terminal": record.terminal_number,
            "received_at": record.received_at.isoformat(timespec="seconds"),
            "attachments": [a.sha256 for a in files if a.arrived_at],
        }


def _terminal(args: argparse.Namespace) -> int:
    from sync.central import beginning

    try:
        print(beginning.code(args.number, args.station))
    except beginning.NoSuchStation as error:
        raise CannotDo(str(error)) from None
    return 0


def _password(args: argparse.Namespace) -> int:
    from sync.central import beginning

    try:
        print(beginning.password(args.name))
    except beginning.NoSuchPerson as error:
        raise CannotDo(str(error)) from None
    return 0


def _content(args: argparse.Namespace) -> int:
    from kiosk.content.errors import ContentError
    from sync.central.public.law import content

    try:
        for pack in content().install(args.source):
            print(f"{pack.id} {pack.version}")
    except ContentError as error:
        raise CannotDo(str(error)) from None
    return 0


def _audit(_: argparse.Namespace) -> int:
    from sync.central.audit import chain
    from sync.central.audit.models import Head

    gap = chain.first_gap()
    if gap is not None:
        raise CannotDo(f"the audit chain breaks at line {gap.seq}: {gap.why}")
    head = Head.objects.filter(id=1).first()
    print(f"whole: {head.seq if head else 0} lines, last hash {head.hash if head else '-'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
