"""What is known about a plan beside its rows: one row whole, and what is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import tasks, theme
from ui.register.importing.cell_editor import CellDelegate, CellTable
from ui.register.importing.row_fields import HELD, LABEL, RAW, READ, RowFields
from ui.register.importing.rows import tone_of
from ui.register.table_model import Index
from ui.widgets.card import words
from ui.widgets.plain_table import PlainTable
from ui.widgets.wrapping import breakable, grow_rows, within_margins
from unionoffice.sheets.planning.plan import STATE_WORDS, RowState

if TYPE_CHECKING:
    from ui.register.importing.staged import Staged
    from unionoffice.office import Office
    from unionoffice.sheets.planning.plan import PlannedRow

NARROWEST = 88
"""Pixels: a telephone number, or an item of five characters."""
MOST_CHARACTERS = 80
"""Of a long text; what is typed over it begins with the whole."""
CONTROL = Qt.KeyboardModifier.ControlModifier


class RowDetail(QWidget):
    """One row, field by field: in the file, as it was read, as it is stored now."""

    def __init__(self, office: Office, staged: Staged) -> None:
        """Begin without a row."""
        super().__init__()
        self._office, self._staged = office, staged
        self._row: PlannedRow | None = None
        self._read_key: int | None = None
        self.title = words("", "strong")
        self.complaints = words("", "complaint", wrap=True)
        self.restore_button = QPushButton("恢复原值")
        self.restore_button.setToolTip("把这一行改过的格子恢复成文件里的内容")
        theme.set_look(self.restore_button, "quiet")
        self.restore_button.clicked.connect(self._restore)
        self.fields = RowFields(self)
        self.table = FieldsTable(self.fields)
        space = theme.current().length("space_s")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.restore_button)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, space, 0, 0)
        column_box.setSpacing(space)
        column_box.addLayout(head)
        column_box.addWidget(self.complaints)
        column_box.addWidget(self.table, 1)

    def take(self, staged: Staged) -> None:
        """Look at a newer plan; the row follows."""
        self._staged = staged

    def say(self, staged: Staged) -> None:
        """Show what was said since the plan was made."""
        self._staged = staged
        self.fields.say(staged)
        self._show_restore()

    def show_row(self, row: PlannedRow | None) -> None:
        """Show a row; what is stored now is read behind it."""
        self._row = row
        self.fields.show_row(self._staged, row)
        self._show_restore()
        if row is None:
            self.title.setText("没有选中的行")
            self.complaints.hide()
            return
        place = self._staged.place(row)
        self.title.setText(f"{place}　{STATE_WORDS[row.state]}")
        self._complain(row)
        self.table.setColumnHidden(HELD, row.record_id is None)
        if row.record_id is not None:
            self._read(row, row.record_id)

    def _complain(self, row: PlannedRow) -> None:
        said = [item.sentence for item in row.complaints]
        if row.state is RowState.ASKED:
            said.insert(0, "要先在“待选择”里选定指的是哪一条，这一行才能导入。")
        self.complaints.setText("\n".join(said))
        look = "complaint" if tone_of(row) == "error" else "warning"
        theme.set_look(self.complaints, look)
        self.complaints.setVisible(bool(said))

    def _read(self, row: PlannedRow, key: int) -> None:
        register = self._staged.effect.plan.register
        tasks.run(
            self,
            lambda _progress: self._office.draft(register, key),
            lambda draft: self.fields.show_held(draft) if row is self._row else None,
            failed=lambda _error: None,
            key="held",
        )

    def _show_restore(self) -> None:
        self.restore_button.setVisible(bool(self.fields.mended_places()))

    def _restore(self) -> None:
        for place in self.fields.mended_places():
            self.fields.mend(self.fields.index(place, RAW), None)
        self.table.setFocus()


class FieldDelegate(CellDelegate):
    """Shows what is written whole, in several lines if need be."""

    @override
    def displayText(self, value: Any, locale: QLocale | QLocale.Language) -> str:
        words_ = super().displayText(value, locale)
        short = words_[:MOST_CHARACTERS]
        return breakable(short if short == words_ else f"{short}…")

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(within_margins(option), index)


class FieldsTable(CellTable):
    """The fields of a row; what is written in the file can be typed over."""

    def __init__(self, fields: RowFields) -> None:
        """Show fields."""
        super().__init__(fields)
        self.fields = fields
        self.show_rows_whole()
        self.setItemDelegate(FieldDelegate(self))
        grow_rows(self)
        fields.dataChanged.connect(lambda *_: self.resizeRowsToContents())
        self.setAlternatingRowColors(True)
        header = self.horizontalHeader()
        header.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        header.setMinimumSectionSize(NARROWEST)
        self.setColumnWidth(LABEL, NARROWEST)
        for column in (RAW, READ, HELD):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, here = event.key(), self.currentIndex()
        if not here.isValid() or self.editing:
            super().keyPressEvent(event)
            return
        written = self.fields.index(here.row(), RAW)
        if key in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.look_at(written)
            self.edit(written)
        elif key == Qt.Key.Key_Delete:
            self.fields.mend(written, None if event.modifiers() & CONTROL else "")
        else:
            super().keyPressEvent(event)


class MadeRecords(QWidget):
    """What will be made because rows refer to it by a name nobody knew."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.table = PlainTable(("将新建", "种类"), stretch=0)
        self.table.setColumnWidth(1, 120)
        column = QVBoxLayout(self)
        space = theme.current().length("space_m")
        column.setContentsMargins(0, space, 0, 0)
        column.setSpacing(space)
        hint = "写法不同的同一单位会建成两个；可以在“逐行核对”里把它们改成一样。"
        column.addWidget(words(hint, "small", wrap=True))
        column.addWidget(self.table, 1)

    def take(self, staged: Staged) -> None:
        """Show the names."""
        made = staged.effect.made
        self.table.set_rows([(name, noun) for noun, names in made for name in names])
