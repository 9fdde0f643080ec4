"""The plug is pulled anywhere in a round: before, during or after any call, or between any two writes to the store."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlite_utils import Database

from kiosk.store.base import Base
from sync import wire


class Pulled(BaseException):
    """The power is gone: no handler of ours may catch it."""


BIG = b"\x00\x01" * wire.CHUNK


@pytest.fixture
def work(terminal, centre):
    """A round with something in every step, the second one with a centre that lost some of it."""
    terminal.submit("a", b"photo", BIG)
    refused = terminal.submit("b")
    terminal.submit("c", about=refused.id)
    centre.refuse[refused.id] = "看不清"
    terminal.round.run()
    centre.refuse.clear()
    first = next(iter(centre.records))
    del centre.records[first]
    terminal.submit("d", b"other photo")
    centre.ledger -= 1
    centre.tell("command", name="resend", record=refused.id)
    centre.tell("settings", text_scale=1.5)
    at = "2026-11-25T09:00:00+08:00"
    centre.tell("status", record=first, version=3, step="working", label="正在办", at=at)
    centre.calls.clear()
    return first


def finish(terminal, centre, first):
    """Switched on again, everything comes to the same end."""
    terminal.off()
    terminal.on()
    terminal.round.run()
    terminal.round.run()
    assert set(terminal.states().values()) <= {"accepted", "already"}
    assert centre.whole() == set(terminal.states())
    assert len(centre.arrivals) == len(terminal.states()) + 1, "something was taken twice"
    assert terminal.store.delivered() == []
    assert terminal.store.commands() == []
    assert [step.version for step in terminal.store.steps(first)] == [3]
    assert (terminal.home / "centre-settings.json").read_text() == '{"text_scale": 1.5}\n'
    assert terminal.store.check() == []
    turns = [(hello.serial, hello.turn) for hello in centre.hellos]
    assert len({serial for serial, _ in turns}) == len(set(turns)), "one serial stood for two turns"


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("n", range(12))
def test_at_any_call(terminal, centre, work, n, when):
    def through(_, answer):
        return answer()

    def pull(_, answer):
        if when == "after":
            answer()
        raise Pulled

    centre.fault(*[through] * n, pull)
    try:
        terminal.round.run()
    except Pulled:
        pass
    else:
        assert n >= len(centre.calls)
        centre._faults.clear()
    finish(terminal, centre, work)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("n", range(24))
def test_at_any_write(terminal, centre, work, monkeypatch, n, when):
    count = 0
    plain = Base.writing

    @contextmanager
    def writing(self: Base) -> Iterator[Database]:
        nonlocal count
        count += 1
        if count == n + 1 and when == "before":
            raise Pulled
        with plain(self) as db:
            yield db
        if count == n + 1 and when == "after":
            raise Pulled

    with monkeypatch.context() as patched:
        patched.setattr(Base, "writing", writing)
        try:
            terminal.round.run()
        except Pulled:
            pass
        else:
            assert n >= count
    finish(terminal, centre, work)
