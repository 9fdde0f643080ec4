"""Many seeds of the simulator: `python tests/faults/soak.py [SEEDS] [--from N]`, or one again: `--seed N`.

Exit status 1 with the first seeds that fail, each with its event log.
"""

import argparse
import logging
import os
import random
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
_SHOWN = 3


class _NoMigrations:
    """The tables as the models have them now."""

    def __contains__(self, _: str) -> bool:
        return True

    def __getitem__(self, _: str) -> None:
        return None


def main() -> int:
    """Simulate; returns the exit status."""
    parser = argparse.ArgumentParser(description="Seeds of the fault simulator.")
    parser.add_argument("seeds", nargs="?", type=int, default=1000, help="how many")
    parser.add_argument("--from", dest="first", type=int, default=random.SystemRandom().randrange(10**9))
    parser.add_argument("--seed", type=int, help="this one, with its event log")
    given = parser.parse_args()
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(prefix="faults-", dir=memory) as name:
        os.environ["LEGAL_CENTRAL_HOME"] = str(Path(name) / "central")
        _set_up()
        seeds = [given.seed] if given.seed is not None else range(given.first, given.first + given.seeds)
        return _simulate(seeds, Path(name), tell=given.seed is not None)


def _set_up() -> None:
    sys.path[:1] = [str(TESTS.parent), str(TESTS)]  # not this folder itself: faults.py is no package
    os.environ["DJANGO_SETTINGS_MODULE"] = "sync.central.settings"
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.MIGRATION_MODULES = _NoMigrations()
    call_command("migrate", run_syncdb=True, verbosity=0)
    logging.disable(logging.CRITICAL)


def _simulate(seeds: "list[int] | range", folder: Path, *, tell: bool) -> int:
    from faults.simulator import Failed, simulate

    began, failed = time.monotonic(), 0
    for seed in seeds:
        try:
            world = simulate(seed, folder / str(seed))
            if tell:
                print("\n".join(world.log))
        except Failed as error:
            failed += 1
            print(error, file=sys.stderr)
            if failed >= _SHOWN:
                break
    print(f"{len(seeds)} seeds from {seeds[0]}, {failed} failed, {time.monotonic() - began:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
