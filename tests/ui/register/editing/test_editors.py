from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCompleter,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.register.conftest import TODAY, inside, settled, write
from ui.register.editing.editor import Editor, Surroundings
from ui.register.editing.editors import editor_for
from unionoffice.catalogue import REGISTERS
from unionoffice.register import kind as kind_module
from unionoffice.register import kinds
from unionoffice.register.complaint import Level
from unionoffice.register.record import Option

PEOPLE = [(7, "王建国　综采一队"), (8, "王建军　通风科")]
KEPT: list[QWidget] = []
"""Holds the window of the present test, which Python would throw away."""
STORED: dict[str, bytes] = {"abc": b"no picture"}


def keep(photo: bytes, _name: str) -> str:
    STORED["kept"] = photo
    return "kept"


SURROUNDINGS = Surroundings(
    today=lambda: TODAY,
    search=lambda _target, words: [hit for hit in PEOPLE if words in hit[1]],
    load=STORED.get,
    keep=keep,
)
PLACE = next(
    item.kind
    for register in REGISTERS
    for item in register.fields.values()
    if isinstance(item.kind, kinds.Reference) and not item.kind.target.searched
)
PERSON = next(
    item.kind
    for register in REGISTERS
    for item in register.fields.values()
    if isinstance(item.kind, kinds.Reference) and item.kind.target.searched
)
SEX = kinds.Choice((("1", "男"), ("2", "女")))
OPTIONS = [Option(1, "安源煤矿"), Option(2, "综采一队", 1), Option(3, "一班", 2)]
OPTIONS += [Option(4, "机电队", 1), Option(5, "一班", 2)]

SAMPLES: dict[str, tuple[kind_module.Kind[Any], Any]] = {
    "Text": (kinds.Text(), "支护工"),
    "Text of lines": (kinds.Text(500, lines=True), "父亲\n母亲"),
    "PersonName": (kinds.PersonName(), "买买提·吐尔逊"),
    "IdNumber": (kinds.IdNumber(), "11010519491231002X"),
    "Phone": (kinds.Phone(), "13912345678"),
    "Day": (kinds.Day(), date(2020, 2, 29)),
    "Month": (kinds.Month(), date(2020, 2, 1)),
    "RunningMonth": (kinds.RunningMonth(), 2020 * 12 + 4),
    "Money": (kinds.Money(), 123_456_78),
    "Integer": (kinds.Integer(), 12),
    "Flag": (kinds.Flag(), False),
    "Choice": (SEX, "2"),
    "Moment": (kinds.Moment(), datetime(2025, 1, 2, 3, 4, tzinfo=UTC)),
    "Picture": (kinds.Picture(), "abc"),
    "Reference": (PLACE, 2),
    "Reference by search": (PERSON, 7),
}


def shown(qtbot: QtBot, kind: kind_module.Kind[Any]) -> Editor:
    """An editor in a window, with another place for the keyboard beside it."""
    window = QWidget()
    column = QVBoxLayout(window)
    editor = editor_for(kind, SURROUNDINGS)
    column.addWidget(editor)
    elsewhere = QWidget()
    elsewhere.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    column.addWidget(elsewhere)
    qtbot.addWidget(window)
    KEPT[:] = [window]
    window.show()
    window.activateWindow()
    editor.set_options(OPTIONS)
    editor.inner.setFocus()
    qtbot.waitUntil(editor.inner.hasFocus)
    return editor


def leave(editor: Editor) -> None:
    if editor.findChildren(QCompleter):
        popup(editor).hide()
    parent = editor.parentWidget()
    assert parent is not None
    parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)[
        -1
    ].setFocus()


def type_and_leave(editor: Editor, text: str) -> None:
    line = getattr(editor.inner, "lineEdit", lambda: None)() or inside(editor)
    line.selectAll()
    write(line, text)
    leave(editor)


class TestAll:
    """What every editor keeps, whatever its kind."""

    def test_every_kind_of_value_stands_in_the_samples(self) -> None:
        named = tuple({type(kind) for kind, _ in SAMPLES.values()})
        used = {
            type(item.kind)
            for register in REGISTERS
            for item in register.all_columns.values()
        }
        assert [each for each in used if not issubclass(each, named)] == []

    @pytest.mark.parametrize("name", SAMPLES)
    def test_a_value_comes_back_as_it_was_set(self, qtbot: QtBot, name: str) -> None:
        kind, value = SAMPLES[name]
        editor = editor_for(kind, SURROUNDINGS)
        qtbot.addWidget(editor)
        editor.set_value(value, "王建国")
        editor.set_options(OPTIONS)
        editor.commit()
        settled(qtbot)
        assert (editor.value(), editor.problem) == (value, "")

    @pytest.mark.parametrize("name", SAMPLES)
    def test_an_empty_value_stays_empty(self, qtbot: QtBot, name: str) -> None:
        editor = editor_for(SAMPLES[name][0], SURROUNDINGS)
        qtbot.addWidget(editor)
        editor.set_value(SAMPLES[name][1], "王建国")
        editor.set_value(None)
        editor.commit()
        settled(qtbot)
        assert (editor.value(), editor.problem) == (None, "")

    @pytest.mark.parametrize("name", SAMPLES)
    def test_setting_a_value_tells_nobody(self, qtbot: QtBot, name: str) -> None:
        editor = editor_for(SAMPLES[name][0], SURROUNDINGS)
        qtbot.addWidget(editor)
        with qtbot.assertNotEmitted(editor.changed):
            editor.set_value(SAMPLES[name][1], "王建国")
            settled(qtbot)

    @pytest.mark.parametrize("name", SAMPLES)
    def test_leaving_it_says_so(self, qtbot: QtBot, name: str) -> None:
        if name == "Picture":
            pytest.skip("a photo is not typed")
        editor = shown(qtbot, SAMPLES[name][0])
        with qtbot.waitSignal(editor.left):
            leave(editor)

    @pytest.mark.parametrize("name", SAMPLES)
    @pytest.mark.parametrize("level", [Level.WARN, Level.REJECT, None])
    def test_a_complaint_colours_it(
        self, qtbot: QtBot, name: str, level: Level | None
    ) -> None:
        editor = editor_for(SAMPLES[name][0], SURROUNDINGS)
        qtbot.addWidget(editor)
        editor.mark(level)
        states = {None: "", Level.WARN: "odd", Level.REJECT: "bad"}
        assert editor.inner.property("state") in {states[level], None}

    @pytest.mark.parametrize("name", SAMPLES)
    def test_the_wheel_does_not_change_it(self, qtbot: QtBot, name: str) -> None:
        kind, value = SAMPLES[name]
        editor = shown(qtbot, kind)
        editor.set_value(value, "王建国")
        with qtbot.assertNotEmitted(editor.changed):
            QApplication.sendEvent(editor.inner, wheel())
        assert editor.value() == value


def popup(editor: Editor) -> QAbstractItemView:
    """The list that drops down while typing."""
    shown = editor.findChildren(QCompleter)[0].popup()
    assert shown is not None
    return shown


def wheel() -> QWheelEvent:
    here = QPointF(5, 5)
    return QWheelEvent(
        here,
        here,
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def test_typing_says_so_at_once(qtbot: QtBot) -> None:
    editor = shown(qtbot, kinds.Text())
    with qtbot.waitSignal(editor.changed):
        write(editor.inner, "a")


def test_nothing_is_judged_while_typing(qtbot: QtBot) -> None:
    editor = shown(qtbot, kinds.IdNumber())
    write(editor.inner, "1101")
    assert editor.problem == ""


def test_what_cannot_be_read_is_a_problem_on_leaving(qtbot: QtBot) -> None:
    editor = shown(qtbot, kinds.Money())
    type_and_leave(editor, "十块")
    assert editor.problem != ""
    assert inside(editor).text() == "十块"


def test_a_number_that_is_of_no_card_is_left_to_the_rules_of_the_record(
    qtbot: QtBot,
) -> None:
    editor = shown(qtbot, kinds.IdNumber())
    type_and_leave(editor, " e12345678")
    assert (editor.value(), editor.problem, editor.remark) == ("E12345678", "", "")


def test_an_id_number_is_put_into_shape_on_leaving(qtbot: QtBot) -> None:
    editor = shown(qtbot, kinds.IdNumber())
    type_and_leave(editor, "110105 19491231 002x")
    assert editor.value() == "11010519491231002X"
    assert inside(editor).text() == "11010519491231002X"


def test_a_strange_telephone_number_is_kept_with_a_remark(qtbot: QtBot) -> None:
    editor = shown(qtbot, kinds.Phone())
    type_and_leave(editor, "12345")
    assert editor.value() == "12345"
    assert "核对" in editor.remark


def test_a_loosely_typed_day_is_understood(qtbot: QtBot) -> None:
    editor = shown(qtbot, kinds.Day())
    type_and_leave(editor, "2014.5.7")
    assert editor.value() == date(2014, 5, 7)


def test_a_day_that_is_none_is_a_problem(qtbot: QtBot) -> None:
    editor = shown(qtbot, kinds.Day())
    type_and_leave(editor, "2014-02-30")
    assert "2014-02-30" in editor.problem


def test_an_amount_is_read_in_yuan(qtbot: QtBot) -> None:
    editor = shown(qtbot, kinds.Money())
    type_and_leave(editor, "1,234.5")
    assert editor.value() == 123_450


def test_a_choice_is_found_by_a_part_of_its_words(qtbot: QtBot) -> None:
    editor = shown(qtbot, kinds.coded("ethnic"))
    type_and_leave(editor, "维吾")
    assert inside(editor).currentText() == "维吾尔族"


def test_a_word_that_is_no_choice_is_a_problem(qtbot: QtBot) -> None:
    editor = shown(qtbot, SEX)
    type_and_leave(editor, "外")
    assert "外" in editor.problem


def test_a_yes_may_be_typed_and_taken_back(qtbot: QtBot) -> None:
    editor = shown(qtbot, kinds.Flag())
    type_and_leave(editor, "是")
    said = editor.value()
    editor.inner.setFocus()
    inside(editor).lineEdit().clear()
    leave(editor)
    assert (said, editor.value()) == (True, None)


def test_a_unit_is_chosen_by_its_name(qtbot: QtBot) -> None:
    editor = shown(qtbot, PLACE)
    type_and_leave(editor, "机电队")
    assert editor.value() == 4


def test_two_units_of_one_name_have_to_be_chosen_from_the_list(qtbot: QtBot) -> None:
    editor = shown(qtbot, PLACE)
    type_and_leave(editor, "一班")
    assert "列表" in editor.problem


def test_choosing_from_the_list_tells_the_form(qtbot: QtBot) -> None:
    editor = shown(qtbot, PLACE)
    with qtbot.waitSignal(editor.changed):
        inside(editor).activated.emit(4)
    assert editor.value() == 4


def test_a_unit_that_is_not_in_the_list_any_more_keeps_its_name(qtbot: QtBot) -> None:
    editor = editor_for(PLACE, SURROUNDINGS)
    qtbot.addWidget(editor)
    editor.set_value(99, "老机修厂")
    editor.set_options(OPTIONS)
    assert (editor.value(), inside(editor).currentText()) == (99, "老机修厂")


def test_a_person_is_searched_and_offered(qtbot: QtBot) -> None:
    editor = shown(qtbot, PERSON)
    write(editor.inner, "建")
    qtbot.waitUntil(lambda: popup(editor).isVisible())
    model = popup(editor).model()
    offered = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert offered == [words for _, words in PEOPLE]
    leave(editor)


def test_a_person_is_taken_when_only_one_fits(qtbot: QtBot) -> None:
    editor = shown(qtbot, PERSON)
    write(editor.inner, "王建军")
    qtbot.waitUntil(lambda: popup(editor).isVisible())
    leave(editor)
    assert editor.value() == 8


def test_a_name_that_was_not_chosen_is_a_problem(qtbot: QtBot) -> None:
    editor = shown(qtbot, PERSON)
    type_and_leave(editor, "某某")
    assert "选择" in editor.problem


def test_a_new_photo_is_kept_and_known_by_its_fingerprint(qtbot: QtBot) -> None:
    editor = editor_for(kinds.Picture(), SURROUNDINGS)
    qtbot.addWidget(editor)
    with qtbot.waitSignal(editor.changed):
        inside(editor).photo_changed.emit(b"bytes")
    assert (editor.value(), STORED["kept"]) == ("kept", b"bytes")


def test_a_photo_that_was_taken_away_is_empty(qtbot: QtBot) -> None:
    editor = editor_for(kinds.Picture(), SURROUNDINGS)
    qtbot.addWidget(editor)
    editor.set_value("abc")
    inside(editor).photo_changed.emit(None)
    settled(qtbot)
    assert editor.value() is None


def test_a_moment_cannot_be_typed(qtbot: QtBot) -> None:
    editor = editor_for(kinds.Moment(), SURROUNDINGS)
    qtbot.addWidget(editor)
    assert inside(editor).isReadOnly()
