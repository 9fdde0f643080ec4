"""How the screen looks at this moment: the size of a dp, the text scale, the contrast. Reset for each visit."""

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.settings import Settings

SCALES = (1.0, 1.5, 2.0)
DP_PER_INCH = 160


class Look(QObject):
    """Read by ui/theme/Theme.qml, the only place that turns it into pixels and colours."""

    changed = Signal()

    def __init__(self, settings: Settings, size: tuple[int, int]) -> None:
        super().__init__()
        self._settings = settings
        self._px_per_dp = (size[0] ** 2 + size[1] ** 2) ** 0.5 / settings.screen_diagonal_inch / DP_PER_INCH
        self._scale = settings.text_scale
        self._contrast = settings.high_contrast

    @Property(float, notify=changed)
    def pxPerDp(self) -> float:  # noqa: N802 - a QML name
        return self._px_per_dp

    @Property(float, notify=changed)
    def textScale(self) -> float:  # noqa: N802
        return self._scale

    @Property(bool, notify=changed)
    def highContrast(self) -> bool:  # noqa: N802
        return self._contrast

    @property
    def canGrow(self) -> bool:  # noqa: N802
        return self._scale < SCALES[-1] - 0.01

    @property
    def canShrink(self) -> bool:  # noqa: N802
        return self._scale > SCALES[0] + 0.01

    @Slot()
    def cycleText(self) -> None:  # noqa: N802
        """The next larger text; after the largest, the smallest."""
        larger = [s for s in SCALES if s > self._scale + 0.01]
        self.set(larger[0] if larger else SCALES[0], self._contrast)

    @Slot()
    def larger(self) -> None:
        """One step larger, where there is one."""
        self.set(min((s for s in SCALES if s > self._scale + 0.01), default=self._scale), self._contrast)

    @Slot()
    def smaller(self) -> None:
        """One step smaller, where there is one."""
        self.set(max((s for s in SCALES if s < self._scale - 0.01), default=self._scale), self._contrast)

    @Slot()
    def toggleContrast(self) -> None:  # noqa: N802
        self.set(self._scale, not self._contrast)

    def set(self, scale: float, contrast: bool) -> None:
        """Set both at once."""
        if (scale, contrast) != (self._scale, self._contrast):
            self._scale, self._contrast = scale, contrast
            self.changed.emit()

    def reset(self) -> None:
        """Back to the station's own setting, for the next citizen."""
        self.set(self._settings.text_scale, self._settings.high_contrast)
