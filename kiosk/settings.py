"""What a station sets, and where this terminal keeps its files.

Settings come from `settings.toml` in the terminal's folder; every value has a default, so that a terminal without the
file works. What the centre told when the terminal was enrolled (`enrolment.json`) stands in for what the file leaves
open; the few that staff set from afar (`centre-settings.json`) hold above both. The terminal's folder is
$LEGAL_KIOSK_HOME, else /var/lib/legal-kiosk where it exists, else the user's data folder.
"""

import json
import logging
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

from kiosk import enrolment
from kiosk.store.folder import write_durably

_log = logging.getLogger(__name__)

HOME_VARIABLE = "LEGAL_KIOSK_HOME"
FROM_AFAR = frozenset(
    {"warn_after_s", "wipe_after_s", "rest_after_s", "text_scale", "high_contrast", "metered", "desk_phone"}
)
_FROM_AFAR_FILE = "centre-settings.json"


class SettingsRefused(Exception):
    """The settings file cannot be used; the text names file, key and what is expected."""


@dataclass(slots=True, frozen=True)
class Settings:
    """A station's settings."""

    station: str = "井研县公共法律服务中心"
    desk_phone: str = ""  # the station's own desk, shown beside 12348
    screen_diagonal_inch: float = 21.5  # of the visible picture; gives the size of a dp
    text_scale: float = 1.0  # 1.0, 1.5 or 2.0 at the start of each visit
    high_contrast: bool = False
    warn_after_s: int = 60  # without touch
    wipe_after_s: int = 90
    rest_after_s: int = 180  # without a visit; then a picture is shown
    centre_url: str = ""  # https address of the county centre; empty: this terminal stands alone
    centre_ca: str = ""  # file with the certificate authority of the centre's own; empty: the system's
    metered: bool = False  # the line to the centre is paid for by the byte
    terminal: int = 1  # this terminal's number, unique in the county, 1 to 999: part of every receipt number
    printer: str = ""  # A4: cups:QUEUE, or folder:PATH for a demonstration; empty for none, as below
    slip_printer: str = ""  # receipts: usb:VID:PID, network:HOST, file:DEVICE, folder:PATH
    camera: str = ""  # of documents: video:auto, video:/dev/video0, folder:PATH
    card_reader: str = ""  # of identity cards: serial:/dev/ttyUSB0, recorded:FILE
    phone_address: str = ""  # for photos from phones: auto, or this machine's address on the station's network


def home() -> Path:
    """The terminal's own folder."""
    named = os.environ.get(HOME_VARIABLE)
    if named:
        return Path(named)
    system = Path("/var/lib/legal-kiosk")
    if system.is_dir():
        return system
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data).expanduser() / "legal-kiosk"


def content_folder() -> Path:
    """Where installed packs lie."""
    return home() / "content"


def load(path: Path | None = None) -> Settings:
    """Read the settings; a missing file means defaults.

    Raises:
        SettingsRefused: the file is no TOML, names an unknown key, or a value is out of range. What the centre set from
            afar is never refused here: one that cannot be used is logged and left out.
    """
    path = path or home() / "settings.toml"
    own: Mapping[str, object] = {}
    if path.is_file():
        try:
            own = tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SettingsRefused(f"{path}: {error}") from error
    folder = path.parent
    _settings(own, path)
    told = _if_good(_enrolled(folder) | dict(own), dict(own), folder / enrolment.FILE)
    told = _if_good(told | _from_afar(folder), told, folder / _FROM_AFAR_FILE)
    return _settings(told, path)


def accept(folder: Path, given: Mapping[str, object]) -> None:
    """Keep what staff set from afar; one that is not theirs to set, or out of range, is logged and left out.

    Raises:
        OSError: it could not be kept.
    """
    kept = _from_afar(folder)
    named = {name: value for name, value in given.items() if name in FROM_AFAR}
    if len(named) < len(given):
        _log.warning("%d settings from the centre are not for it to set", len(given) - len(named))
    # Two that belong together (warn before wipe) may only be good together.
    for some in (named, *({name: value} for name, value in named.items())):
        try:
            _settings(_enrolled(folder) | _own(folder) | kept | some, folder / _FROM_AFAR_FILE)
        except SettingsRefused as error:
            _log.warning("%s", error)
        else:
            kept |= some
            if some is named:
                break
    write_durably(folder / _FROM_AFAR_FILE, json.dumps(kept, ensure_ascii=False, sort_keys=True).encode() + b"\n")


def _if_good(wanted: dict[str, object], otherwise: dict[str, object], path: Path) -> dict[str, object]:
    try:
        _settings(wanted, path)
    except SettingsRefused as error:
        _log.warning("%s", error)
        return otherwise
    return wanted


def _own(folder: Path) -> dict[str, object]:
    try:
        return tomllib.loads((folder / "settings.toml").read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}


def _enrolled(folder: Path) -> dict[str, object]:
    try:
        told = enrolment.load(folder)
    except enrolment.EnrolmentRefused as error:
        _log.warning("%s", error)
        return {}
    if told is None:
        return {}
    return {"terminal": int(told.terminal), "station": told.station, "centre_url": told.centre_url}


def _from_afar(folder: Path) -> dict[str, object]:
    path = folder / _FROM_AFAR_FILE
    if not path.is_file():
        return {}
    try:
        given = json.loads(path.read_text("utf-8"))
        return {name: value for name, value in given.items() if name in FROM_AFAR}
    except (OSError, ValueError, AttributeError) as error:
        _log.warning("%s: %s", path, type(error).__name__)
        return {}


def _settings(data: Mapping[str, object], path: Path) -> Settings:
    known = {f.name: f for f in fields(Settings)}
    values: dict[str, object] = {}
    for key, given in data.items():
        if key not in known:
            raise SettingsRefused(f"{path}: unknown setting “{key}”")
        default = known[key].default
        whole = isinstance(default, float) and isinstance(given, int) and not isinstance(given, bool)
        value = float(given) if whole else given  # type: ignore[arg-type]
        if type(value) is not type(default):
            raise SettingsRefused(f"{path}: “{key}” must be a {type(default).__name__}")
        values[key] = value
    settings = Settings(**values)  # type: ignore[arg-type]
    _check(settings, path)
    return settings


def _check(s: Settings, path: Path) -> None:
    rules = (
        ("screen_diagonal_inch", 5 <= s.screen_diagonal_inch <= 100, "between 5 and 100"),
        ("text_scale", 1.0 <= s.text_scale <= 2.0, "between 1.0 and 2.0"),
        ("warn_after_s", 10 <= s.warn_after_s < s.wipe_after_s, "at least 10, and less than wipe_after_s"),
        ("wipe_after_s", s.wipe_after_s <= 3600, "at most 3600"),
        ("rest_after_s", 10 <= s.rest_after_s <= 86_400, "between 10 and 86400"),
        ("terminal", 1 <= s.terminal <= 999, "between 1 and 999"),
        ("centre_url", not s.centre_url or is_centre(s.centre_url), "an https address (http on this machine only)"),
    )
    for key, good, expected in rules:
        if not good:
            raise SettingsRefused(f"{path}: “{key}” must be {expected}")


def is_centre(url: str) -> bool:
    """Whether an address may be a centre's: https, or http on this very machine; nothing secret in it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    if parts.username is not None or parts.password or parts.query or parts.fragment or not parts.hostname or port == 0:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))
