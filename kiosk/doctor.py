"""The terminal looks at itself: one finding a part, works or what to do. Read by operators, so in Chinese."""

import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk import centre, enrolment, settings
from kiosk.content.errors import ContentError
from kiosk.content.pack import verify
from kiosk.content.store import ContentStore

_UNREADABLE = "设置文件有误，改正后才能检查"
_LEAST_FREE = 500_000_000  # bytes; a full set of packs needs about 200 MB while it is swapped


@dataclass(slots=True, frozen=True)
class Finding:
    """One part's state; `text` says what is there, or what to do."""

    part: str
    works: bool
    text: str


def examine() -> list[Finding]:
    """Look at every part in turn; a part that fails never hides the next."""
    parts: tuple[tuple[str, Callable[[], Finding]], ...] = (
        ("设置", _settings),
        ("内容", _content),
        ("存储", _store),
        ("磁盘", _disk),
        ("终端编号", lambda: _station("终端编号", centre.numbered)),
        ("县中心", _centre),
        ("网络", lambda: _linked("网络", centre.heard)),
        ("送达", lambda: _linked("送达", centre.delivered)),
        ("时钟", _clock),
        ("中文字体", _fonts),
        ("打印机", lambda: _device("打印机", "printer")),
        ("小票打印机", lambda: _device("小票打印机", "slip_printer")),
        ("摄像头", lambda: _device("摄像头", "camera")),
        ("读卡器", lambda: _device("读卡器", "card_reader")),
    )
    findings = []
    for name, look in parts:
        try:
            findings.append(look())
        except OSError as error:
            findings.append(Finding(name, False, f"检查不了：{error.strerror}"))
    return findings


def _settings() -> Finding:
    try:
        station = settings.load()
    except settings.SettingsRefused as error:
        return Finding("设置", False, f"设置文件有误，请改正：{error}")
    centre = f"，中心地址 {station.centre_url}" if station.centre_url else "，未设中心地址，单机使用"
    return Finding("设置", True, f"{station.station}，屏幕 {station.screen_diagonal_inch} 英寸{centre}")


def _content() -> Finding:
    store = ContentStore(settings.content_folder())
    told = []
    for info, path, trouble in store.installed():
        if info is None:
            return Finding("内容", False, f"{path.name} 不能用（{trouble}），请重新安装内容包")
        try:
            verify(path)
        except ContentError as error:
            return Finding("内容", False, f"{path.name} 已损坏（{error}），请重新安装内容包")
        if ".previous" not in path.name:
            told.append(f"{info.id} {info.version}")
    if not told:
        return Finding("内容", False, f"{store.root} 里没有内容包，请运行 make run 或 legal-kiosk content install")
    return Finding("内容", True, "、".join(told))


def _store() -> Finding:
    from kiosk.store.errors import StoreError
    from kiosk.store.model import State
    from kiosk.store.store import DATABASE, open_store

    folder = settings.home() / "store"
    if not folder.exists():
        return Finding("存储", True, "还没有人办过事，第一次办事时会建好")
    if not (folder / DATABASE).exists():
        return Finding("存储", False, f"{folder} 里没有数据库，请把整个文件夹移开保存，再联系维护人员")
    try:
        with open_store(folder) as store:
            counts, wrong = store.counts(), store.check()
    except StoreError as error:
        return Finding("存储", False, f"打不开（{error}），不要删除 {folder}，请联系维护人员")
    if wrong:
        more = f" 等{len(wrong)}处" if len(wrong) > 1 else ""
        return Finding("存储", False, f"资料有损坏（{wrong[0]}{more}），不要删除 {folder}，请联系维护人员")
    words = {State.WAITING: "待送", State.ACCEPTED: "已收", State.ALREADY: "早已收到", State.REFUSED: "被退回"}
    told = "，".join(f"{words[state]}{count}件" for state, count in counts.items() if count) or "没有办件"
    if counts[State.REFUSED]:
        return Finding("存储", False, f"{told}；被退回的请在县中心后台查看原因")
    return Finding("存储", True, f"{told}，审计记录完整")


def _station(part: str, look: Callable[[Path, settings.Settings], tuple[bool, str]]) -> Finding:
    try:
        return Finding(part, *look(settings.home(), settings.load()))
    except settings.SettingsRefused:
        return Finding(part, False, _UNREADABLE)


def _centre() -> Finding:
    try:
        return _station("县中心", centre.enrolled)
    except enrolment.EnrolmentRefused as error:
        return Finding("县中心", False, f"登记的文件不能用（{error}），请重新登记")


def _linked(part: str, look: Callable[[centre.Link], tuple[bool, str]]) -> Finding:
    if not (settings.home() / enrolment.FILE).exists():
        return Finding(part, True, "没有登记到县中心，用不着")
    link = _link()
    return Finding(part, *look(link)) if link else Finding(part, True, "还没有人办过事")


def _link() -> centre.Link | None:
    """What the store knows of the centre; None where it is not there, or cannot be read: its own line says so."""
    from kiosk.store.errors import StoreError
    from kiosk.store.store import DATABASE, open_store

    folder = settings.home() / "store"
    if not (folder / DATABASE).exists():
        return None
    try:
        with open_store(folder) as store:
            return centre.read_link(store)
    except StoreError:
        return None


def _device(part: str, setting: str) -> Finding:
    from kiosk.devices.camera import camera
    from kiosk.devices.card import card_reader
    from kiosk.devices.errors import DeviceTrouble, SettingRefused
    from kiosk.devices.printer import printer
    from kiosk.devices.slip import slip_printer

    makers = {"printer": printer, "slip_printer": slip_printer, "camera": camera, "card_reader": card_reader}
    try:
        given = getattr(settings.load(), setting)
    except settings.SettingsRefused:
        return Finding(part, False, _UNREADABLE)
    try:
        device = makers[setting](given)
        if device is None:
            return Finding(part, True, "没有配置")
        device.check()
    except SettingRefused as error:
        return Finding(part, False, f"设置有误，请改正：{error}")
    except DeviceTrouble as error:
        return Finding(part, False, f"用不了（{error}），请检查电源、连线和纸张")
    return Finding(part, True, f"{device.name}（演示用，不是真的设备）" if device.virtual else device.name)


def _disk() -> Finding:
    folder = settings.home()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free < _LEAST_FREE:
        return Finding(
            "磁盘", False, f"只剩 {free // 1_000_000} MB，请清理磁盘（至少留 {_LEAST_FREE // 1_000_000} MB）"
        )
    return Finding("磁盘", True, f"剩余 {free // 1_000_000_000} GB")


def _clock() -> Finding:
    now = time.localtime()
    if not 2026 <= now.tm_year <= 2060:
        return Finding("时钟", False, f"日期是 {now.tm_year} 年，不可信，请校准系统时间")
    link = _link()
    wrong = centre.clock_error(link) if link else ""
    if wrong:
        return Finding("时钟", False, wrong)
    return Finding("时钟", True, time.strftime("%Y-%m-%d %H:%M", now))


def _fonts() -> Finding:
    try:
        command = ["fc-list", ":lang=zh-cn", "family"]
        listed = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return Finding("中文字体", False, "查不到字体，请安装 fontconfig 和 fonts-noto-cjk")
    if "Noto Sans CJK" not in listed.stdout:
        return Finding("中文字体", False, "没有 Noto Sans CJK，请安装 fonts-noto-cjk")
    return Finding("中文字体", True, "Noto Sans CJK")
