"""The station's timetable: appointments that are there and free, soonest first, and never one that is somebody else's."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.build import build
from kiosk.content.counter import read
from kiosk.content.pack import open_pack
from kiosk.directory.library import Directory
from kiosk.directory.model import Window
from kiosk.directory.timetable import Timetable

TUESDAY = date(2026, 11, 24)
MORNING = Window("window", (1, 2, 3, 4, 5), "09:00", "10:30", 30, places=2)
SATURDAY = Window("window", (6,), "09:00", "10:00", 30)
PHONE = Window("phone", (3,), "14:00", "15:00", 20)


def free(
    *windows: Window, kind: str = "window", first: date = TUESDAY, days: int = 1, taken: tuple[str, ...] = ()
) -> list[str]:
    return Timetable(list(windows)).free(kind, first, days, taken)


# Nothing


def test_without_windows_there_is_nothing():
    assert free() == free(PHONE) == free(MORNING, days=0) == free(MORNING, kind="video") == []


@pytest.mark.parametrize(("begins", "ends"), [("09:00", "09:29"), ("10:00", "09:00"), ("09:00", "09:00")])
def test_a_window_shorter_than_one_appointment_has_none(begins, ends):
    assert free(Window("window", (3,), begins, ends, 30)) == []


def test_nobody_is_expected_within_the_same_day():
    assert {slot[:10] for slot in free(MORNING, days=2)} == {"2026-11-25", "2026-11-26"}


def test_when_all_places_are_taken_the_hour_is_not_offered():
    taken = ("2026-11-25T09:00/window/1", "2026-11-25T09:00/window/2")
    assert free(MORNING, taken=taken) == ["2026-11-25T09:30/window/1", "2026-11-25T10:00/window/1"]


def test_a_fully_booked_station_offers_nothing():
    taken = tuple(f"2026-11-25T{hour}/window/{place}" for hour in ("09:00", "09:30", "10:00") for place in (1, 2))
    assert free(MORNING, taken=taken) == []


# What there is


def test_a_mornings_appointments_in_their_order():
    assert free(MORNING) == [f"2026-11-25T{hour}/window/1" for hour in ("09:00", "09:30", "10:00")]


def test_an_appointment_ends_with_its_window():
    assert free(PHONE, kind="phone") == [f"2026-11-25T{hour}/phone/1" for hour in ("14:00", "14:20", "14:40")]


def test_the_second_place_is_offered_when_the_first_is_taken():
    assert free(MORNING, taken=("2026-11-25T09:30/window/1",))[1] == "2026-11-25T09:30/window/2"


def test_what_is_booked_of_another_kind_takes_no_place_here():
    assert len(free(MORNING, taken=("2026-11-25T09:00/phone/1", "2026-11-25T09:00/home/1", "rubbish"))) == 3


def test_the_weekend_has_its_own_hours():
    week = free(MORNING, SATURDAY, days=7)
    days = [date.fromisoformat(slot[:10]).isoweekday() for slot in week]
    assert days == [3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 1, 1, 1, 2, 2, 2]


def test_windows_of_one_day_are_told_by_the_clock_whatever_their_order():
    afternoon = Window("window", (3,), "13:30", "14:30", 30)
    assert [slot[11:16] for slot in free(afternoon, MORNING)] == ["09:00", "09:30", "10:00", "13:30", "14:00"]


def test_two_windows_over_each_other_offer_an_hour_once():
    assert free(MORNING, MORNING) == free(MORNING)


def test_across_the_end_of_a_month_and_of_a_year():
    assert free(SATURDAY, first=date(2026, 11, 27), days=8) == [
        f"{day}T{hour}/window/1" for day in ("2026-11-28", "2026-12-05") for hour in ("09:00", "09:30")
    ]
    assert free(MORNING, first=date(2026, 12, 31))[0] == "2027-01-01T09:00/window/1"
    assert free(Window("window", (2,), "09:00", "10:00", 60), first=date(2028, 2, 28)) == ["2028-02-29T09:00/window/1"]


# What always holds

HOURS = st.times(min_value=time(6), max_value=time(20)).map(lambda hour: f"{hour:%H:%M}")
WINDOWS = st.lists(
    st.builds(
        Window,
        slots=st.sampled_from(["window", "home"]),
        weekdays=st.sets(st.integers(1, 7), min_size=1).map(tuple),
        begins=HOURS,
        ends=HOURS,
        minutes=st.integers(15, 240),
        places=st.integers(1, 3),
    ),
    max_size=4,
)


@given(WINDOWS, st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(0, 10), st.data())
def test_what_is_offered_is_free_within_a_window_and_once_a_moment(windows, first, days, data):
    timetable = Timetable(windows)
    every = timetable.free("window", first, days, ())
    taken = set(data.draw(st.lists(st.sampled_from(every), unique=True))) if every else set()
    offered = timetable.free("window", first, days, taken)
    assert not taken & set(offered)
    moments = [slot.split("/")[0] for slot in offered]
    assert moments == sorted(set(moments))
    for slot in offered:
        moment, kind, place = slot.split("/")
        at = datetime.fromisoformat(moment)
        assert kind == "window"
        assert first < at.date() <= first + timedelta(days=days)
        assert any(
            window.slots == kind
            and at.isoweekday() in window.weekdays
            and window.begins <= f"{at:%H:%M}"
            and (at + timedelta(minutes=window.minutes)) <= datetime.fromisoformat(f"{at.date()}T{window.ends}")
            and int(place) <= window.places
            for window in windows
        )


@given(WINDOWS, st.integers(0, 5))
def test_booking_one_after_the_other_ends_with_all_places_taken_and_none_twice(windows, days):
    timetable, taken = Timetable(windows), []
    while offered := timetable.free("window", TUESDAY, days, taken):
        assert not set(offered) & set(taken)
        taken += offered
    assert len(taken) == len(set(taken))


# Out of content

GOOD = """[[window]]
slots = "window"
weekdays = [3]
begins = "09:00"
ends = "10:00"
minutes = 30
places = 2
note = "早到十分钟。"
"""
BAD = [
    ('"09:00"', '"9:00"', "begins"), ('"09:00"', '"24:00"', "begins"), ('"09:00"', '"09:60"', "begins"),
    ('"09:00"', '"０９:００"', "begins"), ('"10:00"', '"10-00"', "ends"), ("[3]", "[0]", "weekdays"),
    ("[3]", "[8]", "weekdays"),
    ("[3]", "[]", "weekdays"), ("minutes = 30", "minutes = 0", "minutes"), ("places = 2", "places = 0", "places"),
    ("places", "plaices", "plaices"),
]  # fmt: skip
DIGEST = """statute = "借伞法"
reviewed = 2026-01-01

[[digest]]
article = "第一条"
text = "伞要还。"
asks = ["伞还不还"]
"""
TOWNS = '[[town]]\nname = "马踏镇"\nvillages = ["桂花村", "柑子村"]\n\n[[town]]\nname = "周坡镇"\nvillages = []\n'


@pytest.mark.parametrize(("old", "new", "key"), BAD)
def test_a_slip_in_the_timetable_is_told_and_costs_its_window_alone(tmp_path, old, new, key):
    (tmp_path / "timetable.toml").write_text(GOOD.replace(old, new) + GOOD, "utf-8")
    told = read(tmp_path, set())
    assert len(told.windows) == 1
    assert {(file, reason.split(":")[0].split("[")[0]) for file, _, reason in told.refused} >= {("timetable.toml", key)}


@pytest.fixture
def directory(tmp_path):
    """What is read from a pack of this timetable and these towns."""
    own = tmp_path / "own"
    (own / "digests").mkdir(parents=True)
    (own / "digests" / "umbrella.toml").write_text(DIGEST, "utf-8")
    (own / "timetable.toml").write_text(GOOD, "utf-8")
    (own / "towns.toml").write_text(TOWNS, "utf-8")
    db = open_pack(build(own, tmp_path / "packs").path)
    yield Directory([db])
    db.close()


def test_from_a_pack_come_the_same_windows_towns_and_villages(directory):
    assert directory.timetable().windows == [Window("window", (3,), "09:00", "10:00", 30, 2, "早到十分钟。")]
    assert directory.towns() == ["马踏镇", "周坡镇"]
    assert directory.villages("马踏镇") == ["桂花村", "柑子村"]
    assert directory.villages("周坡镇") == directory.villages("东京") == []


def test_a_pack_without_a_directory_has_nothing_and_says_nothing(statutes: Path, tmp_path: Path):
    db = open_pack(build(statutes, tmp_path).path)
    for directory in (Directory([db]), Directory([])):
        assert directory.timetable().windows == directory.towns() == directory.villages("马踏镇") == []
    db.close()


def test_the_shipped_station_is_open_on_weekends_for_every_kind(content: Path):
    db = open_pack(content / "starter.pack")
    timetable = Directory([db]).timetable()
    db.close()
    for kind in ("window", "phone", "video", "home"):
        days = {date.fromisoformat(slot[:10]).isoweekday() for slot in timetable.free(kind, TUESDAY, 21, ())}
        assert days & {6, 7}, kind
    assert json.dumps([window.note for window in timetable.windows], ensure_ascii=False).count("周末") >= 4


def test_what_the_centre_has_published_goes_before_what_was_shipped():
    shipped = Timetable([Window("window", (1, 2, 3, 4, 5), "09:00", "10:00", 30)])
    text = '[{"slots": "window", "weekdays": [6], "begins": "14:00", "ends": "14:30", "minutes": 30}]'
    assert shipped.published("") is shipped
    assert shipped.published(text).free("window", date(2026, 11, 25), 7, ()) == ["2026-11-28T14:00/window/1"]
