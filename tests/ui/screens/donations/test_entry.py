"""Gifts typed quickly: few keys, nothing guessed, taken back, mended, counted."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.models import Campaign
from tests.offices import new, shown
from tests.ui.screens.donations.gift_keys import DAY, NOW, TITLE, Keyboard, gift_office
from ui.screens.desk import Desk
from ui.screens.donations.entry_page import EntryPage
from ui.screens.donations.entry_room import GiftsRoom
from ui.screens.donations.entry_rows import Fate
from unionoffice.catalogue import PAPERS, REGISTERS
from unionoffice.donations.books.booking import book_gifts
from unionoffice.office import Office
from unionoffice.register.changes import Changes

Drain = Callable[[], None]
K = Qt.Key


@pytest.fixture(scope="module")
def gift_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gifts") / "office.db"
    gift_office(path).close()
    return path.parent


@pytest.fixture
def office(gift_store: Path, tmp_path: Path) -> Iterator[Office]:
    folder = shutil.copytree(gift_store, tmp_path / "store")
    opened = Office.open(folder / "office.db", REGISTERS, clock=NOW)
    yield opened
    opened.close()


@pytest.fixture
def page(qtbot: QtBot, office: Office, drain: Drain) -> EntryPage:
    made = EntryPage(Desk(office, PAPERS, {}))
    qtbot.addWidget(made)
    made.resize(1190, 656)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    drain()
    made.line.begin()
    return made


@pytest.fixture
def keys(page: EntryPage, drain: Drain) -> Keyboard:
    assert page.line.name.hasFocus()
    return Keyboard(drain)


def written(office: Office) -> list[tuple[object, ...]]:
    """Name, fen and way of every gift, by name."""
    return sorted(shown(office, "donations", "name", "amount", "way"), key=str)


def names(office: Office) -> list[object]:
    return [row[0] for row in written(office)]


def grid(page: EntryPage) -> list[tuple[str, str]]:
    return [(row.cells["name"], row.cells["amount"]) for row in page.rows.rows]


def set_state(office: Office, page: EntryPage, state: str, drain: Drain) -> None:
    with office.transaction("试") as writer:
        writer.update(Campaign, 1, {"state": state})
    page.read_again()
    drain()


def write_one(office: Office) -> int:
    """A gift of the first of the people, written elsewhere."""
    return new(
        office, "donations", campaign_id=1, given_on=DAY, amount=5_000, name="王秀英"
    )


def copied(text: str) -> None:
    QApplication.clipboard().setText(text)


def test_two_letters_enter_the_amount_and_enter_save_a_gift(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    keys.type("wx\n100\n")
    keys.drain()
    assert written(office) == [("王秀英", 10_000, "cash")]
    assert keys.pressed == 7
    assert page.line.name.hasFocus()
    assert grid(page) == [("王秀英", "100.00")]
    assert page.rows.rows[0].cells["unit"] == "采煤一队"


def test_who_types_faster_than_answers_come_loses_no_key(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    keys.type("wx\n100\nzd\n50\nsa\n20.5\n")
    keys.drain()
    assert written(office) == [
        ("孙爱华", 2_050, "cash"),
        ("王秀英", 10_000, "cash"),
        ("赵大勇", 5_000, "cash"),
    ]
    assert page.rows.waiting == []


def test_where_the_amount_stays_four_keys_make_a_gift(
    office: Office, keys: Keyboard
) -> None:
    keys.press(K.Key_F3)
    keys.type("wx\n100\n")
    keys.drain()
    before = keys.pressed
    keys.type("zd\n\n")
    keys.drain()
    assert keys.pressed - before == 4
    assert written(office)[-1] == ("赵大勇", 10_000, "cash")


def test_a_name_of_two_people_is_asked_and_a_digit_answers(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    keys.type("ww")
    keys.drain()
    keys.type("\n")
    assert "王伟”的会员有 2 人" in page.line.box.heading.text()
    assert page.line.name.hasFocus()
    assert written(office) == []
    keys.type("2100\n")
    keys.drain()
    assert written(office) == [("王伟", 10_000, "cash")]
    assert page.rows.rows[0].cells["unit"] == "机电队"


def test_a_name_of_two_people_typed_too_fast_waits_and_is_asked_later(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    keys.type("ww\n100\nzd\n50\n")
    keys.drain()
    (row,) = page.rows.waiting
    assert "2 人" in row.sentence
    assert names(office) == ["赵大勇"]
    assert "1 行名单没有登记" in page.unsaved()
    place = page.rows.place_of(row)
    assert place is not None
    page.edit(place)
    keys.type("1\n")
    keys.drain()
    assert names(office) == ["王伟", "赵大勇"]
    assert page.unsaved() == ""


def test_the_arrow_key_takes_another_than_the_first(
    office: Office, keys: Keyboard
) -> None:
    keys.type("w")
    keys.drain()
    keys.press(K.Key_Down)
    keys.press(K.Key_Down)
    keys.press(K.Key_Down)
    keys.type("\n30\n")
    keys.drain()
    assert names(office) == ["王秀英"]


def test_a_name_nobody_bears_is_taken_from_outside_after_its_sign(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    keys.write("李四")
    assert page.line.box.table.words(0, 2) == "外单位"
    keys.type("\n50\n")
    keys.drain()
    assert shown(office, "donations", "name", "donor") == [("李四", "other")]


def test_part_of_a_name_is_never_taken_for_a_whole_one(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    keys.write("王秀")
    keys.type("\n")
    assert "名册上没有人就叫“王秀”" in page.line.box.heading.text()
    keys.type("2\n")
    assert page.line.cells["amount"].hasFocus()
    keys.type("10\n")
    keys.drain()
    assert shown(office, "donations", "name", "donor") == [("王秀", "other")]


def test_letters_that_find_nobody_are_no_name(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    keys.type("qq")
    keys.drain()
    keys.type("\n")
    assert "没有找到“qq”" in page.message.text()
    assert page.line.name.hasFocus()
    assert written(office) == []


def test_a_unit_gives_as_a_group_and_its_people_are_counted(
    office: Office, keys: Keyboard
) -> None:
    keys.write("机电队")
    keys.type("\n20\n2000\n")
    keys.drain()
    columns = ("name", "donor", "people", "amount")
    assert shown(office, "donations", *columns) == [("机电队", "group", 20, 200_000)]


def test_people_of_a_group_count_in_it(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    keys.write("机电队")
    keys.type("\n2\n2000\n")
    keys.drain()
    page.enter_people(0)
    keys.type("sa\n1500\n")
    keys.drain()
    rows = shown(office, "donations", "name", "amount", "counted")
    assert sorted(rows, key=str) == [
        ("孙爱华", 150_000, 0),
        ("机电队", 200_000, 200_000),
    ]
    assert page.totals.day.text() == "2,000.00"


def test_an_amount_without_a_name_is_anonymous(office: Office, keys: Keyboard) -> None:
    keys.type("\n50\n")
    keys.drain()
    columns = ("donor", "show_name", "amount")
    assert shown(office, "donations", *columns) == [("anonymous", False, 5_000)]


def test_what_is_no_amount_is_said_and_the_keyboard_stays_there(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    keys.type("wx\n")
    for amount, sentence in (
        ("12.345", "金额最多到分"),
        ("-5", "不能小于零"),
        ("x", "不是金额"),
        ("", "请填写金额"),
    ):
        page.line.cells["amount"].clear()
        keys.type(f"{amount}\n")
        keys.drain()
        assert sentence in page.message.text()
        assert page.line.cells["amount"].hasFocus()
    assert written(office) == []
    assert page.unsaved()


def test_goods_are_written_in_a_second_line(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    keys.type("zd\n")
    keys.press(K.Key_F6)
    keys.write("棉被")
    page.line.goods["quantity"].setFocus()
    keys.type("3")
    page.line.goods["estimate"].setFocus()
    keys.type("300\n")
    keys.drain()
    columns = ("name", "goods", "quantity", "estimate", "way", "amount")
    assert shown(office, "donations", *columns) == [
        ("赵大勇", "棉被", 3, 30_000, "goods", 0)
    ]
    assert page.line.goods_box.isHidden()


def test_control_z_takes_the_last_gift_back_and_then_the_one_before(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    keys.type("wx\n100\nzd\n50\n")
    keys.drain()
    keys.control(K.Key_Z)
    assert names(office) == ["王秀英"]
    assert grid(page) == [("王秀英", "100.00")]
    keys.control(K.Key_Z)
    assert written(office) == []
    keys.control(K.Key_Z)
    assert "没有可以撤销的" in page.message.text()


def test_control_z_takes_typed_letters_before_gifts(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    keys.type("wx\n100\nzd")
    keys.drain()
    keys.control(K.Key_Z)
    assert page.line.name.text() == ""
    assert names(office) == ["王秀英"]


def test_f2_types_over_a_draft_and_escape_leaves_it(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    keys.type("wx\n100\nzd\n50\n")
    keys.drain()
    keys.press(K.Key_Up)
    keys.press(K.Key_Up)
    keys.press(K.Key_F2)
    keys.drain()
    assert page.table.line_row == 0
    assert page.line.cells["amount"].text() == "100.00"
    keys.type("80\n")
    keys.drain()
    assert written(office)[0] == ("王秀英", 8_000, "cash")
    assert page.table.line_row == 2
    page.edit(1)
    keys.drain()
    keys.press(K.Key_Escape)
    assert page.table.line_row == 2
    assert written(office)[1] == ("赵大勇", 5_000, "cash")


def test_delete_takes_a_draft_out_and_control_z_brings_it_back(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    keys.type("wx\n100\n")
    keys.drain()
    keys.press(K.Key_Up)
    keys.press(K.Key_Delete)
    keys.drain()
    assert written(office) == []
    assert page.line.name.hasFocus()
    keys.control(K.Key_Z)
    assert names(office) == ["王秀英"]


def test_the_same_person_twice_is_said_and_not_refused(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    keys.type("wx\n100\nwx\n100\n")
    keys.drain()
    assert len(written(office)) == 2
    assert "已经登记过一笔" in page.rows.rows[1].sentence


def test_a_block_from_excel_is_written_as_far_as_it_is_clear(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    copied(
        "姓名\t单位\t金额\r\n王秀英\t采煤一队\t100\r\n王伟\t\t30\r\n王伟\t机电队\t40\r\n"
        "孙爱华\t\t壹佰元\r\n张　三\t\t20\r\n合计\t\t190\r\n"
    )
    keys.control(K.Key_V)
    assert names(office) == ["张三", "王伟", "王秀英"]
    said = page.banner.sentence
    assert "已登记 3 笔，共 160.00 元" in said
    assert "1 人名册上没有" in said
    assert "2 行还没有登记" in said
    assert "合计行 1 行没有登记" in said
    assert [row.key for row in page.rows.waiting] == ["name", "amount"]
    assert page.line.name.asking
    keys.type("1\n")
    keys.drain()
    assert len(page.rows.waiting) == 1
    assert len(written(office)) == 4


def test_one_undo_takes_a_whole_block_back(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    copied("赵大勇\t100\n孙爱华\t50\n王秀英\t20\n")
    keys.control(K.Key_V)
    assert len(written(office)) == 3
    (undo,) = page.banner.buttons
    undo.click()
    keys.drain()
    assert written(office) == []


def test_a_block_without_amounts_is_refused_whole(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    copied("赵大勇\t采煤一队\n孙爱华\t机电队\n")
    keys.control(K.Key_V)
    assert "没有看出哪一列是金额" in page.banner.sentence
    assert written(office) == []


def test_the_counted_cash_stands_beside_the_gifts_and_differs_at_once(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    keys.type("wx\n100\nzd\n50\n")
    keys.drain()
    assert "还没有点款" in page.cash.sentence
    page.cash.pieces["yuan_100"].setFocus()
    keys.type("1")
    assert "少了 50.00 元" in page.cash.sentence
    assert page.cash.said.property("tone") == "error"
    keys.type("\n1\n")
    keys.drain()
    assert "相符" in page.cash.sentence
    assert page.cash.said.property("tone") == "ok"
    columns = ("yuan_100", "yuan_50", "total")
    assert shown(office, "cash-counts", *columns) == [(1, 1, 15_000)]


def test_counter_and_supervisor_are_two_people(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    for line in (page.cash.counter, page.cash.supervisor):
        line.setFocus()
        keys.write("周会英")
    page.line.begin()
    keys.drain()
    assert "要是两个人" in page.cash.sentence
    assert shown(office, "cash-counts", "supervisor") in ([], [(None,)])


def test_booking_asks_while_the_cash_does_not_fit(
    page: EntryPage, office: Office, keys: Keyboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(_parent: object, question: str, *_rest: object, **_more: object) -> None:
        asked.append(question)

    monkeypatch.setattr("ui.messages.ask", ask)
    keys.type("wx\n100\n")
    keys.drain()
    page.book()
    keys.drain()
    assert asked == ["点款和登记的现金不一致，还要入账吗？"]
    assert shown(office, "donations", "state") == [("未入账",)]


def test_what_is_booked_is_neither_changed_nor_taken_back(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    keys.type("wx\n100\n")
    keys.drain()
    page.cash.pieces["yuan_100"].setFocus()
    keys.type("1\n")
    keys.drain()
    page.book()
    keys.drain()
    assert shown(office, "donations", "state", "voucher") == [("已入账", "2026-0001")]
    page.line.begin()
    keys.control(K.Key_Z)
    page.edit(0)
    assert "已经入账" in page.message.text()
    page.discard(page.rows.rows)
    keys.drain()
    assert written(office) == [("王秀英", 10_000, "cash")]


@pytest.mark.parametrize(
    ("state", "sentence"), [("posted", "名单已经封账"), ("preparing", "还在筹备")]
)
def test_a_campaign_that_takes_no_gifts_is_only_read(
    page: EntryPage, office: Office, keys: Keyboard, state: str, sentence: str
) -> None:
    book_gifts(office, 1, ids=[write_one(office)])
    set_state(office, page, state, keys.drain)
    assert sentence in page.message.text()
    assert page.rows.typing_row is None
    assert page.line.name.isHidden()
    assert not page.totals.book_button.isEnabled()
    copied("赵大勇\t100\n")
    page.paste()
    page.edit(0)
    page.discard(page.rows.rows)
    keys.drain()
    assert names(office) == ["王秀英"]
    assert "2026-0001" in page.rows.rows[0].cells["state"]


def test_a_campaign_closed_while_a_row_is_typed_keeps_the_row(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    with office.transaction("试") as writer:
        writer.update(Campaign, 1, {"state": "posted"})
    keys.type("wx\n100\n")
    keys.drain()
    (row,) = page.rows.waiting
    assert "封账" in row.sentence
    assert row.fate is Fate.WAITING
    assert written(office) == []


def test_totals_run_along_and_hear_of_gifts_written_elsewhere(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    keys.type("wx\n100\n")
    keys.drain()
    assert page.totals.day.text() == "100.00"
    register = office.register("donations")
    told = {"campaign_id": 1, "given_on": NOW.today(), "amount": 5_000}
    changes: Changes = office.save(office.new_draft(register, told))
    page.desk.bus.publish(changes)
    keys.drain()
    assert page.totals.day.text() == "150.00"
    assert page.totals.day_count.text() == "今天 2 笔"
    assert page.totals.book_button.text() == "入账 2 笔"


def test_without_a_campaign_the_page_says_what_comes_first(
    qtbot: QtBot, office: Office, drain: Drain
) -> None:
    office.discard(office.register("campaigns"), [1])
    desk = Desk(office, PAPERS, {})
    page = EntryPage(desk)
    qtbot.addWidget(page)
    page.show()
    drain()
    assert page.stack.currentWidget() is page.empty
    with qtbot.waitSignal(desk.new_record_requested):
        page.empty.buttons[0].click()


def test_another_day_shows_its_gifts_and_what_is_no_day_is_said(
    page: EntryPage, office: Office, keys: Keyboard
) -> None:
    keys.type("wx\n100\n")
    keys.drain()
    page.head.day.inner.setFocus()
    page.head.day.inner.selectAll()
    keys.type("2026-03-15\n")
    keys.drain()
    assert grid(page) == []
    assert page.totals.day_count.text() == "03-15 0 笔"
    page.head.day.inner.selectAll()
    keys.type("abc\n")
    assert "仍按 2026-03-15 登记" in page.message.text()
    page.line.begin()
    keys.type("zd\n50\n")
    keys.drain()
    days = shown(office, "donations", "name", "given_on")
    assert ("赵大勇", date(2026, 3, 15)) in days


def test_the_list_of_gifts_opens_the_entry_with_the_campaign_of_the_chosen_gift(
    qtbot: QtBot, office: Office, drain: Drain
) -> None:
    write_one(office)
    desk = Desk(office, PAPERS, {})
    room = GiftsRoom(desk)
    qtbot.addWidget(room)
    room.show()
    drain()
    room.page.list.table.selectRow(0)
    with qtbot.waitSignal(desk.page_requested) as asked:
        room.entry_button.click()
    assert asked.args == ["gift-entry"]
    assert desk.settings["donations.campaign"] == "1"


def test_the_campaign_looked_at_last_is_the_first_to_be_entered(
    page: EntryPage, office: Office
) -> None:
    assert page.head.campaign.currentText() == TITLE
    assert page.desk.settings["donations.campaign"] == "1"
