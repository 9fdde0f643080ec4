"""What a station sets, and where this terminal keeps its files.

Settings come from `settings.toml` in the terminal's folder; every value has a default, so that a terminal without the
file works. The folder is $LEGAL_KIOSK_HOME, else /var/lib/legal-kiosk where it exists, else the user's data folder.
"""

import os
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

HOME_VARIABLE = "LEGAL_KIOSK_HOME"


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
    terminal: int = 1  # this terminal's number, unique in the county, 1 to 999: part of every receipt number
    printer: str = ""  # A4: cups:QUEUE, or folder:PATH for a demonstration; empty for none, as below
    slip_printer: str = ""  # receipts: usb:VID:PID, network:HOST, file:DEVICE, folder:PATH
    camera: str = ""  # of documents: video:/dev/video0, folder:PATH
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
    """Read the settings file; a missing one means defaults.

    Raises:
        SettingsRefused: the file is no TOML, names an unknown key, or a value is out of range.
    """
    path = path or home() / "settings.toml"
    if not path.is_file():
        return Settings()
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsRefused(f"{path}: {error}") from error
    known = {f.name: f for f in fields(Settings)}
    values: dict[str, object] = {}
    for key, given in data.items():
        if key not in known:
            raise SettingsRefused(f"{path}: unknown setting “{key}”")
        default = known[key].default
        whole = isinstance(default, float) and isinstance(given, int) and not isinstance(given, bool)
        value = float(given) if whole else given
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
        ("centre_url", not s.centre_url or _is_centre(s.centre_url), "an https address (http on this machine only)"),
    )
    for key, good, expected in rules:
        if not good:
            raise SettingsRefused(f"{path}: “{key}” must be {expected}")


def _is_centre(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    if parts.username is not None or parts.password or parts.query or parts.fragment or not parts.hostname or port == 0:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))
