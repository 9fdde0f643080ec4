"""Two hundred seeds of the simulator (simulator.py); one that fails prints its number and its event log.

`python tests/faults/soak.py --seed N` lives through it again.
"""

import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults.simulator import simulate

SEEDS, A_TEST = 200, 5
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder() -> Iterator[Path]:
    """In memory where there is such a thing: what matters is the order of writes, not that a platter has them."""
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(prefix="faults-", dir=memory) as name:
        yield Path(name)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """A simulated county complains all the time."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("first", range(0, SEEDS, A_TEST))
def test_whatever_breaks_nothing_is_lost_doubled_or_set_back(first: int, folder: Path) -> None:
    for seed in range(first, first + A_TEST):
        simulate(seed, folder / str(seed))


def test_a_seed_replays_exactly(folder: Path) -> None:
    assert simulate(7, folder / "a").log == simulate(7, folder / "b").log
