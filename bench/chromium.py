"""The peer of our screen: Debian's Chromium in kiosk mode, with a static page of what our home page shows.

The page has the same picture, words, tiles and icons, all in one file. After two animation frames, which is when it has
been painted, it asks a server on loopback for /painted/WIDTHxHEIGHT; that moment ends its start. Its profile is kept
from run to run, as on a terminal, and the flags keep it off the network.
"""

import http.server
import os
import shutil
import subprocess
import threading
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

from bench.measure import CONTENT, ROOT, CannotMeasure, running

WAIT_S = 30
SIZES = ("1080x1920", "1079x1919")  # a window without a window manager may be a pixel smaller
FLAGS = (
    "--kiosk", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--no-default-browser-check", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--disable-extensions", "--disable-features=LocalNetworkAccessChecks",
    "--window-position=0,0", "--window-size=1080,1920", "--password-store=basic", "--use-mock-keychain",
)  # fmt: skip
_BAR = (
    ("back", "返回"),
    ("home", "首页"),
    ("text-larger", "字大小"),
    ("contrast", "黑底"),
    ("person-help", "找人帮"),
    ("check", "用完了"),
)
_STYLE = """
body{margin:0;width:100vw;height:100vh;display:flex;flex-direction:column;background:#FBF7EF;color:#22302E;
 font:27px/1.45 'Noto Sans CJK SC'}
header{display:flex;justify-content:space-between;padding:12px 28px;background:#F2EBDD}
main{flex:1;overflow:auto} .hero svg{width:100%;height:auto;display:block}
h1{font-size:41px;text-align:center} h2{font-size:28px;margin:18px 28px}
.ask,.tile,.shelf{background:#fff;border:1px solid #DDD5C4;border-radius:14px;display:flex;align-items:center;gap:18px}
.ask,.shelf{margin:0 28px;padding:24px;border-color:#0E5A4B}
.tiles{display:grid;grid-template-columns:1fr 1fr;gap:10px;margin:0 28px 18px}
.tile{padding:18px;font:inherit;font-weight:bold}
.medal{background:#E8F1EE;border-radius:50%;padding:10px;display:flex}
svg{width:44px;height:44px;color:#0E5A4B} nav{display:flex;background:#F2EBDD;border-top:1px solid #DDD5C4}
nav div{flex:1;text-align:center;padding:12px;font-size:22px;color:#0E5A4B}
"""


def page(port: int) -> str:
    """The home page as HTML, which tells the server on `port` once it is painted."""
    topics = tomllib.loads((CONTENT / "topics.toml").read_text("utf-8"))["topic"]
    tiles = "".join(
        f'<button class="tile"><span class="medal">{_drawing(t["icon"])}</span>{escape(t["title"])}</button>'
        for t in topics
    )
    bar = "".join(f"<div>{_drawing(icon)}<br>{word}</div>" for icon, word in _BAR)
    told = (
        "requestAnimationFrame(()=>requestAnimationFrame(()=>"
        f"fetch(`http://127.0.0.1:{port}/painted/${{innerWidth}}x${{innerHeight}}`,{{mode:'no-cors'}})))"
    )
    return (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>公共法律服务</title><style>{_STYLE}</style>'
        f'<header><span>井研县公共法律服务中心</span><span>12:00</span></header><main><div class="hero">'
        f"{_drawing('hero', 'illustrations')}</div><h1>您遇到了什么事？</h1>"
        f'<div class="ask">{_drawing("search")}点这里，用自己的话问</div><h2>大家常问</h2><div class="tiles">{tiles}</div>'
        f'<div class="shelf">{_drawing("bookshelf")}按类别翻看法律</div></main><nav>{bar}</nav>'
        f"<script>onload=()=>{told}</script></html>"
    )


def _drawing(name: str, folder: str = "icons") -> str:
    return (ROOT / "assets" / folder / f"{name}.svg").read_text("utf-8")


class Browser:
    """Chromium with the page, started as often as one likes."""

    def __init__(self, folder: Path, display: str) -> None:
        self._display = display
        self._chromium = shutil.which("chromium") or ""
        if not self._chromium:
            raise CannotMeasure("chromium is not installed (`make bench` installs it)")
        self._folder = folder
        self._profile = folder / "profile"
        self._file = folder / "page.html"
        self._painted = threading.Event()
        self._at_s = 0.0
        self._size = ""
        browser = self

        class Told(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path.startswith("/painted/") and not browser._painted.is_set():
                    browser._at_s = time.monotonic()
                    browser._size = self.path.rsplit("/", 1)[1]
                    browser._painted.set()
                self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Told)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self._file.write_text(page(self._server.server_port), "utf-8")

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    @contextmanager
    def opened(self) -> Iterator[tuple["subprocess.Popen[str]", float]]:
        """The browser with the page painted: its process, and the seconds from its start to the paint.

        Raises:
            CannotMeasure: the page is not painted within half a minute.
        """
        self._painted.clear()
        command = [self._chromium, *FLAGS, f"--user-data-dir={self._profile}", self._file.as_uri()]
        started = time.monotonic()
        with running(command, {**os.environ, "TMPDIR": str(self._folder), "DISPLAY": self._display}) as process:
            if not self._painted.wait(WAIT_S):
                raise CannotMeasure(f"chromium did not paint its page within {WAIT_S} s")
            if self._size not in SIZES:
                raise CannotMeasure(f"chromium's page is {self._size}, not {SIZES[0]}")
            yield process, self._at_s - started
