"""A citizen applies at the terminal, from the first touch to the receipt, and nothing is lost or left behind."""

from pathlib import Path

from PIL import Image, ImageDraw
from terminal import Visit, read_codes

from kiosk.services.form import Kind
from ui.applicant import Applicant
from ui.hand import centre


def applying(guide, service: str) -> Applicant:
    guide.home()
    guide.hand.touch("在这里办")
    guide.hand.touch(service)
    guide.hand.touch("现在就办")
    return Applicant(guide)


def store(guide):
    return guide.kiosk.back_office().desk.store


def test_a_migrant_worker_applies_for_legal_aid_and_leaves_with_a_receipt(fresh: Visit) -> None:
    guide = fresh()
    applicant = applying(guide, "请免费律师")
    applicant.fill()
    assert guide.hand.sees("要回欠我的工钱")
    applicant.tap("都对，交上去")
    assert guide.hand.sees("交好了")
    number = guide.kiosk.shell.viewModel.property("number")
    record = store(guide).record(number)
    assert record.kind == "legal-aid"
    assert record.data is not None
    assert record.data["assessment"]["covered"] == "yes"
    assert "".join(number.split()) in read_codes(guide)[0]
    assert applicant.touches <= 45


def test_what_is_not_covered_is_told_before_any_name_and_leads_to_help_that_is_free(fresh: Visit) -> None:
    guide = fresh()
    applicant = applying(guide, "请免费律师")
    applicant.fill(until="verdict")
    asked = [question.kind for question in guide.kiosk.shell.viewModel._case.filling.asked()]
    before = asked[: asked.index(Kind.ASSESSMENT)]
    assert not {Kind.TEXT, Kind.IDENTITY, Kind.PHONE, Kind.ADDRESS} & set(before)
    guide.hand.touch("打12348")
    assert guide.kiosk.shell.pageName == "help"
    guide.hand.touch("返回")
    assert guide.kiosk.shell.viewModel.property("kind") == "assessment"


def test_a_wrong_identity_number_is_met_at_its_page_and_the_rest_is_kept(fresh: Visit) -> None:
    guide = fresh()
    hand = guide.hand
    applicant = applying(guide, "请免费律师")
    applicant.fill(until="identity")
    for key in "511124196503120010":
        hand.touch(key)
    hand.touch("下一步")
    assert hand.sees("对不上")
    for _ in range(18):
        hand.touch("删")
    hand.touch("这一项不填")
    hand.touch("上一步")
    hand.touch("上一步")
    assert guide.kiosk.shell.viewModel.property("answered") == "王某"


def test_an_answer_is_corrected_from_the_summary(fresh: Visit) -> None:
    guide = fresh()
    hand = guide.hand
    applying(guide, "请人说和").fill()
    hand.touch("想怎么解决") if "想怎么解决" in "".join(hand.labels()) else hand.touch("申请人")
    assert guide.kiosk.shell.viewModel.property("kind") != "summary"
    hand.touch("下一步")
    assert guide.kiosk.shell.viewModel.property("kind") == "summary"


def test_after_a_power_cut_the_answers_are_there_by_the_identity_card(fresh: Visit, tmp_path: Path) -> None:
    guide = fresh()
    applying(guide, "请免费律师").fill(until="facts")
    case = guide.kiosk.back_office().case
    assert case
    store(guide)._base.close()  # the power goes: nothing is ended, nothing is closed
    guide.kiosk.back_office()._counter = None
    again = fresh()
    hand = again.hand
    hand.touch("在这里办")
    hand.touch("接着填上次的")
    for key in "511124196503120018":
        hand.touch(key)
    hand.touch("下一步")
    assert again.kiosk.shell.pageName == "form"
    assert again.kiosk.shell.viewModel.property("kind") == "long"


def test_kept_for_another_day_and_taken_up_by_its_code(fresh: Visit) -> None:
    guide = fresh()
    hand = guide.hand
    applying(guide, "请人说和").fill(until="facts")
    hand.touch("改天接着填")
    code = guide.kiosk.shell.viewModel.property("code")
    hand.touch("好了")
    assert guide.kiosk.shell.pageName == "home"
    hand.touch("在这里办")
    hand.touch("接着填上次的")
    for key in code.replace(" ", ""):
        hand.touch(key)
    hand.touch("下一步")
    assert guide.kiosk.shell.pageName == "form"


def test_who_walks_away_leaves_no_draft(fresh: Visit) -> None:
    guide = fresh()
    applying(guide, "请免费律师").fill(until="facts")
    guide.hand.touch("用完了")
    hand = guide.hand
    hand.touch("在这里办")
    hand.touch("接着填上次的")
    for key in "511124196503120018":
        hand.touch(key)
    hand.touch("下一步")
    assert hand.sees("没有找到")


def test_a_photographed_paper_is_straightened_kept_and_goes_along(fresh: Visit, tmp_path: Path) -> None:
    guide = fresh(camera=f"folder:{sheet(tmp_path / 'desk')}")
    hand = guide.hand
    applicant = applying(guide, "请免费律师")
    applicant.fill(until="photos")
    hand.touch("在这里拍材料")
    assert hand.sees("没有真的拍")
    hand.touch("拍照")
    hand.until(lambda: "就用这张" in hand.labels(), "the photo")
    hand.touch("就用这张")
    hand.touch("回去接着填")
    applicant.fill()
    applicant.tap("都对，交上去")
    record = store(guide).record(guide.kiosk.shell.viewModel.property("number"))
    kinds = sorted(attachment.media_type for attachment in record.attachments)
    assert kinds == ["image/jpeg", "image/png"]
    assert store(guide).read(record.attachments[0].sha256)


def test_how_a_matter_stands_is_told_by_number_and_the_end_of_the_card(fresh: Visit) -> None:
    guide = fresh()
    hand = guide.hand
    applicant = applying(guide, "请免费律师")
    applicant.fill()
    applicant.tap("都对，交上去")
    number = guide.kiosk.shell.viewModel.property("number")
    hand.touch("好了")
    hand.touch("在这里办")
    hand.touch("查办到哪一步了")
    for key in number.replace(" ", ""):
        hand.touch(key)
    hand.touch("下一步")
    for key in "0018":
        hand.touch(key)
    hand.touch("下一步")
    assert hand.sees("已经收好")


def test_an_appointment_is_not_given_twice(fresh: Visit) -> None:
    guide = fresh()
    hand = guide.hand
    slots = []
    for _ in range(3):
        applicant = applying(guide, "约时间见面")
        applicant.fill()
        applicant.tap("都对，交上去")
        record = store(guide).record(guide.kiosk.shell.viewModel.property("number"))
        slots.append(record.booking)
        hand.touch("好了")
    assert len(set(slots)) == 3


def test_the_other_services_lead_to_a_receipt_by_touch(fresh: Visit) -> None:
    guide = fresh()
    for service in ("讨工钱绿色通道", "请人说和", "办公证", "不服政府决定", "企业反映问题", "对服务提意见"):
        applicant = applying(guide, service)
        applicant.fill()
        applicant.tap("都对，交上去")
        assert guide.hand.sees("交好了"), service
        guide.hand.touch("好了")
    guide.hand.touch("在这里办")
    guide.hand.touch("给服务打个分")
    rating = Applicant(guide)
    rating.fill()
    rating.tap("都对，交上去")
    assert len(store(guide).records()) == 7


def test_receipt_and_application_are_printed(fresh: Visit, tmp_path: Path) -> None:
    guide = fresh(printer=f"folder:{tmp_path / 'a4'}", slip_printer=f"folder:{tmp_path / 'slips'}")
    hand = guide.hand
    applicant = applying(guide, "请人说和")
    applicant.fill()
    applicant.tap("都对，交上去")
    for name in ("打印小票", "打印申请表"):
        hand.touch(name)
        hand.until(lambda: hand.sees("没有真的出纸"), name, patience_s=40)
    assert list((tmp_path / "a4").glob("*.pdf"))
    assert list((tmp_path / "slips").iterdir())


def test_a_signature_needs_more_than_a_tap(fresh: Visit) -> None:
    guide = fresh()
    hand = guide.hand
    applying(guide, "请人说和").fill(until="signature")
    field = next(i for i in hand.items() if i.metaObject().className().startswith("SignatureField"))
    hand.tap(centre(field))
    assert "签好了" not in hand.labels()


def sheet(folder: Path) -> Path:
    """A folder with the picture of a sheet on a dark desk."""
    folder.mkdir()
    picture = Image.new("RGB", (1200, 900), (60, 50, 45))
    ImageDraw.Draw(picture).polygon([(300, 80), (860, 120), (820, 840), (250, 780)], fill=(245, 245, 240))
    picture.save(folder / "a.jpg")
    return folder


def test_nothing_personal_is_on_the_disk_after_a_whole_visit(fresh: Visit, tmp_path: Path) -> None:
    """Name, number, telephone and what happened are looked for in every file that the terminal has."""
    guide = fresh()
    applicant = applying(guide, "请免费律师")
    applicant.fill()
    applicant.tap("都对，交上去")
    guide.hand.touch("好了")
    secrets = ["511124196503120018", "13800000000", "某建筑公司张某", "我在马踏镇一个工地做木工"]
    places = [tmp_path / "terminal", Path(guide.kiosk.scratch.name)]
    files = [path for place in places for path in place.rglob("*") if path.is_file() and not path.is_symlink()]
    assert any(path.name == "store.db" for path in files)
    for path in files:
        content = path.read_bytes()
        for secret in secrets:
            for coding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert secret.encode(coding) not in content, path
        assert not any(secret in path.name for secret in secrets)


def test_the_identity_card_is_read_and_fills_in_name_and_number(fresh: Visit) -> None:
    recording = Path(__file__).resolve().parents[2] / "assets" / "devices" / "card-demo.txt"
    guide = fresh(card_reader=f"recorded:{recording}")
    applying(guide, "请免费律师").fill(until="identity")
    assert guide.hand.sees("演示")
    guide.hand.touch("刷身份证")
    guide.hand.until(lambda: guide.kiosk.shell.viewModel.property("kind") != "identity", "the card", patience_s=15)
