"""Everything that is told and asked goes through one module and never waits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui import messages
from ui.messages import FileKind, Notice, Offer, Tone


class Host(QWidget):
    """A window with a place for banners."""

    def __init__(self) -> None:
        super().__init__()
        self.notices: list[Notice] = []

    def show_notice(self, notice: Notice) -> None:
        self.notices.append(notice)


@pytest.fixture
def host(qtbot: QtBot) -> Host:
    made = Host()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture(autouse=True)
def own_file_dialog() -> Iterator[None]:
    """Qt's own dialog, so that the test does not depend on the desktop."""
    attribute = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    QApplication.setAttribute(attribute)
    yield
    QApplication.setAttribute(attribute, on=False)


def button_of(box: QMessageBox, words: str) -> QPushButton:
    [found] = [b for b in box.buttons() if b.text() == words]
    assert isinstance(found, QPushButton)
    return found


def nothing() -> None:
    """An answer without effect."""


def test_a_banner_is_shown_by_the_nearest_host(host: Host) -> None:
    nearest = Host()
    nearest.setParent(host)
    inner = QWidget(QWidget(nearest))
    undo = Offer("撤销", nothing)
    messages.banner(inner, "已保存。", Tone.OK, undo, seconds=3)
    assert nearest.notices == [Notice("已保存。", Tone.OK, (undo,), 3)]
    assert host.notices == []


def test_a_banner_from_nowhere_goes_to_the_window(host: Host) -> None:
    messages.banner(None, "备份已完成。")
    assert [notice.sentence for notice in host.notices] == ["备份已完成。"]


@pytest.mark.expects_log
def test_a_banner_without_a_window_is_logged(
    qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    messages.banner(None, "备份已完成。")
    assert "备份已完成。" in caplog.text


def test_telling_does_not_wait(host: Host, qtbot: QtBot) -> None:
    box = messages.tell(host, "花名册已打印。", "共 3 页。")
    assert box.isVisible()
    assert (box.text(), box.informativeText()) == ("花名册已打印。", "共 3 页。")
    with qtbot.waitSignal(box.finished):
        button_of(box, "知道了").click()


def test_markup_in_a_sentence_is_text(host: Host) -> None:
    box = messages.tell(host, "<b>张三</b>")
    assert box.textFormat() == Qt.TextFormat.PlainText
    box.close()


@pytest.mark.parametrize(("words", "heard"), [("退会", ["yes"]), ("取消", ["no"])])
def test_the_answer_decides_what_happens(
    host: Host, qtbot: QtBot, words: str, heard: list[str]
) -> None:
    answers: list[str] = []
    box = messages.ask(
        host,
        "要办理退会吗？",
        "退会",
        "取消",
        lambda: answers.append("yes"),
        otherwise=lambda: answers.append("no"),
    )
    with qtbot.waitSignal(box.finished):
        button_of(box, words).click()
    assert answers == heard


def test_escape_means_no(host: Host, qtbot: QtBot) -> None:
    answers: list[str] = []
    box = messages.ask(
        host, "要办理退会吗？", "退会", "取消", lambda: answers.append("yes")
    )
    with qtbot.waitSignal(box.finished):
        QTest.keyClick(box, Qt.Key.Key_Escape)
    assert answers == []


@pytest.mark.parametrize(("danger", "default"), [(True, "取消"), (False, "退会")])
def test_enter_never_does_what_is_dangerous(
    host: Host, *, danger: bool, default: str
) -> None:
    box = messages.ask(host, "要退会吗？", "退会", "取消", nothing, danger=danger)
    chosen = box.defaultButton()
    assert isinstance(chosen, QPushButton)
    assert chosen.text() == default
    box.close()


def test_a_chosen_file_is_handed_on(host: Host, qtbot: QtBot, tmp_path: Path) -> None:
    roster = tmp_path / "花名册.xlsx"
    roster.touch()
    chosen: list[Path] = []
    dialog = messages.choose_file(
        host, "选择花名册", [messages.SPREADSHEETS], chosen.append, folder=tmp_path
    )
    assert dialog.fileMode() == QFileDialog.FileMode.ExistingFile
    assert dialog.nameFilters() == [
        "表格 (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt)"
    ]
    dialog.selectFile(str(roster))
    with qtbot.waitSignal(dialog.fileSelected):
        dialog.accept()
    assert chosen == [roster]


def test_a_chosen_folder_is_handed_on(host: Host, qtbot: QtBot, tmp_path: Path) -> None:
    chosen: list[Path] = []
    dialog = messages.choose_folder(host, "备份到哪里", chosen.append, folder=tmp_path)
    dialog.selectFile(str(tmp_path))
    with qtbot.waitSignal(dialog.fileSelected):
        dialog.accept()
    assert chosen == [tmp_path]


def test_a_file_to_write_gets_its_ending(
    host: Host, qtbot: QtBot, tmp_path: Path
) -> None:
    chosen: list[Path] = []
    kind = FileKind("表格", ("xlsx",))
    dialog = messages.choose_save(
        host, "导出到", tmp_path / "会员", [kind], chosen.append
    )
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    with qtbot.waitSignal(dialog.fileSelected):
        dialog.accept()
    assert chosen == [tmp_path / "会员.xlsx"]


def test_the_report_of_a_mistake_copies_details_and_shows_none(
    host: Host, qtbot: QtBot, tmp_path: Path
) -> None:
    log = tmp_path / "log" / "unionoffice.log"
    dialog = messages.report_bug(host, "Traceback: 细节", log)
    words = texts_of(dialog)
    assert str(log) in words
    assert "Traceback" not in words
    copy = dialog.findChild(QPushButton, "copy")
    assert copy is not None
    copy.click()
    assert QGuiApplication.clipboard().text() == "Traceback: 细节"
    dialog.close()


def texts_of(dialog: QDialog) -> str:
    children = dialog.findChildren(QWidget)
    return "\n".join(str(child.property("text") or "") for child in children)


def why(host: Host, answers: list[str]) -> tuple[QDialog, QLineEdit]:
    dialog = messages.ask_words(
        host, "为什么要作废？", "作废", "返回", answers.append, more="编号保留。"
    )
    [line] = dialog.findChildren(QLineEdit)
    return dialog, line


def test_a_sentence_that_is_asked_for_is_handed_on_trimmed(host: Host) -> None:
    answers: list[str] = []
    dialog, line = why(host, answers)
    assert {label.text() for label in dialog.findChildren(QLabel)} == {
        "为什么要作废？",
        "编号保留。",
    }
    QTest.keyClicks(line, "  wrong day ")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert answers == ["wrong day"]


@pytest.mark.parametrize("typed", ["", "   "])
def test_an_empty_sentence_is_no_answer(host: Host, typed: str) -> None:
    answers: list[str] = []
    dialog, line = why(host, answers)
    line.setText(typed)
    agree = next(b for b in dialog.findChildren(QPushButton) if b.text() == "作废")
    assert not agree.isEnabled()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert answers == []
    assert dialog.isVisible()
    dialog.reject()


def test_escape_means_that_no_sentence_is_given(host: Host) -> None:
    answers: list[str] = []
    dialog, line = why(host, answers)
    line.setText("写错")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert answers == []
    assert not dialog.isVisible()
