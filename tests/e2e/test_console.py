"""The console in a real browser: a wages case from intake to the archive, a picture in place, the slip's code, the phone."""

import io
import shutil

import pytest
import zxingcpp
from central.county import County
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from sync.central.cases import files, known
from sync.central.cases.models import Attachment, Case, Letter, Review, Step
from sync.central.people.models import Role

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed"),
]
PASSWORD = "jin-yan-ju-zi-2026"


@pytest.fixture
def county(monkeypatch) -> County:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's own loop runs in this thread
    county = County()
    county.staff("lihui", Role.INTAKE)
    county.staff("zhou", Role.OFFICER, desk="legal-aid")
    county.staff("chen", Role.LAWYER)
    county.staff("mata", Role.KEEPER, county.mata)
    for name in ("lihui", "zhou", "chen", "mata"):
        staff = county.staff(name, Role.EDITOR)
        staff.set_password(PASSWORD)
        staff.save()
    return county


@pytest.fixture
def browser():
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Visitor:
    """Somebody at a browser of their own; what the browser complains of is kept."""

    def __init__(self, browser: Browser, base: str, name: str, width: int = 1280, height: int = 800) -> None:
        self.base = base
        self.page: Page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.set_default_timeout(10_000)
        self.open("today")
        self.page.get_by_label("用户名").fill(name)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.go("button", "登录")

    def open(self, name: str, *args) -> int:
        answer = self.page.goto(self.base + reverse(f"console:{name}", args=args))
        return answer.status if answer else 0

    def go(self, role: str, name: str) -> None:
        """Press what leads to another page, and wait until that is whole: its script too."""
        with self.page.expect_navigation():
            self.page.get_by_role(role, name=name).click()

    def act(self, summary: str, button: str, fills: dict[str, str] | None = None) -> None:
        """Unfold an action, fill it in, press its button, and see that it is done."""
        self.page.locator("summary", has_text=summary).click()
        action = self.page.locator("details", has=self.page.locator("summary", has_text=summary))
        for label, text in (fills or {}).items():
            action.get_by_label(label).fill(text)
        action.get_by_role("button", name=button).click()
        expect(self.page.locator(".notice").first).to_be_visible()


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, "JPEG")
    return out.getvalue()


def test_a_wages_case_goes_from_intake_to_the_archive(live_server, browser, county):
    case = county.case("legal-aid", form="wages", attachments=("a" * 64,))
    Attachment.objects.update(sha256=files.put(picture()), arrived_at=timezone.now(), label="欠条")

    intake = Visitor(browser, live_server.url, "lihui")
    intake.go("link", "统一受理")
    intake.page.get_by_role("button", name="分派").click()
    expect(intake.page.get_by_text("分给法律援助了")).to_be_visible()
    assert Case.objects.get().step == Step.TRIAGED

    officer = Visitor(browser, live_server.url, "zhou")
    officer.go("link", "业务办理")
    officer.go("link", "法律援助（讨工钱）")
    officer.page.get_by_role("link", name="欠条").click()
    seen = officer.page.locator("dialog img")
    expect(seen).to_be_visible()
    expect(seen).to_have_js_property("naturalWidth", 60)
    officer.page.keyboard.press("Escape")
    expect(officer.page.locator("dialog")).not_to_be_visible()

    officer.page.get_by_role("button", name="我来办").click()
    officer.page.locator("summary", has_text="交给承办人").click()
    officer.page.get_by_label("律师", exact=True).select_option(label="chen")
    officer.page.get_by_role("button", name="交给他办").click()
    officer.act("要求补材料", "告诉当事人", {"要补哪些材料": "银行流水\n工友证言", "给当事人看的话": "拍照就行"})
    expect(officer.page.get_by_text("银行流水", exact=True)).to_be_visible()
    officer.page.get_by_role("button", name="材料齐了，接着办").click()

    officer.page.get_by_label("不同意").check()
    officer.page.get_by_role("button", name="作出决定").click()
    expect(officer.page.get_by_text("请写明理由")).to_be_visible()  # and nothing is decided
    officer.page.get_by_label("同意", exact=True).check()
    officer.page.get_by_role("button", name="作出决定").click()
    expect(officer.page.locator(".case-head .badge").first).to_have_text("已决定：同意")

    officer.page.locator("summary", has_text="写文书").click()
    letter = known.centre().letters_for("legal-aid", Step.GRANTED)[0]
    officer.page.get_by_role("link", name=letter.title).click()
    for field in officer.page.locator("main input:not([type=hidden]), main textarea").all():
        if not field.input_value():
            field.fill("某某")
    officer.page.get_by_role("button", name="写成").click()
    expect(officer.page.locator("article.page")).to_be_visible()
    officer.page.get_by_role("link", name="回到这件事").click()

    officer.page.get_by_label("结果").select_option(label="办成了")
    officer.page.get_by_role("button", name="办完了").click()
    officer.page.get_by_role("button", name="办结").click()
    officer.act("归档", "归档")
    for field in officer.page.locator("input[name^=item-]").all():
        field.fill("5")
    officer.page.get_by_role("button", name="评好了").click()
    expect(officer.page.get_by_role("heading", name="质量评估")).to_be_visible()

    done = Case.objects.get()
    assert (done.step, done.lawyer.username) == (Step.ARCHIVED, "chen")
    assert Letter.objects.filter(case=case).count() == 1
    assert Review.objects.get().total > 0
    assert not intake.complaints
    assert not [said for said in officer.complaints if "422" not in said]  # but for the decision without a reason


def test_a_role_is_refused_where_it_has_nothing_to_do(live_server, browser, county):
    case = county.case("mediation")
    lawyer = Visitor(browser, live_server.url, "chen")
    for name in ("intake", "window", "fleet", "audit", "statistics", "refused"):
        assert lawyer.open(name) == 403, name
        expect(lawyer.page.get_by_text("这一页不归您看")).to_be_visible()
    assert lawyer.open("case", case.pk) == 403
    lawyer.page.get_by_role("link", name="回到工作台").click()
    expect(lawyer.page.get_by_role("navigation", name="主菜单").get_by_role("link")).to_have_count(2)


def test_a_citizen_at_the_window_leaves_with_a_slip_whose_code_can_be_read(live_server, browser, county):
    keeper = Visitor(browser, live_server.url, "mata", width=390, height=844)
    keeper.page.get_by_role("button", name="菜单").click()
    keeper.page.get_by_role("link", name="窗口登记").click()
    keeper.page.get_by_role("link", name="人民调解").click()
    keeper.page.get_by_label("姓名").first.fill("刘某")
    keeper.page.get_by_role("button", name="登记，打回执").click()
    code = keeper.page.get_by_alt_text("查进度的二维码")
    expect(code).to_have_js_property("complete", True)
    read = zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))
    case = Case.objects.get()
    assert read[0].text.startswith(f"{live_server.url}/t/{case.number}/")
    assert not keeper.complaints


def test_the_console_can_be_used_by_keyboard_alone(live_server, browser, county):
    county.case("mediation")
    intake = Visitor(browser, live_server.url, "lihui")
    intake.open("intake")
    intake.page.keyboard.press("Tab")
    expect(intake.page.get_by_role("link", name="跳到正文")).to_be_focused()
    intake.page.keyboard.press("Enter")
    for _ in range(6):
        intake.page.keyboard.press("Tab")
        if intake.page.evaluate("document.activeElement.textContent") == "分派":
            break
    intake.page.keyboard.press("Enter")
    expect(intake.page.get_by_text("分给人民调解了")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_no_page_is_wider_than_the_screen(live_server, browser, county, width, height):
    case = county.case("legal-aid", form="wages", attachments=("a" * 64,))
    county.staff("lihui", Role.ADMINISTRATOR)
    county.staff("lihui", Role.AUDITOR)
    visitor = Visitor(browser, live_server.url, "lihui", width, height)
    pages = [(name, ()) for name in ("today", "intake", "queue", "window", "timetable", "statistics", "fleet", "audit")]
    for name, args in [*pages, ("case", (case.pk,)), ("window-form", ("legal-aid",)), ("terminal", ("101",))]:
        assert visitor.open(name, *args) == 200, name
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert not visitor.complaints
