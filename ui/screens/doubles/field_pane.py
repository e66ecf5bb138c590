"""The fields of two records side by side: those that differ, and on demand the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui import icons, theme
from ui.screens.doubles.choice_table import Choice, ChoiceTable
from ui.screens.doubles.photos import is_photo
from ui.widgets.card import SectionHeader
from unionoffice.merging.comparison import Side
from unionoffice.merging.fields import chosen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ui.screens.doubles.photos import Photos
    from unionoffice.merging.comparison import Comparison, FieldPair, Merging

OWN_WORDS, COULD_BE_BOTH = "您选的", "（点这里都留）"


class FieldPane(QWidget):
    """The values of both records; for each that differs one is chosen."""

    side_chosen = Signal(object, object)
    """The key of a field and the `Side` wanted for it."""

    def __init__(self) -> None:
        """Begin without records."""
        super().__init__()
        self._merging: Merging | None = None
        self._photos: Photos = {}
        self.header = SectionHeader("内容")
        self.table = ChoiceTable("项目")
        self.table.setAccessibleName("两条记录的内容")
        self.fold_button = QPushButton()
        self.fold_button.setCheckable(True)
        theme.set_look(self.fold_button, "quiet")
        self.fold_button.toggled.connect(self._show)
        self.table.side_chosen.connect(self.side_chosen)
        self.header.add(self.fold_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.current().length("space_m"), 0)
        column.setSpacing(theme.current().length("space_m"))
        self.header.setFixedHeight(theme.current().length("header"))
        column.addWidget(self.header)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def show_merging(self, merging: Merging, photos: Photos) -> None:
        """Show what differs and what is chosen."""
        self._merging, self._photos = merging, photos
        self._show()

    def _show(self) -> None:
        if self._merging is None:
            return
        told, open_ = self._merging.comparison, self.fold_button.isChecked()
        differing = sorted(told.differing, key=_is_one_sided)
        self.header.label.setText(_heading(differing))
        same = len(told.agreeing)
        self.fold_button.setText(f"{'收起' if open_ else '显示'}相同的 {same} 项")
        self.fold_button.setVisible(same > 0)
        icon = "up" if open_ else "down"
        icons.put(self.fold_button, icon, size=theme.current().length("icon_s"))
        sides = chosen(told.fields, self._merging.take)
        choices = [
            _choice(pair, sides, self._merging.take, self._photos) for pair in differing
        ]
        if open_ or not choices:
            choices += [_choice(pair, sides, {}, {}) for pair in told.agreeing]
        self.table.show_choices(choices, titles(told))


def _is_one_sided(pair: FieldPair) -> bool:
    """Whether only one record says anything: then there is little to choose."""
    return pair.kept is None or pair.lost is None


def _heading(differing: Sequence[FieldPair]) -> str:
    doubtful = sum(not _is_one_sided(pair) for pair in differing)
    if not differing:
        return "内容（相同）"
    told = f"，{doubtful} 项要核对" if doubtful else ""
    return f"内容（{len(differing)} 项不同{told}）"


def titles(told: Comparison) -> tuple[str, str]:
    """What stands over the two sides."""
    return f"保留：{told.kept.title}", f"并入：{told.lost.title}"


def _choice(
    pair: FieldPair,
    sides: Mapping[str, Side],
    take: Mapping[str, Side],
    photos: Photos,
) -> Choice:
    side = sides[pair.key]
    own = pair.key in take and side is not pair.suggested
    reason = pair.reason if not own or pair.follows else OWN_WORDS
    if Side.BOTH in pair.sides and side is not Side.BOTH:
        reason += COULD_BE_BOTH
    if not pair.differs:
        side, reason = Side.BOTH, "相同"
    free = () if pair.follows or not pair.differs else pair.sides
    words = pair.kept_words, pair.lost_words
    shown = (photos.get(pair.kept), photos.get(pair.lost)) if is_photo(pair) else None
    return Choice(
        pair.key, pair.field.label, *words, free, side, reason, shown or (None, None)
    )
