"""Who may do what. The property test at the end plays random staff and holds every answer against the table in words."""

import pytest
from central.county import County

from sync.central.cases.models import Case, Step
from sync.central.cases.steps import Action
from sync.central.people.models import Duty, Role, Staff
from sync.central.people.rights import Right, may, reach, visible

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> County:
    return County()


def seen(staff: Staff, right: Right = Right.LIST) -> set[int]:
    return set(Case.objects.filter(visible(staff, right)).values_list("pk", flat=True))


def test_somebody_without_a_duty_sees_and_does_nothing(county):
    case = county.case()
    nobody = Staff.objects.create(username="nobody", is_superuser=True, is_staff=True)
    assert seen(nobody) == set()
    assert not any(may(nobody, action, case) for action in [*Action, *Right])


def test_an_account_that_is_shut_has_no_duties_any_more(county):
    case = county.case()
    gone = county.staff("gone", Role.INTAKE)
    assert may(gone, Right.OPEN, case)
    gone.is_active = False
    assert not may(gone, Right.OPEN, case)
    assert seen(gone) == set()


def test_intake_sees_its_station_and_those_below_at_all_desks(county):
    at_town = county.case("mediation")
    elsewhere = county.case(terminal=county.other_terminal)
    intake_of_mata = county.staff("intake", Role.INTAKE, county.mata)
    assert seen(intake_of_mata) == {at_town.pk}
    assert seen(county.staff("chief", Role.INTAKE, county.centre)) == {at_town.pk, elsewhere.pk}
    assert may(intake_of_mata, Action.TRIAGE, at_town)
    assert not may(intake_of_mata, Action.TRIAGE, elsewhere)
    assert not may(intake_of_mata, Action.GRANT, at_town)


def test_a_village_does_not_see_its_town(county):
    county.case()
    assert seen(county.staff("villager", Role.INTAKE, county.village)) == set()


def test_an_officer_sees_the_own_desk_and_nothing_that_is_not_dispatched(county):
    officer = county.staff("officer", Role.OFFICER, county.mata, "legal-aid")
    case, other = county.case(), county.case("mediation")
    assert seen(officer) == set()
    Case.objects.filter(pk=case.pk).update(desk="legal-aid")
    Case.objects.filter(pk=other.pk).update(desk="mediation")
    assert seen(officer) == {case.pk}
    case.refresh_from_db()
    other.refresh_from_db()
    assert may(officer, Action.GRANT, case)
    assert not may(officer, Right.OPEN, other)


def test_an_officer_of_one_desk_here_and_another_there_has_not_both_in_both_places(county):
    officer = county.staff("officer", Role.OFFICER, county.mata, "legal-aid")
    county.staff("officer", Role.OFFICER, county.zhou, "mediation")
    here = county.case("mediation")
    Case.objects.filter(pk=here.pk).update(desk="mediation")
    here.refresh_from_db()
    assert not may(officer, Right.OPEN, here)
    assert seen(officer) == set()


def test_a_lawyer_sees_the_own_cases_and_only_while_a_lawyer(county):
    lawyer = county.staff("lawyer", Role.LAWYER)
    case, _ = county.case(), county.case()
    Case.objects.filter(pk=case.pk).update(lawyer=lawyer, step=Step.WORKING)
    case.refresh_from_db()
    assert seen(lawyer, Right.OPEN) == {case.pk}
    assert may(lawyer, Action.FINISH, case)
    assert not may(lawyer, Action.GRANT, case)
    Duty.objects.all().delete()
    assert seen(lawyer) == set()
    assert not may(lawyer, Right.OPEN, case)


def test_a_keeper_knows_that_there_is_a_case_and_not_whose(county):
    keeper = county.staff("keeper", Role.KEEPER, county.mata)
    case = county.case()
    assert seen(keeper) == {case.pk}
    assert seen(keeper, Right.OPEN) == set()
    assert may(keeper, Right.ENTER, station=county.village)
    assert not may(keeper, Right.ENTER, station=county.zhou)
    assert not any(may(keeper, action, case) for action in Action)


def test_an_auditor_reads_all_and_changes_nothing(county):
    auditor = county.staff("auditor", Role.AUDITOR)
    case = county.case()
    assert seen(auditor, Right.OPEN) == {case.pk}
    assert may(auditor, Right.AUDIT)
    assert not any(may(auditor, action, case) for action in Action)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.EDITOR, Role.PUBLISHER])
def test_who_looks_after_machines_or_content_sees_no_case(county, role):
    person = county.staff("person", role)
    case = county.case()
    assert seen(person) == set()
    assert not any(may(person, action, case) for action in [*Action, Right.LIST, Right.OPEN])
    assert not may(person, Right.AUDIT)
    assert may(person, Right.FLEET) is (role is Role.ADMINISTRATOR)


def test_lists_and_single_questions_agree_for_every_role_place_and_desk(county):
    cases = []
    for terminal in (county.terminal, county.other_terminal):
        for desk in ("", "legal-aid", "mediation"):
            case = county.case(terminal=terminal)
            Case.objects.filter(pk=case.pk).update(desk=desk)
            cases.append(Case.objects.get(pk=case.pk))
    number = 0
    for role in Role:
        for station in (None, county.centre, county.mata, county.village):
            for desk in ("", "legal-aid", "mediation"):
                number += 1
                person = county.staff(f"staff{number}", role, station, desk)
                if role is Role.LAWYER:
                    Case.objects.filter(pk=cases[number % len(cases)].pk).update(lawyer=person)
                everything = reach(person)
                for right in (Right.LIST, Right.OPEN):
                    told = {case.pk for case in Case.objects.all() if everything.may(right, case)}
                    assert told == seen(person, right), (role, station, desk, right)
