from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.ui.register.conftest import seen, settled
from ui.register.filter_bar import FilterBar
from ui.register.filter_popup import RangePopup, TickPopup
from ui.register.page import surroundings_of
from unionoffice.office import Office

TICKED = Qt.CheckState.Checked


@pytest.fixture
def bar(qtbot: QtBot, office: Office) -> FilterBar:
    register = office.register("members")
    made = FilterBar(office, register, surroundings_of(office))
    qtbot.addWidget(made.button)
    seen(qtbot, made)
    return made


def filter_of(bar: FilterBar, office: Office, key: str) -> Any:  # noqa: ANN401 - any filter
    return next(item for item in office.register("members").filters if item.key == key)


def ticks(qtbot: QtBot, bar: FilterBar, office: Office, key: str) -> TickPopup:
    bar.edit(filter_of(bar, office, key))
    settled(qtbot)
    assert isinstance(bar.popup, TickPopup)
    return bar.popup


def ends(bar: FilterBar, office: Office, key: str) -> RangePopup:
    bar.edit(filter_of(bar, office, key))
    assert isinstance(bar.popup, RangePopup)
    return bar.popup


def test_ticked_units_become_a_condition_in_words(
    qtbot: QtBot, bar: FilterBar, office: Office
) -> None:
    popup = ticks(qtbot, bar, office, "unit_id")
    for item in popup.items():
        if item.text(0) in {"机电队", "通风科"}:
            item.setCheckState(0, TICKED)
    with qtbot.waitSignal(bar.conditions_changed):
        popup.apply_button.click()
    assert [chip.sentence for chip in bar.chips.chips] == ["所在单位：机电队、通风科"]


def test_units_stand_beneath_each_other(
    qtbot: QtBot, bar: FilterBar, office: Office
) -> None:
    popup = ticks(qtbot, bar, office, "unit_id")
    top = popup.tree.topLevelItem(0)
    assert top is not None
    assert (popup.tree.topLevelItemCount(), top.childCount()) == (1, 4)
    popup.close()


def test_a_condition_comes_back_ticked(
    qtbot: QtBot, bar: FilterBar, office: Office
) -> None:
    bar.put(filter_of(bar, office, "sex").of(("2",), ("女",)))
    popup = ticks(qtbot, bar, office, "sex")
    on = [item.text(0) for item in popup.items() if item.checkState(0) == TICKED]
    popup.close()
    assert on == ["女"]


def test_clearing_takes_the_condition_away(
    qtbot: QtBot, bar: FilterBar, office: Office
) -> None:
    bar.put(filter_of(bar, office, "sex").of(("2",), ("女",)))
    ticks(qtbot, bar, office, "sex").clear_button.click()
    assert bar.conditions == ()


def test_a_long_list_is_narrowed_by_typing(
    qtbot: QtBot, bar: FilterBar, office: Office
) -> None:
    popup = ticks(qtbot, bar, office, "ethnic")
    popup.search.setText("维吾")
    left = [item.text(0) for item in popup.items() if not item.isHidden()]
    popup.close()
    assert left == ["维吾尔族"]


def test_two_ends_become_a_condition(bar: FilterBar, office: Office) -> None:
    popup = ends(bar, office, "born_on")
    popup.low.set_value(date(1970, 1, 1))
    popup.high.set_value(date(1979, 12, 31))
    popup.apply_button.click()
    (chip,) = bar.chips.chips
    assert chip.sentence == "出生日期：1970-01-01 至 1979-12-31"


def test_one_open_end_is_enough(bar: FilterBar, office: Office) -> None:
    popup = ends(bar, office, "age")
    popup.low.set_value(50)
    popup.apply_button.click()
    assert [chip.sentence for chip in bar.chips.chips] == ["年龄：50 及以后"]


def test_ends_the_wrong_way_round_are_not_taken(bar: FilterBar, office: Office) -> None:
    popup = ends(bar, office, "age")
    popup.low.set_value(50)
    popup.high.set_value(40)
    popup.apply_button.click()
    said = popup.problem.text()
    popup.close()
    assert "不大于" in said
    assert bar.conditions == ()


def test_the_menu_offers_every_filter_of_the_register(
    bar: FilterBar, office: Office
) -> None:
    bar.menu.aboutToShow.emit()
    menus = [bar.menu, *bar.menu.findChildren(QMenu)]
    entries = [action for menu in menus for action in menu.actions()]
    count = sum(not (action.isSeparator() or action.menu()) for action in entries)
    assert count == len(office.register("members").filters)


def test_a_ready_made_filter_is_a_tick_in_the_menu(bar: FilterBar) -> None:
    bar.menu.aboutToShow.emit()
    bar.menu.actions()[0].trigger()
    on = [chip.key for chip in bar.chips.chips]
    bar.menu.aboutToShow.emit()
    ticked = bar.menu.actions()[0].isChecked()
    bar.menu.actions()[0].trigger()
    assert (on, ticked, bar.conditions) == (["in_union"], True, ())


def test_all_conditions_are_cleared_at_once(bar: FilterBar, office: Office) -> None:
    bar.put(filter_of(bar, office, "sex").of(("2",), ("女",)))
    bar.put(filter_of(bar, office, "in_union").of())
    bar.chips.clear_button.click()
    assert (bar.conditions, bar.isHidden()) == ((), True)
