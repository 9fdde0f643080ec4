"""A list of rows for QML, each a plain dict with the same keys; grows at the end as one scrolls."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Property, QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex


class Rows(QAbstractListModel):
    """Rows with fixed roles."""

    def __init__(self, roles: Sequence[str], rows: Sequence[dict[str, Any]] = (), parent: Any = None) -> None:
        super().__init__(parent)
        self._roles = list(roles)
        self._rows = list(rows)

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802
        base = int(Qt.ItemDataRole.UserRole)
        return {base + i: QByteArray(role.encode()) for i, role in enumerate(self._roles)}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = 0) -> Any:
        place = role - int(Qt.ItemDataRole.UserRole)
        if not 0 <= index.row() < len(self._rows) or not 0 <= place < len(self._roles):
            return None
        return self._rows[index.row()][self._roles[place]]

    def row(self, number: int) -> dict[str, Any]:
        return self._rows[number]

    def __len__(self) -> int:
        return len(self._rows)

    def reset(self, rows: Sequence[dict[str, Any]]) -> None:
        """Other rows altogether."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def extend(self, rows: Sequence[dict[str, Any]]) -> None:
        """More rows at the end."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()


class ListPage(QObject):
    """A view-model of a page with a list: it remembers the row at the top, for coming back."""

    def __init__(self) -> None:
        super().__init__()
        self._position = 0

    @Property(int)
    def position(self) -> int:
        return self._position

    @position.setter  # type: ignore[no-redef]
    def position(self, value: int) -> None:
        self._position = value
