"""The templates there are: those of the office first, then those of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.vocabulary import TemplateKind
from ui import icons, theme
from ui.widgets.card import words
from ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.documents.templates.store import Written

_NAME = int(Qt.ItemDataRole.UserRole)
OWN, PROGRAM = "本单位的模板", "随程序的模板"


class Shelf(QWidget):
    """A list to choose a template from, and what can be done with one."""

    template_wanted = Signal(str)
    """Open the template of this name."""

    def __init__(self) -> None:
        """Begin without templates."""
        super().__init__()
        self._every: tuple[Written, ...] = ()
        self._current = ""
        self.search = SearchBox("找模板")
        self.list = QListWidget()
        self.list.setAccessibleName("模板")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = words("没有找到。", "soft")
        self.new_button = QPushButton("新建")
        self.more_button = QToolButton()
        self.new_text = QAction("文字模板", self)
        self.new_word = QAction("用 WPS 做好的 Word 文件…", self)
        self.copy = QAction("复制", self)
        self.rename = QAction("改名称", self)
        self.discard = QAction("删除", self)
        self.import_ = QAction("导入模板文件…", self)
        self.export = QAction("导出模板文件…", self)
        self._lay_out()
        self.search.search_requested.connect(lambda _words: self._fill())
        theme.change().shade_changed.connect(self._redraw)
        self.search.results_requested.connect(self.list.setFocus)
        self.list.currentItemChanged.connect(self._on_current)

    @property
    def shown(self) -> list[str]:
        """The names in the list, in their order."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.data(_NAME) for item in items if item.data(_NAME)]

    @property
    def first(self) -> str:
        """The name of the first template there is, shown or not."""
        return self._every[0].name

    def show_templates(self, every: Sequence[Written]) -> None:
        """Show these; of one name that of the office is there alone."""
        own = [each for each in every if each.uid is not None]
        names = {each.name for each in own}
        rest = [e for e in every if e.uid is None and e.name not in names]
        self._every = (*own, *rest)
        self._fill()

    def mark(self, name: str) -> None:
        """Show this template as the one that is open."""
        self._current = name
        written = next((each for each in self._every if each.name == name), None)
        kept = written is not None
        for action in (self.copy, self.export):
            action.setEnabled(kept)
        self.discard.setEnabled(written is not None and written.uid is not None)
        self.list.blockSignals(True)
        item = self._item(name)
        if item is not None:
            self.list.setCurrentItem(item)
        else:
            self.list.setCurrentRow(-1)
        self.list.blockSignals(False)

    def _item(self, name: str) -> QListWidgetItem | None:
        items = (self.list.item(row) for row in range(self.list.count()))
        return next((item for item in items if item.data(_NAME) == name), None)

    def _fill(self) -> None:
        typed = self.search.text().strip().lower()
        found = [e for e in self._every if typed in f"{e.name}\n{e.note}".lower()]
        self.list.blockSignals(True)
        self.list.clear()
        heading = ""
        for each in found:
            group = PROGRAM if each.uid is None else OWN
            if group != heading:
                heading = group
                self.list.addItem(_heading(group))
            self.list.addItem(_entry(each))
        self.list.blockSignals(False)
        self.nothing.setVisible(not found and bool(typed))
        self.mark(self._current)

    def _redraw(self, _theme: object) -> None:
        self._fill()

    def _on_current(self, item: QListWidgetItem | None) -> None:
        name = item.data(_NAME) if item is not None else None
        if name and name != self._current:
            self.template_wanted.emit(name)

    def _lay_out(self) -> None:
        space = theme.current().length
        icons.put(self.new_button, "add", size=space("icon_s"))
        begin = QMenu(self.new_button)
        begin.addActions([self.new_text, self.new_word])
        self.new_button.setMenu(begin)
        more = QMenu(self.more_button)
        more.addActions([self.copy, self.rename, self.discard])
        more.addSeparator()
        more.addActions([self.import_, self.export])
        self.more_button.setMenu(more)
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more_button.setToolTip("复制、改名称、删除、导入、导出")
        self.more_button.setAccessibleName("更多")
        icons.put(self.more_button, "more")
        row = QHBoxLayout()
        row.setSpacing(space("space_s"))
        row.addWidget(self.new_button, 1)
        row.addWidget(self.more_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("space_s"))
        column.addLayout(row)
        column.addWidget(self.search)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        self.nothing.hide()
        self.setFocusProxy(self.list)


def _heading(group: str) -> QListWidgetItem:
    item = QListWidgetItem(group)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setFont(theme.current().font("small"))
    item.setSizeHint(QSize(0, theme.current().length("nav_heading")))
    return item


def _entry(written: Written) -> QListWidgetItem:
    word = written.kind is TemplateKind.WORD
    item = QListWidgetItem(f"{written.name}（Word）" if word else written.name)
    item.setData(_NAME, written.name)
    item.setSizeHint(QSize(0, theme.current().length("row")))
    item.setIcon(icons.icon("word" if word else "notice"))
    item.setToolTip(f"{written.name}\n{written.note}".strip())
    return item
