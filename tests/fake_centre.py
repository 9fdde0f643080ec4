"""A centre in memory that speaks sync/wire.py over a `requests` adapter, for tests of the terminal's end.

It checks signatures, keeps each record once, attachments by their hash, turns and feed, as the real one does. What goes wrong
on the way is a fault: a function of the request and of what would answer it, put in line with `centre.fault(…)`.
"""

import gzip
import hashlib
import io
import json
from collections import deque
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from pydantic import BaseModel
from requests.adapters import BaseAdapter
from urllib3 import HTTPResponse

from sync import signing, wire

URL = "https://centre.test"
CENTRE = "0192f0c1-0000-4000-8000-0000000000c1"
Handler = Callable[[], requests.Response]
Fault = Callable[[requests.PreparedRequest, Handler], requests.Response]


def response(
    status: int, body: bytes = b"", headers: Mapping[str, str] | None = None, length: int | None = None
) -> requests.Response:
    """An answer as it comes over the wire; `length` is what its Content-Length says."""
    given = {"Content-Length": str(len(body) if length is None else length), **(headers or {})}
    answer = requests.Response()
    answer.status_code = status
    answer.headers.update(given)
    answer.raw = HTTPResponse(io.BytesIO(body), given, status, preload_content=False, request_method="GET")
    return answer


class Trouble(Exception):
    """The centre answers with a `wire.Trouble`."""

    def __init__(self, code: str, after_s: int = 0) -> None:
        super().__init__(code)
        self.code, self.after_s = code, after_s


class FakeCentre(BaseAdapter):
    """Has what it was sent; every attribute may be looked at and changed by a test."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: dict[str, str] = {}
        self.codes: dict[str, str] = {}  # code → public key that used it
        self.records: dict[str, dict[str, Any]] = {}
        self.offered: list[str] = []  # ids in the order they came
        self.arrivals: list[str] = []  # of those, the ones that were taken
        self.contents: dict[str, bytes] = {}
        self.parts: dict[str, bytes] = {}
        self.refuse: dict[str, str] = {}  # id → reason
        self.defer: set[str] = set()
        self.feed: list[tuple[str, dict[str, Any]]] = []
        self.hellos: list[wire.Hello] = []
        self.turn = ""
        self.notice = wire.Notice.NONE
        self.newest = wire.NEWEST
        self.ledger = 0
        self.ahead = timedelta()  # its clock against ours
        self.calls: list[str] = []
        self.bytes: list[int] = []  # both ways, with headers
        self._faults: deque[Fault] = deque()

    def session(self) -> requests.Session:
        session = requests.Session()
        session.mount(URL, self)
        return session

    def fault(self, *faults: Fault) -> None:
        """These happen to the next calls, one each."""
        self._faults.extend(faults)

    def tell(self, kind: str, **body: Any) -> None:
        """Put something into the terminal's feed."""
        self.feed.append((kind, body))

    def whole(self) -> set[str]:
        """Ids of the records that are here with all their attachments."""
        return {id_ for id_, record in self.records.items() if not self._missing(record)}

    # What requests calls

    def send(self, request: requests.PreparedRequest, **_: Any) -> requests.Response:
        self.calls.append(f"{request.method} {urlsplit(request.url or '').path.removeprefix(wire.BASE)}")
        fault = self._faults.popleft() if self._faults else None
        answer = fault(request, lambda: self._answer(request)) if fault else self._answer(request)
        answer.request, answer.url = request, request.url or ""
        sent = sum(len(f"{name}: {value}\r\n") for name, value in request.headers.items())
        came = sum(len(f"{name}: {value}\r\n") for name, value in answer.headers.items())
        self.bytes.append(sent + len(request.body or b"") + len(request.path_url) + came + 100)
        return answer

    def close(self) -> None:
        pass

    def _answer(self, request: requests.PreparedRequest) -> requests.Response:
        try:
            said = self._say(request)
        except Trouble as trouble:
            more = {"Retry-After": str(trouble.after_s)} if trouble.after_s else {}
            return self._json(wire.TROUBLES[trouble.code], wire.Trouble(code=trouble.code), more)
        if said is None:
            return response(204, headers={wire.ANSWER_HEADER: "1"})
        status, message = said if isinstance(said, tuple) else (200, said)
        return self._json(status, message)

    def _json(self, status: int, message: BaseModel, more: Mapping[str, str] | None = None) -> requests.Response:
        body = gzip.compress(message.model_dump_json().encode())
        headers = {"Content-Type": wire.TYPE_JSON, "Content-Encoding": "gzip", wire.ANSWER_HEADER: "1"}
        return response(status, body, headers | dict(more or {}))

    # The steps

    def _say(self, request: requests.PreparedRequest) -> Any:
        url = urlsplit(request.url or "")
        step = url.path.removeprefix(wire.BASE)
        asked = {name: int(values[0]) for name, values in parse_qs(url.query).items()}
        raw = request.body or b""
        assert isinstance(raw, bytes)
        if step == "/enrol":
            return self._enrol(wire.Enrol.model_validate_json(gzip.decompress(raw)))
        key = self._verified(request, raw)
        assert key
        if step.startswith("/attachments/"):
            return self._attachment(step.rpartition("/")[2], request.method == "PUT", raw, asked.get("offset", 0))
        if step == "/bundle":
            return self._bundle(raw)
        if step == "/feed":
            return self._feed(asked["after"])
        body = gzip.decompress(raw)
        return {
            "/hello": lambda: self._hello(wire.Hello.model_validate_json(body)),
            "/records": lambda: self._records(wire.Records.model_validate_json(body)),
            "/compare": lambda: self._compare(wire.Compare.model_validate_json(body)),
        }[step]()

    def _verified(self, request: requests.PreparedRequest, body: bytes) -> str:
        message = signing.Message(request.method or "", request.url or "", dict(request.headers))
        try:
            return signing.verify(message, body, self.keys.get)
        except signing.UnknownKey:
            raise Trouble("unknown-key") from None
        except signing.Unsigned:
            raise Trouble("unsigned") from None

    def _enrol(self, told: wire.Enrol) -> wire.Enrolled:
        if self.codes.get(told.code, "none") not in ("", told.public_key):
            raise Trouble("bad-code")
        self.codes[told.code] = told.public_key
        key = f"101-{hashlib.sha256(told.public_key.encode()).hexdigest()[:12]}"
        self.keys[key] = told.public_key
        return wire.Enrolled(key=key, terminal="101", station="马踏镇", centre=CENTRE)

    def _hello(self, told: wire.Hello) -> wire.Welcome:
        self.hellos.append(told)
        notice = self.notice
        if told.ledger > self.ledger:
            notice = wire.Notice.BEHIND
        self.turn = told.turn
        return wire.Welcome(
            wire=min(told.newest, self.newest), centre=CENTRE, now=datetime.now(UTC) + self.ahead, notice=notice,
            head=len(self.feed), terminal="101", station="马踏镇",
        )  # fmt: skip

    def _records(self, told: wire.Records) -> wire.Answers:
        return wire.Answers(answers=[self._record(raw) for raw in told.records])

    def _record(self, raw: dict[str, Any]) -> wire.Answer:
        id_ = str(raw["id"])
        self.offered.append(id_)
        if id_ in self.defer:
            return wire.Answer(id=id_, outcome=wire.Outcome.DEFERRED)
        if id_ in self.refuse:
            return wire.Answer(id=id_, outcome=wire.Outcome.REFUSED, reason=self.refuse[id_])
        record = wire.Record.model_validate(raw)
        outcome = wire.Outcome.ACCEPTED
        if id_ in self.records:
            assert wire.Record.model_validate(self.records[id_]).fingerprint() == record.fingerprint()
            outcome = wire.Outcome.ALREADY
        else:
            if record.about is not None and record.about not in self.records:
                return wire.Answer(id=id_, outcome=wire.Outcome.DEFERRED, reason="what it is about is not here yet")
            self.records[id_] = json.loads(json.dumps(raw))
            self.arrivals.append(id_)
            self.ledger += 1
        return wire.Answer(id=id_, outcome=outcome, missing=self._missing(raw))

    def _missing(self, raw: dict[str, Any]) -> list[str]:
        return [a["sha256"] for a in raw["attachments"] if a["sha256"] not in self.contents]

    def _wanted(self, sha256: str) -> int | None:
        sizes = {a["sha256"]: a["size"] for record in self.records.values() for a in record["attachments"]}
        return sizes.get(sha256)

    def _bundle(self, body: bytes) -> wire.Bundled:
        kept, refused = [], []
        for sha256, content in wire.unpack_bundle(body):
            good = self._wanted(sha256) == len(content) and hashlib.sha256(content).hexdigest() == sha256
            (kept if good else refused).append(sha256)
            if good:
                self._keep(sha256, content)
        return wire.Bundled(kept=kept, refused=refused)

    def _attachment(self, sha256: str, is_put: bool, chunk: bytes, offset: int) -> Any:
        size = self._wanted(sha256)
        if size is None:
            raise Trouble("unasked")
        if sha256 in self.contents:
            return wire.Kept(received=size, whole=True)
        part = self.parts.get(sha256, b"")
        if not is_put:
            return wire.Kept(received=len(part), whole=False)
        if offset != len(part):
            return 409, wire.Kept(received=len(part), whole=False)
        self.parts[sha256] = part = part + chunk
        if len(part) < size:
            return wire.Kept(received=len(part), whole=False)
        del self.parts[sha256]
        if hashlib.sha256(part).hexdigest() != sha256:
            return wire.Kept(received=0, whole=False)
        self._keep(sha256, part)
        return wire.Kept(received=size, whole=True)

    def _keep(self, sha256: str, content: bytes) -> None:
        self.ledger += sha256 not in self.contents
        self.contents[sha256] = content

    def _compare(self, told: wire.Compare) -> wire.Compared:
        claimed = dict(told.records)
        prints = {
            id_: wire.Record.model_validate(self.records[id_]).fingerprint() for id_ in claimed if id_ in self.records
        }
        wanting = {id_: lost for id_ in prints if (lost := self._missing(self.records[id_]))}
        equal = [id_ for id_ in prints if prints[id_] == claimed[id_]]
        whole = [prints[id_] for id_ in equal if id_ not in wanting]
        return wire.Compared(
            count=len(whole), digest=wire.digest(whole), ledger=self.ledger,
            missing=[id_ for id_ in claimed if id_ not in prints], differing=[i for i in prints if i not in equal],
            wanting={id_: lost for id_, lost in wanting.items() if id_ in equal},
        )  # fmt: skip

    def _feed(self, after: int) -> wire.Feed | None:
        head = len(self.feed)
        if after == head:
            return None
        if after > head:
            return wire.Feed(reset=True, head=head)
        items = [wire.Item(seq=i, kind=kind, body=body) for i, (kind, body) in enumerate(self.feed, 1)]
        return wire.Feed(items=items[after : after + wire.MOST_ITEMS], head=head)
