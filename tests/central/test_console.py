"""The console's doors: who gets in, how often one may try, the second step, what no page shows, what is noted."""

import re

import pytest
from central.county import APPLICANT, IDENTITY, PHONE, County
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from sync.central.audit import chain
from sync.central.audit.models import Line
from sync.central.cases.models import Attachment, Case, RefusedRecord
from sync.central.console import urls
from sync.central.fleet.models import Station
from sync.central.people.models import Role, Staff

pytestmark = pytest.mark.django_db
PASSWORD = "jin-yan-ju-zi-2026"
OPEN_TO_ALL = {"login", "logout"}
ARGS = {"letter_id": 1, "template": "any", "code": "start", "form_id": "mediation", "number": "101", "name": "wipe"}


@pytest.fixture
def county() -> County:
    return County()


def person(county: County, role: Role, *, password: str = PASSWORD, **duty) -> Staff:
    staff = county.staff(role.value, role, **duty)
    staff.set_password(password)
    staff.save()
    return staff


def sign_in(client: Client, name: str, password: str = PASSWORD, **more):
    return client.post(reverse("console:login"), {"username": name, "password": password, **more})


def address(pattern) -> str:
    """An address of a page, of something that is there where there is such a thing."""
    about = {"attachment": Attachment, "refused": RefusedRecord}.get(pattern.name.split("-")[0], Case)
    args = ARGS | {"id_": _first(about), "station_id": _first(Station)}
    names = re.findall(r"<\w+:(\w+)>", str(pattern.pattern))
    return reverse(f"console:{pattern.name}", kwargs={name: args[name] for name in names})


def _first(model) -> int:
    return model.objects.order_by("pk").values_list("pk", flat=True).first() or 1


def code_of(device: TOTPDevice, later: int = 0) -> str:
    return f"{totp(device.bin_key, t0=-30 * later):06}"


# Who gets in


@pytest.mark.parametrize("pattern", [p for p in urls.urlpatterns if p.name not in OPEN_TO_ALL], ids=lambda p: p.name)
def test_whoever_has_not_signed_in_sees_no_page_and_does_nothing(client, county, pattern):
    county.case()
    for answer in (client.get(address(pattern)), client.post(address(pattern))):
        assert answer.status_code in (302, 405)
        assert answer.status_code == 405 or answer["Location"].startswith("/console/login/")
    assert not Line.objects.filter(actor=None).exclude(action="locked-out").exists()


PAGES = ("intake", "queue", "window", "timetable", "statistics", "refused", "fleet", "terminal-new", "audit")


@pytest.mark.parametrize(
    ("role", "opens"),
    [
        (Role.INTAKE, {"intake", "queue", "window", "timetable", "statistics", "refused"}),
        (Role.OFFICER, {"intake", "queue", "window", "timetable", "statistics"}),
        (Role.LAWYER, {"queue"}),
        (Role.KEEPER, {"queue", "window", "timetable", "statistics"}),
        (Role.AUDITOR, {"queue", "statistics", "refused", "audit"}),
        (Role.ADMINISTRATOR, {"refused", "fleet", "terminal-new"}),
        (Role.EDITOR, set()),
        (Role.PUBLISHER, set()),
    ],
)
def test_a_role_opens_its_pages_and_is_refused_at_the_others(client, county, role, opens):
    client.force_login(person(county, role))
    answers = {name: client.get(reverse(f"console:{name}")).status_code for name in PAGES}
    assert answers == {name: 200 if name in opens else 403 for name in PAGES}


def test_a_superuser_without_a_duty_gets_nowhere(client, county):
    client.force_login(Staff.objects.create(username="root", is_superuser=True, is_staff=True))
    assert {client.get(reverse(f"console:{name}")).status_code for name in PAGES} == {403}
    assert client.get("/admin/people/staff/").status_code == 302


def test_the_case_of_another_desk_and_one_that_does_not_exist_look_the_same(client, county):
    case = county.case("mediation")
    client.force_login(person(county, Role.OFFICER, desk="legal-aid"))
    refused = [client.get(reverse("console:case", args=[id_])) for id_ in (case.pk, case.pk + 1000)]
    assert [answer.status_code for answer in refused] == [403, 403]
    assert refused[0].content == refused[1].content


def test_somebody_who_left_is_out_at_once(client, county):
    officer = person(county, Role.OFFICER)
    sign_in(client, officer.username)
    assert client.get(reverse("console:queue")).status_code == 200
    Staff.objects.filter(pk=officer.pk).update(is_active=False)
    assert client.get(reverse("console:queue")).status_code == 302


# Signing in


def test_after_five_wrong_passwords_the_right_one_waits_too(client, county):
    officer = person(county, Role.OFFICER)
    answers = [sign_in(client, officer.username, "wrong").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    locked = sign_in(client, officer.username)
    assert locked.status_code == 429
    assert "试的次数太多了" in locked.content.decode()
    assert Line.objects.filter(action="locked-out").exists()
    assert not Line.objects.filter(action="signed-in").exists()


def test_signing_in_goes_on_to_our_own_pages_only(client, county):
    person(county, Role.OFFICER)
    assert sign_in(client, "officer", next="https://elsewhere.example/")["Location"] == reverse("console:today")
    assert Line.objects.get(action="signed-in").actor.username == "officer"


def test_a_password_that_somebody_else_set_is_changed_first(client, county):
    officer = person(county, Role.OFFICER)
    Staff.objects.update(must_change_password=True)
    sign_in(client, officer.username)
    assert client.get(reverse("console:queue"))["Location"] == reverse("console:password")
    same = {"old_password": PASSWORD, "new_password1": PASSWORD, "new_password2": PASSWORD}
    assert "要和现在的不一样" in client.post(reverse("console:password"), same).content.decode()
    client.post(
        reverse("console:password"), same | {"new_password1": "ju-hong-le-2027", "new_password2": "ju-hong-le-2027"}
    )
    assert client.get(reverse("console:queue")).status_code == 200
    assert Line.objects.get(action="password-changed").actor == officer


def test_signing_out_is_noted_and_cannot_be_done_by_a_link(client, county):
    client.force_login(person(county, Role.OFFICER))
    assert client.get(reverse("console:logout")).status_code == 405
    client.post(reverse("console:logout"))
    assert client.get(reverse("console:queue")).status_code == 302
    assert Line.objects.filter(action="signed-out", actor__username="officer").exists()


# The second step


def test_the_second_step_is_set_up_only_with_the_right_digits(client, county):
    officer = person(county, Role.OFFICER)
    client.force_login(officer)
    page = client.get(reverse("console:second-step-set"))
    device = TOTPDevice.objects.get(user=officer)
    assert client.get(reverse("console:second-step-picture"))["Content-Type"] == "image/svg+xml"
    assert "no-store" in page["Cache-Control"]
    wrong = f"{(int(code_of(device)) + 1) % 1_000_000:06}"
    client.post(reverse("console:second-step-set"), {"code": wrong})
    device.refresh_from_db()
    assert not device.confirmed
    device.throttle_reset()
    client.post(reverse("console:second-step-set"), {"code": code_of(device)})
    device.refresh_from_db()
    assert device.confirmed
    assert client.get(reverse("console:queue")).status_code == 200


def test_who_has_a_second_step_is_asked_for_it_before_every_page(client, county):
    officer = person(county, Role.OFFICER)
    device = TOTPDevice.objects.create(user=officer, name="手机")
    sign_in(client, officer.username)
    for name in ("queue", "second-step-set", "password", "second-step-picture"):
        assert client.get(reverse(f"console:{name}"))["Location"].startswith(reverse("console:second-step"))
    assert client.get("/admin/").status_code == 302
    away = client.get(reverse("console:second-step"), {"next": "https://elsewhere.example/"})
    assert away.context["next"] == reverse("console:today")
    part = client.get(reverse("console:queue"), headers={"HX-Request": "true"})
    assert part["HX-Redirect"].startswith(reverse("console:second-step"))

    told = client.post(reverse("console:second-step"), {"code": "000000", "next": reverse("console:queue")})
    assert told.status_code == 200
    assert client.get(reverse("console:queue")).status_code == 302
    device.refresh_from_db()
    device.throttle_reset()
    code = code_of(device)
    done = client.post(reverse("console:second-step"), {"code": code, "next": reverse("console:queue")})
    assert done["Location"] == reverse("console:queue")
    assert client.get(reverse("console:queue")).status_code == 200

    again = Client()
    sign_in(again, officer.username)
    assert again.post(reverse("console:second-step"), {"code": code}).status_code == 200  # digits are good for once
    assert again.get(reverse("console:queue")).status_code == 302


def test_guessing_the_digits_is_slowed_down(client, county):
    officer = person(county, Role.OFFICER)
    device = TOTPDevice.objects.create(user=officer)
    sign_in(client, officer.username)
    for _ in range(3):
        client.post(reverse("console:second-step"), {"code": "123456"})
    right = client.post(reverse("console:second-step"), {"code": code_of(device)})
    assert right.status_code == 200
    assert client.get(reverse("console:queue")).status_code == 302


# What every page keeps to


def visits(client: Client) -> dict[str, bytes]:
    """All pages and parts of pages that this person is shown, by address."""
    shown = {}
    for pattern in urls.urlpatterns:
        for headers in ({}, {"HX-Request": "true"}):
            answer = client.get(address(pattern), headers=headers)
            if answer.status_code == 200:
                shown[f"{pattern.name} {headers}"] = answer.content
    return shown


def everything(county: County) -> None:
    """A case with a picture on its way, and a record that was refused; both hold personal data."""
    county.case("legal-aid", attachments=("a" * 64,))
    county.case("mediation")
    RefusedRecord.objects.create(
        terminal=county.terminal,
        record="r-1",
        reason="answers: no such form",
        sealed={"name": APPLICANT, "phone": PHONE},
    )


@pytest.mark.parametrize("role", [Role.KEEPER, Role.ADMINISTRATOR, Role.EDITOR, Role.PUBLISHER])
def test_no_page_of_a_keeper_or_an_administrator_names_a_citizen(client, county, role):
    everything(county)
    client.force_login(person(county, role))
    shown = visits(client)
    for url in (
        "/admin/",
        "/admin/people/staff/",
        f"/admin/fleet/terminal/{county.terminal.pk}/change/",
        "/admin/audit/line/",
    ):
        shown[url] = client.get(url, follow=True).content
    for where, page in shown.items():
        for secret in (APPLICANT, PHONE, IDENTITY):
            assert secret not in page.decode(), where
    found = client.get(reverse("console:queue"), {"search": APPLICANT})
    assert found.status_code != 200 or "没有找到" in found.content.decode()


def test_who_may_see_a_citizen_does_so_the_test_above_looks_in_the_right_places(client, county):
    everything(county)
    client.force_login(person(county, Role.INTAKE))
    named = {where.split()[0] for where, page in visits(client).items() if APPLICANT in page.decode()}
    assert named >= {"today", "intake", "queue", "case", "refused-record"}


def test_pages_carry_no_script_or_style_of_their_own_and_the_policy_forbids_it(client, county):
    everything(county)
    many = person(county, Role.INTAKE)
    for role in Role:
        county.staff(many.username, role) if role is not Role.INTAKE else None
    client.force_login(many)
    for where, page in visits(client).items():
        text = page.decode()
        assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", text), where
    answer = client.get(reverse("console:queue"))
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert "no-store" in answer["Cache-Control"]


def test_a_form_without_its_token_is_refused_with_a_friendly_page(county):
    case = county.case()
    client = Client(enforce_csrf_checks=True)
    client.force_login(person(county, Role.INTAKE))
    answer = client.post(reverse("console:dispatch", args=[case.pk]), {"seen": case.version, "desk": "legal-aid"})
    assert answer.status_code == 403
    assert "页面放得太久了" in answer.content.decode()
    case.refresh_from_db()
    assert case.step == "received"


def test_a_page_that_is_not_there_says_so_in_chinese(client, county):
    client.force_login(person(county, Role.INTAKE))
    answer = client.get("/console/nothing/")
    assert answer.status_code == 404
    assert "没有这一页" in answer.content.decode()


def test_every_label_belongs_to_a_field_and_every_field_has_one(client, county):
    everything(county)
    many = person(county, Role.INTAKE)
    county.staff(many.username, Role.ADMINISTRATOR)
    county.staff(many.username, Role.AUDITOR)
    county.staff(many.username, Role.OFFICER)
    client.force_login(many)
    for where, page in visits(client).items():
        text = page.decode()
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), where
        labelled = set(re.findall(r'<label[^>]*\sfor="([^"]+)"', text))
        assert labelled <= set(ids), where
        for tag in re.findall(r"<(?:input|select|textarea)\b[^>]*>", text):
            if 'type="hidden"' not in tag:
                named = re.search(r'\sid="([^"]+)"', tag)
                assert named, f"{where}: {tag}"
                assert named[1] in labelled, f"{where}: {tag}"


def test_the_chain_is_whole_after_a_day_of_looking_around(client, county):
    everything(county)
    client.force_login(person(county, Role.INTAKE))
    visits(client)
    assert Line.objects.filter(action="case-opened", subject=f"case:{_first(Case)}", actor__username="intake").exists()
    assert Line.objects.filter(action="cases-listed").exists()
    assert chain.first_gap() is None


def test_what_breaks_is_told_kindly_and_shows_nothing_of_the_inside(county, monkeypatch):
    monkeypatch.setattr("sync.central.cases.find.queue", lambda *_, **__: 1 / 0)
    client = Client(raise_request_exception=False)
    client.force_login(person(county, Role.INTAKE))
    answer = client.get(reverse("console:queue"))
    assert answer.status_code == 500
    assert "这里出了点问题" in answer.content.decode()
    assert "ZeroDivisionError" not in answer.content.decode()
