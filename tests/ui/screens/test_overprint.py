"""套打格式: forms made, kept, tried with everybody's texts, printed and given away."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image as Pillow
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.screens.conftest import TODAY
from ui.register.printing.preview import PrintPreview
from ui.screens.desk import Desk
from ui.screens.overprint.form_list import CUSTOM, SIZES
from ui.screens.overprint.room import OverprintRoom
from ui.screens.overprint.samples import Length
from unionoffice.catalogue import PAPERS, REGISTERS
from unionoffice.clock import stopped
from unionoffice.documents.overprint import forms, save_form
from unionoffice.documents.overprint_papers import SAMPLE_FORM
from unionoffice.office import Office

Drain = Callable[[], None]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def room(qtbot: QtBot, desk: Desk, drain: Drain) -> OverprintRoom:
    """A room without forms."""
    return opened(qtbot, desk, drain)


@pytest.fixture
def full(qtbot: QtBot, desk: Desk, drain: Drain) -> OverprintRoom:
    """A room with two forms, the first of them open."""
    save_form(desk.office, replace(SAMPLE_FORM, name="荣誉证书"), note="红皮")
    save_form(desk.office, replace(SAMPLE_FORM, name="聘书"))
    return opened(qtbot, desk, drain)


def opened(qtbot: QtBot, desk: Desk, drain: Drain) -> OverprintRoom:
    made = OverprintRoom(desk)
    qtbot.addWidget(made)
    made.resize(1190, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    drain()
    return made


def listed(room: OverprintRoom) -> list[str]:
    names = room.page.list.list
    return [names.item(row).text().split("\n")[0] for row in range(names.count())]


def kept(desk: Desk) -> list[str]:
    return [each.form.name for each in forms(desk.office)]


def answer(room: OverprintRoom, words: str) -> None:
    [box] = room.page.findChildren(QMessageBox)
    next(button for button in box.buttons() if button.text() == words).click()


def picture(folder: Path, size: tuple[int, int] = (297, 210)) -> Path:
    file = folder / "扫描.png"
    Pillow.new("RGB", size, "beige").save(file)
    return file


def test_without_forms_it_is_said_how_to_begin(room: OverprintRoom) -> None:
    page = room.page
    assert page.stack.currentWidget() is page.empty
    page.empty.buttons[0].click()
    assert page.editing.form.width_mm == 297
    assert page.stack.currentWidget() is not page.empty
    assert "没有保存" in room.unsaved()


def test_a_new_form_has_the_usual_places_and_is_kept_by_ctrl_s(
    room: OverprintRoom, desk: Desk, drain: Drain
) -> None:
    room.page.new(SIZES[2])
    QTest.keyClick(room.page.view.canvas, Qt.Key.Key_S, CONTROL)
    drain()
    [form] = [each.form for each in forms(desk.office)]
    assert (form.width_mm, form.height_mm) == (270, 195)
    assert [field.key for field in form.fields][:2] == ["称谓", "正文"]
    assert room.unsaved() == ""
    assert "已保存" in room.page.banner.sentence


def test_a_form_of_another_size_asks_for_its_sides(room: OverprintRoom) -> None:
    page = room.page
    page.new(CUSTOM)
    assert page.tabs.on_sheet
    page.sheet.width_mm.setValue(250)
    page.sheet.height_mm.setValue(180)
    assert (page.editing.form.width_mm, page.editing.form.height_mm) == (250, 180)


def test_the_first_form_is_open_and_another_is_chosen(
    full: OverprintRoom, drain: Drain
) -> None:
    page = full.page
    first = page.editing.form.name
    page.list.list.setCurrentRow(1)
    drain()
    assert page.editing.form.name != first
    assert listed(full) == ["聘书", "荣誉证书"]


def test_the_remark_is_read_and_kept(
    full: OverprintRoom, desk: Desk, drain: Drain
) -> None:
    page = full.page
    page.list.list.setCurrentRow(1)
    drain()
    assert page.sheet.note.text() == "红皮"
    page.sheet.note.setText("蓝皮")
    page.sheet.note.textEdited.emit("蓝皮")
    page.save()
    drain()
    assert "蓝皮" in [each.note for each in forms(desk.office)]


def test_leaving_unsaved_work_is_asked_about_first(
    full: OverprintRoom, drain: Drain
) -> None:
    page = full.page
    page.editing.select(0)
    page.editing.nudge(1, 1)
    name = page.editing.form.name
    page.list.list.setCurrentRow(1)
    answer(full, "继续编辑")
    drain()
    assert page.editing.form.name == name
    assert page.list.list.currentRow() == 0
    assert page.editing.dirty


def test_unsaved_work_can_be_given_up(full: OverprintRoom, drain: Drain) -> None:
    page = full.page
    page.editing.select(0)
    page.editing.nudge(1, 1)
    page.list.list.setCurrentRow(1)
    answer(full, "放弃修改")
    drain()
    assert page.editing.form.name == "荣誉证书"
    assert not page.editing.dirty


def test_a_name_that_is_taken_is_refused_in_a_banner_and_the_work_stays(
    full: OverprintRoom, drain: Drain
) -> None:
    page = full.page
    page.sheet.name.setText("荣誉证书")
    page.sheet.name.textEdited.emit("荣誉证书")
    page.save()
    drain()
    assert "已有名为" in page.banner.sentence
    assert page.editing.dirty


def test_a_form_is_copied_under_another_name(
    full: OverprintRoom, desk: Desk, drain: Drain
) -> None:
    full.page.list.copy_action.trigger()
    assert listed(full)[0] == "聘书 副本"
    full.page.save()
    drain()
    assert sorted(kept(desk)) == ["聘书", "聘书 副本", "荣誉证书"]


def test_renaming_puts_the_cursor_into_the_name(full: OverprintRoom) -> None:
    QTest.keyClick(full.page.view.canvas, Qt.Key.Key_F2)
    assert full.page.sheet.name.hasFocus()
    assert full.page.sheet.name.selectedText() == "聘书"


def test_a_deleted_form_can_be_brought_back(
    full: OverprintRoom, desk: Desk, drain: Drain
) -> None:
    full.page.list.discard_action.trigger()
    drain()
    assert kept(desk) == ["荣誉证书"]
    assert full.page.editing.form.name == "荣誉证书"
    full.page.banner.buttons[0].click()
    drain()
    assert sorted(listed(full)) == ["聘书", "荣誉证书"]


def test_the_last_form_deleted_leaves_the_empty_state(
    full: OverprintRoom, drain: Drain
) -> None:
    for _ in range(2):
        full.page.discard()
        drain()
    assert full.page.stack.currentWidget() is full.page.empty
    assert not full.page.editing.is_open


def test_a_new_form_that_is_thrown_away_can_be_brought_back(
    room: OverprintRoom, desk: Desk, drain: Drain
) -> None:
    room.page.new(SIZES[0])
    room.page.discard()
    drain()
    assert room.page.stack.currentWidget() is room.page.empty
    room.page.banner.buttons[0].click()
    assert room.page.editing.dirty
    assert kept(desk) == []


def test_a_form_travels_to_another_office_with_its_picture(
    full: OverprintRoom, desk: Desk, drain: Drain, tmp_path: Path
) -> None:
    page, file = full.page, tmp_path / "格式.json"
    page.take_scan(picture(tmp_path))
    drain()
    page.save()
    drain()
    page.give_out(file)
    drain()
    assert json.loads(file.read_text("utf-8"))["name"] == "聘书"
    page.take_in(file)
    drain()
    assert page.editing.form.name == "聘书 2"
    assert page.editing.form.background is not None
    assert not page.editing.dirty


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[]", b'{"version": 1}'])
def test_a_file_that_is_no_form_is_refused(
    full: OverprintRoom, desk: Desk, drain: Drain, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "坏.json"
    file.write_bytes(content)
    full.page.take_in(file)
    drain()
    assert "这不是套打格式文件" in full.page.banner.sentence
    assert len(kept(desk)) == 2


def test_a_file_that_is_gone_is_a_sentence(
    full: OverprintRoom, drain: Drain, tmp_path: Path
) -> None:
    full.page.take_in(tmp_path / "没有.json")
    drain()
    assert "读不出来" in full.page.banner.sentence


def test_the_scan_is_shown_kept_and_found_again(
    full: OverprintRoom, desk: Desk, drain: Drain, tmp_path: Path
) -> None:
    page = full.page
    assert not page.bar.scan.isEnabled()
    page.take_scan(picture(tmp_path))
    drain()
    assert page.bar.scan.isEnabled()
    page.save()
    drain()
    assert [each.scan is not None for each in forms(desk.office)] == [True, False]
    pictures = []
    for row in (1, 0):
        page.list.list.setCurrentRow(row)
        drain()
        pictures.append(page.editing.form.background is not None)
    assert pictures == [False, True]
    assert not page.editing.dirty


def test_a_scan_that_is_gone_is_told_and_the_form_opens_all_the_same(
    full: OverprintRoom, desk: Desk, drain: Drain, tmp_path: Path
) -> None:
    page = full.page
    page.take_scan(picture(tmp_path))
    drain()
    page.save()
    drain()
    for file in (desk.folder / "files").rglob("*"):
        if file.is_file():
            file.unlink()
    page.list.list.setCurrentRow(1)
    drain()
    page.list.list.setCurrentRow(0)
    drain()
    assert page.editing.form.name == "聘书"
    assert "底图看不到了" in page.banner.sentence


def test_a_scan_of_other_proportions_is_told(
    full: OverprintRoom, drain: Drain, tmp_path: Path
) -> None:
    full.page.take_scan(picture(tmp_path, (200, 200)))
    drain()
    assert "长宽比" in full.page.sheet.scan_words.text()


def test_what_is_no_picture_is_refused(
    full: OverprintRoom, drain: Drain, tmp_path: Path
) -> None:
    file = tmp_path / "x.png"
    file.write_text("不是图片")
    full.page.take_scan(file)
    drain()
    assert "不是图片" in full.page.banner.sentence


def test_the_numbers_of_the_panel_move_the_place_and_show_where_it_is(
    full: OverprintRoom,
) -> None:
    page = full.page
    page.fields.fields.setCurrentRow(2)
    assert page.editing.selected == 2
    page.fields.sides["x_mm"].setValue(33.3)
    page.fields.sides["height_mm"].setValue(11)
    field = page.editing.form.fields[2]
    assert (field.x_mm, field.height_mm) == (33.3, 11)
    page.editing.nudge(0.5, 0)
    assert page.fields.sides["x_mm"].value() == 33.8


def test_a_number_half_typed_is_kept_by_ctrl_s(
    full: OverprintRoom, desk: Desk, drain: Drain
) -> None:
    page = full.page
    page.editing.select(0)
    box = page.fields.sides["y_mm"]
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "66.6")
    QTest.keyClick(box, Qt.Key.Key_S, CONTROL)
    drain()
    [kept_form] = [e.form for e in forms(desk.office) if e.form.name == "聘书"]
    assert kept_form.fields[0].y_mm == 66.6


def test_word_font_size_and_alignment_are_chosen(full: OverprintRoom) -> None:
    page = full.page
    page.editing.select(0)
    panel = page.fields
    for box, words in (
        (panel.role, "黑体"),
        (panel.type_size, "小二（18 磅）"),
        (panel.align, "居中"),
    ):
        place = box.findText(words)
        box.setCurrentIndex(place)
        box.activated.emit(place)
    panel.key.setCurrentIndex(panel.key.findData("姓名"))
    panel.key.activated.emit(panel.key.currentIndex())
    panel.lines.setValue(2)
    panel.indent.setValue(1)
    field = page.editing.form.fields[0]
    assert (field.key, field.role, field.size, field.align) == (
        "姓名",
        "黑体",
        18,
        "中",
    )
    assert (field.lines, field.indent) == (2, 1)


def test_only_words_that_stand_nowhere_yet_are_offered_to_add(
    full: OverprintRoom,
) -> None:
    panel = full.page.fields
    assert "姓名" in panel.unused()
    assert "称谓" not in panel.unused()
    panel.menu.aboutToShow.emit()
    next(one for one in panel.menu.actions() if one.text().startswith("姓名")).trigger()
    assert full.page.editing.field is not None
    assert full.page.editing.field.key == "姓名"
    assert "姓名" not in panel.unused()


def test_the_same_word_twice_is_said_under_the_sheet(
    full: OverprintRoom, drain: Drain
) -> None:
    page = full.page
    page.editing.add("称谓")
    drain()
    assert page.told.text() == "“称谓”在格式里有 2 处，请改名或删去一处。"


def test_the_texts_are_drawn_as_the_engine_prints_them(
    full: OverprintRoom, drain: Drain
) -> None:
    page = full.page
    canvas = page.view.canvas
    field = page.editing.form.fields[1]

    def dark() -> int:
        shot = canvas.grab(canvas.rect_of(field).toRect()).toImage()
        places = ((x, y) for x in range(shot.width()) for y in range(shot.height()))
        return sum(shot.pixelColor(x, y).lightness() < 90 for x, y in places)

    shown = dark()
    assert shown > 200
    page.editing.change_form(replace(page.editing.form, fields=(field,)))
    drain()
    assert dark() == pytest.approx(shown, rel=0.1)
    page.editing.select(0)
    page.fields.key.setCurrentIndex(page.fields.key.findData("金额"))
    page.fields.key.activated.emit(0)
    drain()
    assert dark() < 20


def test_the_longest_and_shortest_texts_of_all_are_tried(
    full: OverprintRoom, drain: Drain, desk: Desk
) -> None:
    read = full.page.proving.samples
    assert read is not None
    assert len(read.rows) == 30
    names = {row["姓名"] for row in read.rows}
    shortest, longest = read.shown[Length.SHORTEST], read.shown[Length.LONGEST]
    assert len(shortest["姓名"]) == min(map(len, names))
    assert longest["姓名"] in names
    assert len(longest["称谓"]) >= len(shortest["称谓"])


def test_a_longest_text_that_does_not_fit_is_marked_and_told(
    full: OverprintRoom, drain: Drain, qtbot: QtBot
) -> None:
    page = full.page
    qtbot.waitUntil(lambda: "都放得下" in page.told.text())
    page.editing.add("姓名")
    small = page.editing.field
    assert small is not None
    page.editing.change_field(replace(small, width_mm=7, height_mm=4))
    page.bar.length_buttons[Length.LONGEST].click()
    qtbot.waitUntil(lambda: "姓名放不下" in page.told.text())
    assert page.told.property("tone") == "error"


def test_an_office_without_members_tries_with_somebody_invented(
    qtbot: QtBot, drain: Drain, tmp_path: Path
) -> None:
    path = tmp_path / "neu.db"
    office = Office.found(path, REGISTERS, union_name="新", clock=stopped(TODAY))
    try:
        room = opened(qtbot, Desk(office, PAPERS, {}), drain)
        room.page.new(SIZES[0])
        qtbot.waitUntil(lambda: "编的人" in room.page.told.text())
    finally:
        office.close()


def test_ctrl_z_and_ctrl_y_step_through_the_edits(full: OverprintRoom) -> None:
    page = full.page
    canvas = page.view.canvas
    canvas.setFocus()
    page.editing.select(0)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    moved = page.editing.form
    QTest.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    assert not page.editing.dirty
    QTest.keyClick(canvas, Qt.Key.Key_Y, CONTROL)
    assert page.editing.form == moved


def test_printing_saves_first_and_shows_the_paper_on_this_form(
    full: OverprintRoom, drain: Drain, desk: Desk
) -> None:
    page = full.page
    page.editing.select(0)
    page.editing.nudge(1, 0)
    page.bar.print_button.click()
    drain()
    assert not page.editing.dirty
    preview = full.over
    assert isinstance(preview, PrintPreview)
    assert preview.settings.values()["form"] == "聘书"
    assert preview.sheets is not None
    width, height = preview.sheets.sizes[0]
    assert (round(width), round(height)) == (297, 210)
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    assert full.over is None


def test_nothing_is_printed_on_a_form_that_cannot_be_kept(
    full: OverprintRoom, drain: Drain
) -> None:
    full.page.editing.add("称谓")
    full.page.bar.print_button.click()
    drain()
    assert full.over is None
    assert "2 处" in full.page.banner.sentence


def test_a_form_that_others_changed_is_read_again(
    full: OverprintRoom, desk: Desk, drain: Drain
) -> None:
    known = next(each for each in forms(desk.office) if each.form.name == "聘书")
    other = replace(known.form, name="新聘书")
    desk.bus.publish(save_form(desk.office, other, record_id=known.id))
    drain()
    assert full.page.editing.form.name == "新聘书"
    assert "新聘书" in listed(full)


def test_the_buttons_ask_for_files(full: OverprintRoom) -> None:
    page = full.page
    for ask in (
        page.list.import_action.trigger,
        page.list.export_action.trigger,
        page.sheet.scan_button.click,
    ):
        ask()
        [chooser] = page.findChildren(QFileDialog)
        chooser.reject()
        chooser.setParent(None)
        chooser.deleteLater()
