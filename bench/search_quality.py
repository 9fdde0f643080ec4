"""How often the needed articles are found, scored by ../shared/search/eval_search.py.

The product answers through its own commands: `legal-kiosk ask --batch`, where fitting guides move their articles up, and
`legal-kiosk search --batch`, law lookup alone. What it learnt (`make rank`) comes from the same development queries, so its
plain figures flatter; the cross-validated ones, learnt from four fifths and scored on the last, five times over, are what
unseen questions can expect, and have the same floors. The peer is plain BM25 (tantivy) over the same documents and tokens,
without lexicon, digests and what was learnt; versions no longer in force are left out for it as they are for the product.
The Sichuan queries taught the product nothing by machine, but whoever wrote its lexicon, digests and guides could read them:
that figure flatters too.
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
COMMANDS = ("ask", "search")
TITLES = {"R@10": "Recall@10", "R@100": "Recall@100", "MRR@10": "MRR@10"}
FLOORS = {
    "ask": {"R@10": 0.62, "R@100": 0.86, "MRR@10": 0.52, "hit@5": 0.90},
    "search": {"R@10": 0.55, "R@100": 0.76, "MRR@10": 0.47, "hit@5": 0.60},
}
LEARNING_S = 1800


def measure(workshop: Workshop) -> Part:
    """Score the product, cross-validated and not, and the peer."""
    part = Part()
    stard, sichuan = QUERIES / "stard-dev.jsonl", QUERIES / "sichuan-dev.jsonl"
    content = workshop.home() / "content"
    plain = _bm25(content, workshop.folder, [stard, sichuan])
    ours = {
        command: {queries.stem: _answered(command, queries, content, workshop.folder) for queries in (stard, sichuan)}
        for command in COMMANDS
    }
    told = run([sys.executable, "-m", "bench.learn", "--cross-validate"], limit_s=LEARNING_S)
    unseen = {command: _read_score(_section(told, command)) for command in COMMANDS}
    for command, floors in FLOORS.items():
        for name, title in TITLES.items():
            floor, peer = floors[name], plain[stard.stem][name]
            part.figures += [
                _figure(f"{command}: STARD dev {title}, cross-validated", unseen[command][name], floor, peer),
                _figure(f"{command}: STARD dev {title}, as installed", ours[command][stard.stem][name], floor, peer),
            ]
        hit5, peer = ours[command][sichuan.stem]["hit@5"], plain[sichuan.stem]["hit@5"]
        part.figures.append(_figure(f"{command}: Sichuan dev hit@5", hit5, floors["hit@5"], peer))
    part.details = {"product": ours, "cross_validated": unseen, "plain_bm25": plain}
    return part


def _answered(command: str, queries: Path, content: Path, scratch: Path) -> dict[str, float]:
    """The scores of one command over one set of queries."""
    out = scratch / f"{queries.stem}.{command}.jsonl"
    given = ("--batch", queries, "--out", out, "--limit", DEPTH, "--content", content)
    if cli.main([command, *(str(word) for word in given)]):
        raise CannotMeasure(f"legal-kiosk {command} --batch failed")
    return _score(queries, out)


def _section(told: str, command: str) -> str:
    """What `--cross-validate` prints of one command: its heading, and the scorer's two lines."""
    heading = f"{command}, cross-validated\n"
    if heading not in told:
        raise CannotMeasure(f"no cross-validated figures of {command}")
    return "\n".join(told.partition(heading)[2].splitlines()[:2])


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
