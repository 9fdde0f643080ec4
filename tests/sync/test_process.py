"""The sync process: it comes when something is handed in, goes on after everything, and is alone."""

import json
import logging

import pytest
from fake_centre import response

from kiosk import enrolment
from kiosk.enrolment import Enrolment
from kiosk.store.errors import StoreUnwritable
from sync.terminal.errors import NoAnswer
from sync.terminal.pace import Pace
from sync.terminal.process import AlreadyRunning, NotEnrolled, Process, only_one, open_round


class Middle:
    """A random source that always takes the middle."""

    def uniform(self, low: float, high: float) -> float:
        return (low + high) / 2


class Time:
    """Passes only when somebody rests; things may be planned for a moment."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.plan: dict[float, object] = {}

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        for moment in [m for m in self.plan if m <= self.now]:
            self.plan.pop(moment)()


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def process(terminal, time):
    return Process(
        terminal.home, terminal.store, lambda: terminal.round, pace=Pace(Middle()), sleep=time.sleep,
        monotonic=time.monotonic, clock=lambda: terminal.now,
    )  # fmt: skip


def down(*_):
    return response(502, b"")


def test_an_unchanged_minute_costs_a_hello_and_then_only_polls(process, centre, time):
    for _ in range(5):
        process.rest(process.step())
    assert centre.calls == ["POST /hello", "GET /feed", "GET /feed", "GET /feed", "GET /feed", "GET /feed"]
    assert time.now == 1000 + 5 * 30


def test_a_hello_comes_again_after_five_minutes(process, centre):
    for _ in range(11):
        process.rest(process.step())
    assert centre.calls.count("POST /hello") == 2


def test_what_is_handed_in_goes_at_once(process, terminal, centre, time):
    process.rest(process.step())
    time.plan[time.now + 10] = lambda: terminal.submit("d", b"photo")
    began = time.now
    process.rest(process.step())
    assert time.now - began <= 12
    process.step()
    assert len(centre.whole()) == 1


def test_a_centre_that_fails_is_not_called_for_each_new_record(process, terminal, centre, time):
    centre.fault(*[down] * 8)
    pauses = [process.step() for _ in range(8)]
    assert pauses == sorted(pauses)
    terminal.submit("d")
    began = time.now
    process.rest(pauses[-1])
    assert time.now - began == pytest.approx(pauses[-1])
    process.step()
    assert set(terminal.states().values()) == {"accepted"}


def test_after_a_failed_poll_comes_a_whole_round(process, centre):
    process.step()
    centre.fault(down)
    process.step()
    process.step()
    assert centre.calls == ["POST /hello", "GET /feed", "GET /feed", "POST /hello", "GET /feed"]


def test_a_busy_centre_is_left_alone_for_as_long_as_it_asks(process, centre):
    from fake_centre import Trouble

    def busy(_):
        raise Trouble("later", 240)

    plain, centre._hello = centre._hello, busy
    assert process.step() >= 240
    centre._hello = plain
    assert process.step() == 30


def test_on_a_metered_line_it_calls_every_quarter_of_an_hour(process, terminal, time):
    (terminal.home / "settings.toml").write_text("metered = true\n")
    assert process.step() == 900


def test_what_the_centre_put_off_is_offered_again_with_the_next_call(process, terminal, centre):
    receipt = terminal.submit("d")
    centre.defer = {receipt.id}
    process.step()
    centre.defer.clear()
    process.step()
    assert terminal.states() == {receipt.id: "accepted"}


def test_what_stays_put_off_does_not_make_every_poll_a_round(process, terminal, centre):
    centre.defer = {terminal.submit("d").id}
    for _ in range(5):
        process.step()
    assert centre.calls.count("POST /records") == 2


def test_a_command_that_a_poll_brings_is_done_in_the_round_that_follows(process, terminal, centre):
    process.step()
    centre.tell("settings", text_scale=2.0)
    process.step()
    process.step()
    assert json.loads((terminal.home / "centre-settings.json").read_text()) == {"text_scale": 2.0}


@pytest.mark.parametrize(
    "error",
    [
        ValueError("罗桂芳"),
        RuntimeError("罗桂芳"),
        StoreUnwritable("disk full"),
        NoAnswer("x"),
        MemoryError(),
        KeyError(1),
    ],
    ids=repr,
)
def test_nothing_ends_it_and_the_log_says_nothing_about_people(process, terminal, centre, monkeypatch, caplog, error):
    caplog.set_level(logging.INFO)

    def fail():
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(terminal.round, "run", fail)
        assert process.step() > 0
    assert type(error).__name__ in caplog.text
    assert "罗桂芳" not in caplog.text
    process.step()
    assert "POST /hello" in centre.calls


def test_enrolled_anew_it_begins_with_the_new_key(process, terminal, centre):
    made = []
    process._make_round = lambda: made.append(1) or terminal.round
    process.step()
    process.step()
    enrolment.save(terminal.home, Enrolment("https://centre.test", "101", "马踏镇", "101-b", "c"))
    process.step()
    assert len(made) == 2
    assert centre.calls.count("POST /hello") == 2


def test_a_terminal_that_is_not_enrolled_waits_for_that(process, terminal, caplog):
    process._make_round = lambda: open_round(terminal.home, terminal.store)
    assert process.step() > 0
    assert "not enrolled" in caplog.text
    with pytest.raises(NotEnrolled):
        open_round(terminal.home, terminal.store)


def test_after_a_long_silence_the_first_call_has_its_own_moment(process, terminal, centre, time, monkeypatch):
    class Ended(BaseException):
        pass

    def end():
        raise Ended

    monkeypatch.setattr(process, "step", end)
    with pytest.raises(Ended):
        process.run()
    assert time.now == 1015
    terminal.round.run()
    with pytest.raises(Ended):
        process.run()
    assert time.now == 1015


def test_there_is_one_process_a_terminal(tmp_path):
    with only_one(tmp_path), pytest.raises(AlreadyRunning), only_one(tmp_path):
        pass
    with only_one(tmp_path):
        pass
