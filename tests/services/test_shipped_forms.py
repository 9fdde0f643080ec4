"""The forms of this release: nothing is refused, nothing personal is asked too early or too much, and no form is too long."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from services.trying import example, fill, named

from kiosk.content.counter import read
from kiosk.content.pack import open_pack
from kiosk.directory.library import Directory
from kiosk.guides.source import read_guidance
from kiosk.services.filling import Filling
from kiosk.services.form import Form, Kind, Question

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "assets" / "content"
LAWS = ROOT.parent / "shared" / "laws"
MOST_TOUCHES = 45

# Every personal question of every form. Whoever adds one says here that its purpose needs it (个人信息保护法 第六条).
PERSONAL = {
    "appointment": {"name", "phone", "address"},  # the address for a visit at home only
    "business": {"name", "phone"},
    "complaint": {"name", "phone"},  # both only of whoever wants an answer
    "legal-aid": {"name", "agent-name", "identity", "born", "sex", "phone", "address", "opponent"},
    "mediation": {"opponent", "opponent-two", "name", "identity", "phone", "address"},
    "notary": {"agent-name", "address", "name", "identity", "phone"},
    "papers": set(),  # that is known from the matter they are for
    "rating": {"phone"},  # to be told what became of a bad grade
    "reconsideration": {"agent", "name", "identity", "phone", "address"},
    "wages": {"employer", "name", "identity", "phone", "address"},
}
ASKS_WHO = (Kind.IDENTITY, Kind.PHONE, Kind.ADDRESS, Kind.PERSON)
IDS_OF_WHO = re.compile("name|born|sex|birth|nation|household-address")
SERVICES = {
    "legal-aid": {"legal-aid"}, "wages": {"wages"}, "mediation": {"mediation"}, "notary": {"notary"},
    "reconsideration": {"reconsideration"}, "appointment": {"appointment"}, "business": {"business"},
    "complaint": {"complaint", "rating"},
}  # fmt: skip


@pytest.fixture(scope="module")
def forms(shipped) -> list[Form]:
    return [shipped.form(id_) for id_ in shipped.ids()]


def personal(question: Question) -> bool:
    return question.kind in ASKS_WHO or bool(IDS_OF_WHO.fullmatch(question.id.removeprefix("agent-")))


def test_nothing_that_is_shipped_is_refused():
    told = read(CONTENT, {service.id for service in read_guidance(CONTENT).services})
    assert told.refused == []
    assert len(told.forms) == len(PERSONAL)
    assert told.windows
    assert told.towns


def test_all_services_can_be_started(shipped):
    """Nine of them: the progress of a matter has its own page, and rating stands with complaints."""
    services = {service.id for service in read_guidance(CONTENT).services}
    assert {service: set(shipped.of_service(service)) for service in services} == SERVICES


def test_no_form_asks_for_more_of_a_person_than_this(forms):
    assert {form.id: {q.id for q in form.question if personal(q)} for form in forms} == PERSONAL


def test_who_has_no_card_at_hand_can_go_on(forms):
    asked = [q for form in forms for q in form.question if q.kind is Kind.IDENTITY]
    assert len(asked) >= 5
    assert all(q.optional for q in asked)


def test_photos_never_hold_anybody_up(forms):
    begun = [form for form in forms if not form.adds]  # papers to add are photos, or are brought to the window
    assert all(q.optional for form in begun for q in form.question if q.kind is Kind.PHOTOS)


def test_only_papers_are_added_to_what_was_handed_in_before(forms):
    assert [form.id for form in forms if form.adds] == ["papers"]


def test_legal_aid_tells_before_it_asks_who_one_is(shipped):
    form = shipped.form("legal-aid")
    order = [q.id for q in form.question]
    verdict = order.index(next(q.id for q in form.question if q.kind is Kind.ASSESSMENT))
    assert [q.id for q in form.question[:verdict] if personal(q)] == []
    assert {q.kind for q in form.question[:verdict]} <= {
        Kind.ONE,
        Kind.MANY,
        Kind.YES_NO,
        Kind.TELL,
        Kind.NUMBER,
        Kind.MONEY,
    }


def test_whoever_is_asked_for_personal_data_agrees_before_the_signature(forms):
    for form in forms:
        kinds = [q.kind for q in form.question]
        if form.id in ("rating", "papers"):
            continue  # its one telephone number may be left out; papers go by the consent to the matter they are for
        assert Kind.CONSENT in kinds, form.id
        last_consent = max(n for n, kind in enumerate(kinds) if kind is Kind.CONSENT)
        assert not [q.id for q in form.question[last_consent:] if personal(q)], form.id
        if form.signed:
            assert kinds.index(Kind.SIGNATURE) == last_consent + 1 == len(kinds) - 1, form.id
        consent = named(form, "consent")
        assert not consent.when, form.id
        assert "12348" in consent.hint, form.id
        assert {"个人信息保护法 第十四条", "个人信息保护法 第十七条"} <= set(consent.cites), form.id


def test_what_a_consent_says_of_deletion_is_what_the_form_does(forms):
    days = {"七天": 7, "三十天": 30}
    for form in forms:
        said = {days[word] for q in form.question for word in re.findall("七天|三十天", q.hint) if "删" in q.hint}
        assert said <= {form.keep_days}, form.id


def test_every_choice_that_excludes_the_others_says_so(forms):
    for question in (q for form in forms for q in form.question if q.kind is Kind.MANY):
        if "none" in {c.value for c in question.choice}:
            assert any("'none' in" in must.rule for must in question.must), question.id


def test_every_appointment_has_a_timetable(forms, content):
    db = open_pack(content / "starter.pack")
    kinds = {window.slots for window in Directory([db]).timetable().windows}
    db.close()
    assert {q.slots for form in forms for q in form.question if q.kind is Kind.SLOT} == kinds


def test_every_example_address_lies_in_the_county(forms, content):
    db = open_pack(content / "starter.pack")
    towns = Directory([db]).towns()
    db.close()
    assert {"研城街道", "马踏镇", "周坡镇", "千佛镇", "集益镇", "宝五镇"} <= set(towns)
    addresses = [example(q)["town"] for form in forms for q in form.question if q.kind is Kind.ADDRESS]
    assert set(addresses) <= set(towns)


# Notarisations


def test_ten_notarisations_and_more_each_told_once_with_its_list(shipped):
    form = shipped.form("notary")
    which = [choice.value for choice in named(form, "which").choice]
    assert len(which) - 1 >= 10  # the last is “something else”
    for value in which:
        filling = Filling(form)
        filling.submit(value)
        told = [q for q in filling.asked() if q.kind is Kind.TELL]
        assert [q.id for q in told] == [f"bring-{value}"]
        text = "".join(told[0].text)
        assert "身份证" in text or value == "other"
        if value != "other":
            assert len([line for line in told[0].text if re.match(r"\d+\. ", line)]) >= 3, value
            assert "哪个去办：" in text, value
            assert "到哪里办：" in text, value


def test_where_a_promise_may_stand_for_a_paper_it_is_told_and_asked(shipped):
    form = shipped.form("notary")
    assert sum("告知承诺" in "".join(q.text) for q in form.question) >= 5
    filling = Filling(form)
    asked = fill(filling, promise="yes")
    assert "promise-consent" in [q.id for q in asked]


# Touches


def touches(question: Question, given: object) -> int:
    """Touches beside typing: a choice is one, several are one each and one to go on; parts are gone through by one each."""
    match question.kind:
        case Kind.ONE | Kind.YES_NO | Kind.SLOT | Kind.TELL | Kind.CONSENT | Kind.ASSESSMENT:
            return 1
        case Kind.MANY:
            return 1 + len(given) if isinstance(given, list) else 1
        case Kind.ADDRESS | Kind.PERSON:
            return 3 if given else 1  # a town or a field to begin with, the next field, and on
        case Kind.SIGNATURE:
            return 3  # two strokes, and done
        case Kind.TEXT | Kind.LONG:
            return 2 if given else 1  # the field, and on
    return 1


def spent(filling: Filling) -> int:
    """From the first question over the summary to the receipt."""
    return sum(touches(q, filling.answer(q.id)) for q in filling.asked()) + 1


WAYS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@WAYS
@given(data=st.data())
def test_whichever_way_one_goes_through_the_form_it_is_at_most_45_touches(shipped, data):
    """Choices are drawn, everything else is the example: what is typed does not count."""
    form = shipped.form(data.draw(st.sampled_from(sorted(PERSONAL))))
    chosen = [q for q in form.question if q.kind in (Kind.ONE, Kind.YES_NO)]
    values = {q.id: [c.value for c in q.choice] or ["yes", "no"] for q in chosen}
    other = {id_.replace("-", "_"): data.draw(st.sampled_from(of), label=id_) for id_, of in values.items()}
    filling = Filling(form)
    fill(filling, **other)
    assert spent(filling) <= MOST_TOUCHES


LONGEST = {
    "for_whom": "family", "standing": "helping", "matter": "other-civil", "special": ["none"], "hardship": ["none"],
    "urgent": ["limitation", "preservation", "danger"], "identity": None,
}  # fmt: skip


def test_the_longest_way_through_legal_aid_is_at_most_45_touches(shipped):
    filling = Filling(shipped.form("legal-aid"))
    asked = [q.id for q in fill(filling, **LONGEST)]
    assert {"standing", "household-members", "danger-tell", "agent-name", "born", "sex", "opponent", "honesty"} <= set(
        asked
    )
    assert 30 <= spent(filling) <= MOST_TOUCHES


# What is cited


@cache
def articles(title: str) -> set[str]:
    """The labels of the articles of a statute's newest version; empty where the statute is not here."""
    files = sorted(LAWS.glob(f"*/{title}(*.md"))[-1:] or sorted((LAWS / title).glob("*.md"))
    text = "\n".join(file.read_text("utf-8") for file in files)
    return set(re.findall(r"^(第[零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)\s", text, re.MULTILINE))


@pytest.mark.skipif(not LAWS.is_dir(), reason="../shared is not here")
def test_every_article_that_is_cited_stands_in_its_statute(forms):
    cited = {tuple(cite.split(" ")) for form in forms for q in form.question for cite in q.cites}
    assert len(cited) > 50
    here = {statute for statute, _ in cited if articles(statute)}
    assert {"法律援助法", "公证法", "人民调解法", "行政复议法", "个人信息保护法", "民法典"} <= here
    assert sorted(cite for cite in cited if cite[0] in here and cite[1] not in articles(cite[0])) == []
