"""What the centre tells this terminal to do: done once, refused where it is not its to say, never anything half."""

import json
import logging

import pytest

from kiosk import settings
from kiosk.store.model import State


@pytest.fixture(autouse=True)
def levels():
    yield
    for room in ("kiosk", "sync"):
        logging.getLogger(room).setLevel(logging.NOTSET)


def load(terminal):
    return settings.load(terminal.home / "settings.toml")


def test_settings_from_afar_hold_above_the_station_s_own(terminal, centre):
    (terminal.home / "settings.toml").write_text("text_scale = 2.0\nwarn_after_s = 30\n")
    centre.tell("settings", text_scale=1.5, desk_phone="0833-1234567")
    terminal.round.run()
    assert (load(terminal).text_scale, load(terminal).desk_phone, load(terminal).warn_after_s) == (
        1.5,
        "0833-1234567",
        30,
    )
    centre.tell("settings", text_scale=1.0)
    terminal.round.run()
    assert (load(terminal).text_scale, load(terminal).desk_phone) == (1.0, "0833-1234567")


@pytest.mark.parametrize(
    "given",
    [
        {"text_scale": 9.0}, {"text_scale": "big"}, {"warn_after_s": 1}, {"warn_after_s": 90}, {"high_contrast": 1},
        {"centre_url": "https://elsewhere.test"}, {"terminal": 7}, {"centre_ca": "/tmp/ca"}, {"no_such": 1},
        {"wipe_after_s": None},
    ],
    ids=str,
)  # fmt: skip
def test_a_setting_that_is_not_good_is_refused_and_the_others_hold(terminal, centre, caplog, given):
    centre.tell("settings", **given, desk_phone="0833-1234567")
    terminal.round.run()
    assert load(terminal) == settings.Settings(desk_phone="0833-1234567")
    assert len(caplog.records) >= 1
    assert terminal.store.commands() == []


def test_two_that_are_only_good_together_are_taken_together(terminal, centre):
    centre.tell("settings", warn_after_s=100, wipe_after_s=200)
    terminal.round.run()
    assert (load(terminal).warn_after_s, load(terminal).wipe_after_s) == (100, 200)


def test_settings_from_afar_that_no_longer_go_with_the_station_s_own_are_left_out(terminal, centre):
    centre.tell("settings", warn_after_s=80)
    terminal.round.run()
    (terminal.home / "settings.toml").write_text("warn_after_s = 20\nwipe_after_s = 50\n")
    assert load(terminal).warn_after_s == 20


@pytest.mark.parametrize("content", ["", "{", "[]", "7", '{"terminal": 9}'])
def test_a_file_of_settings_from_afar_that_is_not_one_is_left_out(terminal, content):
    (terminal.home / "centre-settings.json").write_text(content)
    assert load(terminal) == settings.Settings()


def test_wipe_delivers_first_and_then_takes_everything_away(terminal, centre):
    terminal.metered = True
    centre.tell("command", name="wipe")
    receipt = terminal.submit("a", b"photo")
    terminal.round.run()
    assert terminal.states() == {receipt.id: "waiting"}, "its photo waits for the night"
    assert len(terminal.store.commands()) == 1
    terminal.round.run()
    assert centre.whole() == {receipt.id}
    assert terminal.store.record(receipt.id).data is None
    assert terminal.store.commands() == []


def test_wipe_takes_nothing_that_the_centre_does_not_take(terminal, centre):
    kept = terminal.submit("a")
    centre.defer = {kept.id}
    gone = terminal.submit("b")
    centre.tell("command", name="wipe")
    terminal.round.run()
    terminal.round.run()
    assert terminal.store.record(kept.id).data
    assert terminal.store.record(gone.id).data is None


def test_resend_concerns_only_what_was_refused(terminal, centre):
    first, second = terminal.submit("a"), terminal.submit("b")
    centre.refuse[second.id] = "看不清"
    for id in (first.id, second.id, "0192f0c1-0000-7000-8000-000000000000", None):
        centre.tell("command", name="resend", record=id)
    terminal.round.run()
    assert terminal.states() == {first.id: "accepted", second.id: "waiting"}
    assert terminal.store.commands() == []


def test_the_log_s_level_stays_after_a_restart(terminal, centre):
    from sync.terminal.commands import set_log_level

    centre.tell("command", name="log-level", level="debug")
    centre.tell("command", name="log-level", level="everything")
    terminal.round.run()
    assert logging.getLogger("sync").level == logging.DEBUG
    logging.getLogger("sync").setLevel(logging.INFO)
    terminal.off()
    terminal.on()
    set_log_level(terminal.store)
    assert logging.getLogger("sync").level == logging.DEBUG


def test_a_timetable_is_kept_where_it_is_one(terminal, centre):
    window = {"slots": "window", "weekdays": [1, 2], "begins": "09:00", "ends": "11:30", "minutes": 30}
    centre.tell("timetable", windows=[window])
    terminal.round.run()
    kept = terminal.store.link("timetable")
    assert json.loads(kept)[0]["begins"] == "09:00"
    for bad in ([window | {"minutes": 1}], "always", [7]):
        centre.tell("timetable", windows=bad)
    centre.tell("timetable")
    terminal.round.run()
    assert terminal.store.link("timetable") == kept


def test_what_this_program_does_not_know_is_passed_over(terminal, centre):
    centre.tell("command", name="dance")
    centre.tell("weather", rain=True)
    receipt = terminal.submit("a")
    terminal.round.run()
    assert terminal.store.counts()[State.ACCEPTED] == 1
    assert terminal.store.commands() == []
    assert receipt.id in centre.records


def test_a_feed_read_again_from_its_beginning_does_nothing_a_second_time(terminal, centre):
    centre.tell("settings", text_scale=1.5)
    terminal.round.run()
    (terminal.home / "centre-settings.json").unlink()
    terminal.store.doubt({})
    terminal.round.run()
    assert not (terminal.home / "centre-settings.json").exists()
    assert terminal.store.cursor() == 1
