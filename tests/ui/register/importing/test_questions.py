"""待选择: names that fit several people are asked, never guessed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.offices import new
from tests.ui.register.conftest import book_of, settled
from ui.register.importing.plan import QUESTIONS, ROWS, PlanPane
from ui.register.importing.wizard import ImportWizard
from unionoffice.office import Office
from unionoffice.sheets.directions import Otherwise
from unionoffice.sheets.planning.plan import RowState

HEAD = ("姓名", "变动类型", "变动日期")
MOVES = (
    ("王小明", "转入", "2020-05-01"),
    ("李小红", "转入", "2021-05-01"),
    ("赵独一", "转入", "2022-05-01"),
)


@pytest.fixture
def people_of_one_name(office: Office) -> dict[str, list[int]]:
    """Two of one name, two of another, and one alone."""
    units = office.ids(office.view(office.register("units")))
    found: dict[str, list[int]] = {}
    for name, count in (("王小明", 2), ("李小红", 2), ("赵独一", 1)):
        found[name] = [
            new(office, "members", name=name, unit_id=units[1 + place])
            for place in range(count)
        ]
    return found


@pytest.fixture
def pane(
    qtbot: QtBot,
    office: Office,
    people_of_one_name: dict[str, list[int]],
) -> PlanPane:
    wizard = ImportWizard(office, office.register("events"))
    qtbot.addWidget(wizard)
    wizard.resize(1200, 700)
    wizard.show()
    with qtbot.waitSignal(wizard.plan_shown, timeout=20_000):
        wizard.take_workbook(book_of({"变动": [HEAD, *MOVES]}))
    settled(qtbot)
    assert wizard.plan_pane is not None
    pane = wizard.plan_pane
    pane.setProperty("wizard", wizard)
    pane.tabs.setCurrentIndex(QUESTIONS)
    return pane


def wizard_of(pane: PlanPane) -> ImportWizard:
    found = pane.property("wizard")
    assert isinstance(found, ImportWizard)
    return found


def waiting(pane: PlanPane) -> int:
    return next(t.figure.count for t in pane.bar.tiles if t.figure.label == "待选择")


def test_a_question_is_answered_and_the_row_goes_in(
    qtbot: QtBot, pane: PlanPane, people_of_one_name: dict[str, list[int]]
) -> None:
    page, wizard = pane.questions, wizard_of(pane)
    assert waiting(pane) == page.list.count() == 2
    assert pane.tabs.tabText(QUESTIONS) == "待选择（2）"
    assert "待选择的 2 行会跳过" in wizard.foot.hint.text()
    first, second = people_of_one_name["王小明"]
    labels = {page.panel.answers[key].text() for key in (first, second)}
    assert len(labels) == 2
    assert page.panel.rows.words(0, 1).startswith("王小明")
    page.panel.answers[second].click()
    settled(qtbot)
    assert waiting(pane) == 1
    assert page.list.count() == 2  # the answered one can be changed again
    assert "✓" in page.list.item(0).text()
    assert wizard.effect is not None
    row = wizard.effect.plan.rows[0]
    assert (row.state, row.values["person_id"]) == (RowState.NEW, second)
    page.panel.answers[first].click()
    settled(qtbot)
    assert wizard.effect.plan.rows[0].values["person_id"] == first
    page.panel.answers[None].click()
    settled(qtbot)
    assert waiting(pane) == 2


def test_enter_goes_to_the_next_question_and_rows_can_be_left_out(
    qtbot: QtBot, pane: PlanPane
) -> None:
    page, wizard = pane.questions, wizard_of(pane)
    wizard.activateWindow()
    qtbot.waitUntil(wizard.isActiveWindow)
    skip = page.panel.answers[Otherwise.SKIP]
    skip.setFocus()
    QTest.keyClick(skip, Qt.Key.Key_Space)
    QTest.keyClick(skip, Qt.Key.Key_Return)
    assert page.list.currentRow() == 1
    settled(qtbot)
    assert page.list.currentRow() == 1
    assert waiting(pane) == 1
    assert wizard.effect is not None
    assert wizard.effect.plan.rows[0].state is RowState.SKIPPED
    assert "选了不导入的 1 行" in wizard.foot.hint.text()


def test_the_way_to_a_question_starts_at_its_row_or_at_f8(pane: PlanPane) -> None:
    page, table = pane.questions, pane.table
    pane.tabs.setCurrentIndex(ROWS)
    assert table.rows.index(1, 1).data() == "待选择"
    table.look_at(table.rows.index(1, 1))
    table.edit_here()
    assert (pane.tabs.currentIndex(), page.list.currentRow()) == (QUESTIONS, 1)
    pane.tabs.setCurrentIndex(ROWS)
    pane.go_to_problem()
    assert pane.tabs.currentIndex() == QUESTIONS
    assert page.panel.answers[None].isChecked()


def test_with_open_questions_the_rest_may_go_in(
    qtbot: QtBot, office: Office, pane: PlanPane
) -> None:
    wizard = wizard_of(pane)
    assert wizard.apply_button.text() == "导入 1 条"
    with qtbot.waitSignal(wizard.imported):
        wizard.apply_button.click()
    settled(qtbot)
    events = office.register("events")
    assert len(office.ids(office.view(events))) == 1
