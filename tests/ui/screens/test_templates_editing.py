"""Writing a template: names completed, faults told, fields put in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import theme
from ui.screens.templates.completing import Begun, Wanted, begun
from ui.screens.templates.editor import TemplateEditor
from ui.screens.templates.fault_list import FaultList
from ui.screens.templates.field_panel import FieldPanel, Insertion, Part
from unionoffice.documents.templates.described import described
from unionoffice.documents.templates.store import Written
from unionoffice.members.persons import MEMBERS

KNOWN = described(MEMBERS)


@pytest.fixture
def editor(qtbot: QtBot) -> TemplateEditor:
    made = TemplateEditor()
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.offer(KNOWN)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.body.setFocus()
    return made


def typed(editor: TemplateEditor, text: str) -> tuple[str, ...]:
    """Type on the keyboard; returns what the list offers afterwards."""
    QTest.keyClicks(editor.body, text)
    return editor.body.offered


def composed(editor: TemplateEditor, text: str) -> None:
    """Type with an input method, as Chinese is typed."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor.body, event)


def at_end(editor: TemplateEditor) -> None:
    editor.body.moveCursor(QTextCursor.MoveOperation.End)


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("你好", None),
        ("{{", Begun(Wanted.FIELD, "")),
        ("致{{ 姓", Begun(Wanted.FIELD, "姓")),
        ("{{姓名}}", None),
        ("{{姓名}}和{{x", Begun(Wanted.FIELD, "x")),
        ("{{入会时间|", Begun(Wanted.FORMAT, "")),
        ("{{入会时间 | 公", Begun(Wanted.FORMAT, "公")),
        ("{% if ", Begun(Wanted.FIELD_OF_TAG, "")),
        ("{% if 姓名 and 手", Begun(Wanted.FIELD_OF_TAG, "手")),
        ("{% if 姓名 %}", None),
        ("{%", None),
    ],
)
def test_what_is_begun_before_the_cursor(before: str, found: Begun | None) -> None:
    assert begun(before) == found


def test_two_braces_offer_every_field(editor: TemplateEditor) -> None:
    assert typed(editor, "{{") == tuple(known.name for known in KNOWN)


def test_pinyin_initials_narrow_the_list_and_enter_takes_the_first(
    editor: TemplateEditor,
) -> None:
    assert typed(editor, "{{sjh") == ("手机号",)
    QTest.keyClick(editor.body.popup, Qt.Key.Key_Return)
    assert editor.body.toPlainText() == "{{手机号}}"
    assert editor.body.offered == ()


def test_names_typed_with_an_input_method_are_completed_too(
    editor: TemplateEditor,
) -> None:
    typed(editor, "{{")
    composed(editor, "会员证")
    assert editor.body.offered == ("会员证号",)
    editor.body.complete_with("会员证号")
    assert editor.body.toPlainText() == "{{会员证号}}"


def test_a_bar_offers_the_formats_in_words(editor: TemplateEditor) -> None:
    composed(editor, "{{入会时间")
    assert "证书日期" in typed(editor, "|")
    editor.body.complete_with("证书日期")
    assert editor.body.toPlainText() == "{{入会时间|证书日期}}"


def test_braces_that_are_closed_already_are_not_closed_again(
    editor: TemplateEditor,
) -> None:
    editor.body.setPlainText("{{}}同志")
    editor.body.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(2):
        editor.body.moveCursor(QTextCursor.MoveOperation.Right)
    typed(editor, "xm")
    editor.body.complete_with("姓名")
    assert editor.body.toPlainText() == "{{姓名}}同志"


def test_a_condition_completes_its_field_without_braces(
    editor: TemplateEditor,
) -> None:
    assert "手机号" in typed(editor, "{% if sj")
    editor.body.complete_with("手机号")
    assert editor.body.toPlainText() == "{% if 手机号"


def test_escape_closes_the_list_and_leaves_the_words(editor: TemplateEditor) -> None:
    typed(editor, "{{sj")
    QTest.keyClick(editor.body.popup, Qt.Key.Key_Escape)
    assert editor.body.offered == ()
    assert editor.body.toPlainText() == "{{sj"


def test_ctrl_space_opens_the_list_again(editor: TemplateEditor) -> None:
    editor.body.setPlainText("{{")
    at_end(editor)
    assert editor.body.offered == ()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(editor.body, Qt.Key.Key_Space, control)
    assert "姓名" in editor.body.offered


def test_tab_leaves_the_text_for_the_next_widget(editor: TemplateEditor) -> None:
    QTest.keyClick(editor.body, Qt.Key.Key_Tab)
    assert not editor.body.hasFocus()


def test_faults_stand_in_a_list_and_a_click_leads_to_the_place(
    editor: TemplateEditor,
) -> None:
    editor.show_written(Written("函", title="致{{姓明}}", body="你好，𠮷{{手机}}。"))
    first, second = editor.faults.sentences
    assert first.startswith("标题：没有“姓明”这个字段，是不是“姓名”")
    assert second.startswith("正文：没有“手机”这个字段，是不是“手机号”")
    editor.faults.list.itemClicked.emit(editor.faults.list.item(1))
    assert editor.body.textCursor().selectedText() == "手机"
    editor.faults.list.itemActivated.emit(editor.faults.list.item(0))
    assert editor.title.selectedText() == "姓明"


def test_a_fault_has_a_wave_under_it_and_nothing_else_has(
    editor: TemplateEditor,
) -> None:
    editor.show_written(Written("函", body="𠮷{{手机}}"))
    ranges = editor.body.document().firstBlock().layout().formats()
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    waved = {
        place
        for each in ranges
        if each.format.underlineStyle() == wave
        for place in range(each.start, each.start + each.length)
    }
    assert waved == {4, 5}
    editor.show_written(Written("函", body="{{手机号}}"))
    assert editor.body.highlighter.waves == ()


def test_faults_are_looked_for_after_a_rest(
    editor: TemplateEditor, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(editor.faults_shown):
        composed(editor, "{{没有的}}")
    assert len(editor.faults.sentences) == 1
    with qtbot.waitSignal(editor.faults_shown):
        editor.body.undo()
    assert editor.faults.sentences == []
    assert editor.faults.sentence.text() == "字段没有错误"


def test_full_width_braces_are_told_and_mended_in_one_step(
    editor: TemplateEditor,
) -> None:
    editor.show_written(Written("函", body="｛｛姓名｝｝同志"))
    assert "半角" in editor.faults.sentences[0]
    editor.faults.mend_button.click()
    assert editor.body.toPlainText() == "{{姓名}}同志"
    assert editor.faults.sentences == []
    editor.body.undo()
    assert editor.body.toPlainText() == "｛｛姓名｝｝同志"


def test_without_full_width_braces_no_mending_is_offered(
    editor: TemplateEditor,
) -> None:
    editor.show_written(Written("函", body="{{姓明}}"))
    assert editor.faults.mend_button.isHidden()


def test_faults_of_a_file_cannot_be_mended_here(qtbot: QtBot) -> None:
    listed = FaultList()
    qtbot.addWidget(listed)
    listed.show_faults((), here=False)
    assert listed.mend_button.isHidden()


def test_colours_do_not_count_as_a_change(editor: TemplateEditor) -> None:
    editor.show_written(Written("函", body="{{姓名}}"))
    told: list[bool] = []
    editor.edited.connect(lambda: told.append(True))
    theme.change().shade_changed.emit(theme.current())
    editor.look_for_faults()
    assert told == []


def test_what_is_shown_is_what_is_written(editor: TemplateEditor) -> None:
    written = Written(
        "函", paper="letter", register="members", title="题", body="一\n二", note="注"
    )
    editor.show_written(written)
    assert editor.written == written
    editor.style_box.setCurrentIndex(editor.style_box.findData("notice"))
    assert editor.written.paper == "notice"


def test_a_style_this_program_does_not_know_is_kept(editor: TemplateEditor) -> None:
    written = Written("函", paper="parchment", body="一")
    editor.show_written(written)
    assert editor.written == written


def test_a_field_goes_where_the_keyboard_was_last(editor: TemplateEditor) -> None:
    editor.insert_field("姓名")
    assert editor.body.toPlainText() == "{{姓名}}"
    editor.title.setFocus()
    editor.faults.list.setFocus()
    editor.insert_field("姓名")
    assert editor.title.text() == "{{姓名}}"
    editor.body.setPlainText("{{")
    at_end(editor)
    editor.body.setFocus()
    editor.insert_field("手机号")
    assert editor.body.toPlainText() == "{{手机号"


def test_a_format_goes_into_the_field_before_the_cursor(
    editor: TemplateEditor,
) -> None:
    editor.insert_field("入会时间")
    editor.body.insert_format("公文日期")
    assert editor.body.toPlainText() == "{{入会时间|公文日期}}"
    editor.body.setPlainText("")
    editor.body.insert_format("同志")
    assert editor.body.toPlainText() == "{{字段|同志}}"
    assert editor.body.textCursor().selectedText() == "字段"


def test_a_condition_is_put_in_with_its_field_marked(editor: TemplateEditor) -> None:
    editor.body.insert_condition(Insertion(Part.CONDITION).written)
    assert editor.body.toPlainText() == "{% if 字段 %}写的字{% endif %}"
    assert editor.body.textCursor().selectedText() == "字段"


@pytest.fixture
def panel(qtbot: QtBot) -> FieldPanel:
    made = FieldPanel()
    qtbot.addWidget(made)
    made.offer(KNOWN)
    return made


def test_the_panel_lists_fields_formats_and_conditions(panel: FieldPanel) -> None:
    assert {"姓名", "欠缴会费", "单位名称", "大写", "有这一项才写"} <= set(panel.shown)


def test_the_panel_is_searched_by_pinyin_and_enter_puts_the_first_in(
    panel: FieldPanel, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(panel.search.search_requested):
        panel.search.setText("rhsj")
    assert panel.shown == ["入会时间"]
    with qtbot.waitSignal(panel.insertion_requested) as told:
        panel.tree.itemActivated.emit(panel.tree.currentItem(), 0)
    assert told.args == [Insertion(Part.FIELD, "入会时间")]


def test_a_group_cannot_be_put_in(panel: FieldPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.insertion_requested):
        panel.tree.itemDoubleClicked.emit(panel.tree.topLevelItem(0), 0)
