"""The row that is typed in: two letters and Enter, the amount and Enter."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from db.vocabulary import DonorKind
from ui import tasks, theme
from ui.screens.donations.entry_cells import Cell, WayCell
from ui.screens.donations.entry_donors import DonorBox
from unionoffice.donations.desk.entry.names import Found, look_up
from unionoffice.donations.desk.entry.rows import GOODS, LABELS, TypedRow, problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.screens.desk import Desk
    from ui.screens.donations.entry_rows import GridRow
    from unionoffice.donations.desk.entry.names import Donor

TYPED = ("name", "unit", "people", "amount", "note")
RIGHT = ("people", "amount")
NOTHING = "先输入捐款人（两个字母就行），或者直接输入金额按匿名登记。"


class EntryLine(QObject):
    """The cells of the line, and what their keys do."""

    row_entered = Signal(object, object)
    """A `TypedRow`, and the `GridRow` it was typed over (or None)."""
    told = Signal(str, bool)
    """A sentence, and whether it is a complaint; empty if there is nothing to say."""
    moved_up = Signal()
    undo_requested = Signal()
    block_pasted = Signal(str)
    given_up = Signal()
    goods_toggled = Signal()

    def __init__(self, desk: Desk, over: QWidget, viewport: QWidget) -> None:
        """Begin empty; the people found are shown over `over`."""
        super().__init__(over)
        self._desk = desk
        self.cells = {
            key: Cell(LABELS[key], viewport, right=key in RIGHT) for key in TYPED
        }
        self.way = WayCell(viewport)
        self.goods_box = QWidget(viewport)
        self.goods = {key: Cell(LABELS[key], self.goods_box) for key in GOODS}
        self.box = DonorBox(over)
        self.donor: Donor | None = None
        self.editing: GridRow | None = None
        self.same_amount = False
        self.usual_way = self.way.way
        self._found: Found | None = None
        self._entered_early = False
        self._last_amount = ""
        self._dress()
        self._connect()

    @property
    def name(self) -> Cell:
        """The cell of the donor."""
        return self.cells["name"]

    @property
    def placed(self) -> dict[str, QWidget]:
        """The cells by their columns."""
        return {**self.cells, "way": self.way}

    @property
    def begun(self) -> bool:
        """Whether something is typed that is not written yet."""
        if self.editing is not None:
            return True
        kept = self.cells["amount"].text() if self.same_amount else ""
        row = self.typed()
        return bool(row.name or row.note or row.goods) or (
            bool(row.amount) and row.amount != kept
        )

    def typed(self) -> TypedRow:
        """What stands in the cells."""
        told = {key: cell.text().strip() for key, cell in self.cells.items()}
        if not self.goods_box.isHidden():
            told |= {key: cell.text().strip() for key, cell in self.goods.items()}
        way = self.way.currentText()
        return TypedRow(**told, way=way, donor=self.donor)

    def begin(self) -> None:
        """Put the keyboard into the first cell."""
        self.name.setFocus()

    def load(self, row: GridRow, typed: TypedRow) -> None:
        """Type over a row."""
        self.clear()
        self.editing, self.donor = row, typed.donor
        for key, cell in self.cells.items():
            cell.put(typed.cell(key))
        self.way.show_way(typed.way or self.usual_way)
        for key, cell in self.goods.items():
            cell.put(typed.cell(key))
        self._show_goods(any(typed.cell(key) for key in GOODS))
        fault = row.key if row.key in self.placed or row.key in self.goods else ""
        if row.donors:
            found = Found(typed.name, row.donors, row.sentence)
            self.name.setFocus()
            self._ask(found)
        elif fault:
            self._mark(fault, row.sentence)
        else:
            self.cells["amount"].setFocus()

    def clear(self) -> None:
        """Begin the next row; way and, if wished, the amount stay."""
        self.editing = self.donor = self._found = None
        self._entered_early = False
        for cell in (*self.cells.values(), *self.goods.values()):
            cell.put("")
            theme.set_state(cell, "state", "")
        if self.same_amount:
            self.cells["amount"].put(self._last_amount)
        self.way.show_way(self.usual_way)
        self._show_goods(False)
        self._close_box()
        self.told.emit("", False)

    def toggle_goods(self) -> None:
        """Show the second line, for goods, or put it away."""
        show = self.goods_box.isHidden()
        self._show_goods(show)
        if show:
            self.goods["goods"].setFocus()
        else:
            for cell in self.goods.values():
                cell.put("")
            self.cells["amount"].setFocus()

    def submit(self) -> None:
        """Hand the row over, or say what lacks; the keyboard goes there."""
        row = self.typed()
        if row.empty:
            self.told.emit(NOTHING, True)
            self.begin()
            return
        bad = problems(row, self._desk.office.clock.today())
        if bad:
            self._mark(bad[0].key, bad[0].sentence)
            return
        if self._must_ask():
            return
        editing, self._last_amount = self.editing, row.amount
        self.clear()
        self.begin()
        self.row_entered.emit(row, editing)

    def _must_ask(self) -> bool:
        """Whether it is known that the name fits several, and nobody was chosen."""
        found = self._known()
        if self.donor is not None or found is None or not found.question:
            return False
        self.name.setFocus()
        self._ask(found)
        return True

    def _known(self) -> Found | None:
        """What was found for the name as it stands, if that is known already."""
        found = self._found
        return found if found is not None and found.words == self.name.text() else None

    def _look_up(self, words: str) -> None:
        self.donor = None
        self._entered_early = False
        self.name.asking = False
        self.cells["unit"].put("")
        if not words.strip():
            self._close_box()
            return
        office = self._desk.office
        tasks.run(self, lambda _p: look_up(office, words), self._on_found, key="donor")

    def _on_found(self, found: Found) -> None:
        if found.words != self.name.text() or self.donor is not None:
            return
        self._found = found
        if not self._entered_early:
            if self.name.hasFocus():
                self.box.show_found(found, self.name, asking=False)
            return
        self._entered_early = False
        if found.meant is not None:
            self._take(found.meant, go=False)
        else:
            self.name.setFocus()
            self._ask(found)

    def _on_name_entered(self) -> None:
        if not self.name.text().strip() or self.donor is not None:
            self._go_on()
            return
        found = self._known()
        if found is None:
            self._entered_early = True
            self._go_on()
            return
        donor = self.box.current or found.meant
        if donor is not None:
            self._take(donor)
        else:
            self._ask(found)

    def _ask(self, found: Found) -> None:
        """Ask who is meant; digits and arrow keys answer."""
        self._found = found
        self.name.asking = bool(found.donors)
        self.box.show_found(found, self.name, asking=True)
        theme.set_state(self.name, "state", "odd")
        self.told.emit("" if found.donors else found.question, True)

    def _take(self, donor: Donor, *, go: bool = True) -> None:
        """Somebody is meant: the name is written out."""
        self.donor = donor
        self.name.put(donor.name)
        if donor.unit:
            self.cells["unit"].put(donor.unit)
        self.name.asking = False
        theme.set_state(self.name, "state", "")
        self._close_box()
        if go:
            self.told.emit("", False)
            self._go_on()

    def _go_on(self) -> None:
        """From the name to the amount; a group is counted before."""
        self._close_box()
        group = self.donor is not None and self.donor.kind is DonorKind.GROUP
        if group and not self.cells["people"].text():
            self.cells["people"].setFocus()
        else:
            self.cells["amount"].setFocus()

    def _on_entered(self, key: str) -> None:
        if key == "people":
            self.cells["amount"].setFocus()
        elif (
            key == "amount" or self.cells["amount"].text() or self.goods["goods"].text()
        ):
            self.submit()
        else:
            self.cells["amount"].setFocus()

    def _on_moved(self, by: int) -> None:
        if not self.box.isHidden():
            self.box.move_choice(by)
        elif by < 0 and self.editing is None:
            self.moved_up.emit()

    def _on_digit(self, number: int) -> None:
        donor = self.box.numbered(number)
        if donor is not None:
            self._take(donor)

    def _on_given_up(self) -> None:
        if not self.box.isHidden():
            self._close_box()
            self.name.asking = False
        elif self.begun:
            self.clear()
            self.begin()
        self.given_up.emit()

    def _on_unit_edited(self, words: str) -> None:
        """Another unit than that of the card is written with this gift."""
        if self.donor is not None and self.donor.kind is not DonorKind.MEMBER:
            self.donor = replace(self.donor, unit_id=None, unit=words)

    def _mark(self, key: str, sentence: str) -> None:
        cell: QLineEdit = (
            self.goods[key] if key in GOODS else self.cells.get(key, self.name)
        )
        theme.set_state(cell, "state", "bad")
        cell.setFocus()
        self.told.emit(sentence, True)

    def _unmark(self, cell: QLineEdit) -> None:
        if cell.property("state"):
            theme.set_state(cell, "state", "")
            self.told.emit("", False)

    def _show_goods(self, show: bool) -> None:
        if show == self.goods_box.isHidden():
            self.goods_box.setVisible(show)
            self.goods_toggled.emit()

    def _close_box(self) -> None:
        self.box.hide()

    def _close_box_unless_asking(self) -> None:
        if not self.name.asking:
            self._close_box()

    def offer_units(self, names: Sequence[str]) -> None:
        """Complete these names of units."""
        self.cells["unit"].offer(names)

    def _dress(self) -> None:
        for key, cell in self.goods.items():
            cell.setPlaceholderText(LABELS[key])
        self.name.setPlaceholderText("两个字母，空着是匿名")
        row = QHBoxLayout(self.goods_box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for key, cell in self.goods.items():
            row.addWidget(cell, 3 if key == "goods" else 2)
        self.goods_box.hide()

    def _connect(self) -> None:
        self.name.textEdited.connect(self._look_up)
        self.name.entered.connect(self._on_name_entered)
        self.name.digit_pressed.connect(self._on_digit)
        self.name.left.connect(self._close_box_unless_asking)
        self.box.donor_chosen.connect(self._take)
        self.cells["unit"].textEdited.connect(self._on_unit_edited)
        for key, cell in {**self.cells, **self.goods}.items():
            if key != "name":
                cell.entered.connect(partial(self._on_entered, key))
            cell.moved.connect(self._on_moved)
            cell.given_up.connect(self._on_given_up)
            cell.undo_requested.connect(self.undo_requested)
            cell.block_pasted.connect(self.block_pasted)
            cell.textEdited.connect(lambda _text, cell=cell: self._unmark(cell))
        self.way.entered.connect(lambda: self._on_entered("way"))
        self.way.given_up.connect(self._on_given_up)
