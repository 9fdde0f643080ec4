"""How often the needed articles are found, scored by ../shared/search/eval_search.py.

The product answers through its own command, `legal-kiosk search --batch --limit 100`. What it learnt (`make
rank`) comes from the same development queries, so its plain figure flatters; the cross-validated one, learnt
from four fifths and scored on the last, five times over, is what unseen questions can expect, and has the same floors.
The peer is plain BM25 (tantivy) over the same documents and tokens, without lexicon, digests and what was learnt;
versions no longer in force are left out for it as they are for the product. The Sichuan queries taught the product
nothing by machine, but whoever wrote its lexicon and digests could read them: that figure flatters too.
"""

import json
import sys
from pathlib import Path

from bench.measure import QUERIES, CannotMeasure, Figure, Part, Workshop, read_lines, run
from bench.peers import Tantivy, installed_documents
from kiosk import cli
from kiosk.content.store import ContentStore
from kiosk.law.library import Library
from kiosk.law.terms import normalise, query_terms

DEPTH = 100
FLOORS = {"R@10": ("Recall@10", 0.55), "R@100": ("Recall@100", 0.76), "MRR@10": ("MRR@10", 0.47)}
SICHUAN_FLOOR = 0.60


def measure(workshop: Workshop) -> Part:
    """Score the product, cross-validated and not, and the peer."""
    part = Part()
    stard, sichuan = QUERIES / "stard-dev.jsonl", QUERIES / "sichuan-dev.jsonl"
    content = workshop.home() / "content"
    plain = _bm25(content, workshop.folder, [stard, sichuan])
    ours = {}
    for queries in (stard, sichuan):
        out = workshop.folder / f"{queries.stem}.run.jsonl"
        command = [
            "search",
            "--batch",
            str(queries),
            "--out",
            str(out),
            "--limit",
            str(DEPTH),
            "--content",
            str(content),
        ]
        if cli.main(command):
            raise CannotMeasure("legal-kiosk search --batch failed")
        ours[queries.stem] = _score(queries, out)
    unseen = _read_score(run([sys.executable, "-m", "bench.learn", "--cross-validate"]))
    for name, (title, floor) in FLOORS.items():
        peer = plain[stard.stem][name]
        part.figures.append(_figure(f"STARD dev {title}", ours[stard.stem][name], floor, peer))
        part.figures.append(_figure(f"STARD dev {title}, cross-validated", unseen[name], floor, peer))
    hit5 = _figure("Sichuan dev hit@5", ours[sichuan.stem]["hit@5"], SICHUAN_FLOOR, plain[sichuan.stem]["hit@5"])
    part.figures.append(hit5)
    part.details = {"product": ours, "cross_validated": unseen, "plain_bm25": plain}
    return part


def _figure(what: str, measured: float, floor: float, peer: float) -> Figure:
    return Figure(what, measured, at_least=floor, peer="plain BM25 (tantivy)", peer_measured=peer)


def _bm25(content: Path, scratch: Path, sets: list[Path]) -> dict[str, dict[str, float]]:
    """The peer's scores by set of queries."""
    library = Library(ContentStore(content).open()[0])
    documents = list(installed_documents(library))
    library.close()
    engine = Tantivy(documents)
    scores = {}
    for queries in sets:
        out = scratch / f"{queries.stem}.bm25.jsonl"
        with out.open("w", encoding="utf-8") as lines:
            for row in read_lines(queries):
                places = engine.search(query_terms(normalise(row["query"])), DEPTH * 5)
                keys = [documents[place][0] for place in places if documents[place][1]][:DEPTH]
                lines.write(json.dumps({"query_id": row["query_id"], "results": keys}, ensure_ascii=False) + "\n")
        scores[queries.stem] = _score(queries, out)
    return scores


def _score(queries: Path, out: Path) -> dict[str, float]:
    return _read_score(run([sys.executable, str(QUERIES / "eval_search.py"), str(queries), str(out)]))


def _read_score(told: str) -> dict[str, float]:
    """The scorer's last line, `R@5 0.4321  R@10 …`, by name.

    Raises:
        CannotMeasure: there is no such line, or it says that queries were left out.
    """
    lines = told.strip().splitlines()
    if len(lines) < 2 or " 0 without" not in lines[-2]:
        raise CannotMeasure(f"the scorer said: {told.strip()[-200:]}")
    return {name: float(value) for name, value in (pair.split() for pair in lines[-1].split("  "))}
