"""Start, memory and touch of the terminal, beside Debian's Chromium with a page of the same content.

Every process is fresh and warm (each program has run once before), 1080 x 1920, software rendering, the packs installed.
For start and memory both have a window on the same X display (Xvfb); touches are driven on Qt's offscreen platform.

- Start: from the start of the process to the first frame with the whole home page, plus the time that a first touch on it
  takes to be answered, press and release (bench/start.py). Chromium's start ends with the first paint of its page; nobody
  touches it. The two take turns; the median counts.
- Memory: of `legal-kiosk run` itself, with nothing of the bench in it, idle on the home page, and of Chromium idle on its
  page: RSS and PSS summed over the process tree.
- Touch: bench/touches.py.
"""

import json
import os
import sys
import time
from collections.abc import Sequence
from contextlib import closing

from bench.chromium import Browser
from bench.display import display
from bench.measure import CannotMeasure, Figure, Part, Workshop, percentile, run, running, spread, tree_memory

RUNS = 9
IDLE_S = 8
SLOWEST = 12
SIZE = (1080, 1920)


def measure(workshop: Workshop) -> Part:
    """Start, memory, touch."""
    env = environment(workshop)
    part = Part()
    try:
        with display(*SIZE) as name, closing(Browser(workshop.folder, name)) as browser:
            shown = env | {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}
            _start(shown, browser, part)
            _memory(shown, browser, part)
    except CannotMeasure as missing:
        part.missing.append(f"start and memory: {missing}")
    _touch(env, part)
    return part


def environment(workshop: Workshop) -> dict[str, str]:
    """The kiosk's environment: the packs installed, a screen of our size without a display, caches of its own."""
    screen = {"name": "bench", "x": 0, "y": 0, "width": SIZE[0], "height": SIZE[1], "dpr": 1}
    screens = workshop.folder / "screens.json"
    screens.write_text(json.dumps({"screens": [screen | {"logicalDpi": 96, "logicalBaseDpi": 96}]}), "utf-8")
    return {
        **os.environ,
        "LEGAL_KIOSK_HOME": str(workshop.home()),
        "QT_QPA_PLATFORM": f"offscreen:configfile={screens}",
        "QT_QUICK_BACKEND": "software",
        "XDG_CACHE_HOME": str(workshop.folder / "cache"),
        "TMPDIR": str(workshop.folder),
    }


def _start(env: dict[str, str], browser: Browser, part: Part) -> None:
    frames: list[float] = []
    usable: list[float] = []
    painted: list[float] = []
    for turn in range(RUNS + 1):
        frame_s, answered_s = _one_start(env)
        with browser.opened() as (_, painted_s):
            pass
        if turn:  # the first of each only warms up
            frames.append(frame_s)
            usable.append(frame_s + answered_s)
            painted.append(painted_s)
    peer, theirs = "Chromium, first paint", percentile(painted, 0.5)
    part.figures += [
        Figure(
            "start to usable home screen, median", percentile(usable, 0.5), "s", at_most=1.0, ratio_at_most=0.5,
            peer=peer, peer_measured=theirs,
        ),
        Figure("start to first frame, median", percentile(frames, 0.5), "s", peer=peer, peer_measured=theirs),
    ]  # fmt: skip
    part.details["start_s"] = {"usable": usable, "first_frame": frames, "chromium_painted": painted}


def _one_start(env: dict[str, str]) -> tuple[float, float]:
    """Seconds to the first frame, and seconds that a touch took."""
    started = time.monotonic()
    told = json.loads(run([sys.executable, "-m", "bench.start"], env=env, limit_s=60))
    if not told["whole"] or told["press_ms"] is None or told["release_ms"] is None:
        raise CannotMeasure(f"the home page was not whole, or a touch was not answered: {told}")
    return told["first_frame_at_s"] - started, (told["press_ms"] + told["release_ms"]) / 1000


def _memory(env: dict[str, str], browser: Browser, part: Part) -> None:
    with running([sys.executable, "-m", "ui.command", "run"], env) as process:
        time.sleep(IDLE_S)
        if process.poll() is not None:
            raise CannotMeasure("legal-kiosk run ended by itself")
        ours = tree_memory(process.pid)
    with browser.opened() as (process, _):
        time.sleep(IDLE_S)
        theirs = tree_memory(process.pid)
    part.figures += [
        Figure(
            "idle memory, RSS", ours["rss_mb"], "MB", at_most=220, ratio_at_most=1,
            peer="Chromium, all processes", peer_measured=theirs["rss_mb"],
        ),
        Figure(
            "idle memory, PSS", ours["pss_mb"], "MB", ratio_at_most=1,
            peer="Chromium, all processes", peer_measured=theirs["pss_mb"],
        ),
    ]  # fmt: skip
    part.details["memory"] = {"kiosk": ours, "chromium": theirs}


def _touch(env: dict[str, str], part: Part) -> None:
    told = json.loads(run([sys.executable, "-m", "bench.touches"], env=env, limit_s=600))
    touches = told["touches"]
    releases = [t["release"]["first_ms"] for t in touches if t["release"]]
    presses = [t["press"]["first_ms"] for t in touches if t["press"]]
    last = [t["release"]["last_ms"] for t in touches if t["release"]]
    part.figures += [
        Figure("release to changed frame, 95th percentile", percentile(releases, 0.95), "ms", at_most=80),
        Figure("press to pressed state, 95th percentile", percentile(presses, 0.95), "ms", at_most=80),
        Figure("release to last changed frame, 95th perc.", percentile(last, 0.95), "ms"),
        Figure("memory after the touches, RSS", told["rss_mb"], "MB"),
    ]
    kinds = _kinds(touches)
    silent = sorted({t["kind"] for t in touches if not t["release"]})
    unpressed = sorted({t["kind"] for t in touches if not t["press"]})
    spreads = {"release": spread(releases), "press": spread(presses), "last": spread(last)}
    part.details["touch_ms"] = {**spreads, "kinds": kinds, "without_answer": silent, "without_pressed_state": unpressed}
    part.lines.append(f"{len(touches)} touches; the slowest kinds, release to changed frame:")
    part.lines.append("  p50 ms   p95    max    made  drawn    n  kind")
    for kind in kinds[:SLOWEST]:
        part.lines.append(
            f"  {kind['p50']:6.1f} {kind['p95']:6.1f} {kind['max']:6.1f}  {kind['made_p50']:6.1f} {kind['drawn_p50']:6.1f}"
            f"  {kind['n']:3}  {kind['kind']}"
        )
    if silent:
        part.lines.append(f"touches that changed nothing on the screen: {', '.join(silent)}")
    if unpressed:
        part.lines.append(f"controls that show nothing while they are pressed: {', '.join(unpressed)}")


def _kinds(touches: Sequence[dict[str, dict[str, float]]]) -> list[dict[str, float]]:
    """The kinds of touch, slowest median first: release to changed frame, and what of it was making and drawing."""
    by_kind: dict[str, list[dict[str, float]]] = {}
    for touch in touches:
        if touch["release"]:
            by_kind.setdefault(str(touch["kind"]), []).append(touch["release"])
    rows: list[dict[str, float]] = []
    for kind, answers in by_kind.items():
        row = {"kind": kind, **spread([a["first_ms"] for a in answers])}
        for share in ("made", "drawn", "last"):
            row[f"{share}_p50"] = percentile([a[f"{share}_ms"] for a in answers], 0.5)
        rows.append(row)  # type: ignore[arg-type]
    return sorted(rows, key=lambda row: -row["p50"])
