"""What is known about a plan beside its rows: one row whole, columns, what is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from ui import tasks, theme
from ui.register.import_rows import STATE_WORDS, TONES
from ui.widgets.card import words
from ui.widgets.plain_table import PlainTable
from unionoffice.sheets.plan import RowState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.register.import_reading import Effect
    from unionoffice.office import Office
    from unionoffice.register.draft import Draft
    from unionoffice.sheets.plan import PlannedRow

LABEL, RAW, READ, HELD = range(4)


class RowDetail(QWidget):
    """One row, field by field: in the file, as it was read, as it is stored now."""

    def __init__(self, office: Office, effect: Effect) -> None:
        """Begin without a row."""
        super().__init__()
        self._office, self._effect = office, effect
        self._row: PlannedRow | None = None
        self.title = words("", "strong")
        self.complaints = words("", "complaint", wrap=True)
        self.table = PlainTable(("项目", "文件中", "读作", "现在"), stretch=READ)
        for column, width in ((LABEL, 88), (HELD, 110)):
            self.table.setColumnWidth(column, width)
        self.table.horizontalHeader().setSectionResizeMode(
            RAW, QHeaderView.ResizeMode.Stretch
        )
        column_box = QVBoxLayout(self)
        space = theme.current().length("space_s")
        column_box.setContentsMargins(0, space, 0, 0)
        column_box.setSpacing(space)
        column_box.addWidget(self.title)
        column_box.addWidget(self.complaints)
        column_box.addWidget(self.table, 1)

    def show_row(self, row: PlannedRow | None) -> None:
        """Show a row; what is stored now is read behind it."""
        self._row = row
        if row is None:
            self.title.setText("没有选中的行")
            self.complaints.hide()
            self.table.set_rows(())
            return
        sheet = self._effect.sheet_of(row)
        self.title.setText(f"{sheet.name} 第 {row.number} 行　{STATE_WORDS[row.state]}")
        self.complaints.setText("\n".join(item.sentence for item in row.complaints))
        theme.set_look(
            self.complaints,
            "complaint" if row.state is RowState.REJECTED else "warning",
        )
        self.complaints.setVisible(bool(row.complaints))
        self._fill(row, None)
        if row.record_id is not None:
            self._read(row, row.record_id)

    def _read(self, row: PlannedRow, key: int) -> None:
        register = self._effect.plan.register
        tasks.run(
            self,
            lambda _progress: self._office.draft(register, key),
            lambda draft: self._fill(row, draft) if row is self._row else None,
            key="held",
        )

    def _fill(self, row: PlannedRow, held: Draft | None) -> None:
        lines = list(self._lines(row, held))
        tones = {}
        for place, (key, _) in enumerate(lines):
            tone = self._tone(row, key)
            if tone:
                tones[place, READ] = tone
        self.table.set_rows([line for _, line in lines], tones)
        self.table.setColumnHidden(HELD, row.record_id is None)

    def _lines(
        self, row: PlannedRow, held: Draft | None
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        effect = self._effect
        fields = effect.plan.register.fields
        for key in effect.filled():
            raw, read = effect.raw(row, key), effect.shown(row, key)
            now = ""
            if held is not None:
                value = held.values.get(key)
                now = held.shown.get(key) or fields[key].kind.show(value)
            if raw or read or now:
                yield key, (fields[key].label, raw, read, now)

    def _tone(self, row: PlannedRow, key: str) -> str:
        levels = {item.level for item in row.complaints if item.key == key}
        for level, tone in TONES.items():
            if level in levels:
                return tone
        return "info" if key in row.changes else ""


class ColumnsOfSheets(QWidget):
    """Which column of the file fills which field, sheet by sheet; what is left over."""

    def __init__(self, effect: Effect) -> None:
        """Show the columns of every sheet."""
        super().__init__()
        self.table = PlainTable(("文件中的列", "填入"))
        self.table.setColumnWidth(0, 190)
        lines: list[tuple[str, str]] = []
        tones: dict[tuple[int, int], str] = {}
        for sheet in effect.plan.sheets:
            tones[len(lines), 0] = "text_soft"
            heads = "、".join(str(number) for number in sheet.header_rows)
            lines.append((f"工作表“{sheet.name}”", f"表头第 {heads} 行"))
            lines += [(head, column.header) for _, column, head in sheet.places]
            for head in sheet.unknown:
                tones[len(lines), 1] = "warning"
                lines.append((head, "不认识，不导入"))
        self.table.set_rows(lines, tones)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.current().length("space_s"), 0, 0)
        column.addWidget(self.table)


class MadeRecords(QWidget):
    """What will be made because rows refer to it by a name nobody knew."""

    def __init__(self, effect: Effect) -> None:
        """Show the names."""
        super().__init__()
        self.table = PlainTable(("将新建", "种类"), stretch=0)
        self.table.setColumnWidth(1, 80)
        self.table.set_rows(
            [(name, noun) for noun, names in effect.made for name in names]
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.current().length("space_s"), 0, 0)
        hint = words("写法不同的同一单位会建成两个；可先在文件里改成一样。", "small")
        hint.setWordWrap(True)
        column.addWidget(hint)
        column.addWidget(self.table, 1)
