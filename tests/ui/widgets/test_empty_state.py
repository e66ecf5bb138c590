"""An empty page says what to do first."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.messages import Offer
from ui.widgets.empty_state import EmptyState


def test_it_offers_what_to_do_the_main_thing_first(qtbot: QtBot) -> None:
    done: list[str] = []
    offers = [
        Offer("导入花名册", lambda: done.append("import")),
        Offer("新增", lambda: done.append("new")),
    ]
    page = EmptyState("people", "还没有会员", "先导入花名册。", offers)
    qtbot.addWidget(page)
    assert page.title.text() == "还没有会员"
    assert [b.property("look") for b in page.buttons] == ["primary", None]
    for button in page.buttons:
        button.click()
    assert done == ["import", "new"]
