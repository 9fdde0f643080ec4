"""A station's settings: none are needed, each is checked, and a refusal says where and what is expected."""

from dataclasses import fields
from pathlib import Path

import pytest

from kiosk.settings import HOME_VARIABLE, Settings, SettingsRefused, content_folder, home, load

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def file(tmp_path):
    def write(content: str | bytes) -> Path:
        path = tmp_path / "settings.toml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def test_a_terminal_without_a_file_works(tmp_path):
    assert load(tmp_path / "settings.toml") == Settings()


def test_the_defaults_themselves_would_be_accepted(file):
    written = "\n".join(
        f"{f.name} = {str(f.default).lower() if isinstance(f.default, (bool, int, float)) else repr(f.default)}"
        for f in fields(Settings)
    )
    assert load(file(written)) == Settings()


def test_what_is_set_holds_and_the_rest_stays(file):
    path = file('station = "竹园镇司法所"\nscreen_diagonal_inch = 32\nhigh_contrast = true\nwarn_after_s = 45\n')
    assert load(path) == Settings(
        station="竹园镇司法所", screen_diagonal_inch=32.0, high_contrast=True, warn_after_s=45
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://centre.example",
        "https://centre.example:8443/kiosk",
        "http://127.0.0.1:8000",
        "http://localhost",
        "http://[::1]:80",
    ],
)
def test_the_centre_is_reached_safely_or_on_this_machine(file, url):
    assert load(file(f'centre_url = "{url}"')).centre_url == url


@pytest.mark.parametrize(
    ("line", "key", "expected"),
    [
        ('statoin = "x"', "statoin", "unknown setting"),
        ("station = 7", "station", "must be a str"),
        ("desk_phone = 12348", "desk_phone", "must be a str"),
        ('screen_diagonal_inch = "21.5"', "screen_diagonal_inch", "must be a float"),
        ("screen_diagonal_inch = true", "screen_diagonal_inch", "must be a float"),
        ("screen_diagonal_inch = 4.9", "screen_diagonal_inch", "between 5 and 100"),
        ("screen_diagonal_inch = 101", "screen_diagonal_inch", "between 5 and 100"),
        ("screen_diagonal_inch = nan", "screen_diagonal_inch", "between 5 and 100"),
        ("text_scale = 0.9", "text_scale", "between 1.0 and 2.0"),
        ("text_scale = 2.1", "text_scale", "between 1.0 and 2.0"),
        ("high_contrast = 1", "high_contrast", "must be a bool"),
        ("warn_after_s = 60.0", "warn_after_s", "must be a int"),
        ("warn_after_s = true", "warn_after_s", "must be a int"),
        ("warn_after_s = 9", "warn_after_s", "at least 10, and less than wipe_after_s"),
        ("warn_after_s = 90", "warn_after_s", "at least 10, and less than wipe_after_s"),
        ("wipe_after_s = 60", "warn_after_s", "less than wipe_after_s"),
        ("wipe_after_s = 3601", "wipe_after_s", "at most 3600"),
        ("rest_after_s = 9", "rest_after_s", "between 10 and 86400"),
        ("rest_after_s = 86401", "rest_after_s", "between 10 and 86400"),
        ('centre_url = "http://centre.example"', "centre_url", "an https address"),
        ('centre_url = "ftp://127.0.0.1"', "centre_url", "an https address"),
        ('centre_url = "centre.example"', "centre_url", "an https address"),
        ('centre_url = "https://"', "centre_url", "an https address"),
        ('centre_url = "https://staff:word@centre.example"', "centre_url", "an https address"),
        ('centre_url = "https://centre.example/?a=1"', "centre_url", "an https address"),
        ('centre_url = "https://centre.example/#a"', "centre_url", "an https address"),
        ('centre_url = "http://localhost.example"', "centre_url", "an https address"),
    ],
)
def test_a_refusal_names_file_key_and_what_is_expected(file, line, key, expected):
    path = file(line)
    with pytest.raises(SettingsRefused) as caught:
        load(path)
    text = str(caught.value)
    assert text.startswith(f"{path}: ")
    assert f"“{key}”" in text
    assert expected in text
    assert "\n" not in text


@pytest.mark.parametrize("content", ["station =", "x", b"\xff\xfe"])
def test_what_is_no_toml_is_refused_by_its_file(file, content):
    path = file(content)
    with pytest.raises(SettingsRefused, match=str(path)):
        load(path)


def test_an_address_with_an_open_bracket_is_refused(file):
    with pytest.raises(SettingsRefused, match="centre_url"):
        load(file('centre_url = "https://[::1"'))


@pytest.mark.parametrize("url", ["https://:word@centre.example", "https://centre.example:99999"])
def test_a_password_or_an_impossible_port_is_refused(file, url):
    with pytest.raises(SettingsRefused, match="centre_url"):
        load(file(f'centre_url = "{url}"'))


def test_the_terminals_folder(monkeypatch, tmp_path):
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "kiosk"))
    assert home() == tmp_path / "kiosk"
    assert content_folder() == tmp_path / "kiosk" / "content"
    (tmp_path / "kiosk").mkdir()
    (tmp_path / "kiosk" / "settings.toml").write_text('station = "竹园镇司法所"', "utf-8")
    assert load().station == "竹园镇司法所"


def test_without_a_name_the_users_data_folder_is_taken(monkeypatch, tmp_path):
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    monkeypatch.setattr(Path, "is_dir", lambda _: False)  # no /var/lib/legal-kiosk
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert home() == tmp_path / "legal-kiosk"


def test_every_setting_is_described_for_operators():
    pages = [path.read_text("utf-8") for path in (ROOT / "README.md", *ROOT.glob("docs/**/*.md")) if path.is_file()]
    assert [f.name for f in fields(Settings) if not any(f.name in page for page in pages)] == []
