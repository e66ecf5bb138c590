"""A date may be typed loosely, left empty, or chosen from a calendar."""

from __future__ import annotations

import re
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.day_edit import DayEdit
from unionoffice.errors import InvalidInput


def parse(text: str) -> date:
    """Eight digits with anything between."""
    digits = re.sub(r"\D", "", text)
    if len(digits) != 8:
        raise InvalidInput("日期要写年月日，如 2020-03-14。")
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


@pytest.fixture
def edit(qtbot: QtBot) -> DayEdit:
    made = DayEdit(parse, lambda: date(2026, 11, 21))
    qtbot.addWidget(made)
    return made


def calendar_of(widget: QWidget) -> QCalendarWidget:
    found = widget.findChild(QCalendarWidget)
    assert found is not None
    return found


def test_loose_text_becomes_a_date(edit: DayEdit, qtbot: QtBot) -> None:
    edit.setText("20200314")
    with qtbot.waitSignal(edit.day_changed) as told:
        edit.editingFinished.emit()
    assert told.args == [date(2020, 3, 14)]
    assert edit.text() == "2020-03-14"


def test_the_field_may_be_emptied(edit: DayEdit, qtbot: QtBot) -> None:
    edit.set_day(date(2020, 3, 14))
    edit.setText("  ")
    with qtbot.waitSignal(edit.day_changed) as told:
        edit.editingFinished.emit()
    assert told.args == [None]
    assert edit.day is None


def test_the_same_date_again_is_no_change(edit: DayEdit, qtbot: QtBot) -> None:
    edit.set_day(date(2020, 3, 14))
    edit.setText("2020.03.14")
    with qtbot.assertNotEmitted(edit.day_changed):
        edit.editingFinished.emit()


def test_what_cannot_be_read_stays_with_a_complaint(
    edit: DayEdit, qtbot: QtBot
) -> None:
    edit.set_day(date(2020, 3, 14))
    edit.setText("去年")
    with (
        qtbot.waitSignal(edit.complained) as told,
        qtbot.assertNotEmitted(edit.day_changed),
    ):
        assert not edit.read_text()
    assert told.args == ["日期要写年月日，如 2020-03-14。"]
    assert edit.text() == "去年"
    assert edit.property("state") == "bad"
    assert edit.day == date(2020, 3, 14)


def test_typing_on_takes_the_complaint_away(edit: DayEdit, qtbot: QtBot) -> None:
    edit.setText("去年")
    edit.read_text()
    with qtbot.waitSignal(edit.complained) as told:
        QTest.keyClicks(edit, "2")
    assert told.args == [""]
    assert edit.complaint == ""


def test_setting_a_date_tells_nobody(edit: DayEdit, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(edit.day_changed):
        edit.set_day(date(2020, 3, 14))
    assert edit.text() == "2020-03-14"


def test_the_calendar_opens_at_the_date_or_today(edit: DayEdit) -> None:
    for day, shown in (
        (None, QDate(2026, 11, 21)),
        (date(2020, 3, 14), QDate(2020, 3, 14)),
    ):
        edit.set_day(day)
        popup = edit.open_calendar()
        assert calendar_of(popup).selectedDate() == shown
        popup.close()


def test_a_day_of_the_calendar_is_taken(edit: DayEdit, qtbot: QtBot) -> None:
    popup = edit.open_calendar()
    calendar = calendar_of(popup)
    with qtbot.waitSignal(edit.day_changed) as told:
        calendar.clicked.emit(QDate(2024, 2, 29))
    assert told.args == [date(2024, 2, 29)]
    assert popup.isHidden()


def test_alt_down_opens_the_calendar(edit: DayEdit, qtbot: QtBot) -> None:
    QTest.keyClick(edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = calendar_of(edit).window()
    assert popup.isVisible()
    popup.close()
