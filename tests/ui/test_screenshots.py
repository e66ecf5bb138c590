"""Pictures of every page: there, of the right size, and the same each time."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui import screenshots, tasks, theme
from ui.screens.pages import SCREENS
from unionoffice.catalogue import REGISTERS
from unionoffice.errors import Refused

OPENED = (
    *("first-start", "empty-register", "form", "complaint", "filter", "find"),
    *("import", "import-refused", "preview", "recycle-bin"),
    *("merge", "stick", "import-delivery", "export", "slip", "undo"),
    *("household", "household-posting"),
    *("household-accounts", "household-step", "household-needs"),
    "visit-strip",
    *("round-choose", "round-leave-out", "round-gift", "round-teams"),
    *("round-print", "round-sign", "round-close"),
    *("campaign-first", "campaign-form", "campaign-gifts", "campaign-payments"),
    *("campaign-account", "campaign-counts", "campaign-charts", "campaign-papers"),
    *("gifts-entry", "gifts-pasted", "gifts-goods"),
)
"""What is opened from a page, by a part of the name of its picture."""


def test_everything_has_a_picture_and_nothing_is_left_behind(
    tmp_path: Path, qapp: QApplication
) -> None:
    """One test, because drawing takes long and workers would each draw for theirs."""
    theme.dress(qapp, theme.Shade.LIGHT)
    looks = {screenshots.Look.LIGHT}
    pictures = screenshots.take_screenshots(tmp_path / "shots", looks=looks)
    keys = [register.key for register in REGISTERS if not register.part_of]
    keys += [screen.key for screen in SCREENS]
    wanted = [*(f"page-{key}" for key in keys), *OPENED]
    missing = [p for p in wanted if not any(p in path.stem for path in pictures)]
    assert missing == []
    for path in pictures:
        refuse_blank(path)
    assert not tasks.busy()
    assert [t.name for t in threading.enumerate() if t.name == "store"] == []
    assert not [w for w in qapp.topLevelWidgets() if w.isVisible()]


def refuse_blank(path: Path) -> None:
    """A picture shows something and has the size of a small screen."""
    image = QImage(str(path))
    assert (image.width(), image.height()) in {(1366, 768), (1367, 768)}, path.name
    small = image.scaled(60, 34)
    seen = {small.pixel(x, y) for x in range(60) for y in range(34)}
    assert len(seen) > 8, path.name


def test_the_same_picture_is_drawn_twice(qtbot: QtBot, tmp_path: Path) -> None:
    label = QLabel("会员花名册")
    qtbot.addWidget(label)
    label.resize(200, 60)
    label.show()
    album = screenshots.Album(tmp_path)
    album.take(label, "once")
    album.take(label, "again")
    first, second = (path.read_bytes() for path in album.pictures)
    assert first == second


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match="不能建立文件夹"):
        screenshots.take_screenshots(tmp_path / "file" / "shots")
