"""What the centre's tests share."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Tries of one test do not count in the next."""
    cache.clear()
