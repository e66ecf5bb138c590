"""The print gallery: every paper can be seen and chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.register.conftest import settled
from ui.screens.desk import Desk
from ui.screens.gallery import Gallery, small_page
from unionoffice.catalogue import GALLERY, PAPERS


@pytest.fixture
def few(desk: Desk) -> Desk:
    """A desk whose gallery has two families of few papers."""
    by_key = {job.key: job for job in PAPERS}
    desk.gallery = (
        ("公文", (by_key["notice"],)),
        ("书信", (by_key["thanks-letter"], by_key["obituary"])),
    )
    return desk


@pytest.fixture
def gallery(qtbot: QtBot, few: Desk) -> Gallery:
    gallery = Gallery(few)
    qtbot.addWidget(gallery)
    gallery.resize(900, 600)
    with qtbot.waitSignal(gallery.page.drawn, timeout=30_000):
        gallery.show()
    return gallery


def shown(gallery: Gallery) -> list[str]:
    return [card.job.title for card in gallery.page.cards if not card.isHidden()]


def test_the_gallery_has_every_paper_once() -> None:
    jobs = [job for _, family in GALLERY for job in family]
    assert sorted(job.key for job in jobs) == sorted(job.key for job in PAPERS)


def test_every_paper_has_a_small_page(desk: Desk) -> None:
    wide = [small_page(desk.office, job).width() for job in PAPERS]
    assert min(wide) > 0


def test_all_cards_get_their_pictures(gallery: Gallery) -> None:
    assert [card.waiting or bool(card.problem) for card in gallery.page.cards] == [
        False
    ] * 3


def test_typing_narrows_the_cards_by_title_and_by_family(gallery: Gallery) -> None:
    gallery.page.narrow("讣告")
    assert shown(gallery) == ["讣告"]
    gallery.page.narrow("书信")
    assert shown(gallery) == ["感谢信", "讣告"]
    gallery.page.narrow("")
    assert shown(gallery) == ["通知", "感谢信", "讣告"]


def test_where_nothing_fits_it_says_so(gallery: Gallery) -> None:
    gallery.page.narrow("发票")
    assert shown(gallery) == []
    assert not gallery.page.nothing.isHidden()


def test_a_click_opens_the_paper(qtbot: QtBot, gallery: Gallery) -> None:
    QTest.mouseClick(gallery.page.cards[1], Qt.MouseButton.LeftButton)
    settled(qtbot)
    preview = gallery.over
    assert preview is not None
    assert preview.job.key == "thanks-letter"  # type: ignore[attr-defined]  # a preview
    preview.close_requested.emit()  # type: ignore[attr-defined]  # a preview
    assert gallery.over is None


def test_a_card_is_chosen_with_the_keyboard(qtbot: QtBot, gallery: Gallery) -> None:
    card = gallery.page.cards[0]
    with qtbot.waitSignal(card.chosen) as chosen:
        QTest.keyClick(card, Qt.Key.Key_Return)
    assert chosen.args == [card.job]


def test_what_leaves_is_told_on_the_bus(
    qtbot: QtBot, gallery: Gallery, few: Desk
) -> None:
    preview = gallery.open_preview(gallery.page.cards[0].job)
    settled(qtbot)
    with qtbot.waitSignal(few.bus.changed):
        preview.save(few.folder / "通知.pdf")
