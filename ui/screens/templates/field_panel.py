"""The fields, formats and conditions that can be put into a template."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.card import words
from ui.widgets.search_box import SearchBox
from unionoffice.documents.templates.described import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.documents.templates.described import Known

_PIECE = int(Qt.ItemDataRole.UserRole)
OPEN_AT_FIRST = 2
"""Groups that are unfolded until somebody searches."""


class Part(Enum):
    """What kind of thing is put in."""

    FIELD = auto()
    FORMAT = auto()
    CONDITION = auto()
    ALTERNATIVE = auto()


@dataclass(frozen=True, slots=True)
class Insertion:
    """Something to be put in: a field by its name, a format as it is written."""

    part: Part
    words: str = ""

    @property
    def written(self) -> str:
        """How it is written where nothing else stands."""
        match self.part:
            case Part.FIELD:
                return f"{{{{{self.words}}}}}"
            case Part.FORMAT:
                return f"|{self.words}"
            case Part.CONDITION:
                return "{% if 字段 %}写的字{% endif %}"
            case Part.ALTERNATIVE:
                return (
                    "{% if 字段 %}有的时候写的字{% else %}没有的时候写的字{% endif %}"
                )


CONDITIONS = (
    (Part.CONDITION, "有这一项才写"),
    (Part.ALTERNATIVE, "有就这样写，没有就那样写"),
)
INSERT, COPY = "字段（双击插入）", "字段（双击复制）"


class FieldPanel(QWidget):
    """A tree to choose from by double click or Enter, with a line to search."""

    insertion_requested = Signal(object)
    """The `Insertion`."""

    def __init__(self) -> None:
        """Begin without fields."""
        super().__init__()
        self._known: tuple[Known, ...] = ()
        self._items: list[QTreeWidgetItem] = []
        self._groups: dict[str, QTreeWidgetItem] = {}
        self.search = SearchBox("找字段：名称或拼音首字母")
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName("字段和格式")
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.heading = words(INSERT, "strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().length("space_s"))
        column.addWidget(self.heading)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        self.search.search_requested.connect(lambda _words: self._fill())
        self.search.results_requested.connect(self.tree.setFocus)
        self.tree.itemActivated.connect(self._choose)
        self.tree.itemDoubleClicked.connect(self._choose)

    @property
    def shown(self) -> list[str]:
        """The words of everything that can be put in just now."""
        return [item.text(0) for item in self._items]

    def set_copying(self, *, copying: bool) -> None:
        """Say that a double click copies, or that it puts in."""
        self.heading.setText(COPY if copying else INSERT)

    def choose(self, label: str) -> None:
        """Put in what is called like this, as a double click would."""
        self._choose(next(item for item in self._items if item.text(0) == label))

    def offer(self, known: Sequence[Known]) -> None:
        """Offer these fields."""
        if tuple(known) != self._known:
            self._known = tuple(known)
            self._fill()

    def _fill(self) -> None:
        typed = self.search.text().strip()
        self.tree.clear()
        self._items, self._groups = [], {}
        for known in self._known:
            if known.fits(typed):
                piece = Insertion(Part.FIELD, known.name)
                self._add(known.group, known.name, known.sentence, piece)
        for each in FORMATS:
            if typed in each.name:
                piece = Insertion(Part.FORMAT, each.written)
                self._add("格式：写在字段后面", each.written, each.sentence, piece)
        for part, label in CONDITIONS:
            if typed in label:
                piece = Insertion(part)
                self._add("条件", label, piece.written, piece)
        for place, group in enumerate(self._groups.values()):
            group.setExpanded(bool(typed) or place < OPEN_AT_FIRST)
        if typed and self._items:
            self.tree.setCurrentItem(self._items[0])

    def _add(self, group: str, label: str, tip: str, piece: Insertion) -> None:
        if group not in self._groups:
            head = self._groups[group] = QTreeWidgetItem(self.tree, [group])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item = QTreeWidgetItem(self._groups[group], [label])
        item.setToolTip(0, tip or label)
        item.setData(0, _PIECE, piece)
        self._items.append(item)

    def _choose(self, item: QTreeWidgetItem) -> None:
        piece = item.data(0, _PIECE)
        if isinstance(piece, Insertion):
            self.insertion_requested.emit(piece)
