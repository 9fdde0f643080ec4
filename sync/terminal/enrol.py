"""Enrolling this terminal at its county's centre, once: with a code that staff issued, and a key that is made here.

The key is durable before it is told to the centre, and the centre answers the same code with the same key the same way. So
whatever breaks it off, the same command with the same code is repeated until it says that it is done.
"""

from pathlib import Path

import requests

from kiosk import enrolment, settings
from kiosk.store.store import open_store
from sync import wire
from sync.signing import TerminalKey
from sync.terminal.centre import Centre
from sync.terminal.errors import Later, NoAnswer, Refused
from sync.terminal.health import PROGRAM


class EnrolmentFailed(Exception):
    """It could not be done; the text is a plain sentence that says what to do."""


_WHY = {
    "bad-code": "the code is wrong, used already, or too old: ask the centre for a new one",
    "later": "the centre is busy: try the same again in some minutes",
    "malformed": "the centre does not understand this program: one of the two must be updated",
}


def enrol(home: Path, url: str, code: str, session: requests.Session | None = None) -> enrolment.Enrolment:
    """Enrol; may be repeated with the same code until it succeeds.

    Args:
        home: the terminal's folder.
        url: the centre's address.
        code: as staff issued it.
        session: another way to send, for tests.

    Raises:
        EnrolmentFailed: it could not be done; nothing has changed, or the same again goes on from there.
        EnrolmentRefused, SettingsRefused, StoreError, OSError: the terminal's own files cannot be used.
    """
    if not settings.is_centre(url):
        raise EnrolmentFailed("the address must begin with https:// (http only on this machine)")
    code = "".join(code.split()).upper()
    if not 6 <= len(code) <= 40:
        raise EnrolmentFailed("that is no code: it has 6 to 40 letters and digits")
    private = enrolment.next_key(home)
    if private is None:
        private = TerminalKey.make().write()
        enrolment.save_next_key(home, private)
    told = _ask(home, url, code, TerminalKey.read(private), session)
    enrolment.take_over(home, told)
    return told


def _ask(home: Path, url: str, code: str, key: TerminalKey, session: requests.Session | None) -> enrolment.Enrolment:
    station = settings.load(home / "settings.toml")
    with open_store(home / "store", terminal=f"{station.terminal:03}", station=station.station) as store:
        store_id = store.link("store")
    centre = Centre(url, key, ca=station.centre_ca, session=session)
    try:
        told = centre.post(
            wire.ENROL,
            wire.Enrol(code=code, public_key=key.public, store=store_id, program=PROGRAM),
            wire.Enrolled,
        )
    except NoAnswer as error:
        raise EnrolmentFailed(f"nobody answers as the centre at {url} ({error}): check network and address") from error
    except (Refused, Later) as error:
        raise EnrolmentFailed(_WHY.get(error.code, f"the centre refused: {error.code}")) from error
    return enrolment.Enrolment(url.rstrip("/"), told.terminal, told.station, told.key, told.centre)
