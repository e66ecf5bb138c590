"""How what a cell takes is written, and what the office above asks of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.card import words
from unionoffice.reporting.form import FixedCell, FormColumn, Rule, Shape, Source, Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unionoffice.reporting.mapping_edits import Taken

LONGEST, LONGEST_LABEL = 500, 60
ALLOWED_HEIGHT = 96
NOTHING = "这一格没有内容。在“项目”里选一项，或者把项目拖到格子上。"
SAYS_HINT = (
    "花括号里的会换成实际内容：{单位名称}、{填报日期}、{人数}、{填表人}、{报送期间}。"
)
ALLOWED_HINT = "上级的代码表或单位名单，一行一个；空着表示不限"


class ColumnPanel(QStackedWidget):
    """Shows a column of the repeated rows, a fixed cell, or that there is nothing."""

    column_edited = Signal(object)
    """The `FormColumn` as it stands now."""
    fixed_edited = Signal(object)
    """The `FixedCell` as it stands now."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.nothing = words(NOTHING, "soft", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.setMargin(theme.current().length("space_m"))
        self.column, self.fixed = ColumnForm(), FixedForm()
        for page in (self.nothing, _scrolled(self.column), _scrolled(self.fixed)):
            self.addWidget(page)
        self.column.edited.connect(self.column_edited)
        self.fixed.edited.connect(self.fixed_edited)

    def show_taken(self, taken: Taken | None, source: str, ways: Iterable[Way]) -> None:
        """Show what a cell takes; `source` says in words where it comes from."""
        if taken is not None and taken.column is not None:
            self.column.show_column(taken.column, source, tuple(ways))
            self.setCurrentIndex(1)
        elif taken is not None and taken.fixed is not None:
            self.fixed.show_cell(taken.fixed, tuple(ways))
            self.setCurrentIndex(2)
        else:
            self.setCurrentIndex(0)


class ColumnForm(QWidget):
    """One column of the repeated rows."""

    edited = Signal(object)

    def __init__(self) -> None:
        """Begin with no column."""
        super().__init__()
        self._shown: FormColumn | None = None
        self.label, self.name = QLineEdit(), QLineEdit()
        self.source = words("", wrap=True)
        self.way, self.shape = QComboBox(), QComboBox()
        self.required = QCheckBox("必填")
        self.unique = QCheckBox("不许重复")
        self.warns = QCheckBox("不合要求时只提醒，仍可报送")
        self.longest = QSpinBox()
        self.allowed, self.called = QPlainTextEdit(), QLineEdit()
        self._name_label = QLabel("固定内容")
        self._dress()
        self._lay_out()
        self._connect()

    def show_column(
        self, column: FormColumn, source: str, ways: tuple[Way, ...]
    ) -> None:
        """Show a column; tells nobody."""
        if column == self._shown and column == self._read():
            return
        self._shown = None
        rule = column.rule
        _set_text(self.label, column.label)
        self.source.setText(source)
        self._show_name(column)
        _fill(self.way, ways, column.way)
        _fill(self.shape, tuple(Shape), rule.shape)
        self.required.setChecked(rule.required)
        self.unique.setChecked(rule.unique)
        self.warns.setChecked(rule.warns)
        self.longest.setValue(rule.longest)
        if tuple(_lines(self.allowed)) != rule.allowed:
            self.allowed.setPlainText("\n".join(rule.allowed))
        _set_text(self.called, rule.allowed_called)
        self._shown = column

    def _show_name(self, column: FormColumn) -> None:
        """A constant has words of its own; a field has not."""
        constant = column.source is Source.CONSTANT
        self._name_label.setVisible(constant)
        self.name.setVisible(constant)
        _set_text(self.name, column.name)

    def _read(self) -> FormColumn | None:
        shown = self._shown
        if shown is None:
            return None
        rule = Rule(
            required=self.required.isChecked(),
            longest=self.longest.value(),
            allowed=tuple(_lines(self.allowed)),
            allowed_called=self.called.text().strip(),
            shape=Shape(self.shape.currentData()),
            unique=self.unique.isChecked(),
            warns=self.warns.isChecked(),
        )
        constant = shown.source is Source.CONSTANT
        return replace(
            shown,
            label=self.label.text().strip() or shown.label,
            name=self.name.text() if constant else shown.name,
            way=Way(self.way.currentData()),
            rule=rule,
        )

    def _on_edited(self) -> None:
        made = self._read()
        if made is not None and made != self._shown:
            self._shown = made
            self.edited.emit(made)

    def _dress(self) -> None:
        self.label.setMaxLength(LONGEST_LABEL)
        self.longest.setRange(0, LONGEST)
        self.longest.setSuffix(" 个字")
        self.longest.setSpecialValueText("不限")
        self.longest.lineEdit().setTextMargins(
            theme.current().length("space_s"), 0, 0, 0
        )
        self.allowed.setPlaceholderText(ALLOWED_HINT)
        self.allowed.setFixedHeight(ALLOWED_HEIGHT)
        self.allowed.setTabChangesFocus(True)
        self.called.setPlaceholderText("如 上级单位名单")
        for editor, name in (
            (self.label, "栏名"),
            (self.name, "固定内容"),
            (self.way, "写法"),
            (self.shape, "样子"),
            (self.longest, "最长"),
            (self.allowed, "只许填"),
            (self.called, "名单叫作"),
        ):
            editor.setAccessibleName(name)

    def _lay_out(self) -> None:
        form = _form(self)
        form.addRow("栏名", self.label)
        form.addRow("来自", self.source)
        form.addRow(self._name_label, self.name)
        form.addRow("写法", self.way)
        line = QFrame()
        line.setFixedHeight(1)
        theme.set_look(line, "line")
        form.addRow(line)
        form.addRow("", self.required)
        form.addRow("", self.unique)
        form.addRow("样子", self.shape)
        form.addRow("最长", self.longest)
        form.addRow("只许填", self.allowed)
        form.addRow("名单叫作", self.called)
        form.addRow("", self.warns)

    def _connect(self) -> None:
        for line in (self.label, self.name, self.called):
            line.textEdited.connect(lambda _text: self._on_edited())
        for box in (self.way, self.shape):
            box.activated.connect(lambda _place: self._on_edited())
        for tick in (self.required, self.unique, self.warns):
            tick.clicked.connect(lambda _on: self._on_edited())
        self.longest.valueChanged.connect(lambda _count: self._on_edited())
        self.allowed.textChanged.connect(self._on_edited)


class FixedForm(QWidget):
    """One cell that is filled once."""

    edited = Signal(object)

    def __init__(self) -> None:
        """Begin with no cell."""
        super().__init__()
        self._shown: FixedCell | None = None
        self.says, self.way = QLineEdit(), QComboBox()
        self.says.setAccessibleName("内容")
        self.way.setAccessibleName("写法")
        form = _form(self)
        form.addRow("内容", self.says)
        form.addRow("写法", self.way)
        form.addRow(words(SAYS_HINT, "small", wrap=True))
        self.says.textEdited.connect(lambda _text: self._on_edited())
        self.way.activated.connect(lambda _place: self._on_edited())

    def show_cell(self, fixed: FixedCell, ways: tuple[Way, ...]) -> None:
        """Show a cell; tells nobody."""
        self._shown = None
        _set_text(self.says, fixed.says)
        _fill(self.way, ways, fixed.way)
        self._shown = fixed

    def _on_edited(self) -> None:
        if self._shown is not None:
            says, way = self.says.text(), Way(self.way.currentData())
            made = replace(self._shown, says=says, way=way)
            if made != self._shown:
                self._shown = made
                self.edited.emit(made)


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    theme.set_look(widget, "page")
    area.setWidget(widget)
    return area


def _form(widget: QWidget) -> QFormLayout:
    space = theme.current().length
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, space("space_m"), space("space_m"), 0)
    form = QFormLayout()
    form.setSpacing(space("space_m"))
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    column.addLayout(form)
    column.addStretch()
    return form


def _set_text(line: QLineEdit, text: str) -> None:
    """Show a text; the cursor stays where it is the same."""
    if line.text() != text:
        line.setText(text)


def _fill(box: QComboBox, choices: Sequence[Way | Shape], chosen: Way | Shape) -> None:
    """Offer these choices, and the chosen one whatever it is."""
    box.clear()
    for choice in dict.fromkeys((*choices, chosen)):
        box.addItem(choice.label, choice)
    box.setCurrentIndex(box.findData(chosen))


def _lines(editor: QPlainTextEdit) -> list[str]:
    typed = (line.strip() for line in editor.toPlainText().splitlines())
    return list(dict.fromkeys(filter(None, typed)))
