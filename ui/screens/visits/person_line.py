"""Finds who is visited while one types; Enter takes the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.screens.find_box import FindBox
from ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from ui.screens.desk import Desk
    from ui.widgets.people_list import PersonLine


class PersonLineEdit(SearchBox):
    """The line; once somebody is chosen it shows the name."""

    person_chosen = Signal(int, str)
    """The person's key and name."""
    emptied = Signal()
    """Nobody is meant any more: other words were typed."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        """Begin with nobody; the people found are shown over `window`."""
        super().__init__("姓名、拼音首字母或尾号")
        self.person_id: int | None = None
        self.setAccessibleName("慰问对象")
        self.box = _PeopleBox(desk, self, window)
        self.box.name_chosen.connect(self._on_name)
        self.box.person_requested.connect(self._on_person)
        self._name = ""
        self.textEdited.connect(lambda _text: self._forget())

    def show_person(self, person_id: int | None, name: str) -> None:
        """Show somebody who was chosen elsewhere; tells nobody."""
        self.person_id, self._name = person_id, name
        self.set_words(name)
        self.box.close_box()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def _on_name(self, name: str) -> None:
        self._name = name

    def _on_person(self, key: int) -> None:
        self.show_person(key, self._name)
        self.person_chosen.emit(key, self._name)

    def _forget(self) -> None:
        if self.person_id is not None or self._name:
            self.person_id, self._name = None, ""
            self.emptied.emit()


class _PeopleBox(FindBox):
    """Stays away while nothing is typed, and under a name that is chosen."""

    name_chosen = Signal(str)

    def __init__(self, desk: Desk, line: PersonLineEdit, window: QWidget) -> None:
        super().__init__(desk, line, window)
        self._edit = line
        self.list.person_chosen.disconnect()
        self.list.person_chosen.connect(self._take)

    @override
    def ask(self, text: str) -> None:
        if text and self._edit.person_id is None:
            super().ask(text)
        else:
            self.close_box()

    def _take(self, line: PersonLine) -> None:
        self.name_chosen.emit(line.name)
        self._choose(line)
