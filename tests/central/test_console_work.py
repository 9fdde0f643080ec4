"""A day at the console: dispatching, working on a case, papers, letters, the window, the timetable, numbers."""

from datetime import timedelta

import pytest
from central.county import APPLICANT, IDENTITY, PHONE, County, feed, history, next_weekday, steps_told
from django.urls import reverse
from django.utils import timezone

from sync import wire
from sync.central.audit.models import Line
from sync.central.cases import files, find, known, work
from sync.central.cases.models import Attachment, Case, Channel, Letter, Step
from sync.central.fleet.models import Booking, Plan
from sync.central.people.models import Role

pytestmark = pytest.mark.django_db
PART = {"HX-Request": "true"}


@pytest.fixture
def county() -> County:
    return County()


@pytest.fixture
def intake(county):
    return county.staff("李慧", Role.INTAKE)


@pytest.fixture
def officer(county):
    return county.staff("周建国", Role.OFFICER, desk="legal-aid")


def do(client, case: Case, code: str, **given):
    """Press a button of the case page, as it was last seen."""
    given.setdefault("seen", Case.objects.get(pk=case.pk).version)
    return client.post(reverse("console:act", args=[case.pk, code]), given)


def at_the_desk(county, intake, **answers) -> Case:
    case = county.case("legal-aid", **answers)
    return work.triage(case.pk, intake, seen=case.version, desk="legal-aid")


def noted(staff) -> int:
    return Line.objects.filter(actor=staff).count()


# 统一受理


def test_what_is_new_has_its_desk_preselected_and_one_click_dispatches_it(client, county, intake):
    case = county.case("mediation")
    client.force_login(intake)
    page = client.get(reverse("console:intake")).content.decode()
    assert '<option value="mediation" selected>' in page
    row = client.post(
        reverse("console:dispatch", args=[case.pk]), {"seen": case.version, "desk": "mediation"}, headers=PART
    )  # fmt: skip
    assert f'id="row-{case.pk}"' in row.content.decode()
    assert "分给人民调解了" in row.content.decode()
    case.refresh_from_db()
    assert (case.step, case.desk) == (Step.TRIAGED, "mediation")
    assert "新来的都分派完了" in client.get(reverse("console:intake")).content.decode()


def test_two_who_dispatch_the_same_case_do_not_overrule_each_other(client, county, intake):
    case = county.case("mediation")
    work.triage(case.pk, county.staff("另一位", Role.INTAKE), seen=case.version, desk="legal-aid")
    client.force_login(intake)
    given = {"seen": case.version, "desk": "mediation"}
    row = client.post(reverse("console:dispatch", args=[case.pk]), given, headers=PART).content.decode()
    assert "刚才有人动过" in row
    assert client.post(reverse("console:dispatch", args=[case.pk]), given).status_code == 302
    assert Case.objects.get().desk == "legal-aid"


def test_a_desk_that_does_not_exist_is_refused(client, county, intake):
    case = county.case("mediation")
    client.force_login(intake)
    given = {"seen": case.version, "desk": "nobody"}
    assert (
        "请选一个业务口"
        in client.post(reverse("console:dispatch", args=[case.pk]), given, headers=PART).content.decode()
    )
    assert Case.objects.get().step == Step.RECEIVED


# 业务办理


def test_an_officer_sees_their_desk_only_and_finds_a_person_by_the_whole_name(client, county, intake, officer):
    mine = at_the_desk(county, intake)
    county.case("mediation", name="吴桂英")
    client.force_login(officer)
    page = client.get(reverse("console:queue")).content.decode()
    assert find.show_number(mine.number) in page
    assert "吴桂英" not in page
    for search in (APPLICANT, PHONE, IDENTITY, find.show_number(mine.number)):
        part = client.get(reverse("console:queue"), {"search": search}, headers=PART).content.decode()
        assert reverse("console:case", args=[mine.pk]) in part
        assert "<html" not in part
    assert "没有找到" in client.get(reverse("console:queue"), {"search": "吴桂英"}).content.decode()


def test_what_is_due_is_told_in_words(client, county, intake, officer):
    late = at_the_desk(county, intake, handed_in=timezone.now() - timedelta(days=20), received=timezone.now())
    today = at_the_desk(county, intake)
    Case.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(days=3))
    tonight = timezone.localtime().replace(hour=23, minute=59, second=59)
    Case.objects.filter(pk=today.pk).update(due_at=tonight)
    waiting = at_the_desk(county, intake)
    work.ask_papers(waiting.pk, officer, seen=waiting.version, papers=["身份证"])
    client.force_login(officer)
    page = client.get(reverse("console:queue")).content.decode()
    for words in ("超期3天", "今天到期", "等材料，先不计时"):
        assert words in page
    home = client.get(reverse("console:today")).content.decode()
    assert "超期的" in home
    only = client.get(reverse("console:queue"), {"overdue": "on"}).content.decode()
    assert "超期3天" in only
    assert "今天到期" not in only


def test_the_queue_asks_the_database_no_more_for_thirty_than_for_three(
    client, county, intake, django_assert_max_num_queries
):
    client.force_login(intake)
    for most in (3, 30):
        for _ in range(most):
            county.case("mediation")
        with django_assert_max_num_queries(35):
            client.get(reverse("console:queue"))


def test_nonsense_in_an_address_is_no_error(client, county, intake):
    client.force_login(intake)
    for query in ({"page": "x"}, {"page": "9" * 30}, {"page": "0"}, {"step": "none"}, {"station": "-1"}, {"desk": "'"}):
        assert client.get(reverse("console:queue"), query).status_code == 200, query
    assert client.get(reverse("console:timetable"), {"on": "2026-13-01", "station": "x"}).status_code == 200


# One case


def test_a_case_from_its_start_to_the_archive_each_step_by_a_person_and_noted(client, county, intake, officer):
    case = at_the_desk(county, intake)
    client.force_login(officer)
    lawyer = county.staff("陈律师", Role.LAWYER)
    way = [
        ("start", {}, Step.WORKING),
        ("assign", {"officer": officer.pk, "lawyer": lawyer.pk}, Step.WORKING),
        ("ask-papers", {"papers": "工资欠条\n身份证复印件", "note": "拍照就行"}, Step.PAPERS),
        ("papers-came", {}, Step.WORKING),
        ("decide", {"granted": "yes", "note": "给您派律师"}, Step.GRANTED),
        ("message", {"text": "明天上午九点来一趟"}, Step.GRANTED),
        ("remark", {"private": "当事人听力不好"}, Step.GRANTED),
        ("urgent", {}, Step.GRANTED),
        ("finish", {"result": "succeeded"}, Step.DONE),
        ("close", {}, Step.CLOSED),
        ("review", {f"item-{i.id}": i.points for i in known.centre().checklist("legal-aid").item}, Step.CLOSED),
        ("archive", {}, Step.ARCHIVED),
    ]
    for code, given, step in way:
        assert reverse("console:act", args=[case.pk, code]) in client.get(
            reverse("console:case", args=[case.pk])
        ).content.decode(), code  # fmt: skip
        before = noted(officer)
        assert do(client, case, code, **given).status_code == 302, code
        assert Case.objects.get().step == step, code
        line = Line.objects.filter(actor=officer).order_by("-seq")[0]
        assert noted(officer) > before
        assert line.subject == f"case:{case.pk}"
    page = client.get(reverse("console:case", args=[case.pk])).content.decode()
    for words in ("工资欠条、身份证复印件", "拍照就行", "当事人听力不好", "办成了", "质量评估：100分", "陈律师"):
        assert words in page
    assert steps_told(county.terminal)[-1] == Step.CLOSED
    assert feed(county.terminal, wire.ItemKind.MESSAGE)[0]["text"] == "明天上午九点来一趟"


def test_what_somebody_else_changed_meanwhile_is_shown_and_what_was_written_stays(client, county, intake, officer):
    case = at_the_desk(county, intake)
    seen = case.version
    case = work.start(case.pk, county.staff("王敏", Role.OFFICER), seen=seen)
    client.force_login(officer)
    answer = do(client, case, "ask-papers", seen=seen, papers="银行流水", note="就差这一样")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "有人动过这件事" in page
    assert "王敏：开始办" in page
    assert "银行流水</textarea>" in page
    assert f'name="seen" value="{case.version}"' in page
    assert Case.objects.get().step == Step.WORKING
    assert do(client, case, "ask-papers", papers="银行流水").status_code == 302


def test_what_is_not_right_is_told_at_its_field_and_nothing_is_lost(client, county, intake, officer):
    case = at_the_desk(county, intake)
    client.force_login(officer)
    do(client, case, "start")
    answer = do(client, case, "decide", granted="no", note="写了半天的话")
    assert answer.status_code == 422
    assert "请写明理由" in answer.content.decode()
    assert "写了半天的话</textarea>" in answer.content.decode()
    do(client, case, "ask-papers", papers="身份证")
    second = do(client, case, "ask-papers", papers="户口本")
    assert "请写明原因" in second.content.decode()
    yesterday = timezone.localdate() - timedelta(days=1)
    late = do(client, case, "ask-papers", papers="户口本", again="本人后来才说", until=yesterday)
    assert "日子已经过了" in late.content.decode()
    assert history(case) == ["received", "triage", "start", "ask-papers"]


def test_an_action_that_the_step_or_the_duty_does_not_allow_is_neither_offered_nor_done(
    client, county, intake, officer
):
    case = at_the_desk(county, intake)
    client.force_login(officer)
    assert reverse("console:act", args=[case.pk, "archive"]) not in client.get(
        reverse("console:case", args=[case.pk])
    ).content.decode()  # fmt: skip
    too_early = do(client, case, "archive")
    assert too_early.status_code == 422
    assert "不能再“归档”了" in too_early.content.decode()
    client.force_login(county.staff("审计", Role.AUDITOR))
    assert "还可以" not in client.get(reverse("console:case", args=[case.pk])).content.decode()
    assert do(client, case, "start").status_code == 403
    assert do(client, case, "nothing").status_code == 404
    assert Case.objects.get().step == Step.TRIAGED


def test_who_loses_sight_of_a_case_by_dispatching_it_comes_back_to_the_queue(client, county, intake, officer):
    case = at_the_desk(county, intake)
    client.force_login(officer)
    assert do(client, case, "triage", desk="mediation")["Location"] == reverse("console:queue")
    assert client.get(reverse("console:case", args=[case.pk])).status_code == 403


def test_answers_are_told_by_the_forms_labels_and_what_is_unknown_as_it_came(client, county, intake, officer):
    case = at_the_desk(
        county,
        intake,
        matter="wages",
        address={"town": "马踏镇", "village": "红光村", "rest": ""},
        born="不是日期",
        next_year="x",
    )
    client.force_login(officer)
    page = client.get(reverse("console:case", args=[case.pk])).content.decode()
    for words in ("什么事", "讨工钱", "马踏镇 红光村", "不是日期", "next-year"):
        assert words in page


# Papers


def attach(case: Case, content: bytes, media_type: str) -> Attachment:
    return Attachment.objects.create(
        record=case.records.get(), position=9, sha256=files.put(content), size=len(content), media_type=media_type,
        label="欠条", arrived_at=timezone.now(),
    )  # fmt: skip


def test_a_picture_opens_in_place_and_leaves_a_line(client, county, intake, officer):
    case = at_the_desk(county, intake)
    picture = attach(case, b"\xff\xd8\xff picture", "image/jpeg")
    client.force_login(officer)
    answer = client.get(reverse("console:attachment", args=[picture.pk]))
    assert answer.content == b"\xff\xd8\xff picture"
    assert answer["Content-Type"] == "image/jpeg"
    assert "inline" in answer["Content-Disposition"]
    assert Line.objects.get(action="attachment-opened").facts == {"attachment": picture.pk}
    client.force_login(county.staff("王敏", Role.OFFICER, desk="mediation"))
    assert client.get(reverse("console:attachment", args=[picture.pk])).status_code == 403


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "application/xhtml+xml"])
def test_what_a_browser_would_run_is_only_saved(client, county, intake, officer, media_type):
    page = attach(at_the_desk(county, intake), b"<script>alert(1)</script>", media_type)
    client.force_login(officer)
    answer = client.get(reverse("console:attachment", args=[page.pk]))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_picture_on_its_way_or_damaged_says_so(client, county, intake, officer):
    case = at_the_desk(county, intake, attachments=("b" * 64,))
    client.force_login(officer)
    assert "还在路上" in client.get(reverse("console:case", args=[case.pk])).content.decode()
    coming = Attachment.objects.get()
    assert "还在路上" in client.get(reverse("console:attachment", args=[coming.pk])).content.decode()
    Attachment.objects.update(arrived_at=timezone.now())
    assert "文件坏了" in client.get(reverse("console:attachment", args=[coming.pk])).content.decode()


# Letters


def test_a_letter_is_filled_in_written_read_and_told_without_what_it_holds(client, county, intake, officer):
    case = at_the_desk(county, intake)
    client.force_login(officer)
    do(client, case, "start")
    template = known.centre().letters_for("legal-aid", "working")[0]
    at = reverse("console:letter-write", args=[case.pk, template.id])
    page = client.get(at)
    assert APPLICANT in page.content.decode()
    assert client.post(at, {"seen": 1}).status_code == 200
    assert not Letter.objects.exists()
    given = dict.fromkeys(template.fields, "某某") | {"seen": Case.objects.get().version}
    done = client.post(at, given)
    assert done["Location"] == reverse("console:letter", args=[case.pk, Letter.objects.get().pk])
    assert "某某" in client.get(done["Location"]).content.decode()
    assert "某某" not in feed(county.terminal)[-1]["note"]
    assert client.get(reverse("console:letter", args=[case.pk, 999])).status_code == 404
    moved = client.post(at, given)
    assert "刚才有人动过" in moved.content.decode()
    assert client.get(reverse("console:letter-write", args=[case.pk, "no-such"])).status_code == 302


# 窗口登记


def test_somebody_at_the_window_is_entered_and_leaves_with_a_number_and_a_code(client, county):
    keeper = county.staff("站长", Role.KEEPER, county.mata)
    client.force_login(keeper)
    at = reverse("console:window-form", args=["mediation"])
    empty = client.post(at, {"station": county.mata.pk, "channel": "window"})
    assert empty.status_code == 422
    assert not Case.objects.exists()
    wrong = client.post(at, {"station": county.mata.pk, "channel": "phone", "name": "刘某", "phone": "12"})
    assert 'aria-invalid="true"' in wrong.content.decode()
    done = client.post(at, {"station": county.mata.pk, "channel": "phone", "name": "刘某", "phone": "13890610002"})
    case = Case.objects.get()
    assert (case.station, case.channel, case.personal["applicant"]) == (county.mata, Channel.PHONE, "刘某")
    assert done["Location"] == reverse("console:slip", args=[case.pk])
    slip = client.get(done["Location"]).content.decode()
    assert find.show_number(case.number) in slip
    assert "刘某" not in slip
    assert client.get(reverse("console:slip-code", args=[case.pk]))["Content-Type"] == "image/svg+xml"
    assert Line.objects.get(action="entered-at-window").actor == keeper
    assert client.get(reverse("console:case", args=[case.pk])).status_code == 403
    client.force_login(county.staff("别人", Role.KEEPER, county.mata))
    assert client.get(reverse("console:slip", args=[case.pk])).status_code == 403


def test_a_keeper_enters_nobody_at_another_station(client, county):
    client.force_login(county.staff("站长", Role.KEEPER, county.mata))
    given = {"station": county.zhou.pk, "channel": "window", "name": "刘某"}
    assert client.post(reverse("console:window-form", args=["mediation"]), given).status_code == 422
    assert not Case.objects.exists()


def test_a_question_comes_when_an_answer_calls_for_it_and_nothing_is_kept(client, county, intake):
    client.force_login(intake)
    at = reverse("console:window-form", args=["legal-aid"])
    assert 'name="agent-name"' not in client.post(at, {"for-whom": "self"}, headers=PART).content.decode()
    part = client.post(at, {"for-whom": "family", "name": "刘某", "urgent": ["danger"]}, headers=PART).content.decode()
    assert 'name="agent-name"' in part
    assert 'value="刘某"' in part
    assert not Case.objects.exists()


# 预约时间


def test_a_time_is_taken_for_a_case_once_and_given_back(client, county, intake):
    case = county.case("appointment")
    client.force_login(intake)
    slot = f"{next_weekday(0)}T09:00/window/1"
    at, given = reverse("console:timetable-take"), {"station": county.mata.pk, "slot": slot}
    client.post(at, given | {"number": case.number})
    assert Booking.objects.get().case == case
    assert APPLICANT in client.get(
        reverse("console:timetable"), {"station": county.mata.pk, "on": slot[:10]}
    ).content.decode()  # fmt: skip
    again = client.post(at, given, follow=True)
    assert "这个时间约不了" in again.content.decode()
    client.post(at, given | {"free": "1"})
    assert not Booking.objects.exists()
    assert [b["taken"] or b["freed"] for b in feed(county.terminal, wire.ItemKind.BOOKED)] == [[slot], [slot]]
    assert "一共13位" in client.post(at, given | {"number": "12"}, follow=True).content.decode()
    assert not Booking.objects.exists()


def test_a_timetable_is_published_as_it_was_shown_or_refused_with_the_place(client, county):
    client.force_login(county.staff("站长", Role.KEEPER, county.mata))
    at = reverse("console:timetable-plan", args=[county.mata.pk])
    text = client.get(at).context["form"].initial["text"]
    for wrong in ("[[window", 'window = "x"', text.replace('begins = "09:00"', 'begins = "25:00"')):
        client.post(at, {"text": wrong})
    assert not Plan.objects.exists()
    client.post(at, {"text": text})
    assert len(Plan.objects.get().windows) == len(known.windows())
    assert client.get(reverse("console:timetable-plan", args=[county.zhou.pk])).status_code == 404


# 统计


def test_numbers_are_drawn_and_can_be_read_aloud(client, county, intake):
    for _ in range(3):
        county.case("mediation")
    county.submit("rating", form="rating", grade="satisfied")
    client.force_login(intake)
    page = client.get(reverse("console:statistics")).content.decode()
    assert 'aria-label="群众来办什么：人民调解3件"' in page
    assert "满意1件" in page
    assert client.get(reverse("console:statistics"), {"weeks": "abc"}).status_code == 200
