"""What a template said before: its versions, what changed since, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from ui import icons, tasks, theme
from ui.widgets.card import words
from ui.widgets.plain_table import PlainTable
from unionoffice.clock import CHINA
from unionoffice.documents.templates import store
from unionoffice.documents.templates.difference import Change, difference

if TYPE_CHECKING:
    from unionoffice.documents.templates.difference import Piece
    from unionoffice.documents.templates.store import Version, Written
    from unionoffice.office import Office

NTH, AT, WHO, WHY = range(4)
WIDTHS = {NTH: 36, AT: 124, WHO: 72}
FEWEST_ROWS = 140
"""Height in pixels of the table of versions."""


class HistoryPane(QWidget):
    """The versions of a template, newest first, and one of them beside today's."""

    put_back_requested = Signal(int)
    """Make the version of this number the newest one again."""
    word_file_requested = Signal(str)
    """Open the Word file of this fingerprint."""
    read_again = Signal()
    """The versions are shown."""

    def __init__(self, office: Office) -> None:
        """Begin without versions."""
        super().__init__()
        self._office = office
        self._written: Written | None = None
        self._versions: list[Version] = []
        self.table = PlainTable(("版", "时间", "经办人", "事由"), stretch=WHY)
        for column, width in WIDTHS.items():
            self.table.setColumnWidth(column, width)
        self.table.setAccessibleName("版本")
        self.hint = words("", "small", wrap=True)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("与现在的不同")
        self.back_button = QPushButton("恢复这一版")
        self.word_button = QPushButton("打开这一版的文件")
        icons.put(self.back_button, "undo", size=theme.current().length("icon_s"))
        self._lay_out()
        self.table.currentCellChanged.connect(lambda *_: self._compare())
        self.back_button.clicked.connect(self._ask_back)
        self.word_button.clicked.connect(self._ask_for_file)
        theme.change().shade_changed.connect(self._redraw)

    @property
    def versions(self) -> tuple[Version, ...]:
        """What is shown, newest first."""
        return tuple(self._versions)

    def show_written(self, written: Written | None) -> None:
        """Show the versions of this template."""
        self._written = written
        uid = written.uid if written is not None else None
        if uid is None:
            self._show([])
            return
        tasks.run(
            self,
            lambda _progress: store.versions(self._office, uid),
            self._show,
            key="versions",
        )

    def _show(self, found: list[Version]) -> None:
        self._versions = found
        self.table.set_rows(
            [
                (
                    str(each.nth),
                    f"{each.written_at.astimezone(CHINA):%Y-%m-%d %H:%M}",
                    each.who,
                    each.reason.removesuffix("，"),
                )
                for each in found
            ]
        )
        if found:
            self.table.selectRow(0)
        self._compare()
        self.read_again.emit()

    def _current(self) -> Version | None:
        row = self.table.currentRow()
        return self._versions[row] if 0 <= row < len(self._versions) else None

    def _compare(self) -> None:
        """Show what the version in hand said, and what became of it since."""
        version = self._current()
        newest = self._versions[0] if self._versions else None
        older = version is not None and version is not newest
        self.back_button.setEnabled(older)
        self.word_button.setVisible(version is not None and version.digest is not None)
        self.text.clear()
        if version is None or newest is None:
            self.hint.setText(self._nothing())
        elif version.digest is not None:
            same = version.digest == newest.digest
            self.hint.setText(
                "与现在的文件相同。" if same else "这一版的文件与现在不同。"
            )
        elif not older:
            self.hint.setText("这是现在用的一版。")
            self._write([*difference(_whole(version), _whole(version))])
        else:
            self.hint.setText("划线的是这一版有、现在没有的；底色的是后来加的。")
            self._write(difference(_whole(version), _whole(newest)))

    def _nothing(self) -> str:
        if self._written is None:
            return ""
        return "还没有保存过。随程序的模板修改保存后，成为本单位的模板，每一版都留着。"

    def _write(self, pieces: list[Piece]) -> None:
        cursor = self.text.textCursor()
        for piece in pieces:
            cursor.insertText(piece.text, _look(piece.change))

    def _redraw(self, _theme: object) -> None:
        self._compare()

    def _ask_back(self) -> None:
        version = self._current()
        if version is not None:
            self.put_back_requested.emit(version.nth)

    def _ask_for_file(self) -> None:
        version = self._current()
        if version is not None and version.digest is not None:
            self.word_file_requested.emit(version.digest)

    def _lay_out(self) -> None:
        space = theme.current().length
        self.table.setFixedHeight(FEWEST_ROWS)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout()
        row.setSpacing(space("space_s"))
        row.addWidget(self.back_button)
        row.addWidget(self.word_button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space("space_m"), 0, 0)
        column.setSpacing(space("space_m"))
        column.addWidget(self.table)
        column.addWidget(self.hint)
        column.addWidget(self.text, 1)
        column.addLayout(row)
        self.setFocusProxy(self.table)


def _whole(version: Version) -> str:
    return f"{version.title}\n{version.body}" if version.title else version.body


def _look(change: Change) -> QTextCharFormat:
    made, look = QTextCharFormat(), theme.current()
    made.setForeground(look.colour("text"))
    if change is Change.GONE:
        made.setForeground(look.colour("error"))
        made.setFontStrikeOut(True)
    elif change is Change.NEW:
        made.setBackground(look.colour("ok_soft"))
        made.setForeground(look.colour("ok"))
    return made
