"""People found by a search, as a list of two-line entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from ui import theme

Index = QModelIndex | QPersistentModelIndex

WORDS = int(Qt.ItemDataRole.DisplayRole)
PERSON = int(Qt.ItemDataRole.UserRole)
SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What tells one person from another in a list: also two of the same name."""

    uid: str
    name: str
    unit: str = ""
    id_tail: str = ""
    phone_tail: str = ""

    @property
    def details(self) -> str:
        """The second half of the entry, in words."""
        parts = (
            f"证件尾号 {self.id_tail}" if self.id_tail else "",
            f"手机尾号 {self.phone_tail}" if self.phone_tail else "",
        )
        return "　".join(part for part in parts if part)


class PeopleModel(QAbstractListModel):
    """The people found, best first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[PersonLine, ...] = ()

    def set_people(self, people: Sequence[PersonLine]) -> None:
        """Show these in place of the others."""
        self.beginResetModel()
        self._people = tuple(people)
        self.endResetModel()

    def person(self, row: int) -> PersonLine:
        """The person of a row."""
        return self._people[row]

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._people)

    @override
    def data(self, index: Index, role: int = WORDS) -> Any:
        if not index.isValid():
            return None
        person = self._people[index.row()]
        if role == WORDS:
            return person.name
        if role == PERSON:
            return person
        if role == SPOKEN:
            return f"{person.name}，{person.unit}，{person.details}"
        return None


class PersonDelegate(QStyledItemDelegate):
    """Draws a `PersonLine` found under the role `PERSON`."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        font, small = _metrics()
        length = theme.current().length
        height = font.height() + small.height() + 2 * length("space_m")
        return QSize(length("search"), height)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        person = index.data(PERSON)
        style = option.widget.style()
        panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
        style.drawPrimitive(panel, option, painter, option.widget)
        painter.save()
        _draw(painter, option, person)
        painter.restore()


class PeopleList(QListView):
    """A list of people to choose one from, with mouse or Enter."""

    person_chosen = Signal(object)
    """The `PersonLine`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = PeopleModel(self)
        self.setModel(self.people)
        self.setItemDelegate(PersonDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.clicked.connect(self._choose)

    def set_people(self, people: Sequence[PersonLine]) -> None:
        """Show these, the first one marked."""
        self.people.set_people(people)
        if people:
            self.setCurrentIndex(self.people.index(0))

    def choose_current(self) -> None:
        """Choose the marked person."""
        self._choose(self.currentIndex())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose_current()
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.person_chosen.emit(self.people.person(index.row()))


def _metrics() -> tuple[QFontMetrics, QFontMetrics]:
    look = theme.current()
    return QFontMetrics(look.font("body")), QFontMetrics(look.font("small"))


def _draw(painter: QPainter, option: QStyleOptionViewItem, person: PersonLine) -> None:
    look = theme.current()
    gap = look.length("space_l")
    font, small = _metrics()
    inner = option.rect.adjusted(gap, look.length("space_m"), -gap, 0)
    upper = QRect(inner.left(), inner.top(), inner.width(), font.height())
    lower = upper.translated(0, font.height())
    lower.setHeight(small.height())
    painter.setFont(look.font("body", bold=True))
    painter.setPen(look.colour("text"))
    _write(painter, upper, person.name)
    painter.setFont(look.font("small"))
    painter.setPen(look.colour("text_soft"))
    used = QFontMetrics(look.font("body", bold=True)).horizontalAdvance(person.name)
    _write(painter, upper.adjusted(used + gap, 0, 0, 0), person.unit, right=True)
    _write(painter, lower, person.details)


def _write(painter: QPainter, area: QRect, text: str, *, right: bool = False) -> None:
    fitted = painter.fontMetrics().elidedText(
        text, Qt.TextElideMode.ElideRight, max(area.width(), 0)
    )
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), fitted)
