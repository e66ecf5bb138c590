"""A photo is shown, taken from a file, dropped, and taken away."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ui.widgets import photo_box
from ui.widgets.photo_box import PhotoBox


@pytest.fixture
def box(qtbot: QtBot) -> PhotoBox:
    made = PhotoBox()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    image = QImage(30, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.gray)
    file = tmp_path / "张三.png"
    image.save(str(file))
    return file


def test_the_bytes_of_a_file_are_kept_as_they_are(
    box: PhotoBox, qtbot: QtBot, picture: Path
) -> None:
    with qtbot.waitSignal(box.photo_changed) as told:
        box.take_file(picture)
    assert told.args == [picture.read_bytes()]
    assert box.photo == picture.read_bytes()


def test_setting_a_photo_tells_nobody(
    box: PhotoBox, qtbot: QtBot, picture: Path
) -> None:
    with qtbot.assertNotEmitted(box.photo_changed):
        box.set_photo(picture.read_bytes())
    assert box.clear_button.isEnabled()


def test_a_photo_can_be_taken_away(box: PhotoBox, qtbot: QtBot, picture: Path) -> None:
    box.set_photo(picture.read_bytes())
    with qtbot.waitSignal(box.photo_changed) as told:
        box.clear_button.click()
    assert told.args == [None]
    assert box.photo is None
    assert not box.clear_button.isEnabled()


def test_what_is_no_picture_is_refused_with_words(
    box: PhotoBox, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "花名册.xlsx"
    file.write_bytes(b"PK")
    with (
        qtbot.waitSignal(box.complained) as told,
        qtbot.assertNotEmitted(box.photo_changed),
    ):
        box.take_file(file)
    assert "不是能识别的图片" in told.args[0]


def test_a_file_that_is_gone_is_refused_with_words(
    box: PhotoBox, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(box.complained) as told:
        box.take_file(tmp_path / "没有.jpg")
    assert "读不了" in told.args[0]


def test_a_file_that_is_too_large_is_refused_with_words(
    box: PhotoBox, qtbot: QtBot, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photo_box, "LARGEST", 10)
    with qtbot.waitSignal(box.complained) as told:
        box.take_file(picture)
    assert "太大" in told.args[0]


def test_a_dropped_file_is_taken(box: PhotoBox, qtbot: QtBot, picture: Path) -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(picture))])
    dropped = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        dragged,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(box.photo_changed):
        box.frame.dropEvent(dropped)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_keyboard_opens_the_choice_of_a_file(
    box: PhotoBox, qtbot: QtBot, key: Qt.Key
) -> None:
    with qtbot.waitSignal(box.frame.choice_requested):
        QTest.keyClick(box.frame, key)
    dialog = box.findChild(QFileDialog)
    assert dialog is not None
    dialog.close()
