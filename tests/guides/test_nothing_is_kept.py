"""What is asked stays with who asks: no file, no database, no connection is made of it."""

import sys

from kiosk.content.store import ContentStore
from kiosk.guides.asking import Asker
from kiosk.law.library import Library
from kiosk.law.search import Search

_TOUCHES = ("os.mkdir", "os.rename", "os.truncate", "os.remove", "sqlite3.connect", "socket.connect")
_TO_WRITE = 0x3  # of an opened file's flags: write only, or read and write


class Guard:
    """Sees every file that this process opens to write. An audit hook cannot be taken away, only told to look aside."""

    def __init__(self) -> None:
        self.looking = False
        self.seen: list[str] = []
        sys.addaudithook(self._see)

    def _see(self, event: str, args: tuple[object, ...]) -> None:
        if not self.looking:
            return
        written = event == "open" and isinstance(args[2], int) and args[2] & _TO_WRITE
        if written or event in _TOUCHES:
            self.seen.append(f"{event} {args[0]}")


def test_asking_writes_nothing_anywhere(installed, tmp_path, monkeypatch):
    monkeypatch.setenv("LEGAL_KIOSK_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in installed.rglob("*")}
    packs, _ = ContentStore(installed).open()
    asker = Asker(Search(Library(packs)))
    asker.ask("柑子")  # modules are loaded, and their byte code may be kept
    guard = Guard()
    guard.looking = True
    for asked in ("收柑子的老板不给钱", "柑子的事", "柑橘保护法第三条", "飞天扫帚", "", "x" * 20_000):
        asker.ask(asked)
        asker.keys(asked, 5)
    guard.looking = False
    assert guard.seen == []
    assert list(tmp_path.rglob("*")) == []
    assert {path: path.stat().st_mtime_ns for path in installed.rglob("*")} == before


def test_the_guard_is_awake(tmp_path):
    guard = Guard()
    guard.looking = True
    (tmp_path / "x").write_text("x")
    guard.looking = False
    (tmp_path / "y").write_text("y")
    assert guard.seen == [f"open {tmp_path / 'x'}"]
