"""Where the centre keeps its files, and what is set from outside. No Django here.

The folder is $LEGAL_CENTRAL_HOME, else /var/lib/legal-central where it exists, else the user's data folder. In it:
`central.db` (SQLite, unless another database is set), `key` (seals personal data; keep a copy apart from backups),
`secret` (Django's), `attachments/`, and `central.toml` with the settings below, all of which have defaults.
"""

import os
import secrets
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from kiosk.store.folder import make_private, write_durably

HOME_VARIABLE = "LEGAL_CENTRAL_HOME"
DATABASE_VARIABLE = "LEGAL_CENTRAL_DATABASE"


class PlaceRefused(Exception):
    """The centre's folder or its settings cannot be used; the text names what and where."""


@dataclass(slots=True, frozen=True)
class Centre:
    """The centre's settings."""

    name: str = "井研县公共法律服务中心"
    database: str = ""  # postgresql://user:password@host:port/name; empty for SQLite in the centre's folder
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")  # names by which it may be called
    https: bool = False  # whether a TLS proxy stands in front; then cookies and HSTS are for https only
    desk_phone: str = ""
    poll_s: int = 30  # how often a terminal asks


def home() -> Path:
    """The centre's own folder."""
    named = os.environ.get(HOME_VARIABLE)
    if named:
        return Path(named)
    system = Path("/var/lib/legal-central")
    if system.is_dir():
        return system
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data).expanduser() / "legal-central"


def load() -> Centre:
    """The settings; the database may also be named by $LEGAL_CENTRAL_DATABASE.

    Raises:
        PlaceRefused: `central.toml` is no TOML, names an unknown setting, or one has another type.
    """
    path = home() / "central.toml"
    values: dict[str, object] = {}
    if path.is_file():
        try:
            values = tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise PlaceRefused(f"{path}: {error}") from error
    known = {f.name: f.default for f in fields(Centre)}
    for name, given in values.items():
        if name not in known:
            raise PlaceRefused(f"{path}: unknown setting “{name}”")
        value = tuple(given) if isinstance(given, list) else given
        if type(value) is not type(known[name]):
            raise PlaceRefused(f"{path}: “{name}” must be a {type(known[name]).__name__}")
        values[name] = value
    if named := os.environ.get(DATABASE_VARIABLE):
        values["database"] = named
    return Centre(**values)  # type: ignore[arg-type]


def secret(name: str) -> bytes:
    """A secret of 32 bytes in the centre's folder, made when first asked for.

    Raises:
        PlaceRefused: others can read it, or it is none.
    """
    folder = home()
    make_private(folder)
    path = folder / name
    if not path.exists():
        write_durably(path, secrets.token_hex(32).encode() + b"\n")
    if path.stat().st_mode & 0o077:
        raise PlaceRefused(f"{path}: others can read it; its mode must be 0600")
    try:
        value = bytes.fromhex(path.read_text("ascii").strip())
    except ValueError:
        value = b""
    if len(value) != 32:
        raise PlaceRefused(f"{path}: not 64 hex digits")
    return value
