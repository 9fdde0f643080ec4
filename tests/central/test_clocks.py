"""What is due by when: every clock of assets/central/clocks.toml by hand, and what always holds of counting days."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.store.model import CHINA
from sync.central.cases.content import Clock, Waiting, load
from sync.central.cases.workdays import Calendar, statutory

ROOT = Path(__file__).resolve().parents[2]
CENTRAL = ROOT / "assets" / "central"
LAWS = ROOT.parent / "shared" / "laws"
CENTRE = load(CENTRAL)
CALENDAR = CENTRE.calendar


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T10:00:00").replace(tzinfo=CHINA)


def due(clock: Clock | None, start: str, *waits: tuple[str, str], longer: bool = False) -> str:
    assert clock is not None
    ends = clock.due(at(start), CALENDAR, [(at(a), at(b)) for a, b in waits], longer=longer)
    assert (ends.hour, ends.minute, ends.utcoffset()) == (17, 0, timedelta(hours=8))
    return ends.date().isoformat()


def shown(matter: str, step: str, **answers: object) -> Clock | None:
    return CENTRE.clock(matter, step, {"answers": {id_.replace("_", "-"): v for id_, v in answers.items()}})


def named(id_: str) -> Clock:
    return CENTRE.clock_named(id_)


# Every clock by hand. 2026: off are 1 to 3 January, 15 to 23 February, 4 to 6 April, 1 to 5 May, 19 to 21 June, 25 to 27
# September and 1 to 7 October; worked are 4 January, 14 and 28 February, 9 May, 20 September and 10 October.
BY_HAND = {
    "legal-aid-first": ("2026-03-06", "2026-03-09"),  # Friday to Monday
    "legal-aid-decide": ("2026-03-02", "2026-03-09"),
    "legal-aid-papers": ("2026-03-02", "2026-03-17"),
    "legal-aid-assign": ("2026-03-06", "2026-03-09"),
    "legal-aid-refusal-letter": ("2026-02-13", "2026-02-25"),  # 14, 24, 25
    "legal-aid-file": ("2026-01-31", "2026-03-02"),  # 28 of February, 2 of March
    "mediation-danger": ("2026-04-03", "2026-04-07"),
    "mediation-labour": ("2026-03-02", "2026-03-17"),
    "mediation-contact": ("2026-05-08", "2026-05-12"),  # Saturday 9, 11, 12
    "mediation-medical": ("2026-03-02", "2026-04-14"),  # 4 + 5 + 5 + 5 + 5 (to 3 April) + 4 + 2
    "mediation-finish": ("2026-03-02", "2026-04-01"),
    "mediation-papers": ("2026-09-10", "2026-09-28"),  # the 25th is off, and so are the two after it
    "mediation-kept": ("2026-03-02", "2026-03-23"),  # the 22nd is a Sunday
    "mediation-confirm": ("2026-01-31", "2026-03-02"),
    "notary-will": ("2026-06-18", "2026-06-22"),
    "notary-contact": ("2026-06-18", "2026-06-23"),
    "notary-issue": ("2026-06-08", "2026-06-30"),  # 4 + 4 + 5 + 2
    "notary-papers": ("2026-03-31", "2026-04-30"),
    "reconsideration-admit": ("2026-02-12", "2026-02-26"),  # 13, Saturday 14, 24, 25, 26
    "reconsideration-papers": ("2026-09-16", "2026-09-30"),  # 17, 18, Sunday 20, 21 to 24, 28, 29, 30
    "reconsideration-decide": ("2026-03-10", "2026-05-09"),  # 21 + 30 + 9; that Saturday is worked
    "reconsideration-refusal-letter": ("2026-09-30", "2026-10-10"),  # 8, 9, Saturday 10
    "reconsideration-sue": ("2026-09-16", "2026-10-08"),  # 1 October moves behind the holidays
    "reconsideration-sue-refusal": ("2026-03-02", "2026-03-17"),
    "complaint-objection": ("2026-03-05", "2026-03-10"),
    "complaint-tell": ("2026-03-02", "2026-03-17"),
    "complaint-answer": ("2026-01-05", "2026-03-06"),  # 26 + 28 + 6
    "complaint-papers": ("2026-03-05", "2026-03-20"),
    "complaint-review": ("2026-03-02", "2026-04-01"),
    "rating-contact": ("2026-01-03", "2026-01-04"),  # that Sunday is worked
    "rating-mend": ("2026-03-02", "2026-03-16"),
    "business-arrears-forward": ("2026-03-02", "2026-03-16"),
    "business-arrears-answer": ("2026-04-01", "2026-05-06"),  # 1 May moves
    "business-tell": ("2026-11-30", "2026-12-15"),
    "business-answer": ("2026-08-03", "2026-10-08"),  # 2 October is off, and so is the week
    "business-papers": ("2026-03-02", "2026-03-17"),
    "appointment-confirm": ("2026-11-25", "2026-11-26"),
    "appointment-held": ("2026-11-02", "2026-12-02"),
    "appointment-papers": ("2026-11-25", "2026-11-30"),  # the 28th is a Saturday
    "done-close": ("2026-11-02", "2026-11-16"),
    "granted-act": ("2026-11-02", "2026-11-16"),
    "refused-tell": ("2026-11-04", "2026-11-09"),
    "transferred-check": ("2026-11-04", "2026-11-11"),
    "withdrawn-close": ("2026-11-04", "2026-11-11"),
    "closed-archive": ("2026-11-02", "2026-12-02"),
}


@pytest.mark.parametrize("clock", CENTRE.clocks, ids=lambda clock: f"{clock.id} {clock.source or 'house rule'}")
def test_a_clause_by_hand(clock):
    start, end = BY_HAND[clock.id]
    assert due(clock, start) == end


def test_legal_aid_law_43_the_seven_days_run_from_receiving_at_every_step_before_the_decision():
    for step in ("received", "triaged", "working"):
        clock = shown("legal-aid", step)
        assert (clock.id, clock.begins_at(step)) == ("legal-aid-decide", "received")
    assert due(clock, "2026-01-28") == "2026-02-04"  # over the end of a month
    assert due(clock, "2026-12-28") == "2027-01-04"  # and of a year


def test_legal_aid_law_43_the_seven_days_stand_still_while_papers_are_awaited():
    clock = named("legal-aid-decide")
    # 3 and 4 March count; 5 to 10 are waited for; 11 to 15 are the other five; the 15th is a Sunday
    assert due(clock, "2026-03-02", ("2026-03-04", "2026-03-10")) == "2026-03-16"
    # asked and brought on one day: nothing is lost
    assert due(clock, "2026-03-02", ("2026-03-04", "2026-03-04")) == "2026-03-09"
    # twice: 5, 6 and 9, 10 are waited for
    assert due(clock, "2026-03-02", ("2026-03-04", "2026-03-06"), ("2026-03-08", "2026-03-10")) == "2026-03-13"


def test_legal_aid_law_43_three_days_to_assign_are_met_by_the_assignment():
    clock = shown("legal-aid", "decided-granted")
    assert (clock.id, clock.begins_at("decided-granted")) == ("legal-aid-assign", "decided-granted")
    assert "assign" in clock.met_by


def test_legal_aid_law_44_what_is_urgent_is_looked_at_by_the_next_working_day_and_keeps_its_seven_days():
    assert CENTRE.clock("legal-aid", "received", urgent=True).id == "legal-aid-first"
    assert CENTRE.clock("legal-aid", "working", urgent=True).id == "legal-aid-decide"


def test_legal_aid_law_49_five_days_for_an_objection_and_only_for_that():
    for step in ("received", "triaged", "working"):
        assert shown("complaint", step, about_what="aid-decision").id == "complaint-objection"
    assert shown("complaint", "received", about_what="window").id == "complaint-tell"


def test_reconsideration_law_31_the_five_days_begin_anew_when_the_papers_come():
    clock = shown("reconsideration", "working")
    assert clock.id == "reconsideration-admit"
    assert due(clock, "2026-03-02", ("2026-03-04", "2026-03-10")) == "2026-03-17"
    assert shown("reconsideration", "papers-needed").whose == "citizen"


def test_reconsideration_law_62_sixty_days_from_admission_and_at_most_thirty_more():
    clock = shown("reconsideration", "decided-granted")
    assert clock.begins_at("decided-granted") == "decided-granted"
    assert due(clock, "2026-03-10", longer=True) == "2026-06-08"  # 21 + 30 + 31 + 8


def test_reconsideration_rules_29_time_for_completing_does_not_count():
    clock = shown("reconsideration", "decided-granted")
    assert due(clock, "2026-03-10", ("2026-04-01", "2026-04-11")) == "2026-05-19"


def test_notarisation_law_30_fifteen_working_days_from_admission_without_the_time_for_papers():
    assert shown("notary", "decided-granted").begins_at("decided-granted") == "working"
    # 9 and 10 June; 16, 17, 18; 22 to 26; 29, 30; 1 to 3 July
    assert due(shown("notary", "working"), "2026-06-08", ("2026-06-10", "2026-06-15")) == "2026-07-03"


def test_labour_disputes_law_14_fifteen_days_from_the_application_papers_or_not():
    clock = shown("mediation", "working", kind="wages")
    assert (clock.id, clock.begins_at("working")) == ("mediation-labour", "received")
    assert due(clock, "2026-03-02", ("2026-03-03", "2026-03-13")) == "2026-03-17"


def test_medical_disputes_regulation_38_thirty_working_days_from_admission():
    assert shown("mediation", "working", kind="medical").id == "mediation-medical"
    assert shown("mediation", "received", kind="medical").id == "mediation-contact"
    assert shown("mediation", "working", kind="neighbours").house_rule


def test_mediation_law_33_staff_ask_before_the_thirty_days_for_confirmation_are_over():
    assert CENTRE.letter("mediation-agreed").clock == "mediation-confirm"
    assert shown("mediation", "done").days < named("mediation-confirm").days


def test_petitions_regulation_23_the_fifteen_days_do_not_wait_for_papers():
    for matter in ("complaint", "business"):
        assert due(shown(matter, "received"), "2026-03-02", ("2026-03-03", "2026-03-13")) == "2026-03-17"


def test_petitions_regulation_34_at_most_thirty_days_more():
    for matter in ("complaint", "business"):
        assert due(shown(matter, "working"), "2026-01-05", longer=True) == "2026-04-07"  # 5 and 6 April are off


def test_arrears_regulation_25_ninety_days_at_most_and_for_arrears_only():
    answer = shown("business", "transferred", trouble="arrears")
    assert due(answer, "2026-04-01", longer=True) == "2026-06-30"
    assert shown("business", "transferred", trouble="charges").id == "transferred-check"


@cache
def articles(title: str) -> set[str]:
    files = sorted(LAWS.glob(f"*/{title}(*.md"))[-1:] or sorted((LAWS / title).glob("*.md"))
    text = "\n".join(file.read_text("utf-8") for file in files)
    return set(re.findall(r"^(第[零一二三四五六七八九十百千]+条)\s", text, re.MULTILINE))


@pytest.mark.skipif(not LAWS.is_dir(), reason="../shared is not here")
def test_every_article_that_is_cited_stands_in_its_statute():
    text = "\n".join(path.read_text("utf-8") for path in CENTRAL.rglob("*.toml"))
    cited = set(re.findall(r'"([^"\s]+) (第[零一二三四五六七八九十百]+条)"', text))
    assert len(cited) > 50
    assert sorted(cite for cite in cited if cite[1] not in articles(cite[0])) == []


# What always holds

STARTS = st.datetimes(datetime(2025, 6, 1), datetime(2027, 11, 1), timezones=st.just(CHINA))
CLOCKS = st.sampled_from(CENTRE.clocks)
GAPS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), max_size=3)
SOME_DAYS = st.sets(st.dates(date(2025, 6, 1), date(2028, 6, 1)), max_size=30)


def waits_of(start: datetime, gaps: list[tuple[int, int]]) -> list[tuple[datetime, datetime]]:
    out, now = [], start
    for before, lasts in gaps:
        begun = now + timedelta(hours=before)
        now = begun + timedelta(hours=lasts)
        out.append((begun, now))
    return out


@given(CLOCKS, STARTS, GAPS)
def test_a_last_day_is_worked_and_waiting_never_makes_it_earlier(clock, start, gaps):
    plain = clock.due(start, CALENDAR)
    waited = clock.due(start, CALENDAR, waits_of(start, gaps))
    assert CALENDAR.works(waited.date())
    assert (plain.date() - start.date()).days >= clock.days
    assert waited >= plain
    if clock.waiting is Waiting.RUNS:
        assert waited == plain


@given(CLOCKS, STARTS, st.integers(0, 60))
def test_what_begins_later_is_not_due_earlier_and_the_zone_does_not_matter(clock, start, days):
    ends = clock.due(start, CALENDAR)
    assert clock.due(start + timedelta(days=days), CALENDAR) >= ends
    assert clock.due(start.astimezone(UTC), CALENDAR) == ends
    assert clock.due(start, CALENDAR, longer=True) >= ends


@given(CLOCKS, STARTS, SOME_DAYS)
def test_more_days_off_never_make_anything_due_earlier(clock, start, more):
    lazier = Calendar(CALENDAR.years, CALENDAR.off | (more - CALENDAR.on), CALENDAR.on, CALENDAR.closes)
    assert clock.due(start, lazier) >= clock.due(start, CALENDAR)


def test_a_record_of_late_evening_counts_from_its_day_in_china():
    late = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)  # half past midnight on the third
    assert named("legal-aid-decide").due(late, CALENDAR).date() == date(2026, 3, 10)


def test_of_a_year_that_is_not_filled_in_only_the_statutory_days_are_off_and_staff_are_warned():
    assert {date(2027, 2, 6), date(2027, 4, 5)} < statutory(2027)  # New Year by the moon; 清明
    assert not CALENDAR.works(date(2027, 10, 1))
    assert CALENDAR.works(date(2027, 10, 4))  # off by exchange in most years, but nobody has said so yet
    assert CALENDAR.missing(date(2026, 12, 1), date(2027, 1, 4)) == (2027,)
    assert "2027年" in CENTRE.warnings(date(2026, 12, 1))[0]
    assert CENTRE.warnings(date(2026, 6, 1)) == ()
