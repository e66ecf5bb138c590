"""帮助: every chapter is there, and nothing leads outside."""

from __future__ import annotations

import re

import pytest
from pytestqt.qtbot import QtBot

from ui.screens.help import HelpPage, title_of
from unionoffice.paths import resources

FILES = sorted((resources() / "help").glob("*.md"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_chapter_has_a_title_and_no_link_outside(file: object) -> None:
    text = file.read_text("utf-8")  # type: ignore[attr-defined]  # a path
    assert title_of(text)
    assert not re.search(r"https?:|www\.", text)


def test_every_chapter_can_be_opened(qtbot: QtBot) -> None:
    page = HelpPage()
    qtbot.addWidget(page)
    for row, file in enumerate(FILES):
        page.open_chapter(file.stem)
        assert page.chapters.currentRow() == row
        assert title_of(file.read_text("utf-8")) in page.text.toPlainText()


def test_the_keys_are_told(qtbot: QtBot) -> None:
    page = HelpPage()
    qtbot.addWidget(page)
    page.open_chapter("60-keys")
    text = page.text.toPlainText()
    for keys in ("Ctrl+K", "Ctrl+F", "Ctrl+N", "Ctrl+S", "Ctrl+I", "Ctrl+P", "F1"):
        assert keys in text
