"""A round of visits step by step: each deed writes, is counted and can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from db.vocabulary import FundSource, LeftOut, VisitForm, VisitOccasion
from tests.offices import new, shown
from ui.screens.visits.choose_pane import ChoosePane
from ui.screens.visits.close_pane import ClosePane
from ui.screens.visits.entry_table import EntryTable
from ui.screens.visits.gift_pane import GiftPane
from ui.screens.visits.leave_out_pane import LeaveOutPane
from ui.screens.visits.pane import Pane
from ui.screens.visits.print_pane import PAPERS, PrintPane
from ui.screens.visits.round_view import RoundView
from ui.screens.visits.rounds_room import RoundsRoom
from ui.screens.visits.sign_pane import SignPane
from ui.screens.visits.team_pane import TeamPane, names_of
from unionoffice.hardship.rounds import desk as round_desk
from unionoffice.hardship.rounds import jobs as round_jobs
from unionoffice.hardship.rounds import sorting as round_sorting
from unionoffice.hardship.rounds.desk import Step
from unionoffice.hardship.visiting.gift import Gift
from unionoffice.office import Office

Drain = Callable[[], None]
P = TypeVar("P", bound=Pane)
WANG, ZHAO, LI, SUN, ZHOU, WU = range(6)
RICE = Gift(form=VisitForm.GOODS, goods="大米", quantity=2, unit_price=6_050)
DAY = date(2026, 2, 10)


@pytest.fixture
def begun(office: Office, people: list[int]) -> int:
    """A round for all six, each given rice for 121.00 yuan."""
    made = round_jobs.create(
        office,
        "春节送温暖",
        VisitOccasion.FESTIVAL,
        DAY,
        budget=60_000,
        source=FundSource.OWN,
    )
    (key,) = made.in_table("visit_round")
    round_jobs.choose(office, key, people, RICE, kind="一线职工")
    return key


@pytest.fixture
def view(begun: int, rounds: RoundView, drain: Drain) -> RoundView:
    """The round in hand."""
    rounds.read()
    drain()
    assert rounds.round_id == begun
    return rounds


def at(view: RoundView, step: Step, kind: type[P]) -> P:
    """The pane of a step, shown."""
    if view.steps.current is not step:
        view.show_step(step)
    pane = view.pane(step)
    assert isinstance(pane, kind)
    return pane


def choose_pane(view: RoundView) -> ChoosePane:
    return at(view, Step.CHOOSE, ChoosePane)


def leave_pane(view: RoundView) -> LeaveOutPane:
    return at(view, Step.LEAVE_OUT, LeaveOutPane)


def gift_pane(view: RoundView) -> GiftPane:
    return at(view, Step.GIFT, GiftPane)


def team_pane(view: RoundView) -> TeamPane:
    return at(view, Step.TEAMS, TeamPane)


def print_pane(view: RoundView) -> PrintPane:
    return at(view, Step.PRINT, PrintPane)


def sign_pane(view: RoundView) -> SignPane:
    return at(view, Step.SIGN, SignPane)


def close_pane(view: RoundView) -> ClosePane:
    return at(view, Step.CLOSE, ClosePane)


def said(view: RoundView) -> str:
    """What the banner of the page says."""
    page = view.parent()
    while page is not None and not hasattr(page, "banner"):
        page = page.parent()
    assert page is not None
    return str(page.banner.sentence)


def pick(table: EntryTable, *names: str) -> None:
    """Select people of a table by their names."""
    table.select({item.entry_id for item in table.entries if item.name in names})


def names(table: EntryTable) -> set[str]:
    return {item.name for item in table.entries}


def put(view: RoundView, key: str, value: object) -> None:
    """Fill a field of the line below the signatures."""
    sign_pane(view).proxy.editors[key].set_value(value)


def test_without_a_round_the_page_says_what_to_do_first(rounds: RoundView) -> None:
    assert rounds.right.currentWidget() is rounds.empty
    rounds.empty.buttons[0].click()
    assert rounds.right.currentWidget() is rounds.form_page


def test_a_round_is_begun_in_place_and_opens_at_its_first_step(
    rounds: RoundView, office: Office, drain: Drain
) -> None:
    rounds.begin_round()
    form = rounds.form
    name = form.boxes["name"].editor.inner
    assert isinstance(name, QLineEdit)
    QTest.keyClicks(name, "2026")
    assert rounds.unsaved() == "慰问活动的内容还没有保存"
    form.boxes["budget"].editor.set_value(1_000_000)
    QTest.keyClick(name, Qt.Key.Key_Return)
    drain()
    assert shown(office, "rounds", "name", "budget") == [("2026", 1_000_000)]
    assert rounds.steps.current is Step.CHOOSE
    assert rounds.budget.labels["budget"].text() == "10,000.00"
    assert rounds.unsaved() == ""


def test_a_round_without_a_name_is_refused_beside_the_field(
    rounds: RoundView, office: Office, drain: Drain
) -> None:
    rounds.begin_round()
    rounds.form.save()
    drain()
    assert rounds.form.boxes["name"].complaint == "请填写活动名称"
    assert shown(office, "rounds", "name") == []
    QTest.keyClick(rounds.form, Qt.Key.Key_Escape)
    assert rounds.right.currentWidget() is rounds.empty


def test_the_page_opens_a_round_at_the_step_that_is_next(view: RoundView) -> None:
    assert view.steps.current is Step.TEAMS
    assert view.title.text() == "春节送温暖"
    assert view.budget.labels["planned"].text() == "726.00"
    assert view.budget.labels["planned"].property("tone") == "error"
    assert view.budget.labels["rest"].text() == "-126.00"


def test_people_are_chosen_from_the_list_of_members(
    rounds_room: RoundsRoom, office: Office, drain: Drain
) -> None:
    round_jobs.create(office, "端午慰问", VisitOccasion.FESTIVAL, DAY)
    view = rounds_room.page.view
    view.read()
    drain()
    pane = choose_pane(view)
    pane.gift.show_values({"form": "goods", "goods": "粽子", "unit_price": 3_000})
    pane.search.set_words("lj")
    pane.search.search_requested.emit("lj")
    drain()
    assert pane.add_button.text() == "加入列出的全部 1 人"
    pane.kind.setText("机电")
    pane.add_button.click()
    drain()
    assert view.sheet is not None
    (entry,) = view.sheet.entries
    assert (entry.name, entry.kind, entry.value) == ("李建国", "机电", 3_000)


def test_a_group_without_a_gift_is_refused_in_a_sentence(
    view: RoundView, drain: Drain
) -> None:
    choose_pane(view).gift.show_values({"form": "cash"})
    choose_pane(view).add_members()
    assert said(view) == "请填写慰问金或慰问品。"


def test_heads_of_files_are_chosen_by_category(
    view: RoundView, office: Office, drain: Drain
) -> None:
    pane = choose_pane(view)
    pick(pane.table, "李建国")
    pane.remove()
    drain()
    assert len(pane.table.entries) == 5
    (box,) = pane.ticks.values()
    assert box.text() == "深度困难　1 户"
    pane.gift.show_values({"form": "cash", "amount": 80_000})
    pane.files_button.click()
    drain()
    assert view.sheet is not None
    (head,) = (i for i in view.sheet.entries if i.name == "李建国")
    assert (head.kind, head.value) == ("深度困难", 80_000)


@pytest.fixture
def owing(office: Office, people: list[int]) -> None:
    """One with a reserved membership, one who owes the dues of seven months."""
    new(
        office,
        "events",
        person_id=people[WU],
        kind="reserved",
        happened_on=date(2025, 12, 1),
    )
    for month in range(6, 13):
        told = {"base": 300_000, "paid": 0, "month": date(2025, month, 1)}
        new(office, "dues", person_id=people[ZHAO], **told)


def test_only_ticked_proposals_are_followed(
    owing: None, view: RoundView, drain: Drain
) -> None:
    assert view.steps.current is Step.LEAVE_OUT
    pane = leave_pane(view)
    found = {
        pane.proposals.words(row, 1): pane.proposals.words(row, 3)
        for row in range(pane.proposals.rowCount())
    }
    assert found == {"赵大勇": "未缴会费", "吴刚": "保留会籍"}
    row = list(found).index("吴刚")
    box = pane.proposals.item(row, 0)
    assert box is not None
    box.setCheckState(Qt.CheckState.Unchecked)
    assert pane.follow_button.text() == "按勾选排除 1 人"
    pane.follow_button.click()
    drain()
    assert names(pane.out) == {"赵大勇"}
    assert view.budget.labels["people"].text() == "5"


def test_a_person_is_left_out_for_an_own_reason_and_taken_back(
    view: RoundView, drain: Drain
) -> None:
    pane = leave_pane(view)
    pick(pane.list, "周小军")
    pane.reason.setCurrentIndex(pane.reason.findData(str(LeftOut.OTHER)))
    pane.out_button.click()
    drain()
    assert said(view) == "请写明排除的原因。"
    pane.words.setText("本月外派")
    pane.out_button.click()
    drain()
    assert [(i.name, i.left_out_words) for i in pane.out.entries] == [
        ("周小军", "本月外派")
    ]
    pick(pane.out, "周小军")
    pane.back_button.click()
    drain()
    assert pane.out.entries == ()


def test_a_gift_is_set_for_a_group_or_for_some(view: RoundView, drain: Drain) -> None:
    pane = gift_pane(view)
    pane.groups.selectRow(1)
    assert pane.group == "一线职工"
    pane.gift.show_values({"form": "goods", "goods": "油", "unit_price": 10_000})
    pane.set_button.click()
    drain()
    assert view.budget.labels["planned"].text() == "600.00"
    pick(pane.people, "王秀英", "赵大勇")
    assert pane.set_button.text() == "设定所选 2 人"
    pane.gift.show_values({"form": "goods", "goods": "油", "unit_price": 9_999})
    pane.set_button.click()
    drain()
    assert view.budget.labels["planned"].text() == "599.98"
    assert view.budget.labels["planned"].property("tone") == ""


def test_cash_where_only_goods_are_allowed_is_said_while_it_is_set(
    view: RoundView, drain: Drain
) -> None:
    pane = gift_pane(view)
    pane.gift.show_values({"form": "cash", "amount": 10_000})
    pane.set_gift()
    drain()
    assert "等 6 人超过标准" in pane.warning.text()
    assert "只能送实物" in pane.warning.text()


def test_teams_share_the_units_and_one_person_is_moved_by_hand(
    view: RoundView, drain: Drain
) -> None:
    pane = team_pane(view)
    pane.count.setValue(2)
    assert pane.names.text() == "第1组、第2组"
    pane.split_button.click()
    drain()
    assert view.sheet is not None
    by_unit: dict[str, set[str]] = {}
    for item in view.sheet.given:
        by_unit.setdefault(item.unit, set()).add(item.team)
    assert all(len(teams) == 1 for teams in by_unit.values())
    assert {pane.teams.words(row, 0) for row in range(2)} == {"第1组", "第2组"}
    pick(pane.people, "吴刚")
    pane.team.setEditText("书记组")
    pane.move_button.click()
    drain()
    assert "书记组" in view.sheet.teams or "书记组" in {
        pane.teams.words(row, 0) for row in range(pane.teams.rowCount())
    }


def test_more_teams_than_units_are_refused_in_a_sentence(
    view: RoundView, drain: Drain
) -> None:
    team_pane(view).count.setValue(4)
    team_pane(view).split()
    drain()
    assert "分不成 4 个组" in said(view)


@pytest.mark.parametrize("count", [1, 3, 12])
def test_names_of_teams_sort_as_they_are_counted(count: int) -> None:
    told = names_of(count).split("、")
    assert len(told) == count
    assert sorted(told) == told


def test_a_paper_opens_for_the_round_shown(
    rounds_room: RoundsRoom, view: RoundView, drain: Drain
) -> None:
    view.show_step(Step.PRINT)
    there = {job.key for job in rounds_room._desk.papers}  # noqa: SLF001  what it was given
    for paper in PAPERS:
        assert print_pane(view).buttons[paper.key].isEnabled() is (paper.key in there)
    if "visit-signoff" in there:
        print_pane(view).buttons["visit-signoff"].click()
        drain()
        preview = rounds_room.preview
        assert preview is not None
        assert preview.request().settings["round"] == "春节送温暖（2026-02-10）"
        rounds_room.go_back()


def test_space_ticks_goes_on_and_takes_back(view: RoundView, drain: Drain) -> None:
    table = sign_pane(view).table
    table.selectRow(0)
    first = table.selected()[0].name
    QTest.keyClick(table, Qt.Key.Key_Space)
    drain()
    assert table.currentIndex().row() == 1
    assert [i.name for i in table.entries if i.served] == [first]
    QTest.keyClick(table, Qt.Key.Key_Space)
    drain()
    assert view.steps.buttons[Step.SIGN].text() == "6 签领 2/6"
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Space)
    drain()
    assert not table.entries[0].served


def test_a_page_is_ticked_at_once_and_the_unsigned_are_a_list_of_their_own(
    view: RoundView, office: Office, drain: Drain
) -> None:
    pane = sign_pane(view)
    pane.on_page.setValue(5)
    pane.page.setCurrentIndex(1)
    assert pane.page.currentText() == "第 1 页（1–5）"
    pane.page_button.click()
    drain()
    assert view.budget.labels["signed"].text() == "605.00（5 人）"
    pane.page.setCurrentIndex(0)
    pane.which.setCurrentIndex(1)
    assert len(pane.table.entries) == 1
    assert pane.which.currentText() == "未签领 1"
    worth = [row[0] for row in shown(office, "visits", "value")]
    assert worth == [12_100] * 5


def test_a_proxy_signs_for_one_with_relation_and_reason(
    view: RoundView, drain: Drain
) -> None:
    pane = sign_pane(view)
    put(view, "signer", "王大山")
    assert view.unsaved() == "代领人填了一半"
    pick(pane.table, "王秀英", "赵大勇")
    pane.tick()
    assert said(view) == "代领要逐人登记，请只选一个人，或者清空代领人。"
    pick(pane.table, "王秀英")
    put(view, "signer_relation", "父亲")
    pane.tick()
    drain()
    assert "代领须填写原因" in said(view)
    put(view, "proxy_reason", "本人住院")
    pane.tick()
    drain()
    assert view.sheet is not None
    (wang,) = (i for i in view.sheet.entries if i.name == "王秀英")
    assert (wang.signer, wang.signer_relation) == ("王大山", "父亲")
    assert view.unsaved() == ""


def test_a_round_is_closed_opened_again_and_undone(
    view: RoundView, drain: Drain
) -> None:
    sign_pane(view).tick(sign_pane(view).table.entries[:4])
    drain()
    pane = close_pane(view)
    assert pane.unsigned_title.text() == "未签领 2 人，242.00 元"
    assert pane.table.words(0, 3) == "484.00"
    pane.close_button.click()
    drain()
    assert view.sheet is not None
    assert view.sheet.closed
    view.show_step(Step.SIGN)
    assert not sign_pane(view).page_button.isEnabled()
    view.show_step(Step.CLOSE)
    pane.reopen_button.click()
    drain()
    assert not view.sheet.closed


def test_every_deed_is_undone_from_the_banner(
    rounds_room: RoundsRoom, view: RoundView, drain: Drain
) -> None:
    sign_pane(view).tick(sign_pane(view).table.entries)
    drain()
    assert view.budget.labels["signed"].text() == "726.00（6 人）"
    (undo,) = rounds_room.page.banner.buttons
    undo.click()
    drain()
    assert said(view) == "已撤销。"
    assert view.budget.labels["signed"].text() == "0.00（0 人）"


def test_a_jump_to_a_round_takes_it_in_hand(
    rounds_room: RoundsRoom, view: RoundView, office: Office, drain: Drain
) -> None:
    made = round_jobs.create(office, "清明", VisitOccasion.FESTIVAL, date(2026, 4, 4))
    (key,) = made.in_table("visit_round")
    rounds_room.page.open_record(key)
    drain()
    assert view.title.text() == "清明"
    assert view.steps.current is Step.CHOOSE
    assert len(view.table.words.lines) == 2


def test_the_plain_register_is_behind_the_rounds(
    rounds_room: RoundsRoom, view: RoundView, drain: Drain
) -> None:
    view.list_action.trigger()
    drain()
    page = rounds_room.page
    assert page.list.isVisible()
    assert not view.isVisible()
    page.back_button.click()
    assert view.isVisible()
    view.entries_action.trigger()
    drain()
    assert rounds_room.over is not None


def test_a_round_nobody_signed_is_deleted_and_comes_back(
    rounds_room: RoundsRoom, view: RoundView, drain: Drain
) -> None:
    view.discard_action.trigger()
    drain()
    assert view.right.currentWidget() is view.empty
    (undo,) = rounds_room.page.banner.buttons
    undo.click()
    drain()
    assert view.title.text() == "春节送温暖"


def test_a_round_somebody_signed_for_is_not_deleted(
    view: RoundView, drain: Drain
) -> None:
    sign_pane(view).tick(sign_pane(view).table.entries[:1])
    drain()
    view.discard_round()
    drain()
    assert "已经有人签领，不能删除" in said(view)


def test_the_next_step_follows_what_is_done(office: Office, begun: int) -> None:
    def step() -> Step:
        return round_desk.sheet(office, begun).next_step

    assert step() is Step.TEAMS
    round_sorting.split_teams(office, begun, ["一", "二"])
    assert step() is Step.PRINT
    sheet = round_desk.sheet(office, begun)
    assert [item.number for item in sheet.given] == list(range(1, 7))
    from unionoffice.hardship.rounds.signing import close_round, tick

    tick(office, [item.entry_id for item in sheet.given[:3]], DAY)
    assert step() is Step.SIGN
    tick(office, [item.entry_id for item in sheet.given[3:]], DAY)
    assert step() is Step.CLOSE
    close_round(office, begun)
    assert round_desk.sheet(office, begun).closed


def test_a_narrow_window_lists_the_rounds_in_a_box(
    rounds_room: RoundsRoom, view: RoundView, qtbot: QtBot
) -> None:
    rounds_room.resize(980, 500)
    qtbot.waitUntil(view.choice.isVisible)
    assert not view.side.isVisible()
    assert view.choice.currentText() == "春节送温暖"
