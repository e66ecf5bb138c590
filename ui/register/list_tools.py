"""The row of buttons over a list: what can be done with it and with its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget
from typing_extensions import override

from ui import icons, theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from unionoffice.register.action import Action
    from unionoffice.register.register import Register

ROOM_FOR_WORDS = 760
"""Pixels from which on the buttons at the right say their words."""


class ListTools(QWidget):
    """Buttons, their keys, and the menu with the same deeds for the mouse."""

    new_requested = Signal()
    edit_requested = Signal()
    discard_requested = Signal()
    restore_requested = Signal()
    action_requested = Signal(object)
    """One of the register's own actions."""
    import_requested = Signal()
    export_requested = Signal()
    print_requested = Signal()
    columns_requested = Signal()
    bin_toggled = Signal(bool)

    def __init__(self, register: Register, keys_of: QWidget) -> None:
        """Make the buttons; their keys work while the keyboard is in `keys_of`."""
        super().__init__()
        self._register, self._keys_of = register, keys_of
        self._count = 0
        noun = register.noun
        new = self.new_requested
        self.new_button = self._button("新增", "add", new, f"新增{noun}", "Ctrl+N")
        theme.set_look(self.new_button, "primary")
        icons.put(self.new_button, "add", "on_accent", theme.current().length("icon_s"))
        look, icon = ("详情", "info") if register.locked else ("编辑", "edit")
        self.edit_button = self._button(look, icon, self.edit_requested, "Enter")
        self.discard_button = self._button(
            "删除", "trash", self.discard_requested, "移入回收站（Del）"
        )
        self.restore_button = self._button(
            "恢复", "undo", self.restore_requested, "从回收站恢复"
        )
        self.actions_button = QPushButton("办理")
        self.actions_menu = QMenu(self)
        self.actions_menu.aboutToShow.connect(
            lambda: self._fill_actions(self.actions_menu)
        )
        self.actions_button.setMenu(self.actions_menu)
        self.import_button = self._tool("导入", "import", self.import_requested)
        self.export_button = self._tool("导出", "export", self.export_requested)
        self.print_button = self._tool("打印", "print", self.print_requested)
        self.columns_button = self._tool("列", "columns", self.columns_requested)
        self.bin_button = self._tool("回收站", "trash", None)
        self.bin_button.setCheckable(True)
        self.bin_button.toggled.connect(self._on_bin)
        self._lay_out()
        if not register.locked:
            self._bind("Ctrl+N", self.new_button)
        self._bind("Ctrl+P", self.print_button)
        self.offer(0)

    def offer(self, count: int) -> None:
        """Offer what can be done with so many selected rows."""
        self._count = count
        self.edit_button.setEnabled(count == 1)
        self.discard_button.setEnabled(count > 0)
        self.restore_button.setEnabled(count > 0)
        offered = any(action.needs.fits(count) for action in self._register.actions)
        self.actions_button.setEnabled(offered)

    def offered_actions(self) -> list[Action]:
        """The register's actions that fit the rows selected."""
        found = self._register.actions
        return [action for action in found if action.needs.fits(self._count)]

    def fill_menu(self, menu: QMenu) -> None:
        """Put the deeds that are possible just now into a context menu."""
        buttons = (self.edit_button, self.discard_button, self.restore_button)
        for button in buttons:
            if button.isVisibleTo(self) and button.isEnabled():
                menu.addAction(button.icon(), button.text(), button.click)
        if not self.bin_button.isChecked():
            menu.addSeparator()
            self._fill_actions(menu, clear=False)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() >= ROOM_FOR_WORDS
        style = (
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            if wide
            else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        for button in self._tools():
            button.setToolButtonStyle(style)
        super().resizeEvent(event)

    def _tools(self) -> tuple[QToolButton, ...]:
        return (
            self.import_button,
            self.export_button,
            self.print_button,
            self.columns_button,
            self.bin_button,
        )

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().length("space_m"))
        for button in (
            self.new_button,
            self.edit_button,
            self.discard_button,
            self.restore_button,
            self.actions_button,
        ):
            row.addWidget(button)
        row.addStretch()
        row.setSpacing(theme.current().length("space_s"))
        for tool in self._tools():
            row.addWidget(tool)
        self._show_mode(in_bin=False)

    def _show_mode(self, *, in_bin: bool) -> None:
        locked = bool(self._register.locked)
        for button in (self.new_button, self.discard_button):
            button.setVisible(not in_bin and not locked)
        self.edit_button.setVisible(not in_bin)
        for tool in (self.import_button, self.bin_button):
            tool.setVisible(not locked)
        self.restore_button.setVisible(in_bin)
        self.actions_button.setVisible(bool(self._register.actions) and not in_bin)

    def _on_bin(self, on: bool) -> None:
        self._show_mode(in_bin=on)
        self.bin_toggled.emit(on)

    def _fill_actions(self, menu: QMenu, *, clear: bool = True) -> None:
        if clear:
            menu.clear()
        for action in self.offered_actions():
            entry = menu.addAction(action.label)
            entry.triggered.connect(
                lambda _on=False, a=action: self.action_requested.emit(a)
            )
            if action.icon:
                icons.put(entry, action.icon)

    def _button(
        self, words: str, icon: str, signal: SignalInstance, *tips: str
    ) -> QPushButton:
        button = QPushButton(words)
        icons.put(button, icon, size=theme.current().length("icon_s"))
        button.setToolTip("　".join(tips))
        button.clicked.connect(lambda: signal.emit())
        return button

    def _tool(
        self, words: str, icon: str, signal: SignalInstance | None
    ) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        icons.put(button, icon, size=theme.current().length("icon_s"))
        if signal is not None:
            button.clicked.connect(lambda: signal.emit())
        return button

    def _bind(self, keys: str, button: QPushButton | QToolButton) -> None:
        shortcut = QShortcut(QKeySequence(keys), self._keys_of)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        call: Callable[[], None] = button.click
        shortcut.activated.connect(call)
