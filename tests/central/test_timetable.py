"""Appointments as the desk sees them."""

from datetime import date, datetime, time, timedelta

import pytest
from central.county import APPLICANT, County, feed, history, next_weekday
from django.utils import timezone

from kiosk.store.model import CHINA
from sync import wire
from sync.central.audit.models import Line
from sync.central.cases import timetable
from sync.central.cases.errors import Forbidden, InputRefused, SlotTaken
from sync.central.fleet.models import Booking, Plan, Terminal
from sync.central.people.models import Role, Staff

pytestmark = pytest.mark.django_db

WINDOW = {"slots": "window", "weekdays": [1], "begins": "09:00", "ends": "10:00", "minutes": 30, "places": 2}


@pytest.fixture
def county() -> County:
    return County()


@pytest.fixture
def keeper(county) -> Staff:
    return county.staff("keeper", Role.KEEPER, county.mata)


@pytest.fixture
def monday() -> date:
    return next_weekday(0)


def slot(day: date, rest: str = "T09:00/window/1") -> str:
    return f"{day}{rest}"


def test_a_slot_that_somebody_has_is_not_given_again(county, keeper, monday):
    timetable.take(keeper, county.mata, slot(monday))
    with pytest.raises(SlotTaken):
        timetable.take(keeper, county.mata, slot(monday))
    assert Booking.objects.count() == 1
    timetable.take(keeper, county.mata, slot(monday, "T09:00/window/2"))


@pytest.mark.parametrize("rest", ["T03:00/window/1", "T09:00/window/9", "T09:00/moon/1", "", "T09:00", "Tx/window/1"])
def test_what_is_not_in_the_timetable_cannot_be_taken(county, keeper, monday, rest):
    with pytest.raises(SlotTaken):
        timetable.take(keeper, county.mata, slot(monday, rest))


def test_yesterday_cannot_be_taken(county, keeper, monday):
    with pytest.raises(SlotTaken):
        timetable.take(keeper, county.mata, slot(monday - timedelta(days=7)))


def test_the_timetable_of_another_station_is_not_yours(county, keeper, monday):
    for act in (
        lambda: timetable.day(keeper, county.zhou, monday),
        lambda: timetable.take(keeper, county.zhou, slot(monday)),
        lambda: timetable.free(keeper, county.zhou, slot(monday)),
        lambda: timetable.publish(keeper, county.zhou, [WINDOW]),
    ):
        with pytest.raises(Forbidden):
            act()


def test_a_keeper_cannot_take_a_slot_for_a_case_that_is_not_hers_to_open(county, keeper, monday):
    case = county.case()
    with pytest.raises(Forbidden):
        timetable.take(keeper, county.mata, slot(monday), case)


@pytest.mark.parametrize(
    "change", [{"begins": "9"}, {"weekdays": []}, {"ends": "08:00"}, {"minutes": 0}, {"colour": "red"}]
)
def test_a_timetable_with_a_slip_is_not_published(county, keeper, change):
    with pytest.raises(InputRefused) as slip:
        timetable.publish(keeper, county.mata, [WINDOW, WINDOW | change])
    assert set(slip.value.fields) == {"2"}
    assert not Plan.objects.exists()


def test_taking_and_freeing_is_told_to_the_stations_terminals_and_stands_in_the_audit(county, keeper, monday):
    timetable.take(keeper, county.mata, slot(monday))
    timetable.free(keeper, county.mata, slot(monday))
    timetable.free(keeper, county.mata, slot(monday))  # twice does no harm
    assert feed(county.terminal, wire.ItemKind.BOOKED) == [
        {"taken": [slot(monday)], "freed": []},
        {"taken": [], "freed": [slot(monday)]},
    ]
    assert feed(county.other_terminal, wire.ItemKind.BOOKED) == []
    assert list(Line.objects.values_list("action", flat=True).order_by("seq")) == ["slot-taken", "slot-freed"]


def test_the_day_shows_who_comes_and_what_is_free(county, monday):
    chief = county.staff("chief", Role.INTAKE)
    case = county.case("appointment", booking=slot(monday))
    slots = {s.id: s for s in timetable.day(chief, county.mata, monday)}
    taken = slots[slot(monday)]
    assert (taken.taken, taken.case, taken.applicant) == (True, case.pk, APPLICANT)
    assert taken.begins == datetime.combine(monday, time(9), CHINA)
    assert not slots[slot(monday, "T09:00/window/2")].taken
    assert {s.kind for s in slots.values()} == {"window", "phone", "video"}
    assert sorted(slots) == list(slots)


def test_who_may_not_know_whose_it_is_sees_only_that_it_is_taken(county, keeper, monday):
    county.case("appointment", booking=slot(monday))
    taken = next(s for s in timetable.day(keeper, county.mata, monday) if s.taken)
    assert taken.applicant == ""


def test_a_booking_that_the_timetable_does_not_know_is_shown_all_the_same(county, keeper, monday):
    county.case("appointment", booking=slot(monday, "/from-a-newer-terminal"))
    odd = next(s for s in timetable.day(keeper, county.mata, monday) if s.taken)
    assert (odd.planned, odd.kind) == (False, "")


def test_a_new_timetable_counts_at_its_station_and_reaches_its_terminals(county, keeper, monday):
    timetable.publish(keeper, county.mata, [WINDOW])
    assert len(timetable.day(keeper, county.mata, monday)) == 4
    assert timetable.day(keeper, county.mata, monday + timedelta(days=1)) == []
    (told,) = feed(county.terminal, wire.ItemKind.TIMETABLE)
    assert told["windows"] == [WINDOW | {"note": ""}]
    assert feed(county.other_terminal, wire.ItemKind.TIMETABLE) == []


def test_freeing_a_cases_slot_stands_in_its_history(county, monday):
    chief = county.staff("chief", Role.INTAKE)
    case = county.case("appointment", booking=slot(monday))
    timetable.free(chief, county.mata, slot(monday))
    assert history(case) == ["received", "slot-freed"]
    assert case.changes.last().by == chief


def test_a_new_terminal_learns_what_the_others_know(county, keeper, monday):
    timetable.publish(keeper, county.mata, [WINDOW])
    timetable.take(keeper, county.mata, slot(monday))
    Booking.objects.create(station=county.mata, slot=f"{timezone.localdate() - timedelta(days=3)}T09:00/window/1")
    new = Terminal.objects.create(number="104", station=county.mata)
    timetable.greet(new)
    assert feed(new, wire.ItemKind.TIMETABLE)
    assert feed(new, wire.ItemKind.BOOKED) == [{"taken": [slot(monday)], "freed": []}]
