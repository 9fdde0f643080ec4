"""What it costs to import and index all of ../shared/laws: time, memory, and the size of the pack.

`legal-kiosk content build` runs in a fresh process, from its start to its end; it tells its own peak memory. The peer
reads the same folder with the same importer, also in a fresh process, and puts the same tokens into an FTS5 table.
"""

import json
import sys
import time
from contextlib import closing
from pathlib import Path

from bench.measure import LAWS, CannotMeasure, Figure, Part, Workshop, run
from kiosk.content.pack import info, open_pack


def measure(workshop: Workshop) -> Part:
    """Build the pack, and the peer's index."""
    pack = workshop.packs() / "laws.pack"
    if not pack.is_file():
        raise CannotMeasure("legal-kiosk content build made no laws.pack")
    cost = workshop.laws_output
    index = workshop.folder / "fts5-build.sqlite"
    peer = json.loads(run([sys.executable, "-m", "bench.build_cost", str(index)]))
    with closing(open_pack(pack)) as db:
        counts = info(db).counts
    if counts["documents"] != peer["documents"]:
        raise CannotMeasure(f"the peer indexed {peer['documents']} documents, the pack holds {counts['documents']}")
    source_mb = sum(file.stat().st_size for file in LAWS.rglob("*") if file.is_file()) / 1e6
    pack_mb, index_mb = pack.stat().st_size / 1e6, index.stat().st_size / 1e6
    part = Part()
    part.figures = [
        Figure(
            "import and index all statutes", cost["seconds"], "s", at_most=120,
            peer="same importer, then FTS5", peer_measured=peer["seconds"],
        ),
        Figure(
            "peak memory of the import", cost["peak_mb"], "MB", at_most=1024,
            peer="same importer, then FTS5", peer_measured=peer["peak_mb"],
        ),
        Figure("size of the pack", pack_mb, "MB", ratio_at_most=4, peer="source files", peer_measured=source_mb),
        Figure("size of the pack", pack_mb, "MB", peer="FTS5 without texts", peer_measured=index_mb),
    ]  # fmt: skip
    part.details = {"pack": cost | counts, "fts5": peer}
    return part


def _peer(index: Path) -> dict[str, float]:
    """Read the folder and fill an FTS5 table; in this process, which does nothing else."""
    started = time.monotonic()
    from bench.peers import Fts5, documents
    from kiosk.law.folder import read_folder

    statutes = read_folder(LAWS).statutes
    read_s = time.monotonic() - started
    fts = Fts5(index)
    indexed = fts.build(documents(statutes))
    fts.close()
    seconds = time.monotonic() - started
    high = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return {
        "seconds": seconds,
        "of_which_reading_s": read_s,
        "documents": indexed,
        "peak_mb": int(high.split()[1]) / 1024,
    }


if __name__ == "__main__":
    print(json.dumps(_peer(Path(sys.argv[1]))))
