"""设置: the union's name, light or dark, where the records lie, fonts for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import tasks, theme
from ui.messages import Notice, Tone
from ui.widgets.banner import Banner
from ui.widgets.card import Card, words
from unionoffice.office import UNION_NAME
from unionoffice.paper.typeset.fonts import shared_book

if TYPE_CHECKING:
    from ui.screens.desk import Desk
    from unionoffice.register.changes import Changes

SHADES = (
    (None, "跟随系统"),
    (theme.Shade.LIGHT, "浅色"),
    (theme.Shade.DARK, "深色"),
)
WIDTH = 640
SHADE = "window.shade"


class SettingsPage(QWidget):
    """What belongs to this office and to this computer."""

    shade_chosen = Signal(object)
    """A `Shade`, or None for what the computer is set to."""

    def __init__(self, desk: Desk) -> None:
        """Show what is set."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._name = desk, ""
        self.banner = Banner()
        self.name = QLineEdit()
        self.name.setAccessibleName("单位名称")
        self.name.setMaxLength(100)
        self.name_button = QPushButton("保存")
        self.shades = QButtonGroup(self)
        self.copy_button = QPushButton("复制")
        self.open_button = QPushButton("打开文件夹")
        self.fonts = QGridLayout()
        self._lay_out()
        self.name_button.clicked.connect(self.save_name)
        self.name.returnPressed.connect(self.save_name)
        self.name.textChanged.connect(lambda _text: self._offer())
        self.shades.idToggled.connect(self._on_shade)
        self.copy_button.clicked.connect(self.copy_folder)
        self.open_button.clicked.connect(self._open_folder)
        self._read()

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the page."""
        self.banner.show_notice(notice)

    def unsaved(self) -> str:
        """What would be lost if the page were closed now; empty if nothing."""
        return "设置中的单位名称没有保存" if self.name_button.isEnabled() else ""

    def save_name(self) -> None:
        """Keep the union's name; it stands on every paper."""
        wanted = self.name.text().strip()
        if not wanted or wanted == self._name:
            return
        office = self._desk.office

        def done(changes: Changes) -> None:
            self._name = wanted
            self._offer()
            self._desk.bus.publish(changes)
            self._desk.union_renamed.emit(wanted)
            self.show_notice(Notice("已保存单位名称。", Tone.OK))

        tasks.run(self, lambda _progress: office.set_fact(UNION_NAME, wanted), done)

    def copy_folder(self) -> None:
        """Put the path of the data folder on the clipboard."""
        QGuiApplication.clipboard().setText(str(self._desk.folder))
        self.show_notice(Notice("已复制资料文件夹的位置。", Tone.OK))

    def _read(self) -> None:
        office = self._desk.office

        def work(_progress: tasks.Progress) -> tuple[str, dict[str, str]]:
            used = shared_book().used()
            fonts = {str(role): label for role, label in used.items()}
            return office.fact(UNION_NAME), fonts

        tasks.run(self, work, lambda found: self._show(*found))

    def _show(self, name: str, fonts: dict[str, str]) -> None:
        self._name = name
        self.name.setText(name)
        self._offer()
        for row, (role, label) in enumerate(fonts.items()):
            self.fonts.addWidget(words(role, "soft"), row, 0)
            self.fonts.addWidget(words(label), row, 1)

    def _offer(self) -> None:
        wanted = self.name.text().strip()
        self.name_button.setEnabled(
            bool(self._name and wanted) and wanted != self._name
        )

    def _on_shade(self, place: int, on: bool) -> None:
        if on:
            self._desk.shade_requested.emit(SHADES[place][0])

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.folder)))

    def _lay_out(self) -> None:
        space = theme.current().length
        inner = QWidget()
        theme.set_look(inner, "page")
        column = QVBoxLayout(inner)
        column.setSpacing(space("space_l"))
        column.setContentsMargins(0, 0, space("space_m"), 0)
        for card in (
            self._name_card(),
            self._look_card(),
            self._folder_card(),
            self._font_card(),
        ):
            card.setMaximumWidth(WIDTH)
            column.addWidget(card)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        edge = space("space_l")
        outer.setContentsMargins(edge, edge, edge, edge)
        outer.setSpacing(space("space_m"))
        outer.addWidget(words("设置", "title"))
        outer.addWidget(self.banner)
        outer.addWidget(area, 1)
        self.setFocusProxy(self.name)

    def _name_card(self) -> Card:
        card = Card("单位名称")
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.name_button)
        card.body.addLayout(row)
        card.body.addWidget(words("印在每一份花名册、报表和通知上。", "small"))
        return card

    def _look_card(self) -> Card:
        card = Card("界面颜色")
        row = QHBoxLayout()
        row.setSpacing(theme.current().length("space_xl"))
        chosen = self._desk.settings.get(SHADE, "")
        for place, (shade, label) in enumerate(SHADES):
            button = QRadioButton(label)
            button.setChecked((shade or "") == chosen)
            self.shades.addButton(button, place)
            row.addWidget(button)
        row.addStretch()
        card.body.addLayout(row)
        return card

    def _folder_card(self) -> Card:
        card = Card("资料文件夹")
        self.folder = words(str(self._desk.folder), wrap=True)
        self.folder.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
        )
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(self.copy_button)
        row.addWidget(self.open_button)
        card.body.addLayout(row)
        hint = "全部资料都在这个文件夹里，不上网。请不要放在网盘或共享文件夹中使用。"
        card.body.addWidget(words(hint, "small", wrap=True))
        return card

    def _font_card(self) -> Card:
        card = Card("打印用的字体")
        self.fonts.setColumnStretch(1, 1)
        self.fonts.setHorizontalSpacing(theme.current().length("space_xl"))
        card.body.addLayout(self.fonts)
        hint = "本机装有公文字体时优先使用；没有的用随程序的字体。"
        card.body.addWidget(words(hint, "small", wrap=True))
        return card
