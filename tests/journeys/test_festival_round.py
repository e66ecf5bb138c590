"""两节送温暖 for 300 people: chosen, ten left out, printed, signed, closed, undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from db.vocabulary import LeftOut
from tests.offices import TODAY, Dump, dump, shown
from ui.main_window import MainWindow
from ui.screens.visits.choose_pane import ChoosePane
from ui.screens.visits.close_pane import ClosePane
from ui.screens.visits.gift_pane import GiftPane
from ui.screens.visits.leave_out_pane import LeaveOutPane
from ui.screens.visits.print_pane import PrintPane
from ui.screens.visits.rounds_room import RoundsRoom
from ui.screens.visits.sign_pane import SignPane
from ui.screens.visits.team_pane import TeamPane
from unionoffice.catalogue import REGISTERS
from unionoffice.clock import stopped
from unionoffice.hardship.rounds.desk import Step
from unionoffice.hardship.visiting import rules as visit_rules
from unionoffice.hardship.visiting.history import standings
from unionoffice.members import sample
from unionoffice.members.dues import REMIND_AFTER
from unionoffice.members.states import IN_GOOD_STANDING
from unionoffice.money import capitals, show
from unionoffice.office import Office
from unionoffice.paths import store_file
from unionoffice.progress import SILENT

Drain = Callable[[], None]
PEOPLE, LEFT_OUT, UNSIGNED = 300, 10, 3
PRICE, CASHLESS = 12_345, "米面油"
GIVEN = PEOPLE - LEFT_OUT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A mine of 420 people with rules for visits."""
    folder = tmp_path / "data"
    folder.mkdir()
    office = Office.found(
        store_file(folder), REGISTERS, union_name="青石岭煤矿工会", clock=stopped(TODAY)
    )
    with office.transaction("样例", kind="sample") as writer:
        sample.fill(writer, people=420, seed=1, today=TODAY, progress=SILENT)
    visit_rules.load_examples(office)
    office.close()
    return folder


def whom(office: Office) -> list[int]:
    """290 people in good standing, and ten whom the rules leave out."""
    keys = office.ids(office.view(office.register("members")))
    with office.reading() as connection:
        told = standings(connection, keys, TODAY)
    good: list[int] = []
    bad: list[int] = []
    for key in keys:
        clean = (
            told[key].state in IN_GOOD_STANDING and told[key].months_owed < REMIND_AFTER
        )
        (good if clean else bad).append(key)
    return [*good[:GIVEN], *bad[:LEFT_OUT]]


class Journey:
    """The window with the round in hand."""

    def __init__(self, window: MainWindow, drain: Drain) -> None:
        page = window.open_page("rounds")
        assert isinstance(page, RoundsRoom)
        self.room, self.view, self.drain = page, page.page.view, drain
        self.office: Office = page._desk.office  # noqa: SLF001  the one at the desk
        drain()

    @property
    def said(self) -> str:
        return self.room.page.banner.sentence

    def step(self, step: Step) -> object:
        self.view.show_step(step)
        self.drain()
        return self.view.pane(step)

    def batches(self) -> list[str]:
        return [each.uid for each in self.office.batches()]


def begin(journey: Journey) -> None:
    view = journey.view
    view.begin_round()
    boxes = view.form.boxes
    boxes["name"].editor.set_value("2026 年两节送温暖")
    boxes["planned_on"].editor.set_value(TODAY)
    boxes["budget"].editor.set_value(GIVEN * PRICE)
    view.form.save()
    journey.drain()


def choose(journey: Journey) -> None:
    pane = journey.step(Step.CHOOSE)
    assert isinstance(pane, ChoosePane)
    pane.gift.show_values({"form": "goods", "goods": CASHLESS, "unit_price": 10_000})
    wanted = set(whom(journey.office))
    rows, table = pane.people.rows, pane.people
    table.clearSelection()
    model = table.selectionModel()
    flags = model.SelectionFlag
    for row in range(rows.rowCount()):
        if rows.key_at(row) in wanted:
            model.select(rows.index(row, 0), flags.Select | flags.Rows)
    assert pane.add_button.text() == f"加入所选 {PEOPLE} 人"
    pane.add_button.click()
    journey.drain()
    assert journey.said.startswith(f"已加入名单 {PEOPLE} 人")


def leave_out(journey: Journey) -> None:
    pane = journey.step(Step.LEAVE_OUT)
    assert isinstance(pane, LeaveOutPane)
    assert pane.follow_button.text() == f"按勾选排除 {LEFT_OUT} 人"
    pane.follow_button.click()
    journey.drain()
    assert all(item.left_out is not LeftOut.DECLINED for item in pane.out.entries)


def set_gift(journey: Journey) -> None:
    pane = journey.step(Step.GIFT)
    assert isinstance(pane, GiftPane)
    values = {"form": "goods", "goods": CASHLESS, "quantity": 1, "unit_price": PRICE}
    pane.gift.show_values(values)
    pane.set_button.click()
    journey.drain()
    assert journey.view.budget.labels["rest"].text() == "0.00"


def split(journey: Journey) -> None:
    pane = journey.step(Step.TEAMS)
    assert isinstance(pane, TeamPane)
    pane.split_button.click()
    journey.drain()
    assert journey.view.sheet is not None
    assert journey.view.sheet.teams == ("第1组", "第2组", "第3组")


def print_sheets(journey: Journey, folder: Path, qtbot: QtBot) -> None:
    """What is printed names everybody who gets something, and their sum in capitals."""
    pane = journey.step(Step.PRINT)
    assert isinstance(pane, PrintPane)
    pane.buttons["visit-signoff"].click()
    preview = journey.room.preview
    assert preview is not None
    with qtbot.waitSignal(preview.laid_out, timeout=20_000):
        pass
    preview.save(folder / "signoff.pdf")
    journey.drain()
    pdf = pypdfium2.PdfDocument(folder / "signoff.pdf")
    told = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    told = "".join(told.split())
    pdf.close()
    assert capitals(GIVEN * PRICE) in told
    assert journey.view.sheet is not None
    assert all(item.name in told for item in journey.view.sheet.given)
    journey.room.go_back()


def sign(journey: Journey) -> None:
    pane = journey.step(Step.SIGN)
    assert isinstance(pane, SignPane)
    entries = pane.table.entries
    assert len(entries) == GIVEN
    pane.tick(entries[UNSIGNED:])
    journey.drain()
    pane.which.setCurrentIndex(1)
    assert len(pane.table.entries) == UNSIGNED


def close(journey: Journey) -> None:
    pane = journey.step(Step.CLOSE)
    assert isinstance(pane, ClosePane)
    pane.close_button.click()
    journey.drain()
    assert pane.unsigned_title.text() == f"未签领 3 人，{show(UNSIGNED * PRICE)} 元"


def totals_agree(journey: Journey) -> None:
    """Signed entries, visits, figures and the list of rounds say one sum to the fen."""
    signed = (GIVEN - UNSIGNED) * PRICE
    office, sheet = journey.office, journey.view.sheet
    assert sheet is not None
    assert sheet.figures.whole.signed == signed
    parts = (sheet.figures.by_unit, sheet.figures.by_team, sheet.figures.by_kind)
    assert [sum(line.signed for line in part) for part in parts] == [signed] * 3
    assert sum(row[0] for row in shown(office, "visits", "value")) == signed
    assert shown(office, "rounds", "signed", "planned") == [(signed, GIVEN * PRICE)]
    assert office.totals(office.view(office.register("visits")))["value"] == signed


def test_a_festival_round_from_the_first_choice_to_the_last_undo(
    window: MainWindow, folder: Path, qtbot: QtBot, drain: Drain
) -> None:
    journey = Journey(window, drain)
    begin(journey)
    path = store_file(folder)
    before: list[Dump] = []
    for deed in (choose, leave_out, set_gift, split):
        before.append(dump(path))
        deed(journey)
    print_sheets(journey, folder, qtbot)
    for deed in (sign, close):
        before.append(dump(path))
        deed(journey)
    totals_agree(journey)

    kinds = (
        "慰问活动办结",
        "慰问签领（",
        "分配慰问组",
        "设定慰问标准",
        "按提示排除",
        "选择慰问",
    )
    batches = {each.reason: each.uid for each in journey.office.batches()}
    for kind, old in zip(kinds, reversed(before), strict=True):
        (uid,) = (uid for reason, uid in batches.items() if reason.startswith(kind))
        journey.view.undo(uid)
        drain()
        assert unprinted(dump(path)) == unprinted(old), kind
    assert journey.view.sheet is not None
    assert journey.view.sheet.entries == ()
    assert shown(journey.office, "rounds", "name") == [("2026 年两节送温暖",)]


def unprinted(kept: Dump) -> Dump:
    """Everything but what a paper that has left leaves behind."""
    return {
        name: rows
        for name, rows in kept.items()
        if not name.startswith(("printed", "print_", "attachment", "file"))
    }
