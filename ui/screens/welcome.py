"""The first start: whose office this is, and where its units come from."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.messages import Notice
from ui.widgets.banner import Banner
from ui.widgets.card import Card, words

WIDTH = 560
TEAMS_HEIGHT = 132
LONGEST = 100


@dataclass(frozen=True)
class Founding:
    """What a person told at the first start."""

    union_name: str
    teams: tuple[str, ...] = ()
    from_roster: bool = False
    """The units come from a roster, which is to be imported at once."""


class WelcomePage(QWidget):
    """One calm page; nothing else can be done before it is filled in."""

    founding_requested = Signal(object)
    """A `Founding`."""
    sample_requested = Signal()

    def __init__(self, folder: str) -> None:
        """Ask; the records will lie in `folder`."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.banner = Banner()
        self.name = QLineEdit()
        self.name.setPlaceholderText("例如：青石岭煤矿工会")
        self.name.setAccessibleName("单位名称")
        self.name.setMaxLength(LONGEST)
        self.complaint = words("", "complaint")
        self.complaint.hide()
        self.from_roster = QRadioButton("从会员花名册中取（人事部门给的 Excel 表）")
        self.from_list = QRadioButton("现在填写，每行一个单位")
        self.later = QRadioButton("以后再说")
        self.teams = QPlainTextEdit()
        self.teams.setPlaceholderText("采煤一队\n综掘队\n机电队\n通风科")
        self.teams.setAccessibleName("单位名单")
        self.teams.setTabChangesFocus(True)
        self.teams.setFixedHeight(TEAMS_HEIGHT)
        self.begin_button = QPushButton("开始使用")
        self.sample_button = QPushButton("先用样例数据试试")
        self.folder = words(f"资料将保存在：{folder}", "small", wrap=True)
        self._lay_out()
        self._connect()
        self.from_roster.setChecked(True)
        self._show_teams()

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the page."""
        self.banner.show_notice(notice)

    def founding(self) -> Founding | None:
        """What was told; None (and a complaint) if the name is missing."""
        name = self.name.text().strip()
        self.complaint.setText("" if name else "请填写单位名称，它会印在每一份纸件上。")
        self.complaint.setVisible(not name)
        theme.set_state(self.name, "state", "" if name else "bad")
        if not name:
            self.name.setFocus()
            return None
        teams = lines(self.teams.toPlainText()) if self.from_list.isChecked() else ()
        return Founding(name, teams, self.from_roster.isChecked())

    def _begin(self) -> None:
        told = self.founding()
        if told is not None:
            self.founding_requested.emit(told)

    def _show_teams(self) -> None:
        self.teams.setVisible(self.from_list.isChecked())

    def _connect(self) -> None:
        self.begin_button.clicked.connect(self._begin)
        self.name.returnPressed.connect(self._begin)
        self.sample_button.clicked.connect(self.sample_requested)
        self.from_list.toggled.connect(lambda _on: self._show_teams())

    def _lay_out(self) -> None:
        space = theme.current().length
        theme.set_look(self.begin_button, "primary")
        theme.set_look(self.sample_button, "quiet")
        card = Card()
        card.setFixedWidth(WIDTH)
        card.header.hide()
        card.body.addWidget(words("单位名称", "strong"))
        card.body.addWidget(self.name)
        card.body.addWidget(self.complaint)
        card.body.addSpacing(space("space_m"))
        card.body.addWidget(words("区队、车间和科室", "strong"))
        for button in (self.from_roster, self.from_list):
            card.body.addWidget(button)
        card.body.addWidget(self.teams)
        card.body.addWidget(self.later)
        card.body.addSpacing(space("space_m"))
        row = QHBoxLayout()
        row.setSpacing(space("space_m"))
        row.addWidget(self.begin_button)
        row.addWidget(self.sample_button)
        row.addStretch()
        card.body.addLayout(row)
        inner = QWidget()
        theme.set_look(inner, "page")
        column = QVBoxLayout(inner)
        column.setSpacing(space("space_m"))
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(words("欢迎使用工会办公", "title"), 0, middle)
        hello = "先说一下这是哪家工会，一分钟就好。所有内容以后都能改。"
        column.addWidget(words(hello, "soft"), 0, middle)
        column.addSpacing(space("space_m"))
        column.addWidget(card, 0, middle)
        column.addWidget(self.folder, 0, middle)
        column.addStretch(3)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.addWidget(self.banner)
        outer.addWidget(area)
        self.folder.setFixedWidth(WIDTH)
        self.setFocusProxy(self.name)


def lines(text: str) -> tuple[str, ...]:
    """Names, one per line, each once; blank lines and spaces are dropped."""
    names = (line.strip().replace("\u3000", "") for line in text.splitlines())
    return tuple(dict.fromkeys(name for name in names if name))
