"""The procedure and the figures of a household, told in place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from db.vocabulary import FileState, FileStep, HardshipCategory
from tests.ui.screens.hardship.conftest import DRAFT, LIVE, state_of
from tests.unionoffice.hardship import filing
from ui import tasks
from ui.screens.desk import Desk
from ui.screens.hardship.page import HouseholdPage
from ui.screens.hardship.pane import HouseholdPane
from ui.screens.hardship.room import HardshipRoom
from unionoffice.catalogue import PAPERS, REGISTERS
from unionoffice.clock import stopped
from unionoffice.hardship.desk.dossier import hindrances, steps_ahead
from unionoffice.hardship.filing.judgements import judge, latest
from unionoffice.hardship.filing.procedure import Situation
from unionoffice.office import Office

Drain = Callable[[], None]
Show = Callable[[str], HouseholdPane]
TODAY = date(2026, 3, 16)


def fill(pane: HouseholdPane, **told: str) -> None:
    """Type what a step asks for."""
    for key, text in told.items():
        inner = pane.step_form.editors[key].inner
        if isinstance(inner, QPlainTextEdit):
            inner.setPlainText(text)
        elif isinstance(inner, QLineEdit):
            inner.setText(text)
            inner.textEdited.emit(text)


def type_sum(pane: HouseholdPane, key: str, text: str) -> None:
    """Type into a field of the figures."""
    inner = pane.accounts.fields.editors[key].inner
    assert isinstance(inner, QLineEdit)
    inner.setText(text)
    inner.textEdited.emit(text)


def unbroken(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_household_goes_from_draft_to_posting_by_keys_alone(
    show: Show, drain: Drain, office: Office
) -> None:
    pane = show(DRAFT)
    file = pane.file_id
    assert file is not None
    judge(office, file, filing.account(date(2026, 3, 2)))
    for told in (
        {},
        {"people": "孙和平、赵秀兰", "words": "情况属实"},
        {"people": "委员会", "words": "同意"},
        {"place": "井口公开栏"},
    ):
        QTest.keyClick(pane, Qt.Key.Key_F4)
        fill(pane, **told)
        QTest.keyClick(
            pane.step_form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
        drain()
    assert state_of(office, file) == "公示中"
    assert [pane.history.table.words(row, 1) for row in range(4)] == [
        *("申请", "入户核实", "集体研究", "公示"),
    ]
    assert "公示到 2026-03-20" in pane.history.table.words(3, 3)
    assert pane.steps.next_button.text() == "下一步：上报"
    assert "期满次日" in pane.steps.hint.text()


def test_a_step_can_be_taken_back(
    show: Show, page: HouseholdPage, drain: Drain, office: Office
) -> None:
    pane = show(DRAFT)
    pane.steps.next_button.click()
    pane.step_form.take()
    drain()
    assert pane.head.state.text() == "已申请"
    assert "已办理“申请”" in page.banner.sentence
    page.banner.buttons[0].click()
    drain()
    assert pane.head.state.text() == "草稿"


def test_what_is_missing_is_said_beside_the_step_and_nothing_is_written(
    show: Show, drain: Drain, office: Office
) -> None:
    pane = show(DRAFT)
    file = pane.file_id
    assert file is not None
    pane.steps.next_button.click()
    pane.step_form.take()
    drain()
    pane.steps.next_button.click()
    fill(pane, people="孙和平", words="情况属实")
    pane.step_form.take()
    drain()
    assert "至少两人" in pane.step_form.problem.text()
    assert pane.step_form.isVisible()
    assert state_of(office, file) == "已申请"
    assert "办理的步骤" in pane.unsaved()


def test_a_day_that_is_none_is_said_beside_the_step(show: Show) -> None:
    pane = show(DRAFT)
    pane.steps.next_button.click()
    fill(pane, day="三月三十五")
    pane.step_form.take()
    assert pane.step_form.problem.text()
    assert QApplication.focusWidget() is pane.step_form.editors["day"].inner


def test_a_step_that_is_forbidden_says_why_before_anything_is_typed(
    show: Show, drain: Drain
) -> None:
    pane = show(DRAFT)
    for told in ({}, {"people": "孙和平、赵秀兰", "words": "属实"}):
        pane.steps.next_button.click()
        fill(pane, **told)
        pane.step_form.take()
        drain()
    assert "还没有收支核算" in pane.steps.hint.text()
    pane.steps.next_button.click()
    assert "还没有收支核算" in pane.step_form.problem.text()
    assert pane.step_form.editors == {}
    assert not pane.step_form.take_button.isVisible()
    pane.step_form.take()
    assert pane.head.state.text() == "已入户核实"
    assert pane.tabs.currentWidget() is pane.accounts


def test_every_other_step_stands_in_the_menu_with_its_reason(show: Show) -> None:
    pane = show(LIVE)
    words = [action.text() for action in pane.steps.more_menu.actions()]
    assert words == ["类别调整", "脱困撤档", "注销", "转出"]
    pane.steps.more_menu.actions()[1].trigger()
    assert pane.step_form.step is not None
    assert pane.step_form.step.kind is FileStep.LIFT


def test_escape_puts_a_step_away(show: Show) -> None:
    pane = show(LIVE)
    pane.steps.next_button.click()
    QTest.keyClick(pane.step_form.editors["day"].inner, Qt.Key.Key_Escape)
    assert not pane.step_form.isVisible()
    assert QApplication.focusWidget() is pane.steps.next_button


def test_the_sentence_lives_while_one_types(
    show: Show, drain: Drain, qtbot: QtBot, office: Office
) -> None:
    pane = show(LIVE)
    pane.tabs.setCurrentWidget(pane.accounts)
    type_sum(pane, "income_wage", "96000")
    qtbot.waitUntil(lambda: "96 000" in unbroken(pane.accounts.sentence.text()))
    said = unbroken(pane.accounts.sentence.text())
    assert "(96 000 − 31 200) ÷ 2 ÷ 12 = 2 700.00 元" in said
    assert "月人均收入 4 000.00 元" in unbroken(pane.accounts.figures.text())
    assert "还没有保存" in pane.accounts.figures.text()
    assert pane.accounts.fields.income_sum.text() == "96,000.00"
    with office.reading() as connection:
        assert pane.file_id is not None
        kept = latest(connection, pane.file_id)
    assert kept is not None
    assert kept.wage == 4_800_000


def test_what_is_no_sum_is_said_and_not_kept(show: Show, drain: Drain) -> None:
    pane = show(LIVE)
    type_sum(pane, "expense_medical", "很多")
    pane.accounts.save()
    drain()
    assert "因病支出" in pane.accounts.sentence.text()
    assert pane.accounts.earlier.rowCount() == 1
    assert pane.accounts.dirty


def test_a_judgement_is_kept_listed_and_can_be_taken_back(
    show: Show, page: HouseholdPage, drain: Drain
) -> None:
    pane = show(LIVE)
    type_sum(pane, "income_wage", "60000")
    pane.accounts.save()
    drain()
    assert pane.accounts.earlier.rowCount() == 2
    assert pane.accounts.earlier.words(0, 0) == "2026-03-16"
    assert "1 062" in pane.accounts.earlier.words(0, 3)
    assert not pane.accounts.dirty
    assert "60 000" in unbroken(pane.verdict.sentence.text())
    page.banner.buttons[0].click()
    drain()
    assert pane.accounts.earlier.rowCount() == 1


def test_figures_that_lead_elsewhere_make_another_step_due(
    show: Show, drain: Drain
) -> None:
    pane = show(LIVE)
    type_sum(pane, "income_wage", "70000")
    pane.accounts.save()
    drain()
    assert pane.head.category.text() == "深度困难"
    assert pane.steps.next_button.text() == "下一步：类别调整"
    pane.steps.next_button.click()
    assert pane.step_form.editors["category"].value() == "relative"
    fill(pane, words="工资上涨")
    pane.step_form.take()
    drain()
    assert pane.head.category.text() == "相对困难"
    type_sum(pane, "income_wage", "170000")
    pane.accounts.save()
    drain()
    assert pane.steps.next_button.text() == "下一步：脱困撤档"


def test_an_accident_is_told_with_its_day_and_loss(show: Show, drain: Drain) -> None:
    pane = show(DRAFT)
    type_sum(pane, "income_wage", "60000")
    type_sum(pane, "accident_event", "车祸")
    type_sum(pane, "accident_on", "2026-01-05")
    type_sum(pane, "accident_loss", "80000")
    pane.accounts.save()
    drain()
    assert pane.head.category.text() == "意外致困"


def test_without_a_standard_the_page_leads_to_the_standards(
    qtbot: QtBot, tmp_path: Path, drain: Drain
) -> None:
    path = tmp_path / "new" / "office.db"
    office = Office.found(path, REGISTERS, union_name="新矿工会", clock=stopped(TODAY))
    desk = Desk(office, PAPERS, {})
    asked: list[str] = []
    desk.page_requested.connect(asked.append)
    room = HardshipRoom(desk)
    qtbot.addWidget(room)
    room.resize(1190, 656)
    room.show()
    drain()
    assert room.page.right.currentWidget() is room.page.right.no_standard
    room.page.right.no_standard.buttons[0].click()
    file = filing.file(office, filing.person(office, "赵六"))
    room.page.open_record(file)
    drain()
    verdict = room.page.pane.verdict
    assert verdict.standard_button.isVisible()
    verdict.standard_button.click()
    type_sum(room.page.pane, "income_wage", "1")
    room.page.pane.accounts.save()
    drain()
    assert "困难标准" in room.page.pane.accounts.sentence.text()
    assert asked == ["hardship-standards", "hardship-standards"]
    tasks.stop(cancel=True)
    office.close()


POSTING = Situation(
    FileState.POSTING,
    HardshipCategory.DEEP,
    date(2026, 3, 2),
    main_cause=True,
    last_day=date(2026, 3, 9),
    posting_until=date(2026, 3, 13),
)


@pytest.mark.parametrize(("today", "count"), [(date(2026, 3, 13), 1), (TODAY, 0)])
def test_a_posting_hinders_the_report_until_its_last_day_has_passed(
    today: date, count: int
) -> None:
    assert len(hindrances(POSTING, FileStep.REPORT, today)) == count


def test_while_a_posting_hangs_the_report_is_the_step_that_is_due() -> None:
    first, *others = steps_ahead(POSTING, HardshipCategory.DEEP, TODAY)
    assert first.step.kind is FileStep.REPORT
    assert FileStep.OBJECT in [each.step.kind for each in others]


def test_what_only_a_person_can_tell_hinders_nothing() -> None:
    applied = Situation(FileState.APPLIED, last_day=TODAY)
    assert hindrances(applied, FileStep.VISIT, TODAY) == []
    assert hindrances(applied, FileStep.REFUSE, TODAY) == []
    live = Situation(FileState.LIVE, HardshipCategory.DEEP, last_day=TODAY)
    assert hindrances(live, FileStep.CHANGE, TODAY) == []
