"""Learn how often people's questions need a statute, from the development queries; rebuilds assets/content/need.toml.

    python bench/learn_need.py [--check]

Reads ../shared/search/stard-dev.jsonl and the folder of statutes beside it. The result is a count by statute, nothing
else; `--check` compares it with the committed file bit for bit and exits with 1 where they differ.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from kiosk.law.folder import read_folder
from kiosk.law.model import Status

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
TARGET = ROOT / "assets" / "content" / "need.toml"


def statutes_by_file(laws: Path) -> dict[str, str]:
    """Short title of the statute that each source file belongs to, versions in force only."""
    found = {}
    for statute in read_folder(laws).statutes:
        if statute.status is Status.IN_FORCE:
            for node in statute.nodes:
                found[node.source] = statute.short
    return found


def count(queries: list[dict[str, list[list[str]]]], by_file: dict[str, str]) -> Counter[str]:
    """How many needed articles lie in each statute; of alternatives the first in force counts."""
    counter: Counter[str] = Counter()
    for query in queries:
        for group in query["relevant"]:
            names = [by_file[key.split("#")[0]] for key in group if key.split("#")[0] in by_file]
            if names:
                counter[names[0]] += 1
    return counter


def render(counter: Counter[str]) -> str:
    """The file's text: sorted, so that the same counts give the same bytes."""
    lines = [
        "# How often questions of a development set needed an article of each statute.",
        "# Made by `make rank` (bench/learn_need.py); do not edit by hand.",
        "[statute]",
    ]
    lines += [f'"{name}" = {times}' for name, times in sorted(counter.items(), key=lambda i: (-i[1], i[0]))]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    queries_file = SHARED / "search" / "stard-dev.jsonl"
    if not queries_file.is_file():
        print("skipped: ../shared is not here", file=sys.stderr)
        return 0
    queries = [json.loads(line) for line in queries_file.read_text("utf-8").splitlines() if line]
    text = render(count(queries, statutes_by_file(SHARED / "laws")))
    if args.check:
        same = TARGET.read_text("utf-8") == text
        print("need.toml is as learnt" if same else "need.toml differs from what is learnt: run `make rank`")
        return 0 if same else 1
    TARGET.write_text(text, "utf-8")
    print(f"{TARGET.name}: {text.count(' = ')} statutes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
