"""What can happen between a terminal and the centre, and to either of them in the middle of it; all of it out of one seed."""

import copy
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import requests
from central.inprocess import InProcess, as_response
from django.db import connection
from requests.adapters import BaseAdapter

from kiosk.store.base import Base
from sync import wire
from sync.central.cases import files

PORTAL = b"<html><body>\xe6\xac\xa2\xe8\xbf\x8e\xe4\xbd\xbf\xe7\x94\xa8\xe5\x85\x8d\xe8\xb4\xb9\xe7\xbd\x91\xe7\xbb\x9c</body></html>"


class Pulled(BaseException):
    """The power is gone: no handler of the program may catch it."""


class Weather(BaseAdapter):
    """The way to the centre. While `bad` is 0 every request arrives and every answer comes back."""

    def __init__(self, rng: random.Random, log: Callable[[str], None]) -> None:
        super().__init__()
        self._rng, self._log = rng, log
        self._centre = InProcess()
        self._late: list[requests.PreparedRequest] = []
        self.bad = 0.0
        self._kinds = (
            self._lost, self._unanswered, self._twice, self._later, self._cut, self._garbled, self._portal, self._proxy,
            self._centre_dies, self._pulled_before, self._pulled_after, self._full,
        )  # fmt: skip

    def session(self) -> requests.Session:
        session = requests.Session()
        session.mount("http://", self)
        return session

    def send(self, request: requests.PreparedRequest, **_: Any) -> requests.Response:
        if self._rng.random() >= self.bad:
            return self._centre.send(request)
        fault = self._rng.choice(self._kinds)
        self._log(f"  {fault.__name__.strip('_')}: {request.method} {request.path_url.split('/')[3][:12]}")
        return fault(request)

    def deliver_late(self) -> None:
        """What was held up on the way arrives now, in whatever order; nobody waits for the answers."""
        self._rng.shuffle(self._late)
        while self._late:
            self._centre.send(self._late.pop())

    def close(self) -> None:
        pass

    def _lost(self, request: requests.PreparedRequest) -> requests.Response:
        raise requests.ConnectionError

    def _unanswered(self, request: requests.PreparedRequest) -> requests.Response:
        self._centre.send(request)
        raise requests.ReadTimeout

    def _twice(self, request: requests.PreparedRequest) -> requests.Response:
        self._centre.send(request)
        return self._centre.send(request)

    def _later(self, request: requests.PreparedRequest) -> requests.Response:
        self._late.append(copy.copy(request))
        raise requests.ReadTimeout

    def _cut(self, request: requests.PreparedRequest) -> requests.Response:
        answer = self._centre.send(request)
        content = answer.raw.read()
        at = self._rng.randrange(len(content)) if content else 0
        return as_response(request, answer.status_code, dict(answer.headers), content[:at])

    def _garbled(self, request: requests.PreparedRequest) -> requests.Response:
        """A byte that no message holds; what is changed with more skill is TLS's to find."""
        answer = self._centre.send(request)
        content = bytearray(answer.raw.read())
        if content:
            content[self._rng.randrange(len(content))] = 0
        return as_response(request, answer.status_code, dict(answer.headers), bytes(content))

    def _portal(self, request: requests.PreparedRequest) -> requests.Response:
        return as_response(request, 200, {"Content-Type": "text/html"}, PORTAL)

    def _proxy(self, request: requests.PreparedRequest) -> requests.Response:
        return as_response(request, 502, {"Content-Type": "text/html"}, b"<h1>Bad Gateway</h1>")

    def _centre_dies(self, request: requests.PreparedRequest) -> requests.Response:
        """At one of its statements; what was not committed is gone."""
        left = self._rng.randrange(1, 40)

        def die(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                raise Pulled
            return execute(sql, params, many, context)

        try:
            with connection.execute_wrapper(die):
                return self._centre.send(request)
        except Pulled:
            connection.close()
            raise requests.ConnectionError from None

    def _pulled_before(self, request: requests.PreparedRequest) -> requests.Response:
        raise Pulled

    def _pulled_after(self, request: requests.PreparedRequest) -> requests.Response:
        self._centre.send(request)
        raise Pulled

    def _full(self, request: requests.PreparedRequest) -> requests.Response:
        """The centre's disk is full just now."""
        real = files.is_room
        files.is_room = lambda _: False
        try:
            return self._centre.send(request)
        finally:
            files.is_room = real


@contextmanager
def plug_pulled(at: int, *, inside: bool) -> Iterator[None]:
    """A terminal's power goes at its n-th write to the store: before it, or inside it and before it is committed."""
    real, count = Base.writing, 0

    @contextmanager
    def writing(self: Base) -> Iterator[Any]:
        nonlocal count
        count += 1
        if count == at and not inside:
            raise Pulled
        with real(self) as db:
            yield db
            if count == at:
                raise Pulled

    Base.writing = writing  # type: ignore[method-assign]
    try:
        yield
    finally:
        Base.writing = real  # type: ignore[method-assign]


@contextmanager
def small_pieces() -> Iterator[None]:
    """Chunks, batches and bundles so small that a few photos need many of each."""
    names = {"CHUNK": 700, "MOST_RECORDS": 3, "BUNDLE_BYTES": 1500, "MOST_ITEMS": 4, "MOST_COMPARED": 5}
    before = {name: getattr(wire, name) for name in names}
    for name, value in names.items():
        setattr(wire, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(wire, name, value)
