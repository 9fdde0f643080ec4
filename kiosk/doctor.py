"""The terminal looks at itself: one finding a part, works or what to do. Read by operators, so in Chinese."""

import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass

from kiosk import settings
from kiosk.content.errors import ContentError
from kiosk.content.pack import verify
from kiosk.content.store import ContentStore

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
        ("磁盘", _disk),
        ("时钟", _clock),
        ("中文字体", _fonts),
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
