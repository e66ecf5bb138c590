"""A clerk's first morning: set up, pour the roster in, find, mend, print, look back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.offices import ROSTERS
from ui.main_window import MainWindow
from ui.screens.register_room import RegisterRoom
from ui.screens.trail import TrailRoom
from ui.screens.welcome import WelcomePage

Drain = Callable[[], None]
ROSTER = ROSTERS / "roster_by_team.xlsx"


def found_the_office(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page("welcome")
    assert isinstance(page, WelcomePage)
    page.name.setText("青石岭煤矿工会")
    page.begin_button.click()
    qtbot.waitUntil(lambda: window.current_key == "members")


def room(window: MainWindow) -> RegisterRoom:
    page = window.open_page("members")
    assert isinstance(page, RegisterRoom)
    return page


def pour_the_roster_in(window: MainWindow, qtbot: QtBot, drain: Drain) -> None:
    wizard = room(window).wizard
    assert wizard is not None
    with qtbot.waitSignal(wizard.plan_shown, timeout=20_000):
        wizard.take_file(ROSTER)
    with qtbot.waitSignal(wizard.imported):
        wizard.apply_button.click()
    drain()


def find(window: MainWindow, qtbot: QtBot, drain: Drain, letters: str) -> None:
    line, form = window.top_bar.search, room(window).page.form
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert line.hasFocus()
    QTest.keyClicks(line, letters)
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.record_id is not None)
    drain()


def test_a_clerk_s_first_morning(
    window: MainWindow, qtbot: QtBot, drain: Drain, tmp_path: Path
) -> None:
    found_the_office(window, qtbot)
    pour_the_roster_in(window, qtbot, drain)
    page = room(window).page
    assert page.list.count.text() == "共 39 条"
    assert [b.text() for b in page.banner.buttons] == [
        "显示这次导入的",
        "撤销导入",
        "另存没有导入的 5 行…",
    ]

    find(window, qtbot, drain, "wyp")
    form = page.form
    assert form.draft is not None
    name = str(form.draft.values["name"])
    phone = form.sheet.boxes["phone"].editor.inner
    assert isinstance(phone, QLineEdit)
    phone.setFocus()
    phone.selectAll()
    QTest.keyClicks(phone, "13905370001")
    with qtbot.waitSignal(form.record_saved):
        QTest.keyClick(phone, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    drain()

    preview = room(window).open_preview(page.list.shown())
    drain()
    preview.save(tmp_path / "花名册.pdf")
    drain()
    text = words_of(tmp_path / "花名册.pdf")
    assert name.replace("　", "") in text.replace(" ", "").replace("　", "")
    assert "13905370001" in text

    trail_room = window.open_page("trail")
    assert isinstance(trail_room, TrailRoom)
    trail = trail_room.page
    drain()
    batch = next(item for item in trail.batches if item.kind == "import")
    trail.undo(batch.uid)
    drain()
    assert name in trail.banner.sentence
    assert not any(item.undone for item in trail.batches)


def test_an_import_is_taken_back_from_the_banner(
    window: MainWindow, qtbot: QtBot, drain: Drain
) -> None:
    found_the_office(window, qtbot)
    pour_the_roster_in(window, qtbot, drain)
    page = room(window).page
    page.banner.buttons[1].click()
    drain()
    assert page.list.count.text() == "共 0 条"


def test_what_was_imported_can_be_seen_alone(
    window: MainWindow, qtbot: QtBot, drain: Drain
) -> None:
    found_the_office(window, qtbot)
    place = room(window)
    wizard = place.wizard
    place.page.open_new({"name": "早来的人"})
    drain()
    place.page.form.save()
    drain()
    place.page.close_form()
    assert place.wizard is wizard
    pour_the_roster_in(window, qtbot, drain)
    assert place.page.list.count.text() == "共 40 条"
    place.page.banner.buttons[0].click()
    drain()
    assert place.page.list.count.text() == "符合条件 39 条"


def test_what_is_exported_comes_back_without_a_change(
    window: MainWindow, qtbot: QtBot, drain: Drain, tmp_path: Path
) -> None:
    found_the_office(window, qtbot)
    pour_the_roster_in(window, qtbot, drain)
    place = room(window)
    place.out.export(place.page.list.shown(), tmp_path / "会员.xlsx")
    drain()
    assert "已导出 39 条" in place.page.banner.sentence
    wizard = place.open_import(tmp_path / "会员.xlsx")
    with qtbot.waitSignal(wizard.plan_shown, timeout=20_000):
        pass
    assert not wizard.apply_button.isEnabled()


def test_what_was_deleted_is_in_the_recycle_bin_and_comes_back(
    window: MainWindow, qtbot: QtBot, drain: Drain
) -> None:
    found_the_office(window, qtbot)
    pour_the_roster_in(window, qtbot, drain)
    page = room(window).page
    page.list.table.selectRow(0)
    page.list.tools.discard_button.click()
    drain()
    assert page.list.count.text() == "共 38 条"
    page.list.tools.bin_button.setChecked(True)
    drain()
    page.list.table.selectRow(0)
    page.list.tools.restore_button.click()
    drain()
    page.list.tools.bin_button.setChecked(False)
    drain()
    assert page.list.count.text() == "共 39 条"


def words_of(file: Path) -> str:
    """All words of a PDF."""
    document = pypdfium2.PdfDocument(file)
    pages = [document[place].get_textpage() for place in range(len(document))]
    text = "\n".join(page.get_text_bounded() for page in pages)
    document.close()
    return text
