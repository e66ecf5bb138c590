"""A real store with a small mine in it, and what the pages of a window need."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui import tasks
from ui.refresh import Bus
from ui.register.editing.editor import Editor
from unionoffice.catalogue import REGISTERS
from unionoffice.clock import stopped
from unionoffice.office import Office
from unionoffice.sheets.reading.raw import RawSheet, Workbook
from unionoffice.sheets.reading.sniff import FileKind

HERE = Path(__file__).parent
TODAY = date(2025, 3, 14)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = ("建国", "秀英", "志强", "丽", "海涛", "桂兰", "小军", "文斌", "雪梅", "大勇")
TRADES = ("采煤机司机", "支护工", "电工", "绞车司机", "瓦检员", "机修工")
UNITS = (
    ("安源煤矿", "company", None),
    ("综采一队", "team", "安源煤矿"),
    ("掘进二队", "team", "安源煤矿"),
    ("机电队", "team", "安源煤矿"),
    ("通风科", "office", "安源煤矿"),
    ("一班", "crew", "综采一队"),
    ("二班", "crew", "综采一队"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Windows may be shown: Qt's screenless platform remarks on each of them."""
    remark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(remark)


@pytest.fixture(autouse=True)
def quiet_worker() -> Iterator[None]:
    """No work is left over for the next test."""
    yield
    tasks.stop(cancel=True)


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """Two closed stores to copy: without and with sixty people."""
    made = {}
    for peopled in (False, True):
        path = tmp_path_factory.mktemp("store") / "office.db"
        opened = Office.found(
            path, REGISTERS, union_name="安源煤矿工会", clock=stopped(TODAY)
        )
        add_units(opened)
        if peopled:
            add_people(opened, 60)
        opened.close()
        made[peopled] = path
    return made


@pytest.fixture
def office(
    request: pytest.FixtureRequest, tmp_path: Path, stores: dict[bool, Path]
) -> Iterator[Office]:
    """An office with seven units, on 2025-03-14; people come with `people`."""
    path = tmp_path / "office.db"
    shutil.copy(stores["people" in request.fixturenames], path)
    opened = Office.open(path, REGISTERS, clock=stopped(TODAY))
    yield opened
    opened.close()


@pytest.fixture
def bus() -> Bus:
    """A bus of this test's own."""
    return Bus()


@pytest.fixture
def people(office: Office) -> list[int]:
    """The keys of sixty people in the office, in the order they were written."""
    return sorted(office.ids(office.view(office.register("members"))))


def add_units(office: Office) -> dict[str, int]:
    """The units of the mine, by name."""
    keys: dict[str, int] = {}
    register = office.register("units")
    for place, (name, kind, parent) in enumerate(UNITS):
        values = {
            "name": name,
            "kind": kind,
            "position": place,
            "parent_id": keys.get(parent or ""),
        }
        keys[name] = saved(office, office.new_draft(register, values))
    return keys


def add_people(office: Office, count: int) -> list[int]:
    """People who differ from each other in everything a list shows."""
    register = office.register("members")
    units = office.ids(office.view(office.register("units")))[1:5]
    return [
        saved(office, office.new_draft(register, person(number, units)))
        for number in range(count)
    ]


def person(number: int, units: list[int]) -> dict[str, Any]:
    """The values of one invented person."""
    name = SURNAMES[number % 20] + GIVEN[(number * 7) % 10]
    return {
        "name": name,
        "sex": "1" if number % 3 else "2",
        "born_on": date(1968, 5, 6) + timedelta(days=number % 100 * 211),
        "unit_id": units[number % len(units)],
        "trade": TRADES[number % len(TRADES)],
        "phone": f"139{number:04d}{(number * 37) % 10000:04d}",
        "political": "01" if number % 4 == 0 else "13",
        "joined_on": date(2010, 1, 8) + timedelta(days=number % 100 * 30),
        "dues_base": 420_000 + number % 100 * 1_300,
        "ethnic": "01",
    }


def saved(office: Office, draft: Any) -> int:  # noqa: ANN401 - a draft of any register
    """Save a draft and tell the key of its record."""
    changes = office.save(draft)
    return min(changes.in_table(draft.register.table))


def book_of(sheets: Mapping[str, Sequence[Sequence[str]]]) -> Workbook:
    """A workbook as if it had been read from a file."""
    raw = [
        RawSheet(name, [[cell or None for cell in row] for row in rows])
        for name, rows in sheets.items()
    ]
    return Workbook(Path("表.xlsx"), FileKind.XLSX, tuple(raw))


def settled(qtbot: QtBot) -> None:
    """Wait until the worker has nothing left to do."""
    qtbot.waitUntil(lambda: not tasks.busy())


def write(line: QWidget, text: str) -> None:
    """Type as the Chinese input method does."""
    typed = QInputMethodEvent()
    typed.setCommitString(text)
    QApplication.sendEvent(line, typed)


def seen(qtbot: QtBot, widget: QWidget, width: int = 1200) -> None:
    """Show a widget as the active window and wait until it has read its rows."""
    qtbot.addWidget(widget)
    widget.resize(width, 700)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    settled(qtbot)


def press(
    widget: QWidget,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key."""
    QTest.keyClick(widget, key, modifiers)


def inside(editor: Editor) -> Any:  # noqa: ANN401 - whatever widget the editor has
    """The widget of an editor that takes the keyboard."""
    return editor.inner
