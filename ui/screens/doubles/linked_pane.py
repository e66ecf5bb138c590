"""What is linked to the record that goes: what follows, and where one of two stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.screens.doubles.choice_table import LABEL, REASON, Choice, ChoiceTable
from ui.widgets.card import SectionHeader, words
from ui.widgets.plain_table import PlainTable
from unionoffice.merging.comparison import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unionoffice.merging.comparison import Collision, Comparison, Moved

LABEL_WIDTH, REASON_WIDTH = 84, 76
LEAST_HEIGHT = 88
BOTH_SIDES = (Side.KEPT, Side.LOST)
SAME, JOINED, DROPPED = "相同", "并成一条", "去掉一条"
NOTHING = "没有别的记录与并入的这条关联。"


class LinkedPane(QWidget):
    """The linked records, listed before anything is done with them."""

    side_chosen = Signal(object, object)
    """A `Collision` and the `Side` that is to stay."""

    def __init__(self) -> None:
        """Begin without records."""
        super().__init__()
        self.header = SectionHeader("关联记录")
        self.moved = PlainTable(("改挂到保留方的",))
        self.collisions = ChoiceTable("只能留一条")
        self.collisions.setColumnWidth(LABEL, LABEL_WIDTH)
        self.collisions.setColumnWidth(REASON, REASON_WIDTH)
        self.notes = words("", "small", wrap=True)
        for table, name in (
            (self.moved, "改挂到保留方的记录"),
            (self.collisions, "只能留一条的记录"),
        ):
            table.setAccessibleName(name)
            table.setMinimumHeight(LEAST_HEIGHT)
        self.collisions.side_chosen.connect(self.side_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.current().length("space_m"), 0, 0, 0)
        column.setSpacing(theme.current().length("space_m"))
        self.header.setFixedHeight(theme.current().length("header"))
        column.addWidget(self.header)
        column.addWidget(self.moved, 2)
        column.addWidget(self.collisions, 3)
        column.addWidget(self.notes)

    def show_comparison(self, told: Comparison) -> None:
        """List what is linked."""
        count = sum(each.count for each in told.moved)
        parts = [f"改挂 {count:,} 条"] if count else []
        parts += [f"{len(told.collisions)} 处重复"] if told.collisions else []
        self.header.label.setText(f"关联记录（{'，'.join(parts) or '没有'}）")
        lines = [line for each in told.moved for line in _lines(each)]
        heads = {(place, 0): "text_soft" for place, line in enumerate(lines) if line[1]}
        self.moved.set_rows([(line[0],) for line in lines], heads)
        for row, line in enumerate(lines):
            item = self.moved.item(row, 0)
            if item is not None:
                item.setToolTip(line[0].strip())
        self.moved.setVisible(bool(lines))
        choices = [_choice(each) for each in told.collisions]
        self.collisions.show_choices(choices, ("保留方的", "并入方的"))
        self.collisions.setVisible(bool(choices))
        notes = (*told.obstacles, *told.notes)
        nothing = () if lines or choices else (NOTHING,)
        self.notes.setText("\n".join((*nothing, *notes)))


def _lines(moved: Moved) -> Iterator[tuple[str, bool]]:
    """A line for the kind, then one for each record; whether it is the former."""
    yield moved.sentence, True
    yield from ((f"　{each}", False) for each in moved.named)
    more = moved.count - len(moved.named)
    if more > 0:
        yield f"　…… 另有 {more:,} 条", True


def _in_lines(words_: str) -> str:
    """A fact to a line."""
    return words_.replace("，", "\n")


def _choice(collision: Collision) -> Choice:
    label = f"{collision.title}\n{collision.name}"
    reason = JOINED if collision.joined else collision.reason
    if not (collision.kept_words or collision.lost_words):
        fate = JOINED if collision.joined else DROPPED
        return Choice(collision, label, SAME, SAME, (), collision.stays, fate)
    return Choice(
        collision,
        label,
        _in_lines(collision.kept_words),
        _in_lines(collision.lost_words),
        BOTH_SIDES,
        collision.stays,
        reason,
    )
