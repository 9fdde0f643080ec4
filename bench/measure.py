"""What every benchmark shares: a figure with its floor and its peer, percentiles, memory of a process tree, the workshop.

A figure that misses its floor is told, not raised: the machine may be busy. What cannot be measured at all raises
CannotMeasure.
"""

import json
import math
import os
import platform
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
LAWS = SHARED / "laws"
QUERIES = SHARED / "search"
CONTENT = ROOT / "assets" / "content"


class CannotMeasure(Exception):
    """A part cannot be measured here; the text says what is missing or what went wrong."""


@dataclass(slots=True, frozen=True)
class Figure:
    """One measured value; `ratio_at_most` is the floor of measured over peer."""

    what: str
    measured: float
    unit: str = ""
    at_least: float | None = None
    at_most: float | None = None
    peer: str = ""
    peer_measured: float | None = None
    ratio_at_most: float | None = None

    @property
    def ratio(self) -> float | None:
        """Measured over peer."""
        return self.measured / self.peer_measured if self.peer_measured else None

    @property
    def holds(self) -> bool | None:
        """Whether every floor of this figure is kept; None where it has none."""
        kept = []
        if self.at_least is not None:
            kept.append(self.measured >= self.at_least)
        if self.at_most is not None:
            kept.append(self.measured <= self.at_most)
        if self.ratio_at_most is not None:
            kept.append(self.ratio is not None and self.ratio <= self.ratio_at_most)
        return all(kept) if kept else None

    @property
    def floor(self) -> str:
        """The floor in words."""
        parts = []
        if self.at_least is not None:
            parts.append(f"≥ {self.at_least:g}")
        if self.at_most is not None:
            parts.append(f"≤ {self.at_most:g}")
        if self.ratio_at_most is not None:
            parts.append(f"≤ {self.ratio_at_most:g} × peer")
        return ", ".join(parts)

    def told(self) -> dict[str, object]:
        """The figure as results.json has it."""
        return {
            "what": self.what,
            "measured": round(self.measured, 4),
            "unit": self.unit,
            "floor": self.floor,
            "peer": self.peer,
            "peer_measured": None if self.peer_measured is None else round(self.peer_measured, 4),
            "ratio": None if self.ratio is None else round(self.ratio, 3),
            "holds": self.holds,
        }


@dataclass(slots=True)
class Part:
    """What one subject came to: its figures, lines to print below them, details for results.json, and what is missing."""

    figures: list[Figure] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


class Workshop:
    """A folder for one run, with the packs and the terminal that the parts measure; each is made when first asked for."""

    def __init__(self, folder: Path, share: float = 1) -> None:
        self.folder = folder
        self.share = share  # of what is measured in numbers, for a quick look
        self.has_shared = LAWS.is_dir() and QUERIES.is_dir()
        self.laws_output: dict[str, float] = {}

    def portion(self, count: int) -> int:
        """This run's share of a count."""
        return max(1, round(count * self.share))

    def packs(self) -> Path:
        """Both packs (the starter content alone where ../shared is absent), each built in a fresh process."""
        out = self.folder / "packs"
        if not out.is_dir():
            if self.has_shared:
                self.laws_output = self._build(LAWS, out)
            self._build(CONTENT, out)
        return out

    def home(self) -> Path:
        """A terminal's folder with these packs installed, for LEGAL_KIOSK_HOME."""
        home = self.folder / "home"
        if not home.is_dir():
            command = [sys.executable, "-m", "kiosk.cli", "content", "install", str(self.packs())]
            run(command, env={"LEGAL_KIOSK_HOME": str(home)})
        return home

    def _build(self, source: Path, out: Path) -> dict[str, float]:
        """Run `legal-kiosk content build` in a fresh process: seconds from its start to its end, peak memory in MB.

        The process tells its own high-water mark (VmHWM): what getrusage says of a child counts this process's pages
        too, which the child shares until it becomes another program.
        """
        code = (
            "import sys; from kiosk.cli import main; status = main(sys.argv[1:]);"
            "print(*[line for line in open('/proc/self/status') if line.startswith('VmHWM')])"
        )
        started = time.monotonic()
        told = run([sys.executable, "-c", code, "content", "build", str(source), "--out", str(out)])
        return {"seconds": time.monotonic() - started, "peak_mb": int(told.rsplit("VmHWM:", 1)[1].split()[0]) / 1024}


def run(command: Sequence[str], *, env: Mapping[str, str] | None = None, limit_s: float = 900) -> str:
    """Run a process of ours to its end and return what it printed.

    Raises:
        CannotMeasure: it failed, or took longer than `limit_s`.
    """
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            capture_output=True,
            text=True,
            timeout=limit_s,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotMeasure(f"{' '.join(command[1:4])}: not done after {limit_s:.0f} s") from error
    except subprocess.CalledProcessError as error:
        last = (error.stderr or error.stdout or "").strip().splitlines()[-1:]
        raise CannotMeasure(f"{' '.join(command[1:4])}: status {error.returncode}: {''.join(last)}") from error
    return done.stdout


@contextmanager
def running(command: Sequence[str], env: Mapping[str, str]) -> Iterator["subprocess.Popen[str]"]:
    """A process in a group of its own; the group is ended by its own number when the block is left."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )
    try:
        yield process
    finally:
        for ending in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, ending)
                process.wait(5)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        process.wait(5)
        if process.stdout:
            process.stdout.close()


def tree_memory(pid: int) -> dict[str, float]:
    """Memory of a process and all its descendants in MB: the sum of RSS (shared pages count in each), and of PSS."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text("utf-8", "replace").rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(stat.parent.name))
    tree, found = [pid], {"rss_mb": 0.0, "pss_mb": 0.0, "processes": 0.0}
    for member in tree:
        tree += children.get(member, [])
        try:
            rollup = Path(f"/proc/{member}/smaps_rollup").read_text("utf-8")
        except OSError:
            continue
        sizes = {line.split(":")[0]: line.split()[1] for line in rollup.splitlines()[1:]}
        found["rss_mb"] += int(sizes["Rss"]) / 1024
        found["pss_mb"] += int(sizes["Pss"]) / 1024
        found["processes"] += 1
    return found


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def spread(values: Sequence[float]) -> dict[str, float]:
    """Count, median, 95th percentile and maximum."""
    return {
        "n": len(values),
        "p50": round(percentile(values, 0.5), 4),
        "p95": round(percentile(values, 0.95), 4),
        "max": round(max(values), 4),
    }


def machine() -> dict[str, object]:
    """What the figures were measured on."""
    from PySide6.QtCore import qVersion

    names = [
        line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line
    ]
    return {
        "cpu": names[0] if names else platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "qt": qVersion(),
        "system": platform.platform(),
        "chromium": shutil.which("chromium") or "",
    }


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
