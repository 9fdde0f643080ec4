"""Where `legal-kiosk` starts: the command of `kiosk.cli`, with the two verbs that need a screen."""

import sys
from argparse import Namespace

from kiosk import cli


def main() -> int:
    """Run one command; returns the exit status."""
    return cli.main(screen=cli.Screen(run=_run, tour=_tour))


def _run(args: Namespace) -> int:
    from ui.app import run

    return run(windowed=args.windowed, station=args.station)


def _tour(args: Namespace) -> int:
    from ui.tour import tour

    pictures = tour(args.out, size=args.size, scale=args.scale, contrast=args.contrast)
    print(f"{pictures} pictures in {args.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
