"""Learn from the development queries which statutes people need, which words lead to which article, and what counts most.

    python -m bench.learn [--check | --cross-validate]

Reads ../shared/search/stard-dev.jsonl and the folder of statutes beside it; writes need.toml, associations.tsv, areas.tsv
and weights.toml into assets/content. `--check` compares with the committed files bit for bit and exits with 1 where they
differ. `--cross-validate` writes nothing into assets: it learns from four fifths, scores the last fifth, five times over,
and prints the mean, which is what questions never seen before can expect.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.weigh import FOLDS, Query, Shelf, fold_of, learn_weights
from kiosk.content.build import build
from kiosk.guides.asking import Asker
from kiosk.guides.source import read_guidance
from kiosk.law.areas import LEVELS, Area
from kiosk.law.digests import read_starter
from kiosk.law.folder import read_folder
from kiosk.law.learnt import FEATURES
from kiosk.law.model import Kind, Status, Statute
from kiosk.law.numerals import article_label, article_number
from kiosk.law.terms import query_terms

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
CONTENT = ROOT / "assets" / "content"
SHARED_BY = 2  # a term must stand in so many questions, or it tells more of the question than of the article
MADE = "# Made by `make rank` (bench/learn.py); do not edit by hand."


@dataclass(slots=True)
class Laws:
    """Of the statutes in force: whose each source file is, and the areas of each (level, first and last article)."""

    by_file: dict[str, str] = field(default_factory=dict)
    areas: dict[str, list[tuple[str, int, int]]] = field(default_factory=dict)


def read_laws(folder: Path) -> Laws:
    """Read what learning needs of a folder of statutes."""
    laws = Laws()
    for statute in read_folder(folder).statutes:
        if statute.status is Status.IN_FORCE:
            laws.by_file.update(dict.fromkeys((node.source for node in statute.nodes), statute.short))
            laws.areas[statute.short] = outline(statute)
    return laws


def outline(statute: Statute) -> list[tuple[str, int, int]]:
    """The areas of a statute, in printed order: all of it, what is below an outermost heading, below all headings."""
    above: dict[int, str] = {}
    spans: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for node in statute.nodes:
        if node.kind is Kind.HEADING:
            above = {depth: text for depth, text in above.items() if depth < node.depth}
            above[node.depth] = node.text
        elif node.number:
            path = tuple(above.values())
            for level, below in zip(LEVELS, ((), path[:1], path), strict=True):
                spans.setdefault((level, below), []).append(node.number)
    return [(level, min(numbers), max(numbers)) for (level, _), numbers in spans.items()]


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
        MADE,
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
        MADE,
    ]
    for (statute, label), counter in sorted(by_article.items()):
        words = [term if times == 1 else f"{term}:{times}" for term, times in sorted(counter.items())]
        if words and label.startswith("第"):
            lines.append(f"{statute}\t{label}\t{' '.join(words)}")
    return "\n".join(lines) + "\n"


def render_areas(queries: Iterable[Query], laws: Laws, digested: set[tuple[str, int]]) -> str:
    """The text of areas.tsv: the areas that hold an article which was needed, or which has a digest."""
    times: Counter[tuple[str, int]] = Counter()
    for query in queries:
        for statute, label in needed(query, laws.by_file):
            if label.startswith("第"):
                times[statute, article_number(label)[0]] += 1
    lines = [
        "# Areas of the law that were asked about: level, statute, first and last article, how often one was needed.",
        MADE,
    ]
    told = sorted(times.keys() | digested)
    for short in sorted({statute for statute, _ in told} & laws.areas.keys()):
        numbers = [number for statute, number in told if statute == short]
        for level, first, last in laws.areas[short]:
            inside = [number for number in numbers if first <= number <= last]
            if inside:
                area = Area(level, short, first, last, sum(times[short, number] for number in inside))
                lines.append(area.line(article_label(first), article_label(last)))
    return "\n".join(lines) + "\n"


def render_weights(weights: dict[str, float]) -> str:
    """The text of weights.toml."""
    lines = ["# How much each thing that speaks for an article counts (kiosk/law/ranker.py tells what they are).", MADE]
    return "\n".join([*lines, "[weight]", *(f"{name} = {weights[name]}" for name in FEATURES)]) + "\n"


def learn(queries: list[Query], laws: Laws, shelf: Shelf) -> dict[str, str]:
    """Everything that these questions teach: the texts of the four files, by name."""
    digested = {(digest.statute, digest.number) for digest in shelf.content.digests}

    def count(some: list[Query]) -> dict[str, str]:
        return {
            "need.toml": render_need(some, laws.by_file),
            "associations.tsv": render_associations(some, laws.by_file),
            "areas.tsv": render_areas(some, laws, digested),
        }

    weights = learn_weights(queries, lambda query: needed(query, laws.by_file), count, shelf)
    return count(queries) | {"weights.toml": render_weights(weights)}


def cross_validate(queries: list[Query], laws: Laws, shelf: Shelf) -> None:
    """Print the scorer's figures over five folds of unseen questions: of the search, then of asking (with guides)."""
    folds = fold_of(len(queries), 0)
    guides = read_guidance(CONTENT)
    run, asked = shelf.scratch / "run.jsonl", shelf.scratch / "asked.jsonl"
    with run.open("w", encoding="utf-8") as lines, asked.open("w", encoding="utf-8") as answers:
        for fold in range(FOLDS):
            seen = [query for query, mine in zip(queries, folds, strict=True) if mine != fold]
            search = shelf.search(learn(seen, laws, shelf), shelf.content.digests, guides)
            asker = Asker(search)
            for query, mine in zip(queries, folds, strict=True):
                if mine == fold:
                    for out, keys in ((lines, search.keys), (answers, asker.keys)):
                        row = {"query_id": query["query_id"], "results": keys(query["query"], 100)}
                        out.write(json.dumps(row, ensure_ascii=False) + "\n")
            search.library.close()
    scorer = SHARED / "search" / "eval_search.py"
    for name, told in (("search", run), ("ask", asked)):
        print(f"{name}, cross-validated", flush=True)
        subprocess.run([sys.executable, scorer, SHARED / "search" / "stard-dev.jsonl", told], check=True)


@contextmanager
def open_shelf() -> Iterator[Shelf]:
    """Everything that learning tries out is in a scratch folder."""
    with tempfile.TemporaryDirectory() as scratch:
        packs = Path(scratch) / "packs"
        build(SHARED / "laws", packs)
        yield Shelf(packs, Path(scratch), read_starter(CONTENT))


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
    laws = read_laws(SHARED / "laws")
    with open_shelf() as shelf:
        if args.cross_validate:
            cross_validate(queries, laws, shelf)
            return 0
        made = learn(queries, laws, shelf)
    if args.check:
        stale = [name for name, text in made.items() if _committed(name) != text]
        print(f"{', '.join(stale)}: differs from what is learnt; run `make rank`" if stale else "as learnt")
        return 1 if stale else 0
    for name, text in made.items():
        (CONTENT / name).write_text(text, "utf-8")
        print(f"{name}: {text.count(chr(10))} lines, {len(text.encode()) // 1000} kB")
    return 0


def _committed(name: str) -> str:
    path = CONTENT / name
    return path.read_text("utf-8") if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main())
