"""For whom a template shall be filled in: everybody, a unit, one person, nobody yet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.register import loading
from ui.register.editing.pickers import SearchEditor
from ui.widgets.card import words
from unionoffice.members.events import PERSON_TARGET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.office import Office
    from unionoffice.register.record import Option

WIDTH = 420


@dataclass(frozen=True, slots=True)
class Whom:
    """Everybody; or those of a unit, one person, or a blank for nobody yet."""

    unit: Option | None = None
    person: int | None = None
    blank: bool = False


class WhomDialog(QDialog):
    """A small dialogue that does not block; tells who was chosen."""

    chosen = Signal(object)
    """The `Whom`."""

    def __init__(
        self,
        parent: QWidget,
        office: Office,
        verb: str,
        count: int,
        units: Sequence[Option],
        *,
        blank: bool,
    ) -> None:
        """Offer everybody, the units, one person; and a blank where that makes sense.

        Args:
            parent: the page it belongs to.
            office: where people are searched.
            verb: the words on the button.
            count: how many everybody are.
            units: those that can be chosen.
            blank: whether a blank may be printed.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(verb)
        self._units = list(units)
        self.all = QRadioButton(f"全部在会会员（{count:,} 人）")
        self.one_unit = QRadioButton("一个单位的在会会员")
        self.one_person = QRadioButton("一个人")
        self.blank = QRadioButton("空白的，打印出来手工填写")
        self.unit = QComboBox()
        self.unit.setAccessibleName("单位")
        for unit in self._units:
            self.unit.addItem("　" * unit.depth + unit.label)
        self.person = SearchEditor(PERSON_TARGET, partial(loading.hits, office))
        self.person.inner.setAccessibleName("姓名")
        self.blank.setVisible(blank)
        self.all.setEnabled(count > 0)
        self.one_unit.setEnabled(bool(self._units))
        (self.all if count or not blank else self.blank).setChecked(True)
        self.buttons = QDialogButtonBox()
        self.agree = self.buttons.addButton(
            f"{verb}…", QDialogButtonBox.ButtonRole.AcceptRole
        )
        theme.set_look(self.agree, "primary")
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self._lay_out()
        self._connect()
        self._offer()

    @property
    def whom(self) -> Whom:
        """Who is chosen just now."""
        if self.one_unit.isChecked():
            return Whom(unit=self._units[self.unit.currentIndex()])
        if self.one_person.isChecked():
            return Whom(person=self.person.value())
        return Whom(blank=self.blank.isChecked())

    def _offer(self) -> None:
        self.unit.setEnabled(self.one_unit.isChecked())
        self.person.setEnabled(self.one_person.isChecked())
        nobody = self.one_person.isChecked() and self.person.value() is None
        self.agree.setEnabled(
            not nobody and (self.all.isEnabled() or not self.all.isChecked())
        )

    def _choose(self) -> None:
        self.chosen.emit(self.whom)
        self.accept()

    def _connect(self) -> None:
        for button in (self.all, self.one_unit, self.one_person, self.blank):
            button.toggled.connect(lambda _on: self._offer())
        self.person.changed.connect(self._offer)
        self.buttons.accepted.connect(self._choose)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        space = theme.current().length
        column = QVBoxLayout(self)
        edge = space("space_xl")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addWidget(words("给谁？", "heading"))
        for widget in (
            *(self.all, self.one_unit, self.unit),
            *(self.one_person, self.person, self.blank),
        ):
            column.addWidget(widget)
        column.addSpacing(space("space_m"))
        column.addWidget(self.buttons)
        self.setMinimumWidth(WIDTH)
