"""The command `legal-kiosk-sync`: carries what citizens handed in to the centre, and its answers back.

Exit status with `--once`: 0 everything is delivered; 1 something still waits, or the centre does not answer, and one line
says which; 2 wrong usage. Without it, it runs until it is ended.
"""

import argparse
import logging
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from kiosk import enrolment, settings
from kiosk.store.errors import StoreError
from sync.terminal.errors import NoAnswer, SyncError
from sync.terminal.process import AlreadyRunning, NotEnrolled, Process, only_one, open_round, open_terminal_store


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    parser = argparse.ArgumentParser(prog="legal-kiosk-sync", description="Carries records to the county's centre.")
    parser.add_argument("--once", action="store_true", help="one round; status 1 while something still waits")
    args = parser.parse_args(argv)
    told = logging.StreamHandler()
    told.setLevel(logging.CRITICAL if args.once else logging.NOTSET)  # once: one line is promised
    logging.basicConfig(
        level=logging.INFO, handlers=[told], format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )  # fmt: skip
    logging.getLogger("urllib3").setLevel(logging.WARNING)
    signal.signal(signal.SIGTERM, _end)
    home = settings.home()
    try:
        with only_one(home):
            return _once(home) if args.once else _for_ever(home)
    except KeyboardInterrupt:
        return 0
    except NoAnswer as error:
        return _fail(f"the centre does not answer ({error})")
    except SyncError as error:
        return _fail(f"the centre refused: {error}")
    except (AlreadyRunning, NotEnrolled, enrolment.EnrolmentRefused, settings.SettingsRefused, StoreError) as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"{error.filename or home}: {error.strerror}")


def _once(home: Path) -> int:
    with open_terminal_store(home) as store:
        told = open_round(home, store, metered=False).run()  # who calls by hand wants it now
    if told.waiting:
        return _fail(f"{told.waiting} still waiting")
    return 0


def _for_ever(home: Path) -> int:
    with open_terminal_store(home) as store:
        Process(home, store, lambda: open_round(home, store)).run()
    return 0


def _end(_: int, __: FrameType | None) -> None:
    """End at once: everything that is known is durable, and what was on its way is sent again."""
    raise SystemExit(0)


def _fail(text: str) -> int:
    print(f"legal-kiosk-sync: {text}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
