"""找人: people while one types, under the search line of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from ui import tasks, theme
from ui.widgets.card import words
from ui.widgets.people_list import PeopleList, PersonLine
from unionoffice.members.find import find_people, remember_person

if TYPE_CHECKING:
    from ui.screens.desk import Desk
    from ui.widgets.search_box import SearchBox
    from unionoffice.members.find import FoundPerson

MOST = 20
WIDTH, ROWS = 420, 8


class FindBox(QFrame):
    """Follows a search line; the newest question wins, Enter opens, Escape closes."""

    person_requested = Signal(int)
    """Open the record of this person."""
    answered = Signal(str)
    """The people for these words are shown."""

    def __init__(self, desk: Desk, line: SearchBox, window: QWidget) -> None:
        """Lie over `window`, under `line`."""
        super().__init__(window)
        self.setObjectName("popup")
        self._desk, self._line, self._window = desk, line, window
        self._found: dict[str, FoundPerson] = {}
        self._shown_for, self._open_first = "", False
        self.list = PeopleList()
        self.nobody = words(
            "没有找到。可以输入姓名、拼音首字母、证件或手机后四位。", "soft"
        )
        self.nobody.setWordWrap(True)
        self.heading = words("", "small")
        self._lay_out()
        self.hide()
        line.search_requested.connect(self.ask)
        line.results_requested.connect(self._go_into_list)
        line.returnPressed.connect(self._on_enter)
        line.installEventFilter(self)
        self.list.installEventFilter(self)
        window.installEventFilter(self)
        self.list.person_chosen.connect(self._choose)

    def ask(self, text: str) -> None:
        """Look for people; without words, those worked with last."""
        office = self._desk.office
        tasks.run(
            self,
            lambda _progress: find_people(office, text, MOST),
            lambda found: self._show(text, found),
            key="find",
        )

    def close_box(self) -> None:
        """Take the list away."""
        self._open_first = False
        self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = QEvent.Type
        if watched is self._line:
            if event.type() == kinds.FocusIn:
                self.ask(self._line.text().strip())
            elif event.type() == kinds.FocusOut and not self.list.hasFocus():
                self.close_box()
            elif event.type() == kinds.KeyPress and self._escapes(event):
                return True
        elif watched is self.list:
            if event.type() == kinds.FocusOut and not self._line.hasFocus():
                self.close_box()
            elif event.type() == kinds.KeyPress and self._back_to_line(event):
                return True
        elif event.type() == kinds.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _escapes(self, event: QEvent) -> bool:
        """Escape closes the list first and clears the line only then."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if not escape or self.isHidden():
            return False
        self._line.set_words("")
        self._line.clearFocus()
        self.close_box()
        return True

    def _back_to_line(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        first = self.list.currentIndex().row() <= 0
        if event.key() == Qt.Key.Key_Escape:
            self._line.set_words("")
            self.close_box()
            self._window.setFocus()
            return True
        if event.key() == Qt.Key.Key_Up and first:
            self._line.setFocus()
            return True
        return False

    def _show(self, text: str, found: list[FoundPerson]) -> None:
        if not (self._line.hasFocus() or self.list.hasFocus()):
            return
        self._found = {person.uid: person for person in found}
        self._shown_for = text
        self.list.set_people(
            [PersonLine(p.uid, p.name, p.unit, p.id_tail, p.phone_tail) for p in found]
        )
        self.heading.setText("最近办理过的人" if not text else f"找到 {len(found)} 人")
        if len(found) == MOST:
            self.heading.setText(f"前 {MOST} 人，再输入几个字可以缩小范围")
        self.heading.setVisible(bool(found))
        self.list.setVisible(bool(found))
        self.nobody.setVisible(not found)
        if not found and not text:
            self.close_box()
            return
        self._place()
        self.show()
        self.raise_()
        self.answered.emit(text)
        if self._open_first:
            self._open_first = False
            self.list.choose_current()

    def _on_enter(self) -> None:
        """Open the first one; if the answer is still to come, then when it comes."""
        if self._shown_for == self._line.text().strip() and not self.isHidden():
            self.list.choose_current()
        else:
            self._open_first = True
            self.ask(self._line.text().strip())

    def _go_into_list(self) -> None:
        if not self.isHidden() and self._found:
            self.list.setFocus()

    def _choose(self, line: PersonLine) -> None:
        person = self._found.get(line.uid)
        if person is None:
            return
        self._line.set_words("")
        self.close_box()
        office, key = self._desk.office, person.person_id
        tasks.run(
            self, lambda _progress: remember_person(office, key), lambda _done: None
        )
        self.person_requested.emit(key)

    def _place(self) -> None:
        window = self._window
        corner = self._line.mapTo(window, QPoint(self._line.width(), 0))
        width = min(WIDTH, window.width() - 2 * theme.current().length("space_m"))
        rows = min(max(len(self._found), 1), ROWS)
        row = self.list.sizeHintForRow(0) if self._found else self.nobody.height()
        height = rows * max(row, 1) + self.heading.sizeHint().height() + 20
        top = corner.y() + self._line.height() + theme.current().length("space_s")
        left = max(corner.x() - width, theme.current().length("space_m"))
        self.setGeometry(left, top, width, height)

    def _lay_out(self) -> None:
        space = theme.current().length("space_s")
        column = QVBoxLayout(self)
        column.setContentsMargins(space, space, space, space)
        column.setSpacing(space)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)
        column.addWidget(self.nobody)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
