"""A terminal's voice for the API's tests: signed messages, one at a time, with whatever a test puts into them."""

import gzip
import json
import uuid
from datetime import UTC, datetime
from typing import Any

import requests
import uuid6
from central.inprocess import URL, session

from kiosk.store.receipt import make_number, new_token
from sync import wire
from sync.central.fleet import keys
from sync.central.fleet.models import Terminal
from sync.signing import TerminalKey


class Caller:
    """One enrolled terminal that says what it is told to say."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.store = str(uuid.uuid4())
        self.key = TerminalKey.make()
        self.session = session()
        self._numbers = 0
        told = wire.Enrol(
            code=keys.issue_code(terminal, None), public_key=self.key.public, store=self.store, program="test"
        )  # fmt: skip
        self.key_id = self.send("POST", wire.ENROL, told.model_dump(mode="json"), signed=False).json()["key"]

    def send(
        self, method: str, path: str, message: Any = None, *, body: bytes = b"", signed: bool = True, **headers: str
    ) -> requests.Response:
        """Send a message, packed, or a raw body."""
        if message is not None:
            body = gzip.compress(json.dumps(message).encode())
            headers = {"Content-Type": wire.TYPE_JSON, "Content-Encoding": "gzip", **headers}
        request = requests.Request(method, URL + path, data=body or None, headers=headers).prepare()
        if signed:
            self.key.sign(request, self.key_id)
        return self.session.send(request)

    def records(self, *records: dict[str, Any]) -> list[dict[str, Any]]:
        """Hand records in; the answers."""
        told = {"now": datetime.now(UTC).isoformat(), "records": records}
        answer = self.send("POST", wire.RECORDS, told)
        assert answer.status_code == 200, answer.text
        return list(answer.json()["answers"])

    def record(self, **changes: Any) -> dict[str, Any]:
        """A record as the wire has it."""
        self._numbers += 1
        return {
            "id": str(uuid.UUID(int=uuid6.uuid7().int)),
            "number": make_number(self.terminal.number, datetime.now(UTC).date(), self._numbers),
            "token": new_token(),
            "kind": "mediation",
            "form": "mediation",
            "form_version": "1",
            "station": "马踏镇工作站",
            "terminal": self.terminal.number,
            "time": datetime.now(UTC).isoformat(),
            "data": {"answers": {"name": "钟秀英", "phone": "13890610001"}},
            "attachments": [],
        } | changes

    def hello(self, serial: int, turn: str, previous: str | None = None, **more: Any) -> dict[str, Any]:
        """Say hello; the centre's side."""
        told = {
            "store": self.store, "serial": serial, "turn": turn * 16, "previous": previous * 16 if previous else None,
            "now": datetime.now(UTC).isoformat(), "program": "test",
        }  # fmt: skip
        answer = self.send("POST", wire.HELLO, told | more)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())
