import pytest
from PySide6.QtWidgets import QHeaderView
from pytestqt.qtbot import QtBot

from ui.widgets.plain_table import PlainTable
from ui.widgets.wrapping import MAY_BREAK, Wrapping

ID_NUMBER = "37081119760412303X"
NARROW, WIDE = 90, 400


def table(qtbot: QtBot, words: str, width: int) -> PlainTable:
    made = PlainTable(("证件号码", "依据"))
    qtbot.addWidget(made)
    made.setItemDelegate(Wrapping(made))
    rows = made.verticalHeader()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    made.setColumnWidth(0, width)
    made.set_rows([(words, "")])
    return made


@pytest.mark.parametrize("words", [ID_NUMBER, "综采一队采煤机司机和支架工"])
def test_what_is_wider_than_its_column_gets_another_line(
    qtbot: QtBot, words: str
) -> None:
    narrow, wide = (table(qtbot, words, width) for width in (NARROW, WIDE))
    assert narrow.rowHeight(0) > wide.rowHeight(0)


def test_a_long_number_may_break_anywhere_and_stays_the_same_in_the_table(
    qtbot: QtBot,
) -> None:
    made = table(qtbot, ID_NUMBER, NARROW)
    shown = Wrapping(made).displayText(ID_NUMBER, made.locale())
    assert shown.replace(MAY_BREAK, "") == ID_NUMBER == made.words(0, 0)
    assert MAY_BREAK in shown


@pytest.mark.parametrize("words", ["2026-03-16", "13905371266", "采煤一队"])
def test_days_and_telephone_numbers_stay_in_one_piece(qtbot: QtBot, words: str) -> None:
    made = table(qtbot, words, NARROW)
    assert Wrapping(made).displayText(words, made.locale()) == words


def test_words_that_just_fill_the_column_are_not_cut_off(qtbot: QtBot) -> None:
    """The height is reckoned with the margins: near the edge the words wrap."""
    words = "采煤机司机岗位"
    one_line = table(qtbot, "岗", WIDE).rowHeight(0)
    made = table(qtbot, words, WIDE)
    bare = made.fontMetrics().horizontalAdvance(words)
    made.setColumnWidth(0, bare + 10)
    made.resizeRowsToContents()
    assert made.rowHeight(0) > one_line
