"""How long a search takes, beside a bare FTS5 query and a tantivy query for the same tokens.

In process, on the installed packs: all questions of the STARD and Sichuan development sets go to the three engines one
after the other, question by question and each time another engine first, so that noise on the machine hits all alike.
The product's time is the whole of `Search.search(query, 12)`: reading the question, names of statutes, ranking, and the
texts of twelve results. The peers get the tokens that the product scores (question and lexicon) and return twelve row
numbers. Some questions are asked beforehand and again later: what is measured is a warm terminal.
"""

import time
from collections.abc import Callable
from pathlib import Path

from bench.measure import QUERIES, Figure, Part, Workshop, percentile, read_lines, spread
from bench.peers import Fts5, Tantivy, installed_documents
from kiosk.content.store import ContentStore
from kiosk.law.library import Library
from kiosk.law.search import Search
from kiosk.law.terms import normalise

SHOWN = 12
WARM_UP = 40
LIMIT_S = 600


def measure(workshop: Workshop) -> Part:
    """Time the three engines question by question."""
    library = Library(ContentStore(workshop.home() / "content").open()[0])
    documents = list(installed_documents(library))
    fts = Fts5(Path(workshop.folder) / "fts5-speed.sqlite")
    fts.build(documents)
    distinct = fts.verify(documents)
    engine = Tantivy(documents)
    search = Search(library)
    search.warm()
    questions = [row["query"] for name in ("stard-dev", "sichuan-dev") for row in read_lines(QUERIES / f"{name}.jsonl")]
    times = _compare(search, fts, engine, questions)
    fts.close()
    library.close()
    ours, bare, other = (times[name] for name in ("product", "fts5", "tantivy"))
    part = Part()
    p95 = percentile(ours, 0.95)
    part.figures = [
        Figure(
            "search, 95th percentile", p95, "ms", at_most=20, ratio_at_most=2,
            peer="bare FTS5, same tokens", peer_measured=percentile(bare, 0.95),
        ),
        Figure("search, 95th percentile", p95, "ms", peer="tantivy, same tokens", peer_measured=percentile(other, 0.95)),
        Figure(
            "search, median", percentile(ours, 0.5), "ms",
            peer="bare FTS5, same tokens", peer_measured=percentile(bare, 0.5),
        ),
    ]  # fmt: skip
    part.details = {
        "questions": len(ours),
        "documents": len(documents),
        "distinct_tokens_verified": distinct,
        "milliseconds": {name: spread(values) for name, values in times.items()},
    }
    return part


def _compare(search: Search, fts: Fts5, engine: Tantivy, questions: list[str]) -> dict[str, list[float]]:
    """Milliseconds of each engine, question by question; stops early after LIMIT_S."""
    times: dict[str, list[float]] = {"product": [], "fts5": [], "tantivy": []}
    end = time.monotonic() + LIMIT_S
    for turn, question in enumerate(questions[:WARM_UP] + questions):
        tokens = list(search.weights(normalise(question)))
        asked: list[tuple[str, Callable[[], object]]] = [
            ("product", lambda q=question: search.search(q, SHOWN)),  # type: ignore[misc]
            ("fts5", lambda t=tokens: fts.search(t, SHOWN)),  # type: ignore[misc]
            ("tantivy", lambda t=tokens: engine.search(t, SHOWN)),  # type: ignore[misc]
        ]
        for name, ask in asked[turn % 3 :] + asked[: turn % 3]:
            started = time.perf_counter()
            ask()
            if turn >= WARM_UP:
                times[name].append((time.perf_counter() - started) * 1000)
        if time.monotonic() > end:
            break
    return times
