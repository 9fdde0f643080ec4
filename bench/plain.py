"""The least that a server can do with what it is sent: an ASGI application that writes each body to a file of its own.

    PLAIN_FOLDER=DIR [PLAIN_DURABLE=1] python -m uvicorn bench.plain:application

It checks, unpacks and encrypts nothing, and waits for the disk only when told to.
"""

import itertools
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

_folder = Path(os.environ.get("PLAIN_FOLDER", "."))
_durable = bool(os.environ.get("PLAIN_DURABLE"))
_number = itertools.count()


async def application(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    """Take one request."""
    if scope["type"] != "http":
        return
    with (_folder / f"{next(_number):08}").open("wb") as file:
        more = True
        while more:
            message = await receive()
            file.write(message.get("body", b""))
            more = message.get("more_body", False)
        if _durable:
            file.flush()
            os.fsync(file.fileno())
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"{}"})
