"""Beside the canvas: which fields there are, and where the selected one stands."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QMenu,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.screens.overprint.editing import NOTHING
from ui.screens.overprint.geometry import DIGITS
from ui.widgets.card import words
from unionoffice.paper.align import Align
from unionoffice.paper.certificate.overprint import MOST_MM
from unionoffice.paper.sizes import TYPE_SIZES
from unionoffice.paper.typeset.fonts import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ui.screens.overprint.editing import Editing
    from unionoffice.paper.certificate.overprint import Field

ROLES = (Role.SUBHEADING, Role.BODY, Role.SONG, Role.HEADING, Role.TITLE)
ALIGNS = {Align.LEFT: "靠左", Align.CENTRE: "居中", Align.RIGHT: "靠右"}
SIDES = {"x_mm": "左", "y_mm": "上", "width_mm": "宽", "height_mm": "高"}
MOST_LINES, MOST_INDENT = 60, 10
LIST_HEIGHT = 148
NUMBER_WIDTH = 72
"""Pixels that four digits and the arrows need."""
SHOWN = 10
"""Characters of a text that are shown beside its word."""
HINT = (
    "点一下纸上的位置，或在上面的列表中选一处。\n\n"
    "拖动移动，拉小方块改大小；靠近别处的边线会自动对齐，按住 Alt 就不对齐。\n\n"
    "方向键每次 0.5 毫米，按住 Ctrl 是 0.1 毫米，Shift 是 5 毫米，Alt 改大小。"
)
AUTOMATIC = "放不下时自动改小，最小到小五号。一行的文字上下居中，多行的从上边排起。"


class FieldPanel(QWidget):
    """A list of the fields, and editors for the selected one."""

    def __init__(self, editing: Editing) -> None:
        """Steer this form."""
        super().__init__()
        self._editing = editing
        self._texts: dict[str, str] = {}
        self.fields = QListWidget()
        self.fields.setAccessibleName("位置")
        self.fields.setFixedHeight(LIST_HEIGHT)
        self.add_button, self.remove_button = QPushButton("添加"), QPushButton("删去")
        self.menu = QMenu(self)
        self.add_button.setMenu(self.menu)
        self.key, self.role, self.type_size = QComboBox(), QComboBox(), QComboBox()
        self.align = QComboBox()
        self.sides = {name: _length() for name in SIDES}
        self.lines, self.indent = QSpinBox(), QSpinBox()
        self.sheet = QWidget()
        self.hint = words(HINT, "soft", wrap=True)
        self._fill_choices()
        self._lay_out()
        self._connect()
        self.show_texts({})

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Offer these words, each with what it stands for."""
        self._texts = dict(texts)
        self._show_list()
        self._show_field()

    def unused(self) -> list[str]:
        """The words that stand nowhere on the form yet."""
        used = {field.key for field in self._editing.form.fields}
        return [key for key in self._texts if key not in used]

    def _show_list(self) -> None:
        if not self._editing.is_open:
            return
        with QSignalBlocker(self.fields):
            self.fields.clear()
            self.fields.addItems([field.key for field in self._editing.form.fields])
            self.fields.setCurrentRow(self._editing.selected)

    def _show_field(self) -> None:
        field = self._editing.field if self._editing.is_open else None
        self.sheet.setVisible(field is not None)
        self.hint.setVisible(field is None)
        self.remove_button.setEnabled(field is not None)
        if field is None:
            return
        self._show_keys(field)
        for name, box in self.sides.items():
            _put(box, getattr(field, name))
        _choose(self.role, field.role, str(field.role))
        _choose(self.align, field.align, ALIGNS[field.align])
        _choose(self.type_size, field.size, f"{field.size:g} 磅")
        _put(self.lines, field.lines)
        _put(self.indent, field.indent)
        self.indent.setEnabled(field.lines > 1)

    def _show_keys(self, field: Field) -> None:
        keys = dict.fromkeys((*self._texts, field.key))
        with QSignalBlocker(self.key):
            self.key.clear()
            for key in keys:
                self.key.addItem(self._offered(key), key)
            self.key.setCurrentIndex(self.key.findData(field.key))

    def _offered(self, key: str) -> str:
        text = self._texts.get(key, "").replace("\n", "")
        if not text:
            return key
        return f"{key}　{text[:SHOWN]}{'…' if len(text) > SHOWN else ''}"

    def _fill_menu(self) -> None:
        self.menu.clear()
        for key in self.unused():
            self.menu.addAction(self._offered(key), partial(self._editing.add, key))

    def _fill_choices(self) -> None:
        for role in ROLES:
            self.role.addItem(str(role), role)
        for name, points in TYPE_SIZES.items():
            self.type_size.addItem(f"{name}（{points:g} 磅）", points)
        for align, label in ALIGNS.items():
            self.align.addItem(label, align)
        self.lines.setRange(1, MOST_LINES)
        self.indent.setRange(0, MOST_INDENT)
        self.indent.setSuffix(" 字")
        for box in (self.lines, self.indent):
            box.setAlignment(Qt.AlignmentFlag.AlignRight)
            box.setMinimumWidth(NUMBER_WIDTH)

    def _connect(self) -> None:
        editing = self._editing
        editing.opened.connect(self._on_changed)
        editing.changed.connect(self._on_changed)
        editing.selection_changed.connect(self._on_selected)
        self.fields.currentRowChanged.connect(self._on_row)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.remove_button.clicked.connect(editing.remove)
        for name, box in self.sides.items():
            box.valueChanged.connect(self._number(name))
        self.lines.valueChanged.connect(self._number("lines"))
        self.indent.valueChanged.connect(self._number("indent"))
        boxes = ("key", self.key), ("role", self.role), ("size", self.type_size)
        for name, combo in (*boxes, ("align", self.align)):
            combo.activated.connect(self._choice(name, combo))

    def _number(self, name: str) -> Callable[[float], None]:
        def changed(value: float) -> None:
            word = f"{name} {self._editing.selected}"
            self._set(name, round(value, DIGITS), word)

        return changed

    def _choice(self, name: str, combo: QComboBox) -> Callable[[int], None]:
        return lambda _place: self._set(name, combo.currentData(), "")

    def _set(self, name: str, value: Any, merge: str) -> None:  # noqa: ANN401 - of a Field
        field = self._editing.field
        if field is not None:
            self._editing.change_field(replace(field, **{name: value}), merge)

    def _on_row(self, row: int) -> None:
        self._editing.select(row if row >= 0 else NOTHING)

    def _on_changed(self) -> None:
        self._show_list()
        self._show_field()

    def _on_selected(self) -> None:
        with QSignalBlocker(self.fields):
            self.fields.setCurrentRow(self._editing.selected)
        self._show_field()

    def _lay_out(self) -> None:
        space = theme.current().length
        icons.put(self.add_button, "add", size=space("icon_s"))
        icons.put(self.remove_button, "trash", size=space("icon_s"))
        self.remove_button.setToolTip("删去这一处（Delete）")
        buttons = QHBoxLayout()
        buttons.setSpacing(space("space_m"))
        buttons.addWidget(self.add_button, 1)
        buttons.addWidget(self.remove_button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space("space_m"), space("space_l"), 0)
        column.setSpacing(space("space_m"))
        column.addWidget(self.fields)
        column.addLayout(buttons)
        column.addWidget(self.hint)
        column.addWidget(self.sheet)
        column.addStretch()
        self._lay_out_sheet()

    def _lay_out_sheet(self) -> None:
        space = theme.current().length
        grid = QGridLayout(self.sheet)
        grid.setContentsMargins(0, space("space_s"), 0, 0)
        grid.setHorizontalSpacing(space("space_m"))
        grid.setVerticalSpacing(space("space_m"))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        _row(grid, 0, "印什么", self.key)
        for place, (name, label) in enumerate(SIDES.items()):
            box = self.sides[name]
            box.setAccessibleName(f"{label}（毫米）")
            row, half = 1 + place // 2, 2 * (place % 2)
            grid.addWidget(words(label), row, half)
            grid.addWidget(box, row, half + 1)
        _row(grid, 3, "字体", self.role)
        _row(grid, 4, "字号", self.type_size)
        _row(grid, 5, "对齐", self.align)
        self.lines.setAccessibleName("最多几行")
        self.indent.setAccessibleName("每段缩进")
        grid.addWidget(words("行数"), 6, 0)
        grid.addWidget(self.lines, 6, 1)
        grid.addWidget(words("缩进"), 6, 2)
        grid.addWidget(self.indent, 6, 3)
        grid.addWidget(words(AUTOMATIC, "small", wrap=True), 7, 0, 1, 4)


def _row(grid: QGridLayout, row: int, label: str, editor: QComboBox) -> None:
    editor.setAccessibleName(label)
    policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    editor.setSizeAdjustPolicy(policy)
    editor.setMinimumContentsLength(6)
    grid.addWidget(words(label), row, 0)
    grid.addWidget(editor, row, 1, 1, 3)


def _length() -> QDoubleSpinBox:
    """Millimetres in steps of a tenth; counted when typing is done."""
    box = QDoubleSpinBox()
    box.setRange(0, MOST_MM)
    box.setDecimals(1)
    box.setSingleStep(0.1)
    box.setKeyboardTracking(False)
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
    box.setMinimumWidth(NUMBER_WIDTH)
    return box


def _put(box: QDoubleSpinBox | QSpinBox, value: float) -> None:
    with QSignalBlocker(box):
        if isinstance(box, QSpinBox):
            box.setValue(round(value))
        else:
            box.setValue(value)


def _choose(combo: QComboBox, value: object, label: str) -> None:
    """Show a value; one that is not offered is added with its own words."""
    with QSignalBlocker(combo):
        place = combo.findData(value)
        if place < 0:
            combo.addItem(label, value)
            place = combo.count() - 1
        combo.setCurrentIndex(place)
