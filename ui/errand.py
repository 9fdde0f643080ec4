"""Something that may take a while, done off the screen's thread; its result comes back on the screen's thread.

Only plain values cross over: no QObject is ever touched, or freed, by the worker.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

_POLL_MS = 50
_workers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="errand")
_T = TypeVar("_T")


def run(owner: QObject, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
    """Do `work` in a worker; hand its result to `done` on this thread, unless `owner` is gone by then."""
    future: Future[_T] = _workers.submit(work)
    timer = QTimer(owner, interval=_POLL_MS)

    def look() -> None:
        if future.done():
            timer.stop()
            timer.deleteLater()
            if future.exception() is None:
                done(future.result())

    timer.timeout.connect(look)
    timer.start()
