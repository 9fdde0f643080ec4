"""The doctor names what is wrong and what to do, one part at a time; a part that fails never hides the next."""

import shutil
import subprocess
import time
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

from kiosk import doctor, enrolment, settings
from kiosk.content.build import build
from kiosk.content.store import ContentStore
from kiosk.doctor import Finding, examine
from kiosk.store.model import State, Submission, now, stamp
from kiosk.store.store import open_store

ROOT = Path(__file__).resolve().parents[1]
DIGEST = """statute = "借伞法"
reviewed = 2026-01-01

[[digest]]
article = "第一条"
text = "伞要还。"
asks = ["伞还不还"]
"""
DEVICES = {"打印机": "printer", "小票打印机": "slip_printer", "摄像头": "camera", "读卡器": "card_reader"}
LOOKS = {  # by part, the function that looks at it
    "设置": "_settings", "内容": "_content", "存储": "_store", "磁盘": "_disk", "县中心": "_centre", "时钟": "_clock",
    "中文字体": "_fonts",
}  # fmt: skip
PARTS = ["设置", "内容", "存储", "磁盘", "终端编号", "县中心", "网络", "送达", "时钟", "中文字体", *DEVICES]


@pytest.fixture
def terminal(tmp_path, monkeypatch):
    """A terminal in order: content installed, space, a clock that is right, the font there."""
    home = tmp_path / "home"
    monkeypatch.setenv(settings.HOME_VARIABLE, str(home))
    (tmp_path / "own" / "digests").mkdir(parents=True)
    (tmp_path / "own" / "digests" / "umbrella.toml").write_text(DIGEST, "utf-8")
    ContentStore(home / "content").install(build(tmp_path / "own", tmp_path / "packs", "7").path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=12_000_000_000))
    monkeypatch.setattr(time, "localtime", lambda *_: time.struct_time((2026, 11, 24, 9, 30, 0, 1, 328, 0)))
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(stdout="Noto Sans CJK SC\n"))
    return home


def look(part: str) -> Finding:
    findings = examine()
    assert [f.part for f in findings] == PARTS
    return next(f for f in findings if f.part == part)


def test_a_terminal_in_order(terminal):
    assert [(f.part, f.works, f.text) for f in examine()] == [
        ("设置", True, "井研县公共法律服务中心，屏幕 21.5 英寸，未设中心地址，单机使用"),
        ("内容", True, "starter 7"),
        ("存储", True, "还没有人办过事，第一次办事时会建好"),
        ("磁盘", True, "剩余 12 GB"),
        ("终端编号", True, "没有设，先用 001；县里不止一台的，请在 settings.toml 里各设各的 terminal"),
        ("县中心", True, "单机使用，没有接县中心"),
        ("网络", True, "没有登记到县中心，用不着"),
        ("送达", True, "没有登记到县中心，用不着"),
        ("时钟", True, "2026-11-24 09:30"),
        ("中文字体", True, "Noto Sans CJK"),
        *((part, True, "没有配置") for part in DEVICES),
    ]


def test_the_centres_address_is_told(terminal):
    (terminal / "settings.toml").write_text('centre_url = "https://centre.example"', "utf-8")
    assert "中心地址 https://centre.example" in look("设置").text


def test_a_slip_in_the_settings_is_told_with_file_and_key(terminal):
    (terminal / "settings.toml").write_text("text_scale = 9.0", "utf-8")
    finding = look("设置")
    assert not finding.works
    assert "settings.toml" in finding.text
    assert "text_scale" in finding.text


def test_a_terminal_without_content_is_told_what_to_run(terminal):
    shutil.rmtree(terminal / "content")
    finding = look("内容")
    assert (finding.works, "legal-kiosk content install" in finding.text) == (False, True)


@pytest.mark.parametrize("keep", [100, 30_000])
def test_a_damaged_pack_is_named(terminal, keep):
    path = terminal / "content" / "starter.pack"
    path.write_bytes(path.read_bytes()[:keep])
    finding = look("内容")
    assert not finding.works
    assert "starter.pack" in finding.text
    assert "请重新安装内容包" in finding.text


def test_a_text_that_was_changed_is_noticed(terminal):
    path = terminal / "content" / "starter.pack"
    path.write_bytes(path.read_bytes().replace("伞要还。".encode(), "伞不还。".encode()))
    assert "已损坏" in look("内容").text


def test_the_pack_before_is_checked_but_not_listed(terminal, tmp_path):
    ContentStore(terminal / "content").install(build(tmp_path / "own", tmp_path / "packs", "8").path)
    assert look("内容").text == "starter 8"
    (terminal / "content" / "starter.previous.pack").write_bytes(b"x" * 10_000)
    assert not look("内容").works


def test_a_full_disk_is_told_with_what_is_left(terminal, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=499_000_000))
    assert look("磁盘") == Finding("磁盘", False, "只剩 499 MB，请清理磁盘（至少留 500 MB）")


def test_the_disk_of_a_folder_that_is_not_there_yet(terminal, monkeypatch, tmp_path):
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path / "not" / "yet"))
    assert look("磁盘").works


@pytest.mark.parametrize("year", [1970, 2025, 2061])
def test_a_clock_that_cannot_be_right_is_told(terminal, monkeypatch, year):
    monkeypatch.setattr(time, "localtime", lambda *_: time.struct_time((year, 1, 1, 0, 0, 0, 0, 1, 0)))
    assert (look("时钟").works, f"{year}" in look("时钟").text) == (False, True)


@pytest.mark.parametrize("trouble", ["no font", FileNotFoundError(), subprocess.TimeoutExpired("fc-list", 10)])
def test_a_missing_font_is_told_with_its_package(terminal, monkeypatch, trouble):
    def listed(*_, **__):
        if isinstance(trouble, Exception):
            raise trouble
        return SimpleNamespace(stdout="DejaVu Sans\n")

    monkeypatch.setattr(subprocess, "run", listed)
    finding = look("中文字体")
    assert (finding.works, "fonts-noto-cjk" in finding.text) == (False, True)


@pytest.mark.parametrize(("part", "name"), LOOKS.items())
def test_a_part_that_cannot_be_looked_at_hides_no_other(terminal, monkeypatch, part, name):
    def denied():
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(doctor, name, denied)
    findings = examine()
    assert [f.part for f in findings if not f.works] == [part]
    assert len(findings) == len(PARTS)
    assert look(part).text == "检查不了：Permission denied"


# The store


@pytest.fixture
def worked(terminal):
    """A terminal on which three matters were handed in, one with a photo."""
    with open_store(terminal / "store", terminal="001") as store:
        photo = store.put(b"\xff\xd8 a page", "image/jpeg", "欠条")
        for n in range(3):
            store.submit(Submission(f"draft-{n}", "rating", "rating", "1", {"n": n}, (photo,) if n == 2 else ()))
    return terminal


def test_a_store_in_order_is_counted_by_where_its_records_stand(worked):
    with open_store(worked / "store") as store:
        store.acknowledge(store.records()[0].id, State.ACCEPTED)
    assert look("存储") == Finding("存储", True, "待送2件，已收1件，审计记录完整")


def test_a_store_that_was_never_used_is_in_order(terminal):
    open_store(terminal / "store").close()
    assert look("存储") == Finding("存储", True, "没有办件，审计记录完整")


def test_refused_records_are_something_to_do(worked):
    with open_store(worked / "store") as store:
        store.acknowledge(store.records()[0].id, State.REFUSED, "no such form")
    finding = look("存储")
    assert (finding.works, "待送2件，被退回1件" in finding.text) == (False, True)


def test_a_gap_in_the_audit_chain_is_told(worked):
    with open_store(worked / "store") as store, store._base.writing() as db:
        db.execute("DROP TRIGGER audit_no_update")
        db.execute("UPDATE audit SET facts = '{}' WHERE seq = 2")
    finding = look("存储")
    assert not finding.works
    assert "audit chain: line 2" in finding.text
    assert "不要删除" in finding.text


def test_an_attachment_that_is_gone_or_changed_is_told(worked):
    (file,) = (worked / "store" / "attachments").iterdir()
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    assert not look("存储").works
    file.unlink()
    assert not look("存储").works


def test_a_store_that_cannot_be_opened_is_told_and_left_as_it_is(worked):
    (worked / "store" / "key").unlink()
    finding = look("存储")
    assert not finding.works
    assert "the key is missing" in finding.text
    assert not (worked / "store" / "key").exists()


def test_a_store_whose_database_is_gone_is_told_and_none_is_made_in_its_place(worked):
    for path in (worked / "store").glob("store.db*"):
        path.unlink()
    finding = look("存储")
    assert (finding.works, "没有数据库" in finding.text) == (False, True)
    assert not (worked / "store" / "store.db").exists()


def test_looking_makes_no_store(terminal):
    assert look("存储").works
    assert not (terminal / "store").exists()


# The centre


@pytest.fixture
def enrolled(worked):
    """The same, enrolled at a centre a while ago; what it then heard is in the store."""
    enrolment.save_next_key(worked, b"k" * 32)
    told = enrolment.Enrolment("https://centre.example", "042", "马踏镇工作站", "key-1", "0" * 8)
    enrolment.take_over(worked, told)
    hear(worked, last_contact=stamp(now() - timedelta(minutes=3)), clock_offset_s="0.2")
    return worked


def hear(terminal: Path, **facts: str) -> None:
    with open_store(terminal / "store") as store:
        store.set_links(facts)


def test_a_number_that_nobody_has_set_is_something_to_do_once_there_is_a_centre(terminal):
    (terminal / "settings.toml").write_text('centre_url = "https://centre.example"', "utf-8")
    finding = look("终端编号")
    assert (finding.works, "terminal" in finding.text) == (False, True)
    (terminal / "settings.toml").write_text('centre_url = "https://centre.example"\nterminal = 7', "utf-8")
    assert look("终端编号") == Finding("终端编号", True, "007")


def test_an_address_without_enrolment_delivers_nothing_and_says_what_to_run(terminal):
    (terminal / "settings.toml").write_text('centre_url = "https://centre.example"', "utf-8")
    finding = look("县中心")
    assert (finding.works, "legal-kiosk enrol" in finding.text) == (False, True)


def test_an_enrolled_terminal_in_order(enrolled):
    assert look("终端编号").text == "042"
    assert look("县中心") == Finding("县中心", True, "已登记，马踏镇工作站 042 号，https://centre.example")
    assert look("网络").works
    assert "上次联系 2" in look("网络").text
    assert look("送达").works
    assert "待送3件，最早的是" in look("送达").text
    with open_store(enrolled / "store") as store:
        store.acknowledge_all([(entry.id, State.ACCEPTED, "") for entry in store.records()])
    assert look("送达") == Finding("送达", True, "都送到了")


@pytest.mark.parametrize("spoilt", ["enrolment.json", "sync/key"])
def test_files_of_the_enrolment_that_others_can_read_are_told(enrolled, spoilt):
    (enrolled / spoilt).chmod(0o644)
    finding = look("县中心")
    assert (finding.works, "others can read it" in finding.text) == (False, True)


def test_a_missing_key_is_told(enrolled):
    (enrolled / "sync" / "key").unlink()
    assert (look("县中心").works, "重新登记" in look("县中心").text) == (False, True)


@pytest.mark.parametrize(
    ("trouble", "works", "say"),
    [
        ("no-answer", True, "检查网线"), ("later", True, "正忙"), ("revoked", False, "停用了"),
        ("unknown-key", False, "legal-kiosk enrol"), ("unsigned", False, "校准时间"), ("wire", False, "升级"),
        ("too-large", False, "too-large"),
    ],
)  # fmt: skip
def test_what_a_conversation_ended_with_is_told_with_what_to_do(enrolled, trouble, works, say):
    hear(enrolled, trouble=trouble)
    assert (look("网络").works, say in look("网络").text) == (works, True)


def test_a_centre_not_heard_of_for_hours_is_something_to_do(enrolled):
    hear(enrolled, last_contact=stamp(now() - timedelta(hours=3)))
    assert (look("网络").works, "legal-kiosk 是不是开着" in look("网络").text) == (False, True)
    hear(enrolled, trouble="no-answer")
    assert (look("网络").works, "检查网线" in look("网络").text) == (False, True)
    hear(enrolled, last_contact="", trouble="")
    assert (look("网络").works, "还没有联系过" in look("网络").text) == (False, True)


def test_what_has_waited_for_more_than_a_day_is_something_to_do(enrolled):
    old = now() - timedelta(hours=30)
    with open_store(enrolled / "store") as store:
        store.acknowledge_all([(entry.id, State.ACCEPTED, "") for entry in store.records()])
    with open_store(enrolled / "store", clock=lambda: old) as store:
        store.submit(Submission("old", "rating", "rating", "1", {}))
    finding = look("送达")
    assert not finding.works
    assert f"{old:%Y-%m-%d %H:%M}" in finding.text


@pytest.mark.parametrize(
    ("facts", "works", "say"),
    [
        ({"notice": "forked"}, False, "停用那一台"),
        ({"notice": "behind"}, True, "恢复过备份"),
        ({"differing": '["1012611250425"]'}, False, "1012611250425"),
        ({"comparison": "contradiction"}, False, "核对前后矛盾"),
    ],
)
def test_what_both_ends_do_not_agree_on_is_told(enrolled, facts, works, say):
    hear(enrolled, **facts)
    assert (look("送达").works, say in look("送达").text) == (works, True)


@pytest.mark.parametrize(
    ("offset", "say"), [("600.0", "慢了 10 分钟"), ("-7200.0", "快了 2 小时"), ("172800", "慢了 2 天")]
)
def test_a_clock_that_differs_from_the_centres_is_told(enrolled, offset, say):
    hear(enrolled, clock_offset_s=offset)
    assert (look("时钟").works, say in look("时钟").text) == (False, True)


def test_an_enrolled_terminal_where_nobody_was_yet(enrolled):
    shutil.rmtree(enrolled / "store")
    assert (look("网络").text, look("送达").works) == ("还没有人办过事", True)
    assert not (enrolled / "store").exists()


def test_a_store_that_cannot_be_opened_is_told_once(enrolled):
    (enrolled / "store" / "key").unlink()
    assert [f.part for f in examine() if not f.works] == ["存储"]


# Devices


@pytest.mark.parametrize(("part", "key"), DEVICES.items())
def test_a_setting_that_names_no_driver_is_told(terminal, part, key):
    (terminal / "settings.toml").write_text(f'{key} = "steam:boiler"', "utf-8")
    finding = look(part)
    assert (finding.works, "steam:boiler" in finding.text) == (False, True)
    assert [f.text for f in examine() if f.part in DEVICES and f.part != part] == ["没有配置"] * 3


ABSENT = {
    "printer": "folder:/dev/null/x", "slip_printer": "file:/dev/null/none", "camera": "video:/dev/video99",
    "card_reader": "serial:/dev/ttyNONE9",
}  # fmt: skip


@pytest.mark.parametrize(("part", "key"), DEVICES.items())
def test_a_device_that_is_not_there_is_told(terminal, part, key):
    (terminal / "settings.toml").write_text(f'{key} = "{ABSENT[key]}"', "utf-8")
    finding = look(part)
    assert not finding.works
    assert "用不了" in finding.text
    assert "请检查" in finding.text


def test_devices_that_only_play_one_are_told_as_such(terminal, tmp_path):
    (tmp_path / "pages").mkdir()
    Image.new("RGB", (60, 40)).save(tmp_path / "pages" / "1.jpg")
    settings_text = f"""printer = "folder:{tmp_path}/a4"
slip_printer = "folder:{tmp_path}/slips"
camera = "folder:{tmp_path}/pages"
card_reader = "recorded:{ROOT}/assets/devices/card-demo.txt"
"""
    (terminal / "settings.toml").write_text(settings_text, "utf-8")
    for part in DEVICES:
        finding = look(part)
        assert (finding.works, "演示用" in finding.text) == (True, True), finding


def test_with_a_slip_in_the_settings_no_device_can_be_looked_at(terminal):
    (terminal / "settings.toml").write_text("text_scale = 9.0", "utf-8")
    assert {look(part).text for part in DEVICES} == {"设置文件有误，改正后才能检查"}
