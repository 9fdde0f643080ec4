"""The verbs `search` and `ask`: one question from the shell, or a file of them into a run file."""

import argparse
import json
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.guides.asking import Answer, Asker
from kiosk.law.library import Library
from kiosk.law.search import Hit, Search


class NoContent(Exception):
    """Nothing is installed to look anything up in, or a file of questions cannot be read; the text says which."""


def search(args: argparse.Namespace) -> int:
    """`legal-kiosk search`."""
    if _wrong(args):
        return 2
    found = Search(_library(args.content))
    if args.batch:
        return _batch(found.keys, args)
    results = found.search(args.query, args.limit, all_versions=args.all_versions)
    if args.json:
        titles = [{"statute": t.statute.title, "version": t.statute.version} for t in results.titles]
        told = {"query": results.query, "statutes": titles, "results": _rows(results.hits), "read_as": results.read_as}
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return 0
    for title in results.titles:
        print(f"{title.statute.title}  {title.statute.version}")
    _print(results.hits)
    return 0


def ask(args: argparse.Namespace) -> int:
    """`legal-kiosk ask`."""
    if _wrong(args):
        return 2
    asker = Asker(Search(_library(args.content)))
    if args.batch:
        return _batch(asker.keys, args)
    answer = asker.ask(args.query, args.limit)
    if args.json:
        print(json.dumps(_told(answer), ensure_ascii=False, indent=1))
        return 0
    if answer.guide:
        print(answer.guide.title, *answer.guide.answer, sep="\n")
    elif answer.question:
        print(answer.question.text, *(f"  [{c.label}]" for c in answer.question.choice), sep="\n")
    elif answer.outcome == "unsure":
        print("没有把握。请打12348（免费），或者问本站工作人员，也可以预约律师。")
    for said, meant in answer.why:
        print(f"  {said} → {meant}")
    if answer.others:
        print("也许是：" + "；".join(o.title for o in answer.others))
    _print(answer.cited or ([] if answer.question else answer.results.hits))
    return 0


def _wrong(args: argparse.Namespace) -> bool:
    if bool(args.query) == bool(args.batch) or bool(args.batch) != bool(args.out):
        print(f"{args.prog}: either QUERY, or --batch with --out", file=sys.stderr)
        return True
    return False


def _library(folder: Path | None) -> Library:
    from kiosk.content.pack import info
    from kiosk.content.store import ContentStore
    from kiosk.settings import content_folder

    folder = folder or content_folder()
    packs, troubles = ContentStore(folder).open()
    if packs and not any(info(db).kind == "starter" for db in packs):
        packs.append(_shipped_starter())  # the statutes alone do not know what people call things
    for trouble in troubles:
        print(f"legal-kiosk: {trouble}", file=sys.stderr)
    if not packs:
        raise NoContent(f"no content in {folder} (build and install packs first)")
    return Library(packs)


def _shipped_starter() -> sqlite3.Connection:
    """The starter pack of this release, built aside; the open connection keeps it after its folder is gone."""
    import tempfile

    from kiosk.content.build import build
    from kiosk.content.pack import open_pack
    from kiosk.content.starter import SHIPPED

    with tempfile.TemporaryDirectory(prefix="legal-kiosk-") as scratch:
        return open_pack(build(SHIPPED, Path(scratch)).path)


def _batch(keys: Callable[[str, int], list[str]], args: argparse.Namespace) -> int:
    with args.batch.open("rb") as queries, args.out.open("w", encoding="utf-8") as run:
        for number, line in enumerate(queries, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                query_id, query = row["query_id"], str(row["query"])
            except (ValueError, KeyError, TypeError) as error:
                raise NoContent(f"{args.batch}:{number}: not a line with query_id and query") from error
            run.write(json.dumps({"query_id": query_id, "results": keys(query, args.limit)}, ensure_ascii=False) + "\n")
    return 0


def _print(hits: list[Hit]) -> None:
    for place, hit in enumerate(hits, 1):
        print(f"{place:>3}  {hit.statute.short} {hit.node.label}\n     {hit.excerpt}")
        if hit.digest:
            print(f"     {hit.digest}")


def _rows(hits: list[Hit]) -> list[dict[str, Any]]:
    return [
        {"key": h.key, "statute": h.statute.title, "article": h.node.label, "version": h.statute.version}
        | {"status": str(h.statute.status), "excerpt": h.excerpt, "spans": h.spans, "digest": h.digest}
        for h in hits
    ]


def _told(answer: Answer) -> dict[str, Any]:
    guide, question = answer.guide, answer.question
    return {
        "query": answer.results.query,
        "outcome": str(answer.outcome),
        "guide": {"id": guide.id, "title": guide.title, "answer": guide.answer} if guide else None,
        "question": {"id": question.id, "text": question.text, "choices": [c.label for c in question.choice]}
        if question
        else None,
        "others": [{"id": o.id, "title": o.title} for o in answer.others],
        "cited": _rows(answer.cited),
        "results": _rows(answer.results.hits),
        "why": answer.why,
    }
