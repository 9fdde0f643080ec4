"""Learn from the development queries which statutes people need, and which words lead to which article.

    python bench/learn.py [--check | --cross-validate]

Reads ../shared/search/stard-dev.jsonl and the folder of statutes beside it; writes assets/content/need.toml and
assets/content/associations.tsv. `--check` compares with the committed files bit for bit and exits with 1 where they
differ. `--cross-validate` writes nothing into assets: it learns from four fifths, scores the last fifth, five times over,
and prints the mean, which is what questions never seen before can expect.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kiosk.content.build import build
from kiosk.content.store import ContentStore
from kiosk.law.folder import read_folder
from kiosk.law.library import Library
from kiosk.law.model import Status
from kiosk.law.search import Search
from kiosk.law.terms import query_terms

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
CONTENT = ROOT / "assets" / "content"
FOLDS = 5
SHARED_BY = 2  # a term must stand in so many questions, or it tells more of the question than of the article

Query = dict[str, Any]


def statutes_by_file(laws: Path) -> dict[str, str]:
    """Short title of the statute that each source file belongs to, versions in force only."""
    found = {}
    for statute in read_folder(laws).statutes:
        if statute.status is Status.IN_FORCE:
            for node in statute.nodes:
                found[node.source] = statute.short
    return found


def needed(query: Query, by_file: dict[str, str]) -> list[tuple[str, str]]:
    """The (statute, article) pairs that a query needs; of alternatives the first in force."""
    out = []
    for group in query["relevant"]:
        keys = [key.split("#") for key in group if key.split("#")[0] in by_file]
        if keys:
            out.append((by_file[keys[0][0]], keys[0][1]))
    return out


def render_need(queries: Iterable[Query], by_file: dict[str, str]) -> str:
    """The text of need.toml: sorted, so that the same counts give the same bytes."""
    counter = Counter(statute for query in queries for statute, _ in needed(query, by_file))
    lines = [
        "# How often questions of a development set needed an article of each statute.",
        "# Made by `make rank` (bench/learn.py); do not edit by hand.",
        "[statute]",
    ]
    lines += [f'"{name}" = {times}' for name, times in sorted(counter.items(), key=lambda i: (-i[1], i[0]))]
    return "\n".join(lines) + "\n"


def render_associations(queries: Iterable[Query], by_file: dict[str, str]) -> str:
    """The text of associations.tsv: an article a line, with the terms of the questions that needed it."""
    queries = list(queries)
    spread = Counter(term for query in queries for term in set(query_terms(query["query"])))
    by_article: dict[tuple[str, str], Counter[str]] = {}
    for query in queries:
        terms = Counter(t for t in query_terms(query["query"]) if spread[t] >= SHARED_BY)
        for article in needed(query, by_file):
            by_article.setdefault(article, Counter()).update(terms)
    lines = [
        "# Which terms stood in the questions that needed an article: statute, article, terms (with counts above one).",
        "# Made by `make rank` (bench/learn.py); do not edit by hand.",
    ]
    for (statute, label), counter in sorted(by_article.items()):
        words = [term if times == 1 else f"{term}:{times}" for term, times in sorted(counter.items())]
        if words and label.startswith("第"):
            lines.append(f"{statute}\t{label}\t{' '.join(words)}")
    return "\n".join(lines) + "\n"


def cross_validate(queries: list[Query], by_file: dict[str, str]) -> None:
    """Print the scorer's figures over five folds of unseen questions."""
    order = list(range(len(queries)))
    random.Random(0).shuffle(order)
    fold_of = {place: rank % FOLDS for rank, place in enumerate(order)}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        build(SHARED / "laws", folder / "packs")
        shutil.copytree(CONTENT, folder / "content")
        with (folder / "run.jsonl").open("w", encoding="utf-8") as run:
            for fold in range(FOLDS):
                seen = [q for place, q in enumerate(queries) if fold_of[place] != fold]
                (folder / "content" / "need.toml").write_text(render_need(seen, by_file), "utf-8")
                (folder / "content" / "associations.tsv").write_text(render_associations(seen, by_file), "utf-8")
                build(folder / "content", folder / "packs")
                search = Search(Library(ContentStore(folder / "packs").open()[0]))
                for place, query in enumerate(queries):
                    if fold_of[place] == fold:
                        row = {"query_id": query["query_id"], "results": search.keys(query["query"], 100)}
                        run.write(json.dumps(row, ensure_ascii=False) + "\n")
                search.library.close()
        scorer = SHARED / "search" / "eval_search.py"
        subprocess.run(
            [sys.executable, scorer, SHARED / "search" / "stard-dev.jsonl", folder / "run.jsonl"], check=True
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--cross-validate", action="store_true")
    args = parser.parse_args()
    queries_file = SHARED / "search" / "stard-dev.jsonl"
    if not queries_file.is_file():
        print("skipped: ../shared is not here", file=sys.stderr)
        return 0
    queries = [json.loads(line) for line in queries_file.read_text("utf-8").splitlines() if line]
    by_file = statutes_by_file(SHARED / "laws")
    if args.cross_validate:
        cross_validate(queries, by_file)
        return 0
    made = {"need.toml": render_need(queries, by_file), "associations.tsv": render_associations(queries, by_file)}
    if args.check:
        stale = [name for name, text in made.items() if (CONTENT / name).read_text("utf-8") != text]
        print(f"{', '.join(stale)}: differs from what is learnt; run `make rank`" if stale else "as learnt")
        return 1 if stale else 0
    for name, text in made.items():
        (CONTENT / name).write_text(text, "utf-8")
        print(f"{name}: {text.count(chr(10))} lines, {len(text.encode()) // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
