"""Terminals, refused records, the audit and the administration, as staff meet them."""

from datetime import timedelta

import pytest
from central.county import APPLICANT, County, feed
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from sync import wire
from sync.central.audit.models import Line
from sync.central.cases.models import RefusedRecord
from sync.central.console import charts, fleet
from sync.central.fleet.models import EnrolCode, Key, Station, Terminal
from sync.central.people.models import Duty, Role, Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> County:
    return County()


@pytest.fixture
def administrator(county):
    return county.staff("管理员", Role.ADMINISTRATOR)


def called(terminal: Terminal, **told) -> Terminal:
    """A terminal that has called just now, in order but for what is told."""
    told = {"seen_at": timezone.now(), "disk_free_mb": 50_000, "program": "1.0"} | told
    for name, value in told.items():
        setattr(terminal, name, value)
    terminal.save()
    return terminal


def told_of(terminal: Terminal) -> str:
    return "；".join(trouble.text for trouble in fleet.troubles(terminal, timezone.now()))


# Terminals


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, ""),
        ({"seen_at": timezone.now() - timedelta(days=3, hours=1)}, "3天没联系"),
        ({"forked_at": timezone.now()}, "有两台机器用同一个盘，请现场看看，再重新接入"),
        ({"refused": 2}, "2件没收下"),
        ({"disk_free_mb": 400}, "硬盘只剩0.4 GB"),
        ({"clock_error_s": -400.0}, "时钟慢7分钟"),
        ({"behind_at": timezone.now()}, "中心恢复过备份，它正在把缺的补上"),
        (
            {"health": [{"part": "printer", "state": "failed", "note": "缺纸"}, {"part": "camera", "state": "ok"}]},
            "打印机：缺纸",
        ),
        ({"health": "nonsense", "content": [1, None]}, ""),
        ({"forked_at": timezone.now(), "retired": True}, ""),
    ],
)
def test_what_is_wrong_with_a_terminal_is_told_in_words(county, told, words):
    assert told_of(called(county.terminal, **told)) == words


def test_a_terminal_that_never_called_is_not_the_same_as_one_that_was_never_enrolled(county):
    assert "请发一个接入码" in told_of(county.terminal)
    Key.objects.create(id="k", terminal=county.terminal, public="x")
    assert told_of(county.terminal) == "从来没有联系过"


def test_the_worst_come_first(client, county, administrator):
    called(county.terminal)
    called(county.other_terminal, forked_at=timezone.now())
    Terminal.objects.create(number="100", station=county.mata)
    client.force_login(administrator)
    answer = client.get(reverse("console:fleet"))
    assert [line.terminal.number for line in answer.context["lines"]] == ["102", "100", "101"]


def test_a_code_is_shown_once(client, county, administrator):
    client.force_login(administrator)
    answer = client.post(reverse("console:terminal-issue", args=["101"]))
    code = answer.context["code"]
    assert code in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert EnrolCode.objects.filter(terminal=county.terminal).count() == 1
    assert code not in client.get(reverse("console:terminal", args=["101"])).content.decode()
    assert Line.objects.get(action="enrol-code-issued").actor == administrator


def test_what_cannot_be_taken_back_needs_a_tick(client, county, administrator):
    key = Key.objects.create(id="k", terminal=county.terminal, public="x")
    client.force_login(administrator)
    revoke = reverse("console:terminal-revoke", args=["101"])
    wipe = reverse("console:terminal-command", args=["101", "wipe"])
    assert client.post(revoke, {"why": "丢了"}).status_code == 422
    assert client.post(wipe).status_code == 422
    assert not feed(county.terminal, wire.ItemKind.COMMAND)
    key.refresh_from_db()
    assert key.revoked_at is None
    client.post(revoke, {"why": "丢了", "sure": "on"})
    client.post(wipe, {"sure": "on"})
    key.refresh_from_db()
    assert key.why == "丢了"
    assert feed(county.terminal, wire.ItemKind.COMMAND) == [{"name": "wipe"}]
    actions = set(Line.objects.filter(actor=administrator).values_list("action", flat=True))
    assert actions >= {"key-revoked", "command-wipe"}


def test_a_terminal_is_told_how_much_its_log_tells(client, county, administrator):
    client.force_login(administrator)
    at = reverse("console:terminal-command", args=["101", "log-level"])
    assert client.post(at, {"level": "everything"}).status_code == 422
    client.post(at, {"level": "debug"})
    assert feed(county.terminal, wire.ItemKind.COMMAND) == [{"name": "log-level", "level": "debug"}]
    assert client.post(reverse("console:terminal-command", args=["101", "explode"])).status_code == 404


def test_a_terminal_is_added_moved_and_taken_out_of_service(client, county, administrator):
    client.force_login(administrator)
    new = reverse("console:terminal-new")
    for number in ("12", "abc", "000", "999", "101"):
        assert client.post(new, {"number": number, "station": county.zhou.pk}).status_code == 200, number
    client.post(new, {"number": "105", "station": county.zhou.pk})
    client.post(
        reverse("console:terminal-edit", args=["105"]), {"station": county.mata.pk, "note": "大厅", "retired": "on"}
    )  # fmt: skip
    made = Terminal.objects.get(number="105")
    assert (made.station, made.note, made.retired) == (county.mata, "大厅", True)
    assert "105" not in client.get(reverse("console:fleet")).content.decode()
    assert "105" in client.get(reverse("console:fleet"), {"retired": ""}).content.decode()
    assert set(Line.objects.filter(subject="terminal:105").values_list("action", "actor")) == {
        ("terminal-added", administrator.pk),
        ("terminal-changed", administrator.pk),
    }


def test_an_administrator_of_one_town_sees_its_terminals_only(client, county):
    client.force_login(county.staff("镇管理员", Role.ADMINISTRATOR, county.mata))
    page = client.get(reverse("console:fleet")).content.decode()
    assert ">101<" in page
    assert ">102<" not in page
    assert client.get(reverse("console:terminal", args=["102"])).status_code == 404
    assert client.post(reverse("console:terminal-issue", args=["102"])).status_code == 404
    moved = {"station": county.zhou.pk, "note": ""}
    assert client.post(reverse("console:terminal-edit", args=["101"]), moved).status_code == 422


# Refused records


@pytest.fixture
def refused(county) -> RefusedRecord:
    return RefusedRecord.objects.create(
        terminal=county.terminal, record="r-1", reason="malformed: form", sealed={"name": APPLICANT}
    )


def test_a_refused_record_is_looked_at_and_asked_for_again(client, county, refused):
    intake = county.staff("李慧", Role.INTAKE)
    client.force_login(intake)
    page = client.get(reverse("console:refused")).content.decode()
    assert "格式不对" in page
    assert "malformed: form" in page
    assert APPLICANT not in page
    assert APPLICANT in client.get(reverse("console:refused-record", args=[refused.pk])).content.decode()
    assert Line.objects.get(action="refused-opened").actor == intake
    client.post(reverse("console:refused-settle", args=[refused.pk]), {"again": "1"})
    assert feed(county.terminal, wire.ItemKind.COMMAND) == [{"name": "resend", "record": "r-1"}]
    assert "送来的都收下了" in client.get(reverse("console:refused")).content.decode()
    assert "r-1" in client.get(reverse("console:refused"), {"settled": ""}).content.decode()


def test_an_administrator_settles_without_seeing_and_an_auditor_sees_without_settling(
    client, county, refused, administrator
):
    client.force_login(administrator)
    assert client.get(reverse("console:refused-record", args=[refused.pk])).status_code == 403
    client.post(reverse("console:refused-settle", args=[refused.pk]))
    refused.refresh_from_db()
    assert refused.settled_at is not None
    assert not feed(county.terminal, wire.ItemKind.COMMAND)
    assert Line.objects.get(action="refused-settled").actor == administrator
    client.force_login(county.staff("审计", Role.AUDITOR))
    assert client.get(reverse("console:refused-record", args=[refused.pk])).status_code == 200
    assert client.post(reverse("console:refused-settle", args=[refused.pk]), {"again": "1"}).status_code == 403


def test_a_refused_record_of_another_town_is_not_shown(client, county, refused):
    client.force_login(county.staff("李慧", Role.INTAKE, county.zhou))
    assert "r-1" not in client.get(reverse("console:refused")).content.decode()
    assert client.get(reverse("console:refused-record", args=[refused.pk])).status_code == 404
    assert client.post(reverse("console:refused-settle", args=[refused.pk])).status_code == 404


def test_rights_at_different_stations_are_not_added_up(client, county, refused):
    both = county.staff("李慧", Role.INTAKE, county.zhou)
    county.staff("李慧", Role.AUDITOR)
    client.force_login(both)
    assert client.post(reverse("console:refused-settle", args=[refused.pk])).status_code == 403
    county.staff("王敏", Role.INTAKE, county.zhou)
    client.force_login(county.staff("王敏", Role.ADMINISTRATOR))
    assert "r-1" in client.get(reverse("console:refused")).content.decode()
    assert client.get(reverse("console:refused-record", args=[refused.pk])).status_code == 403


# The audit


def test_the_audit_is_filtered_and_says_where_the_chain_breaks(client, county):
    auditor = county.staff("审计", Role.AUDITOR)
    case = county.case()
    client.force_login(auditor)
    client.get(reverse("console:queue"))
    client.get(reverse("console:case", args=[case.pk]))
    assert "从头到尾都对得上" in client.get(reverse("console:audit-proof")).content.decode()
    lines = client.get(reverse("console:audit"), {"subject": f"case:{case.pk}", "actor": auditor.pk}).context["lines"]
    assert [line.what for line in lines] == ["看了一件事"]
    listed = client.get(reverse("console:audit"), {"action": "cases-listed"}).context["lines"]
    assert [line.what for line in listed] == ["看了名单"]
    for query in ({"action": "x"}, {"before": "x"}, {"on": "x"}, {"actor": "x"}, {"on": "2026-01-01"}):
        assert client.get(reverse("console:audit"), query).status_code == 200
    Line.objects.filter(action="case-opened").update(subject="case:99")
    seq = Line.objects.get(action="case-opened").seq
    assert f"第{seq}条对不上" in client.get(reverse("console:audit-proof")).content.decode()


# The administration


def test_only_who_administers_the_whole_county_gives_duties(client, county):
    client.force_login(county.staff("镇管理员", Role.ADMINISTRATOR, county.mata))
    assert client.get("/admin/people/staff/").status_code == 302
    assert "/admin/" not in client.get(reverse("console:fleet")).content.decode()


def test_somebody_new_gets_a_duty_and_must_change_the_password(client, county, administrator):
    client.force_login(administrator)
    word = "chu-shi-mi-ma-26"
    inline = {"duties-TOTAL_FORMS": 1, "duties-INITIAL_FORMS": 0, "duties-0-role": "officer", "duties-0-station": ""}
    account = {"username": "xin", "name": "新来的", "phone": "", "password1": word, "password2": word}
    client.post("/admin/people/staff/add/", account | {"duties-TOTAL_FORMS": 0, "duties-INITIAL_FORMS": 0})
    made = Staff.objects.get(username="xin")
    assert made.must_change_password
    change = {"username": "xin", "name": "新来的", "phone": "", "is_active": "on"}
    at = f"/admin/people/staff/{made.pk}/change/"
    client.post(at, change | inline | {"duties-0-desk": "no-such-desk"})
    assert not Duty.objects.filter(staff=made).exists()
    client.post(at, change | inline | {"duties-0-desk": "mediation"})
    assert Duty.objects.get(staff=made).desk == "mediation"
    lines = Line.objects.filter(subject=f"staff:{made.pk}")
    assert [(line.action, line.actor) for line in lines.order_by("seq")] == [
        ("added", administrator), ("changed", administrator),
    ]  # fmt: skip
    assert word not in str(list(lines.values_list("facts", flat=True)))


def test_a_password_set_for_somebody_is_noted_and_changed_at_the_next_signing_in(client, county, administrator):
    officer = county.staff("周建国", Role.OFFICER)
    client.force_login(administrator)
    given_ = {"password1": "lin-shi-mi-ma-26", "password2": "lin-shi-mi-ma-26", "usable_password": "true"}
    client.post(f"/admin/people/staff/{officer.pk}/password/", given_)
    officer.refresh_from_db()
    assert officer.check_password("lin-shi-mi-ma-26")
    assert officer.must_change_password
    assert Line.objects.get(action="password-set", subject=f"staff:{officer.pk}").actor == administrator


def test_stations_are_kept_a_tree_and_each_change_is_noted(client, county, administrator):
    client.force_login(administrator)
    at = f"/admin/fleet/station/{county.mata.pk}/change/"
    given_ = {"name": "马踏镇工作站", "level": "town", "parent": county.village.pk, "address": "", "phone": ""}
    assert "不能是它下面的站" in client.post(at, given_).content.decode()
    client.post(at, given_ | {"parent": county.centre.pk, "phone": "0833-3710000"})
    assert Station.objects.get(pk=county.mata.pk).phone == "0833-3710000"
    assert Line.objects.get(action="changed", subject=f"station:{county.mata.pk}").actor == administrator


def test_locks_and_secrets_are_not_in_the_administration_and_what_is_to_be_read_is_not_changed(
    client, county, administrator
):
    client.force_login(administrator)
    index = client.get("/admin/").content.decode()
    for hidden in ("axes", "otp_totp", "auth/group"):
        assert hidden not in index
        assert client.get(f"/admin/{hidden}/").status_code == 404
    assert client.post(f"/admin/fleet/terminal/{county.terminal.pk}/change/", {"note": "x"}).status_code == 403
    assert client.get("/admin/fleet/terminal/add/").status_code == 403
    client.force_login(county.staff("审计", Role.AUDITOR))
    client.get(reverse("console:case", args=[county.case().pk]))
    assert client.get("/admin/audit/line/").status_code == 200
    assert client.post("/admin/audit/line/1/change/", {"subject": "x"}).status_code == 403
    assert client.post("/admin/audit/line/1/delete/", {"post": "yes"}).status_code == 403


# Drawings

ROWS = st.lists(st.tuples(st.text(max_size=8), st.integers(0, 100_000)), max_size=60)


@given(ROWS)
def test_bars_stay_within_the_drawing_and_nothing_is_left_out(rows):
    chart = charts.lying("x", rows)
    assert all(0 <= bar.width <= charts.WIDTH for bar in chart.bars)
    assert sum(bar.value for bar in chart.bars) == sum(value for _, value in rows)
    assert all(bar.y + bar.height <= chart.height for bar in chart.bars)


@given(ROWS)
def test_columns_stand_side_by_side_as_high_as_their_number(rows):
    chart = charts.standing("x", rows)
    assert [bar.value for bar in chart.bars] == [value for _, value in rows]
    for left, right in zip(chart.bars, chart.bars[1:], strict=False):
        assert left.x + left.width <= right.x
        assert (left.height <= right.height) == (left.value <= right.value)
