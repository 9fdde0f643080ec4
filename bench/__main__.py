"""`python -m bench [PART…]`: measure the product against its peers, print a table, write bench/results.json.

Parts: build_cost, search_quality, search_speed, asking, store, applying, screen, carrying, central; all of them unless named,
and only a whole run writes the file. `--share 0.05` takes a twentieth of the numbers of the last two, for a quick look.
Exit status 0 when everything was measured, whether or not its floor holds (the table says so); 1 when a part could not be.
"""

import argparse
import importlib
import json
import os
import sys
import tempfile
import time
import unicodedata
from datetime import datetime
from pathlib import Path

from bench.measure import ROOT, CannotMeasure, Figure, Part, Workshop, machine

PARTS = ("build_cost", "search_quality", "search_speed", "asking", "store", "applying", "screen", "carrying", "central")
NEED_SHARED = PARTS[:4]
HEAD = ("what", "measured", "floor", "peer", "peer's", "ratio", "holds")


def main() -> int:
    """Measure; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="The product against its peers.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--share", type=float, default=1, help="of the centre's numbers, for a quick look")
    args = parser.parse_args()
    chosen = args.parts or list(PARTS)
    if unknown := [name for name in chosen if name not in PARTS]:
        parser.error(f"unknown part {unknown[0]}")
    told: dict[str, object] = {}
    failed = []
    rows: list[Figure] = []
    lines: list[str] = []
    loads: list[str] = []
    here = machine()
    results = {"date": datetime.now().astimezone().isoformat(timespec="seconds"), "machine": here, "parts": told}
    with tempfile.TemporaryDirectory(prefix="legal-kiosk-bench-") as folder:
        workshop = Workshop(Path(folder), args.share)
        for name in chosen:
            if name in NEED_SHARED and not workshop.has_shared:
                print(f"{name}: skipped, there is no folder `shared` beside the checkout")
                continue
            load, started = os.getloadavg()[0], time.monotonic()
            loads.append(f"{load:.1f} before {name}")
            print(f"measuring {name} (load {load:.1f} on {os.cpu_count()} cores)", file=sys.stderr)
            try:
                part: Part = importlib.import_module(f"bench.{name}").measure(workshop)
            except CannotMeasure as error:
                failed.append(f"{name}: could not be measured: {error}")
                continue
            except Exception as error:  # whatever it is, the other parts are measured
                failed.append(f"{name}: could not be measured: {type(error).__name__}: {error}")
                continue
            failed += [f"{name}: could not be measured: {text}" for text in part.missing]
            rows += part.figures
            lines += part.lines
            told[name] = {
                "figures": [figure.told() for figure in part.figures],
                "seconds": round(time.monotonic() - started, 1),
                "load_before": round(load, 2),
                "load_after": round(os.getloadavg()[0], 2),
                "details": part.details,
            }
    print(table(rows))
    print(f"{here['cpu']}, {here['cores']} cores; load {', '.join(loads)} (other programs share the machine)")
    for line in (*lines, *failed):
        print(line)
    if len(chosen) == len(PARTS) and args.share == 1:
        out = ROOT / "bench" / "results.json"
        out.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")
        print(f"written to {out.relative_to(ROOT)}")
    return 1 if failed else 0


def table(figures: list[Figure]) -> str:
    """The figures in columns."""
    rows = [HEAD, *(_row(figure) for figure in figures)]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _row(f: Figure) -> tuple[str, ...]:
    holds = {True: "yes", False: "NO", None: ""}[f.holds]
    peers = "" if f.peer_measured is None else _value(f.peer_measured, f.unit)
    return (
        f.what, _value(f.measured, f.unit), f.floor, f.peer, peers, "" if f.ratio is None else f"{f.ratio:.2f}", holds,
    )  # fmt: skip


def _value(value: float, unit: str) -> str:
    digits = 3 if not unit else 2 if unit == "s" and value < 10 else 1
    return f"{value:.{digits}f} {unit}".strip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


if __name__ == "__main__":
    sys.exit(main())
