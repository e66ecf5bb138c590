"""Gifts typed quickly: somebody found by letters, a pasted list, the counted cash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.screens.donations import campaign_in_hand
from ui.screenshots.album import settle

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.screens.donations.entry_page import EntryPage
    from ui.screenshots.album import Album
    from unionoffice.office import Office

LARGE = 1.5
TYPED = (("廖晨柏", "200"), ("杨德", "50"), ("姚辉海", "100"), ("", "20"))
LIST = (
    "姓名\t部门\t金额\n胡东荣\t综掘二队\t100\n王海长\t\t50\n许俊晨\t综掘二队\t壹佰元\n"
    "刘明\t红星机械厂\t200\n合计\t\t450\n"
)
COUNTED = {"yuan_100": "5", "yuan_50": "1"}


def draw_entry(made: Album, office: Office, window: MainWindow, mark: str) -> None:
    """Type, paste, count; then look for somebody. Everything is taken back again."""
    ratio = LARGE if mark == "-150" else 1.0
    page = _page(window)
    for name, amount in TYPED:
        _type(page, name, amount)
    page.paste(LIST)
    settle()
    made.take(window, f"gifts-pasted{mark}", ratio=ratio)
    page.banner.dismiss()
    page.line.clear()
    page.table.put_line(page.rows.typing_row)
    for key, pieces in COUNTED.items():
        cell = page.cash.pieces[key]
        cell.setText(pieces)
        cell.textEdited.emit(pieces)
    settle()
    _look_for(page, "zq")
    made.take(window, f"gifts-entry{mark}", ratio=ratio)
    page.line.clear()
    _look_for(page, "红星机械厂")
    page.line.name.entered.emit()
    page.line.toggle_goods()
    page.line.goods["goods"].setText("棉被")
    made.take(window, f"gifts-goods{mark}", ratio=ratio)
    _forget(office, page)


def _page(window: MainWindow) -> EntryPage:
    from ui.screens.donations.entry_page import EntryPage

    page = window.open_page(campaign_in_hand.ENTRY)
    window.activateWindow()
    settle()
    if not isinstance(page, EntryPage):
        raise TypeError(page)
    return page


def _type(page: EntryPage, name: str, amount: str) -> None:
    _look_for(page, name)
    page.line.name.entered.emit()
    page.line.cells["amount"].setText(amount)
    page.line.cells["amount"].entered.emit()
    settle()


def _look_for(page: EntryPage, words: str) -> None:
    page.line.begin()
    page.line.name.setText(words)
    page.line.name.textEdited.emit(words)
    settle()


def _forget(office: Office, page: EntryPage) -> None:
    """Leave the gifts as they were, for the pictures of another size."""
    page.line.clear()
    page.rows.drop(page.rows.waiting)
    while (batch := page.steps.newest) is not None:
        page.steps.drop(batch)
        page.desk.bus.publish(office.undo(batch))
    settle()
