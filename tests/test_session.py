"""One citizen's visit over a clock of our own: warned before it ends, and over when nobody answers."""

import pytest

from kiosk.session import Session, State


@pytest.fixture
def session() -> Session:
    return Session(warn_after_s=60, wipe_after_s=90)


def test_nobody_is_there_until_somebody_touches(session):
    assert session.tick(1_000) is State.NOBODY
    assert session.seconds_left(1_000) == 0
    session.touch(1_000)
    assert session.tick(1_000) is State.PRESENT


def test_a_quiet_visit_is_warned_and_then_over(session):
    session.touch(1_000)
    assert [session.tick(1_000 + s) for s in (59.9, 60, 89.9, 90, 91)] == [
        State.PRESENT, State.WARNED, State.WARNED, State.NOBODY, State.NOBODY,
    ]  # fmt: skip


def test_one_tap_goes_on_as_long_as_before(session):
    session.touch(0)
    assert session.tick(70) is State.WARNED
    session.touch(70)
    assert session.tick(129) is State.PRESENT
    assert session.tick(130) is State.WARNED
    assert session.tick(160) is State.NOBODY


def test_nobody_is_thrown_out_unwarned_however_often_one_extends(session):
    for visit in range(0, 600, 60):
        session.touch(visit)
        assert session.tick(visit + 59) is State.PRESENT


def test_the_countdown_ends_at_nothing(session):
    session.touch(0)
    assert [session.seconds_left(s) for s in (0, 60, 75.4, 89.6, 95)] == [90, 30, 15, 0, 0]


def test_whoever_leaves_is_gone_at_once(session):
    session.touch(0)
    session.end()
    assert (session.tick(1), session.seconds_left(1)) == (State.NOBODY, 0)


def test_the_next_visit_has_its_whole_time(session):
    session.touch(0)
    session.tick(90)
    session.touch(500)
    assert session.tick(559) is State.PRESENT
    assert session.seconds_left(559) == 31


def test_a_clock_that_jumps_far_ends_the_visit(session):
    session.touch(0)
    assert session.tick(100_000) is State.NOBODY
