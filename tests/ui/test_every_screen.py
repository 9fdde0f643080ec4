"""Every screen, in every size, text scale and theme, holds the rules for those who see little and press with a thumb.

The tour leads through all screens; at each picture the screen is examined instead of saved.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from devices.desk import Desk, seen
from devices.pictures import on_table, turned
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtQuick import QQuickItem
from terminal import Visit

from ui import tour
from ui.applicant import Applicant
from ui.hand import label, touchable
from ui.screens.photos import live
from ui.tour import Guide

SIZES = [(1080, 1920), (1920, 1080), (1280, 800)]
SMALLEST_DP = 60  # MIIT 2021, main targets of the elderly view
CONTRAST, HIGH_CONTRAST = 4.5, 7.0
ENGLISH = re.compile(r"[A-Za-z]{3,}")


class Examiner(Guide):
    """A guide that examines each screen and writes down what is wrong with it."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.wrong: list[str] = []

    def picture(self, name: str) -> None:
        self.pictures += 1
        picture = self.hand.picture()
        for fault in (*self.controls(), *self.texts(picture)):
            self.wrong.append(f"{name}: {fault}")

    # -- what can be touched -----------------------------------------------------------------------------------------

    def controls(self) -> Iterator[str]:
        smallest = SMALLEST_DP * self.kiosk.look.pxPerDp
        for item in self.on_top():
            if not touchable(item):
                continue
            interface = QAccessible.queryAccessibleInterface(item)
            if not label(item):
                yield f"a {item.metaObject().className()} without a name"
            if interface is None or interface.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client):
                yield f"“{label(item)}” has no role"
            if min(item.width(), item.height()) < smallest - 0.5:
                yield f"“{label(item)}” is {item.width():.0f} × {item.height():.0f} px, at least {smallest:.0f} are due"
            box = rect(item)
            if box.left() < -0.5 or box.right() > self.kiosk.window.width() + 0.5:
                yield f"“{label(item)}” leaves the screen sideways"

    # -- what can be read --------------------------------------------------------------------------------------------

    def texts(self, picture: QImage) -> Iterator[str]:
        least = HIGH_CONTRAST if self.kiosk.look.highContrast else CONTRAST
        drawn: list[tuple[QQuickItem, QRectF]] = []
        for item in self.on_top():
            text = item.property("text")
            if not item.inherits("QQuickText") or not text:
                continue
            if ENGLISH.search(re.sub(r"<[^>]*>|zzzz|ldht", "", text)):
                yield f"“{text}” is not translated"
            if item.property("contentWidth") > item.width() + 1 or item.property("contentHeight") > item.height() + 1:
                yield f"“{text}” does not fit into its place"
            if item.property("truncated") and item.objectName() != "excerpt":
                yield f"“{text}” is cut off"
            shown = visible_part(item)
            if shown.isEmpty():
                continue
            if shown.left() < -0.5 or shown.right() > self.kiosk.window.width() + 0.5:
                yield f"“{text}” leaves the screen sideways"
            drawn.append((item, shown))
            contrast = self.contrast(picture, item, shown)
            if contrast < least:
                yield f"“{text}” has a contrast of {contrast:.1f}, at least {least} are due"
        for place, (one, first) in enumerate(drawn):
            for other, second in drawn[place + 1 :]:
                shared = first.intersected(second)
                if shared.width() > 2 and shared.height() > 2:
                    yield f"“{one.property('text')}” and “{other.property('text')}” overlap"

    def contrast(self, picture: QImage, item: QQuickItem, shown: QRectF) -> float:
        """Contrast (WCAG 2.2) of a text's colour with the commonest other colour around it."""
        ink = QColor(item.property("color"))
        counts: Counter[int] = Counter()
        inner = shown.toAlignedRect().intersected(picture.rect())
        for y in range(inner.top(), inner.bottom() + 1, 2):
            for x in range(inner.left(), inner.right() + 1, 2):
                counts[picture.pixel(x, y) | 0xFF000000] += 1
        counts.pop(ink.rgb() | 0xFF000000, None)
        if not counts:
            return 1.0
        paper = QColor.fromRgb(counts.most_common(1)[0][0])
        light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    def on_top(self) -> Iterator[QQuickItem]:
        """What is shown, without the keyboard (Qt's own) and without what a message lies over."""
        covering = [item for item in self.hand.items() if item.objectName() == "covering"]
        root = covering[-1] if covering else None
        for item in self.hand.items():
            above, kept = item, root is None
            while above is not None:
                if above.objectName() == "keyboard":
                    kept = False
                    break
                kept = kept or above == root
                above = above.parentItem()
            if kept:
                yield item


def rect(item: QQuickItem) -> QRectF:
    return QRectF(item.mapToScene(QPointF(0, 0)), item.mapToScene(QPointF(item.width(), item.height())))


def visible_part(item: QQuickItem) -> QRectF:
    """A text's place on the screen, as far as its page shows it."""
    box = rect(item)
    above = item.parentItem()
    while above is not None:
        if above.clip():
            box = box.intersected(rect(above))
        above = above.parentItem()
    return box


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("high_contrast", [False, True], ids=["light", "contrast"])
@pytest.mark.parametrize("text_scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_every_screen_holds(
    visit: Visit, content: Path, tmp_path: Path, size: tuple[int, int], text_scale: float, high_contrast: bool
) -> None:
    look = {"size": size, "kind": Examiner, "text_scale": text_scale, "high_contrast": high_contrast}
    look["phone_address"] = "127.0.0.1"  # so that photos can be sent
    wrong: list[str] = []
    seen = 0
    for packs, story in (
        (tour.borrowed(content, tmp_path / "terminal"), tour.everyday),
        (tour.torn(content, tmp_path / "torn"), tour.failures),
        (tmp_path / "nothing", tour.without_content),
    ):
        guide = visit(packs, **look)
        story(guide)
        wrong += guide.wrong
        seen += guide.pictures
        guide.kiosk.window.hide()
    assert seen >= 25
    assert "\n".join(dict.fromkeys(wrong)) == ""


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_the_camera_page_holds(
    visit: Visit,
    content: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    text_scale: float,
) -> None:
    """The tour's terminal has no camera; here it has one, with a sheet under it, and then it is pulled out."""
    desk = Desk()
    monkeypatch.setattr(live, "Source", desk)
    packs = tour.borrowed(content, tmp_path / "terminal")
    devices = {"camera": "video:auto", "phone_address": "127.0.0.1"}
    guide = visit(packs, size, Examiner, text_scale=text_scale, high_contrast=text_scale > 1, **devices)
    hand = guide.hand
    for name in ("在这里办", "对服务提意见", "现在就办"):
        hand.touch(name)
    Applicant(guide).fill(until="photos")
    hand.touch("在这里拍材料")
    hand.until(lambda: hand.sees("还没看到整张纸"), "the empty desk")
    guide.picture("camera-empty-desk")
    desk.paper = seen(on_table(turned(4)))
    hand.until(lambda: hand.sees("整张纸都看到了"), "the sheet")
    guide.picture("camera-sheet")
    hand.touch("拍照")
    hand.until(lambda: "就用这张" in hand.labels(), "the photo")
    guide.picture("camera-photo")
    hand.touch("重新拍")
    desk.pull_out()
    hand.until(lambda: "再试一次摄像头" in hand.labels(), "the trouble")
    guide.picture("camera-pulled-out")
    assert guide.wrong == []


def test_no_string_escapes_the_language_file() -> None:
    """Literals that QML shows go through qsTr; only digits (12348) may stand as they are."""
    shown = re.compile(r'\b(?:text|headline|advice|action|hint|note|words|title|Accessible\.name)\s*:\s*"([^"]*)"')
    root = Path(tour.__file__).parent
    bare = [
        f"{path.relative_to(root)}: {match[1]}"
        for path in root.rglob("*.qml")
        for match in shown.finditer(path.read_text("utf-8"))
        if not match[1].isdigit() and match[1]
    ]
    assert bare == []
