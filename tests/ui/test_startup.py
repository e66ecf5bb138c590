"""The program put together: from an empty folder to every page of an office."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from tests.offices import TODAY, make_template, new
from ui import opening, shell, tasks, theme
from ui.main_window import MainWindow
from ui.register.importing.wizard import ImportWizard
from ui.screens.hardship.room import HardshipRoom
from ui.screens.help import HelpPage
from ui.screens.pages import SCREENS, pages
from ui.screens.register_room import RegisterRoom
from ui.screens.settings import SettingsPage
from ui.screens.welcome import WelcomePage
from ui.startup import Session
from unionoffice.catalogue import REGISTERS
from unionoffice.clock import stopped
from unionoffice.members.founding import set_up_units
from unionoffice.office import Office

ROOT = Path(__file__).resolve().parent.parent.parent
Drain = Callable[[], None]
Open = Callable[[Path], tuple[Session, MainWindow]]


@pytest.fixture
def open_on(qtbot: QtBot, qapp: QApplication, drain: Drain) -> Iterator[Open]:
    """Open the program's window on a folder; closed after the test."""
    opened: list[Session] = []

    def open_window(folder: Path) -> tuple[Session, MainWindow]:
        settings: dict[str, str] = {}
        session = Session(folder, settings, clock=stopped(TODAY))
        opened.append(session)
        window = shell.show_window(
            qapp, settings, session.open_office, session.make_pages
        )
        qtbot.addWidget(window)
        window.resize(1280, 720)
        with qtbot.waitSignal(window.first_painted):
            pass
        drain()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return session, window

    yield open_window
    tasks.stop(cancel=True)
    for session in opened:
        session.close()
    theme.dress(qapp, theme.Shade.LIGHT)


@pytest.fixture(scope="module")
def new_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a new store, closed, to be copied."""
    path = tmp_path_factory.mktemp("startup") / "data" / "office.db"
    office = Office.found(path, REGISTERS, union_name="青石岭煤矿工会")
    set_up_units(office, "青石岭煤矿工会")
    office.close()
    return path.parent


@pytest.fixture
def founded(new_folder: Path, tmp_path: Path) -> Path:
    """A folder with a store in which nobody is written down yet."""
    return Path(shutil.copytree(new_folder, tmp_path / "data"))


def welcome(window: MainWindow) -> WelcomePage:
    page = window.page("welcome")
    assert isinstance(page, WelcomePage)
    return page


def room(window: MainWindow, key: str = "members") -> RegisterRoom:
    page = window.open_page(key)
    assert isinstance(page, RegisterRoom)
    return page


def test_an_empty_folder_begins_with_the_first_start(
    open_on: Open, tmp_path: Path
) -> None:
    _, window = open_on(tmp_path)
    assert welcome(window).isVisible()
    assert not window.navigation.isVisible()


def test_a_name_leads_to_the_import_of_the_roster(
    open_on: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    _, window = open_on(tmp_path)
    welcome(window).name.setText("青石岭煤矿工会")
    welcome(window).begin_button.click()
    qtbot.waitUntil(lambda: window.current_key == "members")
    assert window.windowTitle().startswith("青石岭煤矿工会")
    assert isinstance(room(window).over, ImportWizard)
    assert (tmp_path / "office.db").is_file()


def test_a_list_of_teams_becomes_units(
    open_on: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    session, window = open_on(tmp_path)
    page = welcome(window)
    page.name.setText("青石岭煤矿工会")
    page.from_list.setChecked(True)
    page.teams.setPlainText("采煤一队\n综掘队")
    page.begin_button.click()
    qtbot.waitUntil(lambda: window.current_key == "members")
    assert session.desk is not None
    office = session.desk.office
    assert len(office.ids(office.view(office.register("units")))) == 3
    assert room(window).over is None


def test_a_folder_that_cannot_be_written_is_said_on_the_page(
    open_on: Open, tmp_path: Path, drain: Drain
) -> None:
    _, window = open_on(tmp_path)
    (tmp_path / "office.db-in-the-way").touch()
    page = welcome(window)
    page.name.setText("青石岭煤矿工会")
    (tmp_path / "office.db").mkdir()
    page.begin_button.click()
    drain()
    assert page.banner.sentence
    assert page.isEnabled()


def test_sample_data_lie_elsewhere(
    open_on: Open, tmp_path: Path, qtbot: QtBot, drain: Drain
) -> None:
    session, window = open_on(tmp_path)
    welcome(window).sample_button.click()
    qtbot.waitUntil(lambda: window.current_key == "members", timeout=20_000)
    drain()
    assert not (tmp_path / "office.db").exists()
    assert session.desk is not None
    assert session.desk.folder != tmp_path
    assert len(room(window).page.list.table.rows.keys) > 100
    elsewhere = session.desk.folder
    assert elsewhere.exists()
    tasks.stop()
    session.close()
    assert not elsewhere.exists()


def test_every_page_opens(open_on: Open, founded: Path, drain: Drain) -> None:
    session, window = open_on(founded)
    assert session.desk is not None
    keys = [register.key for register in REGISTERS if not register.part_of]
    keys += [job.key for job in session.desk.papers if job.sheets is not None]
    keys += [screen.key for screen in SCREENS]
    for key in keys:
        window.open_page(key)
        drain()
        assert window.current_key == key


def test_what_is_a_part_of_another_page_has_none_of_its_own(
    open_on: Open, founded: Path
) -> None:
    session, _ = open_on(founded)
    assert session.desk is not None
    keys = [spec.key for spec in pages(session.desk)]
    parts = {register.key for register in REGISTERS if register.part_of}
    assert parts
    assert not parts & set(keys)
    assert len(keys) == len(set(keys))


def test_a_register_with_a_screen_of_its_own_has_it_in_its_place(
    open_on: Open, founded: Path
) -> None:
    session, window = open_on(founded)
    assert session.desk is not None
    specs = {spec.key: spec for spec in pages(session.desk)}
    register = session.desk.office.register("hardship-files")
    spec = specs[register.key]
    assert (spec.title, spec.group) == (register.title, register.group)
    assert isinstance(window.open_page(register.key), HardshipRoom)


def test_a_part_is_opened_in_the_household_it_belongs_to(
    open_on: Open, founded: Path, drain: Drain
) -> None:
    session, window = open_on(founded)
    assert session.desk is not None
    office = session.desk.office
    head = new(office, "members", name="张三")
    file = new(office, "hardship-files", person_id=head)
    wife = new(office, "hardship-members", file_id=file, name="李四", relation="12")
    session.desk.record_requested.emit("hardship-members", wife)
    drain()
    assert window.current_key == "hardship-files"
    page = window.page("hardship-files")
    assert isinstance(page, HardshipRoom)
    assert page.page.pane.file_id == file
    assert page.page.pane.people.form.record_id == wife
    session.desk.new_record_requested.emit("hardship-members", {"file_id": file})
    drain()
    assert page.page.pane.people.form.record_id is None


class Flashes(QObject):
    """Hears of every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: set[str] = set()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show
        if shown and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.add(type(watched).__name__)
        return False


def test_no_other_window_flashes_while_pages_are_made(
    open_on: Open, founded: Path, drain: Drain, qapp: QApplication
) -> None:
    flashes = Flashes()
    qapp.installEventFilter(flashes)
    session, window = open_on(founded)
    assert session.desk is not None
    roster = ROOT / "tests/data/rosters/roster_gbk.csv"
    for spec in pages(session.desk):
        page = window.open_page(spec.key)
        drain()
        if isinstance(page, RegisterRoom):
            page.open_preview(page.page.list.shown())
            page.open_import(roster if spec.key == "members" else None)
            page.page.open_new()
            drain()
    qapp.removeEventFilter(flashes)
    assert flashes.shown == {"MainWindow"}


def test_alt_and_a_digit_opens_a_page(open_on: Open, founded: Path) -> None:
    _, window = open_on(founded)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.current_key == REGISTERS[1].key


def test_f1_opens_the_help(open_on: Open, founded: Path) -> None:
    _, window = open_on(founded)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert isinstance(window.page("help"), HelpPage)
    assert window.current_key == "help"


def test_the_foot_says_where_and_how_many(open_on: Open, founded: Path) -> None:
    _, window = open_on(founded)
    assert str(founded) in window.status_line.store.text()
    assert window.status_line.count.text() == "会员 0 人"


def test_the_count_follows_what_is_written(
    open_on: Open, founded: Path, drain: Drain
) -> None:
    session, window = open_on(founded)
    assert session.desk is not None
    office = session.desk.office
    draft = office.new_draft(office.register("members"), {"name": "张三"})
    session.desk.bus.publish(office.save(draft))
    drain()
    assert window.status_line.count.text() == "会员 1 人"


def test_another_union_name_stands_in_the_title(
    open_on: Open, founded: Path, drain: Drain
) -> None:
    _, window = open_on(founded)
    page = window.open_page("settings")
    assert isinstance(page, SettingsPage)
    drain()
    page.name.setText("红石崖煤矿工会")
    page.name_button.click()
    drain()
    assert window.windowTitle().startswith("红石崖煤矿工会")


def test_dark_is_chosen_and_kept(open_on: Open, founded: Path) -> None:
    session, window = open_on(founded)
    page = window.open_page("settings")
    assert isinstance(page, SettingsPage)
    page.shades.button(2).click()
    assert theme.current().shade is theme.Shade.DARK
    assert session.settings[opening.SHADE] == "dark"


def test_a_found_person_is_opened_on_the_page_of_members(
    open_on: Open, founded: Path, drain: Drain
) -> None:
    session, window = open_on(founded)
    assert session.desk is not None
    assert session.find_box is not None
    office = session.desk.office
    draft = office.new_draft(office.register("members"), {"name": "张三"})
    (key,) = office.save(draft).in_table("person")
    window.open_page("help")
    session.find_box.person_requested.emit(key)
    drain()
    assert room(window).page.form.record_id == key


def test_a_record_of_another_register_is_opened_on_its_page(
    open_on: Open, founded: Path, drain: Drain
) -> None:
    session, window = open_on(founded)
    assert session.desk is not None
    office = session.desk.office
    (unit,) = office.ids(office.view(office.register("units")))
    session.desk.record_requested.emit("units", unit)
    drain()
    assert window.current_key == "units"
    assert room(window, "units").page.form.record_id == unit


def test_a_new_record_of_another_register_is_begun_on_its_page(
    open_on: Open, founded: Path, drain: Drain
) -> None:
    session, window = open_on(founded)
    assert session.desk is not None
    session.desk.new_record_requested.emit("units", {"name": "通风科"})
    drain()
    assert room(window, "units").page.form.isVisible()


def test_leaving_an_import_is_asked_about(
    open_on: Open, founded: Path, drain: Drain, qtbot: QtBot
) -> None:
    session, window = open_on(founded)
    assert session.desk is not None
    wizard = room(window).open_import(ROOT / "tests/data/rosters/roster_gbk.csv")
    qtbot.waitUntil(lambda: wizard.effect is not None)
    assert room(window).unsaved()
    session.desk.new_record_requested.emit("members", {})
    drain()
    assert room(window).over is wizard
    boxes = [c for c in room(window).children() if c.inherits("QMessageBox")]
    assert len(boxes) == 1
    boxes[0].close()  # type: ignore[attr-defined]  # a message box


def test_a_store_in_use_is_said_and_can_be_tried_again(
    open_on: Open, founded: Path, qtbot: QtBot
) -> None:
    with closing(Office.open(founded / "office.db", REGISTERS)):
        _, window = open_on(founded)
        assert window.current_key == ""
        shown = window.stack.currentWidget()
        assert "没有打开" in shown.title.text()  # type: ignore[union-attr]  # empty state
    shown.buttons[0].click()  # type: ignore[union-attr]  # empty state
    qtbot.waitUntil(lambda: window.current_key == "members")


def test_a_store_of_a_newer_program_is_refused_with_a_sentence(
    open_on: Open, tmp_path: Path
) -> None:
    path = make_template(tmp_path).rename(tmp_path / "office.db")
    with closing(sqlite3.connect(path)) as store:
        store.execute("UPDATE alembic_version SET version_num = '9999'")
        store.commit()
    _, window = open_on(tmp_path)
    shown = window.stack.currentWidget()
    assert "新" in shown.sentence.text()  # type: ignore[union-attr]  # empty state


def test_the_program_opens_and_ends_with_its_store_closed(founded: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "import ui.app, ui.startup\n"
        "made = ui.startup.Session.make_pages\n"
        "def make_pages(self, office, window):\n"
        "    QTimer.singleShot(500, window.close)\n"
        "    return made(self, office, window)\n"
        "ui.startup.Session.make_pages = make_pages\n"
        "print('ended with', ui.app.open_window(Path(sys.argv[1])))\n"
    )
    answer = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program, str(founded)],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert answer.stdout == "ended with 0\n", answer.stderr
    Office.open(founded / "office.db", REGISTERS).close()
