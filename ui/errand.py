"""Something that may take a while, done off the screen's thread; its result comes back on the screen's thread.

Only plain values cross over: no QObject is ever touched, or freed, by the worker.
"""

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

_POLL_MS = 50
_workers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="errand")
_T = TypeVar("_T")
_Errand = tuple[Callable[[], object], Future[object]]
_under_way: dict[int, _Errand] = {}  # what is to be done is held here, so that no worker is the last to let go of it
_tickets = itertools.count()


def run(owner: QObject, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
    """Do `work` in a worker; hand its result to `done` on this thread, unless `owner` is gone by then."""
    for number, (_, earlier) in list(_under_way.items()):
        if earlier.done():
            del _under_way[number]
    ticket = next(_tickets)
    begun = threading.Event()
    future: Future[_T] = _workers.submit(_do, ticket, begun)
    _under_way[ticket] = (work, future)  # type: ignore[assignment]
    begun.set()
    timer = QTimer(owner, interval=_POLL_MS)

    def look() -> None:
        if future.done():
            timer.stop()
            timer.deleteLater()
            if future.exception() is None:
                done(future.result())

    timer.timeout.connect(look)
    timer.start()


def _do(ticket: int, begun: threading.Event) -> Any:
    begun.wait()
    return _under_way[ticket][0]()
