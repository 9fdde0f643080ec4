"""When to call: never all at once, never without end, and rarely where each byte is paid for."""

import random
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.terminal.pace import Pace, is_hello_due, is_night


@given(seed=st.integers(), failures=st.integers(1, 5000), asked=st.floats(0, 3600))
def test_however_often_it_failed_the_pause_is_what_was_asked_for_and_ten_minutes_at_most(seed, failures, asked):
    pace = Pace(random.Random(seed))
    for _ in range(failures):
        pause = pace.after_failure(asked)
        assert asked <= pause <= asked + 600
    assert pace.failing


def test_failures_make_pauses_longer_and_a_success_ends_that():
    def mean(failures):
        found = []
        for seed in range(400):
            pace = Pace(random.Random(seed))
            pauses = [pace.after_failure() for _ in range(failures)]
            found.append(pauses[-1])
        return sum(found) / len(found)

    assert mean(1) < mean(4) < mean(8) < mean(20)
    pace = Pace(random.Random(1))
    for _ in range(20):
        pace.after_failure()
    pace.after_success(30, metered=False)
    assert not pace.failing
    assert pace.after_failure() <= 2


@given(seed=st.integers(), poll=st.floats(5, 3600))
def test_polls_are_spread_by_a_fifth_around_what_the_centre_asked_for(seed, poll):
    pace = Pace(random.Random(seed))
    assert 0.8 * poll <= pace.after_success(poll, metered=False) <= 1.2 * poll
    assert 0.8 * max(poll, 900) <= pace.after_success(poll, metered=True) <= 1.2 * max(poll, 900)


def test_after_a_county_wide_outage_135_terminals_come_one_after_the_other():
    first = sorted(Pace(random.Random(seed)).first(float("inf"), 30) for seed in range(135))
    for second in range(30):
        assert sum(second <= moment < second + 1 for moment in first) < 20
    assert Pace().first(silent_s=20, poll_after_s=30) == 0


@pytest.mark.parametrize(("hour", "night"), [(21, False), (22, True), (23, True), (0, True), (5, True), (6, False)])
def test_the_night(hour, night):
    assert is_night(datetime(2026, 11, 25, hour, 59)) is night


def test_a_hello_is_due_every_five_minutes():
    assert not is_hello_due(299)
    assert is_hello_due(300)
    assert is_hello_due(float("inf"))
