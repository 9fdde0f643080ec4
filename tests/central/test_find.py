"""Finding cases: what somebody sees and does not, in which order, and that looking leaves its line."""

from datetime import date, timedelta

import pytest
from central.county import APPLICANT, IDENTITY, PHONE, County
from django.utils import timezone

from sync.central.audit.models import Line
from sync.central.cases import files, find, work
from sync.central.cases.errors import Forbidden, NotHere
from sync.central.cases.models import Attachment, Case, Step
from sync.central.people.models import Role, Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> County:
    return County()


@pytest.fixture
def chief(county) -> Staff:
    return county.staff("chief", Role.INTAKE)


@pytest.fixture
def keeper(county) -> Staff:
    return county.staff("keeper", Role.KEEPER, county.mata)


def found(staff: Staff, **asked: object) -> list[int]:
    return [row.id for row in find.queue(staff, **asked).rows]


# -- what is not shown -------------------------------------------------------------------------------------------------


def test_a_keeper_sees_a_case_without_its_person_and_cannot_find_it_by_her_name(county, keeper):
    case = county.case()
    (row,) = find.queue(keeper).rows
    assert (row.id, row.applicant, row.may_open) == (case.pk, "", False)
    for search in (APPLICANT, PHONE, IDENTITY):
        assert found(keeper, search=search) == []
    assert found(keeper, search=case.number) == [case.pk]
    assert not Line.objects.filter(actor=keeper).exists()  # nothing personal was shown


def test_a_case_that_is_not_yours_looks_like_one_that_is_not_there(county, keeper):
    case = county.case()
    sentences = set()
    for id_ in (case.pk, 987_654):
        with pytest.raises(Forbidden) as slip:
            find.open_case(keeper, id_)
        sentences.add(slip.value.sentence)
    assert len(sentences) == 1


def test_a_picture_of_a_case_that_is_not_yours_stays_shut(county, keeper):
    picture = Attachment.objects.get(record=county.submit(attachments=(files.put(b"JPEG"),)))
    Attachment.objects.update(arrived_at=timezone.now())
    with pytest.raises(Forbidden):
        find.open_attachment(keeper, picture.pk)
    with pytest.raises(Forbidden):
        find.open_attachment(keeper, 987_654)


def test_a_picture_on_its_way_is_said_to_be_on_its_way(county, chief):
    picture = Attachment.objects.get(record=county.submit(attachments=("c" * 64,)))
    with pytest.raises(NotHere) as slip:
        find.open_attachment(chief, picture.pk)
    assert "路上" in slip.value.sentence


def test_a_picture_whose_file_is_gone_is_said_to_be_broken(county, chief):
    picture = Attachment.objects.get(record=county.submit(attachments=("c" * 64,)))
    Attachment.objects.update(arrived_at=timezone.now())
    with pytest.raises(NotHere) as slip:
        find.open_attachment(chief, picture.pk)
    assert "管理员" in slip.value.sentence


def test_statistics_are_not_for_lawyers_and_end_at_the_stations_border(county):
    county.case()
    county.case(terminal=county.other_terminal)
    with pytest.raises(Forbidden):
        find.statistics(county.staff("lawyer", Role.LAWYER), date(2026, 1, 1))
    told = find.statistics(county.staff("zhou", Role.KEEPER, county.zhou), timezone.localdate())
    assert told.stations == [(county.zhou.name, 1)]


# -- what is shown -----------------------------------------------------------------------------------------------------


def test_urgent_first_then_what_is_due_then_what_came_first(county, chief):
    now = timezone.now()
    late = county.case(handed_in=now - timedelta(days=9))
    later = county.case()
    urgent = county.case(urgent=["limitation"])
    without_clock = county.case("tree-planting")
    assert found(chief) == [urgent.pk, late.pk, later.pk, without_clock.pk]
    assert [row.overdue for row in find.queue(chief).rows][1] is True


def test_pages_follow_one_another_without_a_hole(county, chief):
    all_ = [county.case().pk for _ in range(7)]
    pages = [find.queue(chief, page=n, size=3) for n in (1, 2, 3)]
    assert [row.id for page in pages for row in page.rows] == all_
    assert [page.more for page in pages] == [True, True, False]
    assert find.queue(chief, page=-4, size=3).page == 1


@pytest.mark.parametrize("search", [APPLICANT, "钟 秀英", PHONE, "138 9061 0001", IDENTITY, IDENTITY.lower() + " "])
def test_a_person_is_found_as_somebody_types(county, chief, search):
    case = county.case()
    county.case(name="李大爷", phone="13800000000", identity=None)
    assert found(chief, search=search) == [case.pk]


def test_a_number_is_found_as_it_stands_on_the_slip_even_in_the_archive(county, chief):
    case = county.case()
    Case.objects.filter(pk=case.pk).update(step=Step.ARCHIVED)
    number = case.number
    assert found(chief, search=f"{number[:3]} {number[3:7]}　{number[7:]}") == [case.pk]
    assert found(chief) == []


def test_filters_narrow_the_list(county, chief):
    here = county.case()
    there = county.case(terminal=county.other_terminal)
    work.triage(there.pk, chief, seen=there.version, desk="mediation")
    assert found(chief, station=county.mata) == [here.pk]
    assert found(chief, desk="mediation") == [there.pk]
    assert found(chief, step=Step.RECEIVED) == [here.pk]
    assert found(chief, overdue=True) == []
    assert found(chief, mine=True) == []


def test_a_list_of_names_leaves_a_line_that_says_which(county, chief):
    first, second = county.case(), county.case()
    find.queue(chief)
    line = Line.objects.get(action="cases-listed")
    assert (line.actor, line.facts) == (chief, {"cases": f"{first.pk},{second.pk}"})


def test_a_case_is_opened_with_everything_and_leaves_a_line(county, chief):
    record = county.submit(attachments=("c" * 64,))
    case = find.open_case(chief, record.case.pk)
    assert [a.sha256 for r in case.records.all() for a in r.attachments.all()] == ["c" * 64]
    assert [change.action for change in case.changes.all()] == ["received"]
    line = Line.objects.get(action="case-opened")
    assert (line.actor, line.subject) == (chief, f"case:{case.pk}")


def test_a_picture_is_opened_and_leaves_a_line(county, chief):
    picture = Attachment.objects.get(record=county.submit(attachments=(files.put(b"JPEG"),)))
    Attachment.objects.update(arrived_at=timezone.now())
    assert find.open_attachment(chief, picture.pk)[1] == b"JPEG"
    line = Line.objects.get(action="attachment-opened")
    assert line.facts == {"attachment": picture.pk}


def test_the_numbers_of_the_menu(county, chief):
    officer = county.staff("officer", Role.OFFICER, desk="legal-aid")
    now = timezone.now()
    county.case(handed_in=now - timedelta(days=20))
    county.case(urgent=["limitation"])
    case = county.case()
    case = work.triage(case.pk, chief, seen=case.version, desk="legal-aid")
    case = work.start(case.pk, officer, seen=case.version)
    work.ask_papers(case.pk, officer, seen=case.version, papers=["工资条"])
    told = find.counts(chief)
    assert (told.new, told.overdue, told.urgent, told.papers, told.mine) == (2, 1, 1, 1, 0)
    assert find.counts(officer).mine == 1
    assert find.counts(county.staff("nobody", Role.EDITOR)) == find.Counts(0, 0, 0, 0, 0, 0)


def test_statistics_of_what_came_in(county, chief):
    now = timezone.now()
    county.case(handed_in=now - timedelta(days=20))
    county.case()
    county.case("mediation", terminal=county.other_terminal)
    county.submit("rating", grade="satisfied")
    county.submit("rating", grade="very-dissatisfied")
    told = find.statistics(chief, timezone.localdate() - timedelta(days=28))
    assert dict(told.stations) == {county.mata.name: 3, county.zhou.name: 1}
    assert told.kinds[0] == ("legal-aid", 2)
    assert dict(told.ratings) == {"satisfied": 1, "very-dissatisfied": 1}
    assert sum(number for _, number in told.weeks) == told.total == 4
    assert [week.weekday() for week, _ in told.weeks] == [0] * len(told.weeks)
    assert dict(told.overdue) == {"": 1}
