"""The head and the foot of the import page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from ui import icons, theme
from ui.widgets.card import words
from unionoffice.sheets.planning.plan import WRITTEN, RowState
from unionoffice.sheets.planning.rejected import NOT_TAKEN

if TYPE_CHECKING:
    from ui.register.importing.reading import Effect

SKIPPED = (
    (RowState.REJECTED, "不能导入的"),
    (RowState.ASKED, "待选择的"),
    (RowState.SKIPPED, "选了不导入的"),
)


class WizardHead(QWidget):
    """The way back, what is imported where, and the way to another file."""

    def __init__(self, title: str) -> None:
        """Show no file yet."""
        super().__init__()
        space = theme.current().length
        self.back_button, self.other_button = QToolButton(), QPushButton("换一个文件")
        self.source = words("", "soft")
        icons.put(self.back_button, "previous")
        self.back_button.setToolTip("返回列表（Esc）")
        self.back_button.setAccessibleName("返回列表")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("space_m"))
        row.addWidget(self.back_button)
        row.addWidget(words(title, "title"))
        row.addWidget(self.source, 1, Qt.AlignmentFlag.AlignBottom)
        row.addStretch()
        row.addWidget(self.other_button)

    def show_file(self, *, named: bool, other: bool) -> None:
        """Name what is imported, and offer another file, or neither."""
        self.source.setVisible(named)
        self.other_button.setVisible(other)


class WizardFoot(QWidget):
    """What can be done with a plan, and what will not happen to some rows."""

    def __init__(self) -> None:
        """Nothing can be imported yet."""
        super().__init__()
        self.apply_button = QPushButton("导入")
        self.rejected_button = QPushButton("把没有导入的行另存为表格…")
        self.hint = words("", "soft")
        theme.set_look(self.apply_button, "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().length("space_m"))
        row.addWidget(self.apply_button)
        row.addWidget(self.rejected_button)
        row.addWidget(self.hint, 1)

    def show_effect(
        self, effect: Effect | None, *, ready: bool, delivered: bool = False
    ) -> None:
        """Say what would be written; `ready` tells that the whole file is judged.

        A delivery of which nothing is new can be put down as received.
        """
        counts = effect.plan.counts if effect is not None else {}
        count = sum(counts.get(state, 0) for state in WRITTEN)
        known = {state for state in counts if counts[state]} == {RowState.SAME}
        received = delivered and known
        self.apply_button.setEnabled(ready and (count > 0 or received))
        outside = any(counts.get(state) for state in NOT_TAKEN)
        self.rejected_button.setVisible(outside)
        self.rejected_button.setEnabled(ready)
        if effect is None:
            self.apply_button.setText("没有要导入的")
            self.hint.setText("先告诉程序每一列是什么。")
        elif effect.rest:
            self.apply_button.setText("导入")
            self.hint.setText(f"正在核对其余 {effect.rest:,} 行，核对完才能导入。")
        else:
            nothing = RECEIVED if received else "没有要导入的"
            said = f"导入 {count:,} 条" if count else nothing
            self.apply_button.setText(said)
            self.hint.setText(_skipped(counts) + (UNDOABLE if count else ""))


RECEIVED = "登记为已收"
UNDOABLE = "导入以后可以整批撤销。"


def _skipped(counts: dict[RowState, int]) -> str:
    """Which rows will not go in."""
    told = [f"{said} {counts[s]:,} 行" for s, said in SKIPPED if counts.get(s)]
    return f"{'、'.join(told)}会跳过。" if told else ""
