"""Intake: what comes in becomes a case or joins its own; nobody is sent away and nothing is lost."""

from datetime import datetime, timedelta

import pytest
from central.county import APPLICANT, IDENTITY, PHONE, County, feed, history, next_weekday, steps_told
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kiosk.services.form import Kind
from kiosk.store.model import CHINA
from kiosk.store.receipt import parse_number
from sync import wire
from sync.central.audit import chain
from sync.central.cases import intake, known, window, work
from sync.central.cases.errors import Forbidden, InputRefused, SlotTaken
from sync.central.cases.models import Case, Channel, Record, Step
from sync.central.fleet.models import Booking, Terminal
from sync.central.people.models import Role
from sync.central.sealed import mark

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> County:
    return County()


# -- what goes wrong ---------------------------------------------------------------------------------------------------


def test_a_kind_that_nobody_here_knows_becomes_a_case_all_the_same(county):
    case = county.case("tree-planting", form="tree-planting-of-2031")
    assert (case.suggested, case.step, case.due_at) == ("", Step.RECEIVED, None)


@pytest.mark.parametrize("answer", [7, "  ", ["x"], {"name": "x"}, None])
def test_an_answer_that_is_nobodys_name_leaves_the_person_empty(county, answer):
    case = county.case(name=answer, phone=answer, identity=answer)
    assert case.personal == {"applicant": "", "phone": "", "identity": ""}
    assert (case.name_mark, case.phone_mark, case.identity_mark, case.identity_tail) == ("", "", "", "")


def test_data_without_answers_is_a_case(county):
    taken = county.taken()
    taken.data["answers"] = "scribble"
    county.take_in([taken])
    assert Case.objects.get().personal == {"applicant": "", "phone": "", "identity": ""}


def test_two_citizens_of_one_appointment_both_have_a_case_and_staff_see_the_clash(county):
    slot = f"{next_weekday(0)}T09:00/window/1"
    first = county.case("appointment", booking=slot)
    second = county.case("appointment", booking=slot, name="李大爷")
    assert Booking.objects.get().case == first
    assert second.urgent
    assert history(second) == ["received", "slot-clash"]
    assert second.changes.last().facts == {"slot": slot}
    assert history(first) == ["received"]


def test_two_of_one_appointment_in_one_batch(county):
    slot = f"{next_weekday(0)}T09:00/window/1"
    county.take_in([county.taken("appointment", booking=slot), county.taken("appointment", booking=slot)])
    assert sorted(Case.objects.values_list("urgent", flat=True)) == [False, True]


def test_a_clock_that_runs_ahead_puts_nothing_into_the_future(county):
    now = timezone.now()
    case = county.case(handed_in=now + timedelta(days=400), received=now)
    assert case.received_at == now


def test_a_clock_that_says_1970_is_not_believed(county):
    now = timezone.now()
    case = county.case(handed_in=datetime(1970, 1, 1, tzinfo=CHINA), received=now)
    assert case.received_at == now


# -- what should happen ------------------------------------------------------------------------------------------------


def test_an_application_is_a_case_with_a_suggested_desk_a_clock_and_marks_to_find_it_by(county):
    handed_in = timezone.now() - timedelta(days=3)  # the cable was out
    record = county.submit(handed_in=handed_in)
    case = record.case
    assert (case.number, case.suggested, case.desk, case.channel) == (record.number, "legal-aid", "", Channel.TERMINAL)
    assert case.station == county.mata
    assert case.received_at == handed_in
    assert case.due_rule == "legal-aid-decide"
    assert case.due_at.date() >= (handed_in + timedelta(days=7)).date()
    assert case.personal == {"applicant": APPLICANT, "phone": PHONE, "identity": IDENTITY}
    assert case.name_mark == mark("name", "钟 秀英")
    assert case.phone_mark == mark("phone", PHONE)
    assert case.identity_mark == mark("identity", IDENTITY)
    assert case.identity_tail == mark("tail", f"{record.number}:0026")
    assert history(case) == ["received"]
    assert case.changes.get().version == case.version > 0


def test_what_cannot_wait_is_urgent_at_once(county):
    assert county.case(urgent=["limitation"]).urgent
    assert not county.case(urgent=["none"]).urgent


def test_a_good_rating_only_counts_and_a_bad_one_is_looked_at(county):
    good = county.submit("rating", grade="satisfied", name=None, identity=None)
    bad = county.submit("rating", grade="very-dissatisfied", name=None, identity=None)
    assert good.case is None
    assert bad.case.suggested == "complaints"


def test_a_case_is_whole_when_its_pictures_are(county):
    assert not county.case(attachments=("a" * 64,)).whole
    assert county.case().whole


def test_what_a_citizen_adds_joins_her_case_and_her_new_receipt_shows_it(county):
    first = county.submit()
    later = county.submit(about=first)
    assert later.case == first.case
    assert Case.objects.count() == 1
    assert history(first.case) == ["received", "added"]
    told = [wire.Step.model_validate(body) for body in feed(county.terminal)]
    assert [(step.record, step.step) for step in told] == [(str(later.pk), "received")]


def test_an_addition_in_the_same_batch_joins_too(county):
    first = county.taken()
    second = county.taken(about=first.record)
    third = county.taken(about=second.record)
    county.take_in([first, second, third])
    assert Record.objects.values("case").distinct().count() == 1
    assert history(Case.objects.get()) == ["received", "added", "added"]


def test_photographed_papers_answer_the_request_and_the_clock_goes_on(county):
    record = county.submit()
    case = a_case_that_waits_for_papers(county, record.case)
    assert case.paused_at is not None
    answer = county.submit(about=record, attachments=("b" * 64,))
    case.refresh_from_db()
    assert (case.step, case.paused_at, case.due_rule) == (Step.WORKING, None, "legal-aid-decide")
    assert not case.whole  # the picture is still on the way
    request = case.requests.get()
    assert (request.record, request.answered_at is not None) == (answer, True)
    assert history(case)[-1] == "papers-came"
    assert steps_told(county.terminal)[-2:] == ["working", "working"]  # on both receipts


def test_an_addition_to_a_matter_that_has_ended_is_a_new_case_that_somebody_looks_at(county):
    record = county.submit()
    officer = county.staff("officer", Role.OFFICER)
    work.withdraw(record.case.pk, officer, seen=record.case.version, note="撤回了")
    objection = county.submit(about=record)
    assert objection.case != record.case
    assert (objection.case.step, objection.about) == (Step.RECEIVED, record)


def test_an_appointment_is_told_to_the_stations_other_terminals(county):
    neighbour = Terminal.objects.create(number="103", station=county.mata)
    slot = f"{next_weekday(0)}T09:00/window/1"
    county.submit("appointment", booking=slot)
    assert feed(neighbour, wire.ItemKind.BOOKED) == [{"taken": [slot], "freed": []}]
    assert feed(county.terminal, wire.ItemKind.BOOKED) == []  # it knows
    assert feed(county.other_terminal, wire.ItemKind.BOOKED) == []  # another station


def test_a_hundred_cost_hardly_more_statements_than_one(county):
    def statements(number: int) -> int:
        batch = [county.taken() for _ in range(number)]
        with CaptureQueriesContext(connection) as seen:
            county.take_in(batch)
        return len(seen)

    statements(1)  # content is read
    assert statements(100) <= statements(1) + 3  # SQLite takes a thousand values a statement


def test_every_form_asks_for_the_person_by_the_same_ids():
    for form in known.forms().values():
        for question in form.question:
            if question.kind is Kind.IDENTITY:
                assert question.id in intake.IDENTITY
            if question.kind is Kind.PHONE:
                assert question.id in intake.PHONE
        ids = {question.id for question in form.question}
        assert form.id in ("rating", "papers") or ids & set(intake.NAME)


# -- at the window -----------------------------------------------------------------------------------------------------


def test_a_citizen_who_comes_to_the_window_has_a_record_and_a_number_like_any_other(county):
    keeper = county.staff("keeper", Role.KEEPER, county.mata)
    case = intake.at_window(
        "mediation", {"name": "李大爷", "phone": "138 9061 0002", "kind": "neighbours"}, county.mata, keeper
    )
    assert parse_number(case.number).startswith(window.SERIES)
    assert (case.channel, case.kind, case.suggested) == (Channel.WINDOW, "mediation", "mediation")
    record = case.records.get()
    assert record.sealed["data"]["answers"] == {"name": "李大爷", "phone": "13890610002", "kind": "neighbours"}
    assert record.terminal is None
    assert chain.first_gap() is None


def test_the_windows_numbers_follow_one_another(county):
    keeper = county.staff("keeper", Role.KEEPER, county.mata)
    numbers = [intake.at_window("mediation", {"name": f"{n}号"}, county.mata, keeper).number for n in range(3)]
    assert [number[9:12] for number in numbers] == ["001", "002", "003"]


def test_an_answer_that_cannot_be_used_is_named_and_nothing_is_kept(county):
    keeper = county.staff("keeper", Role.KEEPER, county.mata)
    with pytest.raises(InputRefused) as slip:
        intake.at_window("mediation", {"phone": "12", "kind": "moon", "colour": "red"}, county.mata, keeper)
    assert set(slip.value.fields) == {"name", "phone", "kind", "colour"}
    assert not Record.objects.exists()


def test_nobody_enters_at_a_station_that_is_not_theirs(county):
    keeper = county.staff("keeper", Role.KEEPER, county.mata)
    with pytest.raises(Forbidden):
        intake.at_window("mediation", {"name": "李大爷"}, county.zhou, keeper)
    assert not Record.objects.exists()


@pytest.mark.parametrize("form", ["no-such-form", "rating"])
def test_a_form_that_makes_no_case_is_not_for_the_window(county, form):
    keeper = county.staff("keeper", Role.KEEPER, county.mata)
    answers = {"service": "legal-aid", "grade": "satisfied"} if form == "rating" else {}
    with pytest.raises(InputRefused):
        intake.at_window(form, answers, county.mata, keeper)
    assert not Record.objects.exists()


def test_an_appointment_by_telephone_takes_its_time_and_the_terminals_learn_it(county):
    keeper = county.staff("keeper", Role.KEEPER, county.mata)
    slot = f"{next_weekday(0)}T09:00/window/1"
    answers = {"name": "李大爷", "way": "window", "slot-window": slot}
    case = intake.at_window("appointment", answers, county.mata, keeper, Channel.PHONE)
    assert (case.channel, case.bookings.get().slot) == (Channel.PHONE, slot)
    assert feed(county.terminal, wire.ItemKind.BOOKED) == [{"taken": [slot], "freed": []}]
    with pytest.raises(SlotTaken):
        intake.at_window("appointment", answers, county.mata, keeper, Channel.PHONE)
    assert Record.objects.count() == 1


def a_case_that_waits_for_papers(county: County, case: Case) -> Case:
    officer = county.staff("officer", Role.OFFICER)
    case = work.triage(case.pk, officer, seen=case.version, desk="legal-aid")
    return work.ask_papers(case.pk, officer, seen=case.version, papers=["身份证复印件"])
