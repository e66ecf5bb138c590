"""One household: applied, judged, posted, helped, lifted, and in need once more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from db.vocabulary import FileStep
from tests.offices import new, shown
from ui.main_window import MainWindow
from ui.register.editing.editor import Editor
from ui.register.editing.form import RecordForm
from ui.register.page import RegisterPage
from ui.screens.hardship.pane import HouseholdPane
from ui.screens.hardship.room import HardshipRoom
from ui.screens.register_room import RegisterRoom
from unionoffice.catalogue import REGISTERS
from unionoffice.clock import Clock, stopped
from unionoffice.hardship.filing.procedure import Step
from unionoffice.idcard import make
from unionoffice.office import Office
from unionoffice.paths import store_file

Drain = Callable[[], None]
BEGIN, POSTED_OUT, NEXT_YEAR = date(2026, 3, 2), date(2026, 3, 9), date(2027, 3, 8)
IN_NEED_AGAIN = date(2027, 9, 6)
"""A Monday each, and no holiday in the weeks that follow."""
HEAD, WIFE, SON, MOTHER = "李大壮", "赵秀兰", "李小山", "王桂英"
HEAD_NUMBER = make("140321", date(1976, 5, 4), 1)
WIFE_NUMBER = make("140321", date(1978, 8, 9), 2)
SENTENCE = "(48 000 − 31 200) ÷ 4 ÷ 12 = 350.00 元 < 低保 1 062 元 → 深度困难"
TWO = "孙和平、周建国"


class Calendar:
    """The clock of the journey, which is put on by hand."""

    def __init__(self) -> None:
        self.day = BEGIN
        self.clock = Clock(lambda: stopped(self.day).now())


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def clock(calendar: Calendar) -> Clock:
    return calendar.clock


@pytest.fixture
def folder(tmp_path: Path, clock: Clock) -> Path:
    """A mine at which husband and wife work; nobody has ever judged a household."""
    folder = tmp_path / "data"
    folder.mkdir()
    office = Office.found(
        store_file(folder), REGISTERS, union_name="青石岭煤矿工会", clock=clock
    )
    joined = {"joined_on": date(2010, 5, 1)}
    for name, number in ((HEAD, HEAD_NUMBER), (WIFE, WIFE_NUMBER)):
        new(office, "members", name=name, id_number=number, **joined)
    office.close()
    return folder


class Journey:
    """The window with the page of the households in front."""

    def __init__(
        self, window: MainWindow, qtbot: QtBot, drain: Drain, calendar: Calendar
    ) -> None:
        self.window, self.qtbot, self.drain = window, qtbot, drain
        self.calendar = calendar
        self.office: Office = self.room.page.pane.desk.office
        drain()

    @property
    def room(self) -> HardshipRoom:
        page = self.window.open_page("hardship-files")
        assert isinstance(page, HardshipRoom)
        return page

    @property
    def pane(self) -> HouseholdPane:
        return self.room.page.pane

    @property
    def said(self) -> str:
        return unbroken(self.room.page.banner.sentence)

    def register_page(self, key: str) -> RegisterPage:
        page = self.window.open_page(key)
        assert isinstance(page, RegisterRoom)
        self.drain()
        return page.page

    def fill(self, form: RecordForm, **told: str) -> None:
        """Type into the fields of a form."""
        for key, text in told.items():
            type_into(form.sheet.boxes[key].editor, text)

    def find(self, form: RecordForm, key: str, letters: str) -> None:
        """Type letters into a field that searches, and take the first that is found."""
        line = form.sheet.boxes[key].editor.inner
        assert isinstance(line, QLineEdit)
        line.setFocus()
        QTest.keyClicks(line, letters)
        completer = form.sheet.boxes[key].editor._completer  # type: ignore[attr-defined]  # noqa: SLF001  Qt's own list
        self.qtbot.waitUntil(lambda: completer.popup().isVisible(), timeout=5_000)
        QTest.keyClick(completer.popup(), Qt.Key.Key_Down)
        QTest.keyClick(completer.popup(), Qt.Key.Key_Return)

    def save(self, form: RecordForm) -> None:
        with self.qtbot.waitSignal(form.record_saved):
            form.save()
        self.drain()

    def take(self, kind: FileStep, **told: str) -> None:
        """Take the step that is due, or one of the menu."""
        self.ask(kind)
        form = self.pane.step_form
        for key, text in told.items():
            type_into(form.editors[key], text)
        form.take()
        self.drain()

    def ask(self, kind: FileStep) -> Step:
        """Have a step asked about; it must be offered."""
        bar = self.pane.steps
        place = [each.step.kind for each in bar.ahead].index(kind)
        if place:
            bar.more_menu.actions()[place - 1].trigger()
        else:
            bar.next_button.click()
        step = self.pane.step_form.step
        assert step is not None
        assert step.kind is kind
        return step

    def answer(self, page: RegisterPage, action: str, words: str = "") -> None:
        """Do a deed with the selected record; where it asks, answer."""
        deed = next(each for each in page.register.actions if each.key == action)
        page.run_action(deed)
        self.drain()
        if words:
            (dialog,) = (each for each in page.findChildren(QDialog) if each.isModal())
            (line,) = dialog.findChildren(QLineEdit)
            line.setText(words)
            agree = next(
                each for each in dialog.findChildren(QPushButton) if each.isDefault()
            )
            agree.click()
            self.drain()
            self.window.activateWindow()
            self.qtbot.waitUntil(self.window.isActiveWindow)


def type_into(editor: Editor, text: str) -> None:
    """Put words into an editor as somebody would type them."""
    inner = editor.inner
    line = inner.lineEdit() if isinstance(inner, QComboBox) else inner
    if isinstance(line, QPlainTextEdit):
        line.setPlainText(text)
        return
    assert isinstance(line, QLineEdit)
    line.setText(text)
    line.textEdited.emit(text)


def unbroken(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def write_the_standard(journey: Journey, day: str, dibao: str) -> None:
    page = journey.register_page("hardship-standards")
    page.open_new()
    journey.drain()
    lines = {"effective_on": day, "dibao": dibao, "minimum_wage": "2020"}
    journey.fill(
        page.form, **lines, living_deep_months="12", document="晋工发〔2025〕1号"
    )
    journey.save(page.form)


def open_a_file(journey: Journey) -> None:
    """The head is found by two letters; three people are added in place."""
    page = journey.room.page
    page.open_new()
    journey.drain()
    journey.find(page.form, "person_id", "ld")
    journey.fill(page.form, main_cause="患重特大疾病", household_size="4")
    journey.save(page.form)
    pane = journey.pane
    assert (pane.head.name.text(), pane.head.state.text()) == (HEAD, "草稿")
    pane.people.begin()
    journey.drain()
    form = pane.people.form
    people: tuple[dict[str, str], ...] = (
        {"name": WIFE, "relation": "妻", "id_number": WIFE_NUMBER, "able": "否"},
        {"name": SON, "relation": "子", "born_on": "2010-9-1", "student": "是"},
        {"name": MOTHER, "relation": "母亲", "born_on": "1950-3-3"},
    )
    for told in people:
        journey.fill(form, **told)
        form.save_and_begin()
        journey.drain()
    pane.people.put_away()
    assert pane.tabs.tabText(0) == "家庭成员 4"


def type_the_sums(journey: Journey, wage: str, medical: str) -> None:
    tab = journey.pane.accounts
    type_into(tab.fields.editors["income_wage"], wage)
    type_into(tab.fields.editors["expense_medical"], medical)
    tab.save()
    journey.drain()


def go_to_the_posting(journey: Journey) -> None:
    """One visitor is refused, two are not; then the posting hangs for five days."""
    pane = journey.pane
    journey.take(FileStep.APPLY)
    journey.take(FileStep.VISIT, people="孙和平", words="情况属实")
    assert "至少两人" in pane.step_form.problem.text()
    assert pane.head.state.text() == "已申请"
    type_into(pane.step_form.editors["people"], TWO)
    pane.step_form.take()
    journey.drain()
    assert pane.head.state.text() == "已入户核实"
    journey.take(FileStep.DISCUSS, people="工会委员会", words="同意上报深度困难")
    journey.take(FileStep.POST, place="井口公开栏")
    assert "公示到 2026-03-06" in journey.said


def come_on_file(journey: Journey) -> None:
    """Before the days are over the report is refused; the morning after it is not."""
    pane = journey.pane
    journey.ask(FileStep.REPORT)
    assert "期满次日" in pane.step_form.problem.text()
    assert not pane.step_form.take_button.isVisible()
    journey.calendar.day = POSTED_OUT
    QTest.keyClick(pane, Qt.Key.Key_F5)
    journey.drain()
    journey.take(FileStep.REPORT)
    journey.take(FileStep.ENTER)
    tags = pane.head.state.text(), pane.head.category.text()
    assert tags == ("在档", "深度困难")


def refuse_a_second_file(journey: Journey) -> None:
    """The wife sits in the file of her husband; the form names it."""
    page = journey.room.page
    page.open_new()
    journey.drain()
    journey.find(page.form, "person_id", "zx")
    page.form.save()
    journey.drain()
    complaint = page.form.sheet.boxes["person_id"].complaint
    assert HEAD in complaint
    assert "2026-001" in complaint
    page.form.discard_edits()
    page.close_form()
    assert len(shown(journey.office, "hardship-files", "file_no")) == 1


def help_once(journey: Journey) -> None:
    """Aid is applied for from the household, approved, paid and signed for."""
    assert journey.pane.aid is not None
    journey.pane.aid.begin_button.click()
    journey.drain()
    page = journey.register_page("aid")
    journey.fill(
        page.form, kind="生活救助", applied_amount="3000", source="本级工会经费"
    )
    journey.save(page.form)
    page.list.table.go_to(page.list.table.rows.key_at(0))
    journey.answer(page, "approve", "孙和平")
    journey.answer(page, "pay-cash")
    journey.answer(page, "sign")
    told = shown(journey.office, "aid", "state", "paid", "signer")
    assert told == [("signed", 300_000, HEAD)]
    journey.room.page.list.table.setFocus()
    journey.drain()
    assert journey.pane.aid.told.text() == "2026 年 1 笔，共 3,000.00 元"


def print_the_form(journey: Journey, file: Path) -> str:
    """困难职工档案表 as it leaves, read back."""
    journey.pane.head.paper_requested.emit("hardship-file")
    preview = journey.room.preview
    assert preview is not None
    with journey.qtbot.waitSignal(preview.laid_out, timeout=20_000):
        pass
    preview.save(file)
    journey.drain()
    journey.room.go_back()
    pdf = pypdfium2.PdfDocument(file)
    assert len(pdf) == 2
    told = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    return "".join(told.split())


def live_through_next_year(journey: Journey) -> None:
    """A new line judges nobody anew; then the household is reviewed and lifted."""
    journey.calendar.day = NEXT_YEAR
    write_the_standard(journey, "2027-01-01", "1200")
    pane = journey.pane
    journey.drain()
    assert unbroken(pane.verdict.sentence.text()) == SENTENCE
    assert "低保 1 062" in unbroken(pane.verdict.made_by.text())
    assert "1 200" in unbroken(pane.accounts.sentence.text())
    journey.take(FileStep.REVIEW, words="妻子找到工作", people=TWO)
    type_the_sums(journey, "168000", "9600")
    assert pane.steps.next_button.text() == "下一步：脱困撤档"
    journey.take(FileStep.LIFT, words="家庭收入稳定")
    judged = shown(journey.office, "hardship-judgements", "as_of", "sentence")
    assert [row[0] for row in judged] == [NEXT_YEAR, BEGIN]
    assert judged[1][1] == SENTENCE


def read_the_closed_file(journey: Journey) -> None:
    pane = journey.pane
    assert pane.head.state.text() == "脱困撤档"
    assert "10 年" in pane.steps.hint.text()
    assert not pane.people.add_button.isVisible()
    assert pane.steps.next_button.text() == "重新建档"
    page = journey.room.page
    page.open_all_fields(pane.file_id or 0)
    journey.drain()
    journey.fill(page.form, region="山西省")
    page.form.save()
    journey.drain()
    assert "保管十年" in page.form.sheet.boxes["state"].complaint
    page.form.discard_edits()
    page.close_form()
    journey.drain()


def fall_into_need_again(journey: Journey) -> None:
    """A new file that points at the old one goes the whole way once more."""
    journey.calendar.day = IN_NEED_AGAIN
    pane = journey.pane
    pane.steps.next_button.click()
    journey.drain()
    assert pane.head.state.text() == "草稿"
    assert pane.steps.before_button.text() == "原档案 2026-001"
    assert pane.tabs.tabText(0) == "家庭成员 4"
    type_the_sums(journey, "40000", "31200")
    journey.take(FileStep.APPLY)
    journey.take(FileStep.VISIT, people=TWO, words="母亲患病")
    journey.take(FileStep.DISCUSS, people="工会委员会", words="同意")
    journey.take(FileStep.POST, place="井口公开栏")
    journey.calendar.day = date(2027, 9, 13)
    QTest.keyClick(pane, Qt.Key.Key_F5)
    journey.drain()
    journey.take(FileStep.REPORT)
    journey.take(FileStep.ENTER)
    assert pane.head.state.text() == "在档"
    told = shown(journey.office, "hardship-files", "file_no", "state")
    assert sorted(told) == [("2026-001", "lifted"), ("2027-001", "live")]


def test_a_household_from_application_to_lifting_and_back_again(
    window: MainWindow, qtbot: QtBot, drain: Drain, calendar: Calendar, tmp_path: Path
) -> None:
    journey = Journey(window, qtbot, drain, calendar)
    write_the_standard(journey, "2025-01-01", "1062")
    open_a_file(journey)
    type_the_sums(journey, "48000", "31200")
    assert unbroken(journey.pane.verdict.sentence.text()) == SENTENCE
    go_to_the_posting(journey)
    come_on_file(journey)
    refuse_a_second_file(journey)
    help_once(journey)
    told = print_the_form(journey, tmp_path / "档案表.pdf")
    for word in (HEAD, WIFE, SON, MOTHER, HEAD_NUMBER, WIFE_NUMBER, "患重特大疾病"):
        assert word in told, word
    live_through_next_year(journey)
    read_the_closed_file(journey)
    fall_into_need_again(journey)
