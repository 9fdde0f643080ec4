"""The peer of the sync: PouchDB replicating to express-pouchdb (bench/pouch/replicate.mjs).

Installed once by npm under build/peers, with the versions pinned here. PouchDB does not wait for the disk where we do; its
attachments lie in its database, unencrypted.
"""

import json
import shutil
from pathlib import Path

from bench.measure import ROOT, CannotMeasure, run

PACKAGES = ("pouchdb@9.0.0", "express-pouchdb@4.2.0", "express@4.21.2")
MODULES = ROOT / "build" / "peers"
SCRIPT = ROOT / "bench" / "pouch" / "replicate.mjs"
NAME = "PouchDB 9 to express-pouchdb"


class NoPouch(Exception):
    """PouchDB cannot be had here; the text says what is missing."""


def replicate(folder: Path, records: int, size: int, attachments: int, attachment_size: int) -> float:
    """Seconds that PouchDB takes for so many documents and attachments of these sizes in bytes.

    Raises:
        NoPouch: node or npm is missing, or the packages cannot be installed.
        CannotMeasure: not everything arrived.
    """
    _install()
    folder.mkdir()
    sizes = [str(number) for number in (records, size, attachments, attachment_size)]
    told = json.loads(run(["node", str(SCRIPT), str(MODULES), str(folder), *sizes]))
    shutil.rmtree(folder)
    if told["there"] != records or told["failed"]:
        raise CannotMeasure(f"PouchDB: {told['there']} of {records} arrived")
    return float(told["seconds"])


def _install() -> None:
    if not (shutil.which("npm") and shutil.which("node")):
        raise NoPouch("npm is not installed")
    mark = MODULES / "installed"
    wanted = " ".join(PACKAGES)
    if mark.is_file() and mark.read_text("utf-8") == wanted:
        return
    MODULES.mkdir(parents=True, exist_ok=True)
    options = ["--prefix", str(MODULES), "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
    try:
        run(["npm", "install", *options, *PACKAGES])
    except CannotMeasure as error:
        raise NoPouch(str(error)) from error
    mark.write_text(wanted, "utf-8")
