"""A terminal that speaks sync/wire.py without a store behind it, for what is measured at the server.

Its messages are made and signed beforehand, so that the clock runs over the server and HTTP alone.
"""

import gzip
import http.client
import json
import random
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import requests
import uuid6

from bench.centre import Served
from kiosk.store.receipt import LAST_OF_DAY, make_number, new_token
from sync import wire
from sync.signing import TerminalKey

WORDS = 120  # characters of a citizen's own account of it
ANSWER_WITHIN_S = 120


@dataclass(slots=True, frozen=True)
class Message:
    """A request that is ready to be sent."""

    method: str
    path: str
    body: bytes | None
    headers: dict[str, str]


class Caller:
    """One enrolled terminal."""

    def __init__(self, number: str) -> None:
        self.number = number
        self.key = TerminalKey.make()
        self.key_id = ""
        self.store = str(uuid.uuid4())
        self._chance = random.Random(number)
        self._made = 0
        self._way: http.client.HTTPConnection | None = None

    def batches(self, count: int) -> list[Message]:
        """So many new records, a hundred a message."""
        return [
            self._packed(wire.RECORDS, {"now": _now(), "records": [self.record() for _ in range(size)]})
            for size in _portions(count, wire.MOST_RECORDS)
        ]

    def hello(self) -> Message:
        """The first hello."""
        told = {"store": self.store, "serial": 1, "turn": secrets.token_urlsafe(16), "now": _now(), "program": "bench"}
        return self._packed(wire.HELLO, told)

    def poll(self) -> Message:
        """Whether there is something new."""
        return self._signed("GET", f"{wire.FEED}?after=0", None, {})

    def record(self) -> dict[str, Any]:
        """A record as the wire has it, of an invented person."""
        self._made += 1
        day = (datetime.now(UTC) - timedelta(days=self._made // LAST_OF_DAY)).date()
        return {
            "id": str(uuid.UUID(int=uuid6.uuid7().int)),
            "number": make_number(self.number, day, 1 + self._made % LAST_OF_DAY),
            "token": new_token(),
            "kind": "mediation",
            "form": "mediation",
            "form_version": "1",
            "station": "马踏镇公共法律服务工作站",
            "terminal": self.number,
            "time": _now(),
            "data": {"answers": answers(self._chance)},
            "attachments": [],
        }

    def send(self, served: Served, message: Message) -> tuple[int, bytes]:
        """Status and body of the answer, over one connection that is kept.

        Raises:
            OSError, http.client.HTTPException: there was none.
        """
        if self._way is None:
            self._way = http.client.HTTPConnection(served.host, served.port, timeout=ANSWER_WITHIN_S)
        try:
            self._way.request(message.method, message.path, message.body, message.headers)
            answer = self._way.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            self.hang_up()
            raise

    def hang_up(self) -> None:
        """Close the connection."""
        if self._way is not None:
            self._way.close()
            self._way = None

    def _packed(self, path: str, told: object) -> Message:
        body = gzip.compress(json.dumps(told, ensure_ascii=False).encode(), compresslevel=4, mtime=0)
        return self._signed("POST", path, body, {"Content-Type": wire.TYPE_JSON, "Content-Encoding": "gzip"})

    def _signed(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Message:
        request = requests.Request(method, f"http://127.0.0.1{path}", data=body, headers=headers).prepare()
        self.key.sign(request, self.key_id)
        return Message(method, path, body, {name: str(value) for name, value in request.headers.items()})


def answers(chance: random.Random) -> dict[str, str]:
    """What a citizen answered, of the length that they have."""
    words = "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(WORDS))
    return {"name": f"申请人{chance.randrange(10**6)}", "phone": f"138{chance.randrange(10**8):08}", "events": words}


def accepted(answer: tuple[int, bytes]) -> int:
    """How many records of a batch were taken, now or before."""
    status, body = answer
    if status != requests.codes.ok:
        return 0
    taken = (wire.Outcome.ACCEPTED, wire.Outcome.ALREADY)
    return sum(one.outcome in taken for one in wire.Answers.model_validate_json(body).answers)


def record_bytes() -> int:
    """The length of a record as JSON."""
    return len(json.dumps(Caller("000").record(), ensure_ascii=False).encode())


def _portions(count: int, most: int) -> Sequence[int]:
    whole, rest = divmod(count, most)
    return [most] * whole + ([rest] if rest else [])


def _now() -> str:
    return datetime.now(UTC).isoformat()
