"""Where `legal-kiosk` starts: the command of `kiosk.cli`, with the verbs that need a screen or the network."""

import sys
from argparse import Namespace

from kiosk import cli


def main() -> int:
    """Run one command; returns the exit status."""
    return cli.main(screen=cli.Screen(run=_run, tour=_tour), enrol=_enrol)


def _run(args: Namespace) -> int:
    from ui.app import ScreenUnavailable, run

    try:
        return run(windowed=args.windowed, station=args.station)
    except ScreenUnavailable as error:
        return _fail(error)


def _tour(args: Namespace) -> int:
    from ui.app import ScreenUnavailable
    from ui.hand import NotOnScreen
    from ui.tour import tour

    try:
        pictures = tour(args.out, size=args.size, scale=args.scale, contrast=args.contrast)
    except (ScreenUnavailable, NotOnScreen) as error:
        return _fail(error)
    print(f"{pictures} pictures in {args.out}")
    return 0


def _enrol(args: Namespace) -> int:
    from kiosk import settings
    from sync.terminal.enrol import EnrolmentFailed, enrol

    try:
        told = enrol(settings.home(), args.url, args.code)
    except EnrolmentFailed as error:
        return _fail(error)
    print(f"enrolled: terminal {told.terminal}, {told.station}")
    return 0


def _fail(error: Exception) -> int:
    print(f"legal-kiosk: {error}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
