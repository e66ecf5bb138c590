"""Two records side by side: choose value by value, see what follows, make them one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ui import icons, tasks, theme
from ui.messages import Notice, Offer, Tone
from ui.screens.doubles.field_pane import FieldPane
from ui.screens.doubles.linked_pane import LinkedPane
from ui.screens.doubles.photos import photos_of
from ui.widgets.banner import Banner
from ui.widgets.card import words
from unionoffice.merging.compare import compare
from unionoffice.merging.comparison import Merging, Side
from unionoffice.merging.different import one_word, say_different
from unionoffice.merging.merge import merge, obstacle

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from ui.screens.desk import Desk
    from ui.screens.doubles.photos import Photos
    from unionoffice.errors import OfficeError
    from unionoffice.merging.comparison import Collision, Comparison, Row
    from unionoffice.merging.pairs import Pair
    from unionoffice.register.changes import Changes
    from unionoffice.register.register import Register

SHARES = (530, 450)
LEAST = (320, 280)
OTHER = {Side.KEPT: Side.LOST, Side.LOST: Side.KEPT, Side.BOTH: Side.BOTH}


class MergeView(QWidget):
    """One pair; the record at the left is kept."""

    close_requested = Signal()
    skip_requested = Signal()
    """Leave this pair as it is and go on."""
    merged = Signal(object)
    """The two are one; carries the `Changes`."""
    told_apart = Signal(object)
    """The two are two; carries the `Changes`."""
    compared = Signal()
    """The two are shown, and it is known whether they can be made one."""

    def __init__(
        self,
        desk: Desk,
        register: Register,
        ends: tuple[int, int],
        pair: Pair | None = None,
    ) -> None:
        """Compare two records; `pair` says why they look alike, if that is known."""
        super().__init__()
        theme.set_look(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._register, self._ends = desk, register, ends
        self._take: dict[str, Side] = {}
        self._told: Comparison | None = None
        self._photos: Photos = {}
        self._busy = False
        self.banner = Banner()
        self.back_button = _button("返回", "previous", "Esc")
        self.title = words(f"合并{register.noun}", "title")
        self.reasons = words(_why(pair), "soft", wrap=True)
        self.swap_button = _button("交换保留方", "swap", "Ctrl+E")
        self.fields, self.linked = FieldPane(), LinkedPane()
        self.obstacle = words("", "complaint", wrap=True)
        self.skip_button = _button("跳过", "next", "Ctrl+→")
        self.skip_button.setVisible(pair is not None)
        self.apart_button = _button(f"不是{one_word(register)}", "close", "Ctrl+D")
        self.merge_button = _button("合并", "merge", "Ctrl+Enter", "on_accent")
        theme.set_look(self.merge_button, "primary")
        self._lay_out()
        self._connect()
        self.read()

    @property
    def comparison(self) -> Comparison | None:
        """What is shown, once it was read."""
        return self._told

    def show_notice(self, notice: Notice) -> None:
        """Show a banner over the two."""
        self.banner.show_notice(notice)

    def read(self, stays: Collection[Row] = ()) -> None:
        """Compare the two, with these linked records staying against the rule."""
        office, register, (kept, lost) = self._desk.office, self._register, self._ends

        def work(_progress: tasks.Progress) -> tuple[Comparison, Photos]:
            told = compare(office, register, kept, lost, stays)
            return told, photos_of(office, told)

        tasks.run(
            self,
            work,
            self._show,
            failed=self._on_refused,
            key="compare",
        )

    def choose(self, key: str, side: Side) -> None:
        """Take the value of a field from this side."""
        self._take[key] = side
        self._show_choices()

    def choose_linked(self, collision: Collision, side: Side) -> None:
        """Let the other of two linked records stay."""
        if self._told is not None and collision.stays is not side:
            self.read(self._told.with_other(collision))

    def swap(self) -> None:
        """Keep the other record; the values that were chosen stay chosen."""
        self._ends = self._ends[1], self._ends[0]
        self._take = {key: OTHER[side] for key, side in self._take.items()}
        self.read()

    def merge(self) -> None:
        """Make the two one."""
        if self._told is None or self._busy or not self.merge_button.isEnabled():
            return
        office, merging = self._desk.office, self._merging(self._told)
        self._write(lambda: merge(office, merging), self.merged.emit, "合并")

    def tell_apart(self) -> None:
        """Remember that the two are two."""
        office, register, (a, b) = self._desk.office, self._register, self._ends
        self._write(
            lambda: say_different(office, register, a, b), self.told_apart.emit, "标记"
        )

    def _write(
        self, work: Callable[[], Changes], then: Callable[[Changes], None], title: str
    ) -> None:
        if self._busy:
            return
        self._busy = True

        def done(changes: Changes) -> None:
            self._busy = False
            then(changes)

        tasks.run(
            self,
            lambda _progress: work(),
            done,
            failed=self._on_not_written,
            title=title,
        )

    def _merging(self, told: Comparison) -> Merging:
        free = {pair.key for pair in told.differing if not pair.follows}
        take = {key: side for key, side in self._take.items() if key in free}
        return Merging(told, take)

    def _show(self, read: tuple[Comparison, Photos]) -> None:
        told, self._photos = read
        self._told = told
        self.linked.show_comparison(told)
        self._show_choices()

    def _show_choices(self) -> None:
        told = self._told
        if told is None:
            return
        merging, office = self._merging(told), self._desk.office
        self.fields.show_merging(merging, self._photos)
        tasks.run(
            self,
            lambda _progress: obstacle(office, merging),
            self._show_obstacle,
            key="obstacle",
        )

    def _show_obstacle(self, sentence: str) -> None:
        self.obstacle.setText(sentence)
        self.obstacle.setVisible(bool(sentence))
        self.merge_button.setEnabled(not sentence)
        self.merge_button.setToolTip(sentence or "合并成一条（Ctrl+Enter）")
        self.compared.emit()

    def _on_refused(self, error: OfficeError) -> None:
        """They cannot be compared at all: nothing can be chosen."""
        self._told = None
        for widget in (self.fields, self.linked, self.merge_button, self.swap_button):
            widget.setEnabled(False)
        self.apart_button.setEnabled(False)
        self.show_notice(Notice(error.sentence, Tone.ERROR))
        self.compared.emit()

    def _on_not_written(self, error: OfficeError) -> None:
        self._busy = False
        again = Offer("重新对照", self.read)
        self.show_notice(Notice(error.sentence, Tone.ERROR, (again,)))

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.close_requested)
        self.skip_button.clicked.connect(self.skip_requested)
        self.swap_button.clicked.connect(self.swap)
        self.merge_button.clicked.connect(self.merge)
        self.apart_button.clicked.connect(self.tell_apart)
        self.fields.side_chosen.connect(self.choose)
        self.linked.side_chosen.connect(self.choose_linked)
        for keys, button in (
            ("Esc", self.back_button),
            ("Ctrl+Right", self.skip_button),
            ("Ctrl+E", self.swap_button),
            ("Ctrl+D", self.apart_button),
            ("Ctrl+Return", self.merge_button),
            ("Ctrl+Enter", self.merge_button),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)

    def _lay_out(self) -> None:
        space = theme.current().length
        head = QHBoxLayout()
        head.setSpacing(space("space_m"))
        head.addWidget(self.back_button)
        head.addWidget(self.title)
        head.addWidget(self.reasons, 1)
        head.addWidget(self.swap_button)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setChildrenCollapsible(False)
        for pane, least in zip((self.fields, self.linked), LEAST, strict=True):
            pane.setMinimumWidth(least)
            sides.addWidget(pane)
        sides.setSizes(list(SHARES))
        foot = QHBoxLayout()
        foot.setSpacing(space("space_m"))
        foot.addWidget(self.obstacle, 1)
        foot.addStretch()
        for button in (self.skip_button, self.apart_button, self.merge_button):
            foot.addWidget(button)
        self.obstacle.hide()
        self.merge_button.setEnabled(False)
        column = QVBoxLayout(self)
        edge = space("space_l")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(space("space_m"))
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(sides, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.fields)


def _why(pair: Pair | None) -> str:
    if pair is None:
        return "点选每一项要留下的内容；左边的一条保留，右边的一条并入。"
    return f"{pair.likelihood}：{'；'.join(pair.reasons)}"


def _button(text: str, icon: str, keys: str, colour: str = "icon") -> QPushButton:
    button = QPushButton(text)
    icons.put(button, icon, colour, theme.current().length("icon_s"))
    button.setToolTip(keys)
    return button
