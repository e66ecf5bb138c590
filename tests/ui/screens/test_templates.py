"""文书模板 in the window: open, save, guard, try out, bring back, exchange, use."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from db.vocabulary import TemplateKind
from tests.unionoffice.documents.templates.test_word_file import word
from ui.register.printing.preview import PrintPreview
from ui.screens.desk import Desk
from ui.screens.templates.page import TemplatesPage
from ui.screens.templates.room import TemplatesRoom
from ui.screens.templates.whom_dialog import Whom, WhomDialog
from unionoffice import samples
from unionoffice.catalogue import REGISTERS
from unionoffice.clock import stopped
from unionoffice.documents.template_people import everybody, units
from unionoffice.documents.template_proof import Specimen
from unionoffice.documents.templates import store
from unionoffice.documents.templates.store import Written
from unionoffice.office import Office

Drain = Callable[[], None]
NOW = stopped(date(2026, 3, 16))
NOTE = Written("便条", paper="letter", register="members", body="{{姓名}}：\n速来。")


@pytest.fixture(scope="module")
def store_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small mine with a template of its own, closed, to be copied."""
    path = tmp_path_factory.mktemp("templates") / "office.db"
    office = Office.found(path, REGISTERS, union_name="青石岭煤矿工会", clock=NOW)
    samples.fill(office, 30)
    store.save(office, NOTE, "新建")
    office.close()
    return path


@pytest.fixture
def office(store_file: Path, tmp_path: Path) -> Iterator[Office]:
    path = Path(shutil.copy(store_file, tmp_path))
    opened = Office.open(path, REGISTERS, clock=NOW)
    yield opened
    opened.close()


@pytest.fixture
def room(qtbot: QtBot, desk: Desk, drain: Drain) -> TemplatesRoom:
    """The page with a template of the office and those of the program."""
    made = TemplatesRoom(desk)
    qtbot.addWidget(made)
    made.resize(1190, 656)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    drain()
    return made


@pytest.fixture
def page(room: TemplatesRoom) -> TemplatesPage:
    return room.page


def names(office: Office) -> list[str]:
    return [written.name for written in store.own(office)]


def said(page: TemplatesPage) -> str:
    return page.banner.sentence


def press(page: TemplatesPage, words: str) -> None:
    """Press a button of the banner."""
    next(b for b in page.banner.buttons if b.text() == words).click()


def change(page: TemplatesPage, text: str = "另外，") -> None:
    page.editor.body.insertPlainText(text)


def opened(page: TemplatesPage, name: str, drain: Drain) -> None:
    page.open_named(name)
    drain()


def test_the_own_templates_stand_first_and_the_first_is_open(
    page: TemplatesPage,
) -> None:
    assert page.shelf.shown[:2] == ["便条", "入会欢迎信"]
    assert page.base is not None
    assert page.base.name == "便条"
    assert page.editor.body.toPlainText() == NOTE.body
    assert not page.save_button.isEnabled()


def test_the_list_is_searched(page: TemplatesPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.shelf.search.search_requested):
        page.shelf.search.setText("生日")
    assert page.shelf.shown == ["生日祝福"]
    with qtbot.waitSignal(page.shelf.search.search_requested):
        page.shelf.search.setText("没有这个")
    assert page.shelf.shown == []
    assert not page.shelf.nothing.isHidden()


def test_the_keyboard_walks_through_the_list(page: TemplatesPage, drain: Drain) -> None:
    page.shelf.list.setFocus()
    QTest.keyClick(page.shelf.list, Qt.Key.Key_Down)
    drain()
    assert page.editor.name.text() == "入会欢迎信"


def test_saving_makes_a_version_with_its_reason(
    page: TemplatesPage, office: Office, drain: Drain
) -> None:
    change(page)
    assert page.unsaved() == "模板“便条”没有保存"
    page.reason.setText("领导意见")
    QTest.keyClick(page.editor.body, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    drain()
    assert said(page) == "已保存，这是第 2 版。"
    assert page.unsaved() == ""
    assert page.reason.text() == ""
    told = [(each.nth, each.reason) for each in page.history.versions]
    assert told == [(2, "修改（领导意见）"), (1, "新建")]
    assert store.template(office, "便条").body.startswith("另外，")


def test_after_saving_the_cursor_stays_and_undo_still_works(
    page: TemplatesPage, drain: Drain
) -> None:
    change(page)
    place = page.editor.body.textCursor().position()
    page.save()
    drain()
    assert page.editor.body.textCursor().position() == place
    page.editor.body.undo()
    assert page.editor.body.toPlainText() == NOTE.body
    assert page.dirty


def test_a_template_of_the_program_becomes_the_offices_own_when_it_is_saved(
    page: TemplatesPage, office: Office, drain: Drain
) -> None:
    opened(page, "生日祝福", drain)
    change(page)
    page.save()
    drain()
    assert names(office) == ["便条", "生日祝福"]
    assert page.shelf.shown[:2] == ["便条", "生日祝福"]
    assert page.shelf.shown.count("生日祝福") == 1
    assert "本单位" in said(page)


def test_a_taken_name_is_refused_and_the_words_stay(
    page: TemplatesPage, drain: Drain
) -> None:
    page.begin()
    page.editor.name.setText("便条")
    page.save()
    drain()
    assert "已经有名为“便条”的模板" in said(page)
    assert page.editor.name.text() == "便条"
    assert page.save_button.isEnabled()


def test_a_new_template_has_a_free_name_and_the_keyboard_in_it(
    page: TemplatesPage, office: Office, drain: Drain
) -> None:
    QTest.keyClick(page.shelf.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    drain()
    assert page.editor.name.selectedText() == "新模板"
    page.save()
    drain()
    assert "新模板" in names(office)
    page.begin()
    assert page.editor.name.text() == "新模板（2）"


def test_going_to_another_asks_first_and_staying_keeps_everything(
    page: TemplatesPage, drain: Drain, qtbot: QtBot
) -> None:
    change(page)
    page.shelf.list.setCurrentRow(page.shelf.list.currentRow() + 2)
    assert said(page) == "模板“便条”有未保存的修改。"
    press(page, "继续编辑")
    qtbot.wait(1)
    assert page.editor.body.toPlainText().startswith("另外，")
    item = page.shelf.list.currentItem()
    assert item is not None
    assert item.text() == "便条"


def test_going_to_another_may_save_or_forget(
    page: TemplatesPage, office: Office, drain: Drain
) -> None:
    change(page)
    page.open_named("谈话通知")
    press(page, "保存")
    drain()
    assert page.editor.name.text() == "谈话通知"
    assert store.template(office, "便条").body.startswith("另外，")
    change(page)
    page.open_named("便条")
    press(page, "不保存")
    drain()
    assert page.editor.name.text() == "便条"
    assert names(office) == ["便条"]


def test_a_write_elsewhere_does_not_take_away_what_is_being_written(
    page: TemplatesPage, desk: Desk, drain: Drain
) -> None:
    change(page)
    desk.bus.publish(store.save(desk.office, Written("别的", body="一")))
    drain()
    assert page.editor.body.toPlainText().startswith("另外，")
    assert "别的" in page.shelf.shown


def test_a_deleted_template_is_offered_back(
    page: TemplatesPage, office: Office, drain: Drain
) -> None:
    page.shelf.list.setFocus()
    QTest.keyClick(page.shelf.list, Qt.Key.Key_Delete)
    drain()
    assert names(office) == []
    assert said(page) == "已删除“便条”。"
    press(page, "撤销")
    drain()
    assert names(office) == ["便条"]
    assert page.editor.name.text() == "便条"


def test_a_template_of_the_program_cannot_be_deleted(
    page: TemplatesPage, drain: Drain
) -> None:
    opened(page, "生日祝福", drain)
    assert not page.shelf.discard.isEnabled()
    page.discard()
    drain()
    assert "生日祝福" in page.shelf.shown


def test_a_copy_is_the_offices_own(
    page: TemplatesPage, office: Office, drain: Drain
) -> None:
    opened(page, "生日祝福", drain)
    page.shelf.copy.trigger()
    drain()
    assert page.editor.name.text() == "生日祝福（副本）"
    assert names(office) == ["便条", "生日祝福（副本）"]


def test_f2_goes_to_the_name_and_a_new_name_is_no_new_version(
    page: TemplatesPage, office: Office, drain: Drain
) -> None:
    QTest.keyClick(page.shelf.list, Qt.Key.Key_F2)
    assert page.editor.name.hasFocus()
    QTest.keyClicks(page.editor.name, "abc")
    page.save()
    drain()
    assert names(office) == ["abc"]
    assert len(page.history.versions) == 1


def test_an_older_version_is_compared_and_put_back(
    page: TemplatesPage, office: Office, drain: Drain
) -> None:
    change(page)
    page.save()
    drain()
    assert not page.history.back_button.isEnabled()
    page.history.table.selectRow(1)
    assert page.history.text.toPlainText() == f"另外，{NOTE.body}"
    page.history.back_button.click()
    drain()
    assert store.template(office, "便条").body == NOTE.body
    assert page.editor.body.toPlainText() == NOTE.body
    assert [each.nth for each in page.history.versions] == [3, 2, 1]
    press(page, "撤销")
    drain()
    assert [each.nth for each in page.history.versions] == [2, 1]


def test_the_page_is_laid_out_for_the_longest_at_first(
    page: TemplatesPage, desk: Desk, drain: Drain
) -> None:
    count = len(desk.office.ids(everybody(desk.office, NOTE)))
    assert page.proof.specimen is Specimen.LONGEST
    assert page.proof.view.count == 1
    assert f"在会会员 {count} 人" in page.proof.whose.text()
    assert page.proof.fits.text() == f"{count} 人的内容都放得下，一人一页。"


def test_the_page_follows_what_is_written_after_a_rest(
    page: TemplatesPage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.proof.checked):
        change(page, "长" * 2000)
    assert page.proof.view.count > 1
    assert "人的内容 1 页放不下：" in page.proof.fits.text()


def test_while_something_is_wrong_the_last_page_stays(
    page: TemplatesPage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.proof.refused):
        change(page, "{{姓明}}")
    assert page.proof.view.count == 1
    assert "预览没有更新。正文：没有“姓明”" in page.proof.trouble.text()


def test_somebody_chosen_is_shown(
    page: TemplatesPage, desk: Desk, drain: Drain
) -> None:
    office, proof = desk.office, page.proof
    register = office.register("members")
    key = office.ids(everybody(office, NOTE))[3]
    name = office.draft(register, key).values["name"]
    proof.choose(Specimen.CHOSEN)
    assert not proof.person.isHidden()
    proof.person.set_value(key, name)
    proof.person.changed.emit()
    drain()
    assert proof.whose.text().startswith(f"{name} 的一份")


def test_a_field_of_the_panel_is_put_into_the_text(page: TemplatesPage) -> None:
    page.editor.body.setPlainText("")
    page.fields.choose("会员证号")
    page.fields.choose("同志")
    assert page.editor.body.toPlainText() == "{{会员证号|同志}}"
    page.fields.choose("有这一项才写")
    assert "{% if 字段 %}" in page.editor.body.toPlainText()


def whom(page: TemplatesPage, drain: Drain) -> WhomDialog:
    drain()
    return page.findChildren(WhomDialog)[-1]


def test_printing_asks_for_whom_and_opens_the_preview(
    room: TemplatesRoom, drain: Drain, desk: Desk, qtbot: QtBot
) -> None:
    QTest.keyClick(room.page.editor.body, Qt.Key.Key_P, _CONTROL)
    dialog = whom(room.page, drain)
    dialog.agree.click()
    drain()
    preview = room.over
    assert isinstance(preview, PrintPreview)
    assert preview.settings.values()["template"] == "便条"
    count = len(desk.office.ids(everybody(desk.office, NOTE)))
    assert preview.view.count == count
    room.activateWindow()
    qtbot.waitUntil(room.isActiveWindow)
    QTest.keyClick(preview.view, Qt.Key.Key_Escape)
    assert room.over is None


def test_a_unit_or_nobody_can_be_printed_for(
    room: TemplatesRoom, drain: Drain, desk: Desk
) -> None:
    unit = units(desk.office, NOTE)[1]
    room.page.making.show_paper(NOTE, Whom(unit=unit))
    drain()
    assert isinstance(room.over, PrintPreview)
    some = room.over.view.count
    room.page.making.show_paper(NOTE, Whom(blank=True))
    drain()
    assert isinstance(room.over, PrintPreview)
    assert room.over.view.count == 1
    everybody_ = len(desk.office.ids(everybody(desk.office, NOTE)))
    assert 0 < some < everybody_


def test_what_is_not_saved_is_saved_before_it_is_used(
    page: TemplatesPage, office: Office, drain: Drain
) -> None:
    change(page)
    page.print_button.click()
    assert said(page) == "模板有未保存的修改，先保存再使用。"
    press(page, "保存并继续")
    dialog = whom(page, drain)
    assert store.template(office, "便条").body.startswith("另外，")
    dialog.one_person.setChecked(True)
    assert not dialog.agree.isEnabled()
    dialog.one_unit.setChecked(True)
    assert dialog.agree.isEnabled()
    assert dialog.whom.unit == units(office, NOTE)[0]
    dialog.reject()


def test_a_text_template_becomes_a_word_file_that_the_ledger_knows(
    page: TemplatesPage, desk: Desk, drain: Drain, tmp_path: Path
) -> None:
    file = tmp_path / "便条.docx"
    page.making.write(page.base or NOTE, Whom(), file)
    drain()
    count = len(desk.office.ids(everybody(desk.office, NOTE)))
    assert said(page) == f"已生成“便条.docx”，共 {count} 人，每人另起一页。"
    lines = [each.text for each in docx.Document(str(file)).paragraphs]
    assert sum("速来" in line for line in lines) == count
    ledger = desk.office.register("printed")
    assert len(desk.office.ids(desk.office.view(ledger))) == 1


def test_a_word_template_is_taken_in_checked_and_filled(
    page: TemplatesPage, drain: Drain, tmp_path: Path, desk: Desk
) -> None:
    (tmp_path / "证明.docx").write_bytes(word("{{姓名}}是我矿职工。", "{{工种}}"))
    page.exchange.take_word(tmp_path / "证明.docx")
    drain()
    assert page.base is not None
    assert page.base.kind is TemplateKind.WORD
    assert page.stack.currentWidget() is page.word
    assert [page.word.table.words(row, 0) for row in (0, 1)] == ["姓名", "工种"]
    assert page.word.faults.sentences == []
    assert page.print_button.isHidden()
    page.making.write(page.base, Whom(), tmp_path / "out.docx")
    drain()
    lines = [p.text for p in docx.Document(str(tmp_path / "out.docx")).paragraphs]
    count = len(desk.office.ids(everybody(desk.office, NOTE)))
    assert sum("是我矿职工" in line for line in lines) == count


def test_beside_a_word_template_no_page_is_left_over(
    page: TemplatesPage, drain: Drain, tmp_path: Path
) -> None:
    (tmp_path / "证明.docx").write_bytes(word("一"))
    page.exchange.take_word(tmp_path / "证明.docx")
    drain()
    page.open_named("便条")
    page.open_named("证明")
    drain()
    assert page.proof.view.count == 0
    assert page.proof.fits.text() == ""
    assert page.proof.stack.currentWidget() is page.proof.word


def test_a_newer_word_file_is_a_new_version_and_its_faults_are_told(
    page: TemplatesPage, drain: Drain, tmp_path: Path
) -> None:
    file = tmp_path / "证明.docx"
    file.write_bytes(word("{{姓名}}"))
    page.exchange.take_word(file)
    drain()
    file.write_bytes(word("{{姓明}}"))
    assert page.base is not None
    page.exchange.replace_word(page.base, file)
    drain()
    assert page.word.table.words(0, 1) == "没有这个字段"
    assert "没有“姓明”" in page.word.faults.sentences[0]
    assert [each.nth for each in page.history.versions] == [2, 1]
    page.making.write(page.base, Whom(), tmp_path / "out.docx")
    drain()
    assert "字段有错" in said(page)
    assert not (tmp_path / "out.docx").exists()


class Opened(QObject):
    """Stands in for the system's program; remembers what it was asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.paths.append(Path(url.toLocalFile()))


def test_a_word_template_is_opened_as_a_copy(
    page: TemplatesPage, drain: Drain, tmp_path: Path, desk: Desk
) -> None:
    content = word("{{姓名}}")
    (tmp_path / "证明.docx").write_bytes(content)
    page.exchange.take_word(tmp_path / "证明.docx")
    drain()
    program = Opened()
    QDesktopServices.setUrlHandler("file", program, "take")  # type: ignore[arg-type]  # the stubs say bytes, which it refuses
    try:
        page.word.open_button.click()
        drain()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert program.paths == [desk.folder / "模板文件" / "证明.docx"]
    assert program.paths[0].read_bytes() == content
    assert "换成新文件" in said(page)


def test_for_word_a_double_click_copies_the_field(
    page: TemplatesPage, drain: Drain, tmp_path: Path
) -> None:
    (tmp_path / "证明.docx").write_bytes(word("一"))
    page.exchange.take_word(tmp_path / "证明.docx")
    drain()
    assert page.fields.heading.text() == "字段（双击复制）"
    page.fields.choose("手机号")
    assert QGuiApplication.clipboard().text() == "{{手机号}}"


def test_what_is_no_word_file_is_a_sentence(
    page: TemplatesPage, drain: Drain, tmp_path: Path, office: Office
) -> None:
    (tmp_path / "坏.docx").write_bytes(b"no")
    page.exchange.take_word(tmp_path / "坏.docx")
    drain()
    assert "不是 .docx 文件" in said(page)
    page.exchange.take_word(tmp_path / "没有.docx")
    drain()
    assert "读不出来" in said(page)
    assert names(office) == ["便条"]


def test_a_template_goes_out_and_comes_in_again(
    page: TemplatesPage, drain: Drain, tmp_path: Path, office: Office
) -> None:
    file = tmp_path / "便条.json"
    page.exchange.export(page.base or NOTE, file)
    drain()
    assert said(page).startswith("已导出“便条.json”")
    page.exchange.import_file(file)
    drain()
    assert names(office) == ["便条", "便条（2）"]
    assert page.editor.name.text() == "便条（2）"
    file.write_bytes(b"{}")
    page.exchange.import_file(file)
    drain()
    assert said(page) == "“便条.json”不是工会办公导出的模板。"


def test_the_menus_ask_for_files(page: TemplatesPage, drain: Drain) -> None:
    for action in (page.shelf.import_, page.shelf.export, page.shelf.new_word):
        action.trigger()
        [chooser] = [c for c in page.findChildren(QFileDialog) if c.isVisible()]
        chooser.reject()


def test_a_template_of_a_register_that_is_not_there_is_a_sentence(
    page: TemplatesPage, desk: Desk, drain: Drain
) -> None:
    strange = Written("外来", register="nothing", body="{{姓名}}")
    desk.bus.publish(store.save(desk.office, strange))
    drain()
    opened(page, "外来", drain)
    assert "没有名为“nothing”的台账" in said(page)


def test_everything_a_person_reaches_has_a_name(page: TemplatesPage) -> None:
    reached = (
        *(page.shelf.list, page.shelf.search, page.shelf.more_button),
        *(page.fields.tree, page.fields.search, page.editor.name, page.editor.title),
        *(page.editor.note, page.editor.style_box, page.editor.body, page.reason),
        *(page.editor.faults.list, page.history.table, page.history.text),
        *(page.proof.person.inner, page.proof.view, page.word.table),
    )
    assert [each for each in reached if not each.accessibleName()] == []


_CONTROL = Qt.KeyboardModifier.ControlModifier
