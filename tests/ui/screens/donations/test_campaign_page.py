"""The page of campaigns: what it leads through, what is final, what can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from db.vocabulary import CampaignState
from tests.offices import new, shown, value
from tests.unionoffice.donations import giving
from ui import tasks, theme
from ui.screens.desk import Desk
from ui.screens.donations import campaign_in_hand
from ui.screens.donations.campaign_layout import ROOM_FOR_ALL
from ui.screens.donations.campaign_papers import MISSING, NO_GIFTS, PAPERS
from ui.screens.donations.campaign_room import CampaignsRoom
from ui.screens.donations.campaign_rows import RowsTab
from ui.screens.donations.campaign_view import CampaignView
from unionoffice import catalogue
from unionoffice.clock import stopped
from unionoffice.donations.books.booking import book_gifts
from unionoffice.donations.campaigns.deeds import move_on
from unionoffice.office import Office

Drain = Callable[[], None]
TODAY = date(2026, 3, 16)
SIZE = 1190, 656
S = CampaignState


def room_of(office: Office) -> CampaignsRoom:
    made = CampaignsRoom(Desk(office, catalogue.PAPERS, {}))
    made.resize(*SIZE)
    return made


def founded(tmp: pytest.TempPathFactory) -> Office:
    path = tmp.mktemp("campaigns") / "office.db"
    return Office.found(
        path, catalogue.REGISTERS, union_name="青石岭煤矿工会", clock=stopped(TODAY)
    )


@pytest.fixture(scope="module")
def shared(
    tmp_path_factory: pytest.TempPathFactory, qapp: QApplication
) -> Iterator[CampaignsRoom]:
    """One page for the tests of this file, each with a campaign of its own."""
    theme.dress(qapp, theme.Shade.LIGHT)
    office = founded(tmp_path_factory)
    made = room_of(office)
    yield made
    tasks.stop(cancel=True)
    made.close()
    made.deleteLater()
    qapp.sendPostedEvents(made, QEvent.Type.DeferredDelete)
    office.close()


@pytest.fixture
def room(shared: CampaignsRoom, qtbot: QtBot, drain: Drain) -> Iterator[CampaignsRoom]:
    """The page in sight, the keyboard on it; afterwards nothing is left open."""
    shared.resize(*SIZE)
    shared.show()
    shared.activateWindow()
    qtbot.waitUntil(shared.isActiveWindow)
    drain()
    yield shared
    for dialog in shared.findChildren(QDialog):
        dialog.reject()
    shared.go_back()
    view = shared.page.view
    for tab in view.each_tab:
        tab.put_away()
    view.close_form()
    shared.page.show_campaigns()
    shared.page.banner.dismiss()
    view.tabs.setCurrentIndex(0)
    drain()


@pytest.fixture
def office(room: CampaignsRoom) -> Office:
    return room.page.view.desk.office


@pytest.fixture
def number(office: Office) -> str:
    """A number no other campaign has."""
    return f"2026-{len(shown(office, 'campaigns', 'title')) + 10:02}"


def opened(room: CampaignsRoom, key: int, drain: Drain) -> CampaignView:
    """A campaign in hand."""
    view = room.page.view
    view.choose(key)
    drain()
    assert view.campaign_id == key
    return view


@pytest.fixture
def view(
    room: CampaignsRoom, office: Office, number: str, drain: Drain
) -> CampaignView:
    """A campaign under way: three gifts, 600.00 yuan, none of them booked."""
    key = giving.campaign(office, campaign_no=number, title=f"献爱心 {number}")
    team = giving.unit(office, "采煤一队")
    giving.gifts(office, key, team, 张伟=10_000, 李国强=20_000)
    giving.gift(office, key, 30_000, donor="anonymous")
    return opened(room, key, drain)


def said(room: CampaignsRoom) -> str:
    return room.page.banner.sentence


def answer(room: CampaignsRoom, words: str) -> None:
    """Press a button of the question that is open."""
    (box,) = [box for box in room.findChildren(QMessageBox) if box.isVisible()]
    (found,) = [each for each in box.buttons() if each.text() == words]
    assert isinstance(found, QPushButton)
    found.click()


def give_reason(room: CampaignsRoom, words: str) -> None:
    """Answer the question why."""
    (dialog,) = [box for box in room.findChildren(QDialog) if box.isVisible()]
    line = dialog.findChild(QLineEdit)
    assert line is not None
    line.setText(words)
    dialog.accept()


def select(tab: RowsTab, name: str, drain: Drain, column: str = "name") -> int:
    """Select the row of somebody."""
    office, keys = tab.desk.office, list(tab.rows.table.rows.keys)
    names = [value(office, tab.register.key, key, column) for key in keys]
    key = keys[names.index(name)]
    tab.rows.table.go_to(key)
    drain()
    return key


def type_into(tab: RowsTab, **values: object) -> None:
    for key, told in values.items():
        editor = tab.form.sheet.boxes[key].editor
        editor.set_value(told)
        editor.changed.emit()


def figures(view: CampaignView) -> list[str]:
    return [label.text() for label in view.equation.figures.values()]


def test_the_first_campaign_is_led_through_what_it_needs(
    tmp_path_factory: pytest.TempPathFactory, qtbot: QtBot, drain: Drain
) -> None:
    office = founded(tmp_path_factory)
    room = room_of(office)
    qtbot.addWidget(room)
    room.show()
    drain()
    view = room.page.view
    assert view.right.currentWidget() is view.empty
    for need in ("为谁", "谁批准", "结余怎么处理"):
        assert need in view.empty.sentence.text()
    view.empty.buttons[0].click()
    drain()
    assert view.right.currentWidget() is view.form_page
    for key, told in (("title", "一日捐"), ("kind", "one_day")):
        editor = view.form.sheet.boxes[key].editor
        editor.set_value(told)
        editor.changed.emit()
    assert "没有保存" in room.unsaved()
    view.form.save()
    drain()
    assert view.right.currentWidget() is view.work
    assert view.head.title.text() == "一日捐"
    assert view.head.state.text() == "筹备"
    assert view.steps.hint.text() == (
        "请先填写批准会议。请先写明结余怎么处理，倡议书上要告诉大家。"
    )
    view.steps.mend_button.click()
    drain()
    assert view.form.record_id == view.campaign_id
    office.close()


def test_the_equation_stands_large_with_what_waits(view: CampaignView) -> None:
    assert figures(view) == ["0.00", "600.00", "0.00", "600.00"]
    facts = {key: label.text() for key, label in view.equation.facts.items()}
    assert facts["donors"] == "3"
    assert facts["drafts"] == "3 笔 600.00 元"
    assert facts["goal"] == "50,000.00 元，完成 1%"
    assert view.equation.bar.isVisible()
    assert view.head.facts.text().endswith("2026-03-09 至 2026-03-11")


def test_a_step_goes_on_and_can_be_taken_back(
    room: CampaignsRoom, view: CampaignView, drain: Drain
) -> None:
    QTest.keyClick(view, Qt.Key.Key_F4)
    drain()
    assert view.head.state.text() == "截止"
    (undo,) = room.page.banner.buttons
    undo.click()
    drain()
    assert view.head.state.text() == "进行"


def test_a_step_that_is_hindered_says_why_and_leads_there(
    room: CampaignsRoom, view: CampaignView, drain: Drain
) -> None:
    view.take_step(S.ENDED)
    drain()
    assert view.steps.hint.text() == "还有 3 笔没有入账，先入账或删去。"
    view.steps.next_button.click()
    drain()
    assert said(room) == "还有 3 笔没有入账，先入账或删去。"
    assert view.head.state.text() == "截止"
    view.tabs.setCurrentWidget(view.charts)
    view.steps.mend_button.click()
    assert view.tabs.currentWidget() is view.gifts


def test_booking_says_that_it_is_final_and_asks_once(
    room: CampaignsRoom, view: CampaignView, drain: Drain
) -> None:
    gifts = view.gifts
    assert gifts.book_button.text() == "全部入账 3 笔"
    QTest.keyClick(gifts.rows, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    (box,) = room.findChildren(QMessageBox)
    assert "不能撤销" in box.informativeText()
    assert "共 600.00 元" in box.text()
    answer(room, "再看看")
    drain()
    assert "未入账" in gifts.states.values()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gifts.book()
    answer(room, "入账")
    drain()
    assert set(gifts.states.values()) == {"已入账"}
    assert "已入账 3 笔" in said(room)
    assert room.page.banner.buttons == ()
    assert view.equation.facts["drafts"].text() == "没有"
    assert not gifts.book_button.isEnabled()


def test_only_the_chosen_gifts_are_booked_when_several_are_chosen(
    room: CampaignsRoom, view: CampaignView, drain: Drain
) -> None:
    gifts = view.gifts
    first = select(gifts, "张伟", drain)
    assert gifts.book_button.text() == "全部入账 3 笔"
    gifts.rows.table.selectAll()
    other = next(key for key in gifts.selected if key != first)
    place = gifts.rows.table.rows.row_of(other)
    assert place is not None
    gifts.rows.table.go_to(first)
    QTest.keyClick(
        gifts.rows.table,
        Qt.Key.Key_Down if place > 0 else Qt.Key.Key_Up,
        Qt.KeyboardModifier.ShiftModifier,
    )
    assert len(gifts.selected) == 2
    assert gifts.book_button.text() == "入账所选 2 笔"
    gifts.book()
    answer(room, "入账")
    drain()
    assert sorted(gifts.states.values()) == ["已入账", "已入账", "未入账"]


def test_a_booked_gift_is_only_reversed_and_stands_red_in_the_account(
    room: CampaignsRoom, view: CampaignView, office: Office, drain: Drain
) -> None:
    book_gifts(office, view.campaign_id or 0)
    view.read()
    drain()
    gifts = view.gifts
    select(gifts, "张伟", drain)
    assert gifts.edit_button.text() == "查看"
    assert not gifts.drop_button.isEnabled()
    gifts.reverse_button.click()
    give_reason(room, "重复登记")
    drain()
    assert "已红冲 100.00 元" in said(room)
    assert room.page.banner.buttons == ()
    assert figures(view)[1] == "500.00"
    view.tabs.setCurrentWidget(view.account)
    drain()
    model = view.account.model
    tones = [model.tone(row) for row in range(model.rowCount())]
    assert tones == ["text", "text", "text", "text", "error"]
    assert model.words(4)[2:] == ("红冲 张伟 捐款", "-100.00", "", "500.00")
    assert view.account.sentence.text() == (
        "期初 0.00 + 收入 500.00 − 支出 0.00 = 期末 500.00 元"
    )


def test_each_balance_follows_from_the_one_above(
    view: CampaignView, drain: Drain
) -> None:
    view.tabs.setCurrentWidget(view.account)
    drain()
    entries = view.account.model.entries
    assert len(entries) == 4
    for before, entry in pairwise(entries):
        assert entry.balance == before.balance + entry.income - entry.spent
    assert entries[-1].balance == 60_000
    assert view.account.model.words(1)[1] == "未入账"


def test_a_gift_is_added_changed_and_taken_away_in_place(
    room: CampaignsRoom, view: CampaignView, drain: Drain
) -> None:
    gifts = view.gifts
    gifts.rows.table.setFocus()
    QTest.keyClick(gifts.rows.table, Qt.Key.Key_Insert)
    drain()
    type_into(gifts, name="王外协", amount=8_800)
    assert "捐款填了没有保存" in view.unsaved()
    gifts.form.save()
    drain()
    assert figures(view)[1] == "688.00"
    assert said(room) == "已保存捐款。"
    select(gifts, "王外协", drain)
    gifts.drop_button.click()
    drain()
    assert figures(view)[1] == "600.00"
    (undo,) = room.page.banner.buttons
    undo.click()
    drain()
    assert figures(view)[1] == "688.00"


def test_what_was_typed_is_asked_about_before_another_campaign_is_shown(
    room: CampaignsRoom, view: CampaignView, office: Office, drain: Drain
) -> None:
    mine = view.campaign_id
    other = giving.campaign(office, campaign_no=f"x-{mine}", title="另一次")
    view.gifts.begin()
    drain()
    type_into(view.gifts, name="王外协")
    view.choose(other)
    drain()
    assert "捐款填了没有保存" in said(room)
    assert view.campaign_id == mine
    forget, _stay = room.page.banner.buttons
    forget.click()
    drain()
    assert view.campaign_id == other
    assert view.unsaved() == ""


def test_only_what_is_left_is_spent_and_a_payment_is_complete(
    room: CampaignsRoom, view: CampaignView, office: Office, drain: Drain
) -> None:
    pays = view.payments
    view.tabs.setCurrentWidget(pays)
    drain()
    assert pays.rows.told.text() == (
        "还能支出 600.00 元；有 600.00 元捐款还没有入账，先入账，支出才能入账。"
    )
    book_gifts(office, view.campaign_id or 0)
    view.read()
    drain()
    assert pays.rows.told.text() == "还能支出 600.00 元。"
    pays.begin()
    drain()
    type_into(pays, summary="拨付", amount=60_001)
    pays.form.save()
    drain()
    box = pays.form.sheet.boxes["amount"]
    assert box.complaint == "结余只有 600.00 元，不够支出 600.01 元"
    type_into(pays, amount=60_000)
    pays.form.save()
    drain()
    select(pays, "拨付", drain, "summary")
    pays.book_button.click()
    answer(room, "入账")
    drain()
    assert said(room) == "支出入账前请填写审批人。"
    pays.edit_button.click()
    drain()
    type_into(pays, approver="赵主席")
    pays.form.save()
    drain()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    pays.book()
    answer(room, "入账")
    drain()
    assert "凭证号" in said(room)
    assert figures(view) == ["0.00", "600.00", "600.00", "0.00"]
    assert pays.rows.told.text() == "没有结余，不能再登记支出。"
    assert not pays.add_button.isEnabled()
    pays.reverse_button.click()
    give_reason(room, "银行退回")
    drain()
    assert figures(view)[3] == "600.00"
    assert sorted(pays.states.values()) == ["已红冲", "红冲"]


def test_the_counted_cash_stands_beside_what_was_entered(
    view: CampaignView, office: Office, drain: Drain
) -> None:
    counts = view.counts
    view.tabs.setCurrentWidget(counts)
    drain()
    assert counts.rows.told.text() == "未入账的现金 600.00 元，还没有点款。"
    told = {"counter": "孙桂兰", "supervisor": "周会英", "counted_on": TODAY}
    new(office, "cash-counts", campaign_id=view.campaign_id, yuan_100=5, **told)
    view.read()
    drain()
    assert "点款 500.00 元，少 100.00 元" in counts.rows.told.text()
    assert counts.rows.told.property("tone") == "error"
    told["counted_on"] = date(2026, 3, 15)
    new(office, "cash-counts", campaign_id=view.campaign_id, yuan_100=6, **told)
    office.discard(office.register("cash-counts"), [counts.rows.table.rows.key_at(0)])
    view.read()
    drain()
    assert counts.rows.told.text().endswith("点款 600.00 元，对上了。")
    assert counts.rows.told.property("tone") == ""


def test_pictures_add_up_to_the_income(
    view: CampaignView, office: Office, drain: Drain
) -> None:
    key = view.campaign_id or 0
    whole = giving.gift(office, key, 5_000, donor="group", name="后勤", people=3)
    giving.gift(office, key, 1_000, name="王外协", donor="other", part_of_id=whole)
    book_gifts(office, key)
    view.read()
    view.tabs.setCurrentWidget(view.charts)
    drain()
    charts = view.charts
    units = {bar.words: bar.amount for bar in charts.units.bars}
    assert units == {"采煤一队": 30_000, "匿名": 30_000, "后勤": 5_000}
    assert sum(bar.amount for bar in charts.days.bars) == 65_000
    assert [bar.words for bar in charts.progress.bars] == ["目标", "已收", "已支出"]
    assert {bar.words for bar in charts.years.bars} >= {"2026 收入", "2026 支出"}
    assert not charts.grab().isNull()
    assert "采煤一队 300.00 元" in charts.units.accessibleDescription()


def test_without_consent_the_page_says_what_is_not_printed(
    room: CampaignsRoom, view: CampaignView, office: Office, number: str, drain: Drain
) -> None:
    assert view.consent.isVisible()
    assert "某职工" in view.unnamed.text()
    agreed = giving.campaign(
        office, campaign_no=f"{number}b", title="同意了", consent_on=TODAY
    )
    opened(room, agreed, drain)
    assert not view.consent.isVisible()
    day = giving.campaign(
        office, campaign_no=f"{number}c", title="一日捐", kind="one_day", beneficiary=""
    )
    opened(room, day, drain)
    assert not view.consent.isVisible()


def test_a_paper_opens_for_the_campaign_and_missing_ones_say_so(
    room: CampaignsRoom, view: CampaignView, drain: Drain
) -> None:
    view.tabs.setCurrentWidget(view.papers)
    there = {job.key: job for job in view.desk.papers}
    for paper in PAPERS:
        known = paper.key in there
        assert view.papers.buttons[paper.key].isEnabled() is known
        assert (MISSING in view.papers.told[paper.key].text()) is not known
    if "donation-appeal" in there:
        view.papers.buttons["donation-appeal"].click()
        drain()
        assert room.preview is not None
        asked = room.preview.request()
        assert asked.ids in ((view.campaign_id,), None)
        if asked.ids is None:
            assert view.sheet is not None
            assert asked.settings["campaign"] == view.sheet.number


def test_a_campaign_without_gifts_prints_only_its_appeal(
    room: CampaignsRoom, view: CampaignView, office: Office, number: str, drain: Drain
) -> None:
    bare = giving.campaign(office, campaign_no=f"{number}e", title="刚开始")
    opened(room, bare, drain)
    there = {job.key for job in view.desk.papers}
    for paper in PAPERS:
        wanted = paper.key in there and not paper.gifts
        assert view.papers.buttons[paper.key].isEnabled() is wanted
        if paper.gifts and paper.key in there:
            assert NO_GIFTS in view.papers.told[paper.key].text()


def test_a_list_that_is_closed_takes_no_gift_and_says_so(
    view: CampaignView, office: Office, drain: Drain
) -> None:
    key = view.campaign_id or 0
    book_gifts(office, key)
    for state in (S.ENDED, S.POSTED):
        move_on(office, key, state)
    view.read()
    drain()
    assert not view.gifts.add_button.isEnabled()
    assert "名单封账" in view.gifts.rows.told.text()
    assert view.payments.may_add
    view.gifts.begin()
    drain()
    assert view.unsaved() == ""
    assert view.gifts.stack.currentWidget() is view.gifts.rows


def test_a_settled_campaign_is_only_looked_at(
    view: CampaignView, office: Office, drain: Drain
) -> None:
    key = view.campaign_id or 0
    book_gifts(office, key)
    giving.payment(office, key, amount=60_000)
    for state in (S.ENDED, S.POSTED, S.PAYING, S.CLOSED):
        move_on(office, key, state)
    view.read()
    drain()
    assert not view.steps.next_button.isVisible()
    assert "已结清" in view.steps.hint.text()
    for tab in (view.gifts, view.payments, view.counts):
        assert not tab.add_button.isEnabled()
    select(view.gifts, "张伟", drain)
    assert not view.gifts.reverse_button.isEnabled()
    view.gifts.edit_button.click()
    drain()
    assert not view.gifts.form.save_button.isEnabled()


def test_quick_entry_opens_with_the_campaign_in_hand_or_says_it_is_not_there(
    view: CampaignView, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    gifts = view.gifts
    monkeypatch.setattr(gifts, "has_entry", False)
    gifts.offer()
    assert not gifts.entry_button.isEnabled()
    assert "还没有“快速登记”" in gifts.rows.told.text()
    monkeypatch.setattr(gifts, "has_entry", True)
    gifts.offer()
    assert gifts.rows.told.text() == ""
    with qtbot.waitSignal(view.desk.page_requested) as asked:
        QTest.keyClick(view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [campaign_in_hand.ENTRY]
    assert campaign_in_hand.campaign_in_hand(view.desk) == view.campaign_id


def test_what_is_written_elsewhere_is_shown_here(
    view: CampaignView, office: Office, drain: Drain
) -> None:
    register = office.register("donations")
    told = {"campaign_id": view.campaign_id, "amount": 100, "given_on": TODAY}
    changes = office.save(office.new_draft(register, told))
    view.desk.bus.publish(changes)
    drain()
    assert figures(view)[1] == "601.00"


def test_keys_go_to_each_tab(view: CampaignView) -> None:
    for place, tab in enumerate(view.each_tab):
        key = Qt.Key(Qt.Key.Key_1 + place)
        QTest.keyClick(view, key, Qt.KeyboardModifier.ControlModifier)
        assert view.tabs.currentWidget() is tab


def test_a_campaign_with_gifts_is_not_deleted_and_one_without_comes_back(
    room: CampaignsRoom, view: CampaignView, office: Office, number: str, drain: Drain
) -> None:
    view.head.discard_action.trigger()
    drain()
    assert "已有捐款或支出，不能删除" in said(room)
    bare = giving.campaign(office, campaign_no=f"{number}f", title="误建的")
    opened(room, bare, drain)
    view.head.discard_action.trigger()
    drain()
    assert said(room) == "已删除“误建的”。"
    assert view.campaign_id != bare
    (undo,) = room.page.banner.buttons
    undo.click()
    drain()
    assert bare in office.ids(office.view(office.register("campaigns")))


def test_the_plain_register_is_behind_the_page(
    room: CampaignsRoom, view: CampaignView, drain: Drain
) -> None:
    view.head.list_action.trigger()
    drain()
    page = room.page
    assert page.list.isVisible()
    assert not view.isVisible()
    page.back_button.click()
    assert view.isVisible()


def test_a_narrow_or_low_window_gives_the_rows_their_room(
    room: CampaignsRoom, view: CampaignView, qtbot: QtBot, drain: Drain
) -> None:
    room.resize(830, 430)
    qtbot.waitUntil(view.head.choice.isVisible)
    assert not view.side.isVisible()
    assert view.sheet is not None
    assert view.head.choice.currentText() == view.sheet.title
    assert not view.consent.isVisible()
    assert not view.equation.bar.isVisible()
    assert view.height() < ROOM_FOR_ALL
    assert view.papers.unnamed.isVisibleTo(view.papers)
