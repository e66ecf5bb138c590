"""One person sits in one open file: by form, by import, by merge, by the store."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from typing_extensions import override

from db.household_seats import problems
from db.models import HardshipFile, HouseholdMember
from db.vocabulary import FileStep
from tests.offices import (
    copied,
    dump,
    edit,
    fates,
    make_template,
    new,
    opened,
    plan_of,
    write_sheets,
)
from tests.unionoffice.hardship.filing import (
    BEGIN,
    file,
    member,
    number,
    person,
    step,
)
from unionoffice.errors import Refused
from unionoffice.hardship.filing.steps import open_again
from unionoffice.merging.compare import compare
from unionoffice.merging.comparison import Merging
from unionoffice.merging.merge import merge
from unionoffice.office import Office
from unionoffice.register.complaint import NotAccepted

HEADERS = ["姓名", "身份证号", "档案编号", "困难类别", "档案状态", "建档日期"]


def seats(office: Office) -> int:
    return len(dump(office.store.path)["household_seat"])


def test_a_form_refuses_a_second_file_for_the_head(office: Office) -> None:
    head = person(office, "周望山", 1)
    file(office, head, file_no="2026-007")
    with pytest.raises(NotAccepted, match="周望山已在困难档案“2026-007”（户主周望山）"):
        file(office, head)


def test_a_form_refuses_a_file_for_a_member_of_a_household(office: Office) -> None:
    first = file(office, person(office, "周望山", 1), file_no="2026-007")
    wife = person(office, "林秀枝", 22)
    member(office, first, "林秀枝", person_id=wife)
    with pytest.raises(NotAccepted, match="林秀枝已在困难档案“2026-007”（户主周望山）"):
        file(office, wife)


def test_the_number_alone_tells_who_it_is(office: Office) -> None:
    first = file(office, person(office, "周望山", 1))
    member(office, first, "林秀芝", id_number=number(22))
    with pytest.raises(NotAccepted, match="一户一档"):
        file(office, person(office, "林秀枝", 22))


def test_a_head_of_one_household_is_no_member_of_another(office: Office) -> None:
    head = person(office, "周望山", 1)
    file(office, head, file_no="2026-001")
    other = file(office, person(office, "吴大河", 3))
    with pytest.raises(NotAccepted, match="2026-001"):
        member(office, other, "周望山", person_id=head)


def test_two_workers_of_one_home_are_one_file(office: Office) -> None:
    first = file(office, person(office, "周望山", 1))
    wife = member(office, first, "林秀枝", person_id=person(office, "林秀枝", 22))
    draft = office.draft(office.register("hardship-members"), wife)
    assert draft.values["id_number"] == number(22)
    assert draft.values["sex"] == "2"


def test_the_store_itself_refuses_a_second_seat(office: Office) -> None:
    head = person(office, "周望山", 1)
    file(office, head, file_no="2026-001")
    before = dump(office.store.path)
    with (
        pytest.raises(Refused, match="2026-001"),
        office.transaction("绕过表单") as writer,
    ):
        writer.insert(HardshipFile, {"person_id": head, "file_no": "2026-002"})
    assert dump(office.store.path) == before


def test_the_store_itself_refuses_a_member_who_sits_elsewhere(office: Office) -> None:
    file(office, person(office, "周望山", 1), file_no="2026-001")
    other = file(office, person(office, "吴大河", 3))
    row = {"file_id": other, "name": "周望山", "id_number": number(1)}
    with (
        pytest.raises(Refused, match="2026-001"),
        office.transaction("绕过表单") as writer,
    ):
        writer.insert(HouseholdMember, row)


def test_a_number_that_is_written_down_later_is_noticed(office: Office) -> None:
    first = file(office, person(office, "周望山", 1), file_no="2026-001")
    member(office, first, "林秀枝", id_number=number(22))
    wife = person(office, "林秀枝")
    file(office, wife)
    with pytest.raises(Refused, match="2026-001"):
        edit(office, "members", wife, id_number=number(22))
    assert office.problems() == []


def test_an_import_refuses_a_second_file_and_names_the_first(
    office: Office, tmp_path: Path
) -> None:
    first = file(office, person(office, "周望山", 1), file_no="2026-001")
    member(office, first, "林秀枝", person_id=person(office, "林秀枝", 22))
    rows = [
        HEADERS,
        ["林秀枝", number(22), "2026-002", "深度困难", "在档", "2026-01-05"],
    ]
    plan = plan_of(office, write_sheets(tmp_path / "b.xlsx", {"a": rows}), FILES)
    assert fates(plan) == {"rejected": 1}
    (said,) = (item.problem for item in plan.complaints() if "一户一档" in item.problem)
    assert "2026-001" in said


def test_an_import_refuses_two_files_of_one_person_in_one_sheet(
    office: Office, tmp_path: Path
) -> None:
    person(office, "周望山", 1)
    rows = [
        HEADERS,
        ["周望山", number(1), "2026-001", "深度困难", "在档", "2026-01-05"],
        ["周望山", number(1), "2026-002", "相对困难", "在档", "2026-01-06"],
    ]
    plan = plan_of(office, write_sheets(tmp_path / "b.xlsx", {"a": rows}), FILES)
    assert fates(plan) == {"new": 1, "rejected": 1}
    office.apply(plan)
    assert office.problems() == []


def test_old_files_that_are_closed_take_no_seat(office: Office, tmp_path: Path) -> None:
    person(office, "周望山", 1)
    header = [*HEADERS, "撤档日期"]
    rows = [
        header,
        ["周望山", number(1), "2020-001", "", "脱困撤档", "2020-01-05", "2021-03-01"],
        ["周望山", number(1), "2026-001", "深度困难", "在档", "2026-01-05", ""],
    ]
    plan = plan_of(office, write_sheets(tmp_path / "b.xlsx", {"a": rows}), FILES)
    assert fates(plan) == {"new": 2}
    office.apply(plan)
    assert seats(office) == 2


def test_an_import_of_members_refuses_who_sits_elsewhere(
    office: Office, tmp_path: Path
) -> None:
    file(office, person(office, "周望山", 1), file_no="2026-001")
    file(office, person(office, "吴大河", 3), file_no="2026-002")
    rows = [
        ["档案编号", "姓名", "与户主关系", "身份证号"],
        ["2026-002", "周望山", "父亲", number(1)],
        ["2026-002", "吴小河", "长子", number(5, date(2010, 4, 5))],
        ["2026-001", "吴小河", "长子", number(5, date(2010, 4, 5))],
    ]
    path = write_sheets(tmp_path / "b.xlsx", {"a": rows})
    plan = plan_of(office, path, "hardship-members")
    assert fates(plan) == {"new": 1, "rejected": 2}


def test_a_closed_file_gives_its_people_free(office: Office) -> None:
    head = person(office, "周望山", 1)
    first = file(office, head)
    step(office, first, FileStep.APPLY, BEGIN)
    step(office, first, FileStep.CANCEL, BEGIN)
    assert seats(office) == 0
    file(office, head)
    assert seats(office) == 2


def test_undoing_the_closing_is_refused_while_a_newer_file_is_open(
    office: Office,
) -> None:
    head = person(office, "周望山", 1)
    first = file(office, head)
    step(office, first, FileStep.APPLY, BEGIN)
    closing = step(office, first, FileStep.CANCEL, BEGIN)
    opening = open_again(office, first, BEGIN)
    with pytest.raises(Refused):
        office.undo(closing.batch or "")
    office.undo(opening.batch or "")
    office.undo(closing.batch or "")
    assert office.problems() == []
    assert seats(office) == 2


def test_a_merge_of_two_heads_with_open_files_is_refused(office: Office) -> None:
    one, other = person(office, "周望山", 1), person(office, "周望山")
    file(office, one)
    file(office, other)
    before = dump(office.store.path)
    compared = compare(office, office.register("members"), one, other)
    with pytest.raises(Refused, match="一户一档"):
        merge(office, Merging(compared, {}))
    assert dump(office.store.path) == before


FILES = "hardship-files"


class Households(RuleBasedStateMachine):
    """Files are opened, filled, closed and undone in any order."""

    template: Path
    folder: Path

    def __init__(self) -> None:
        super().__init__()
        for old in self.folder.glob("office.*"):
            old.unlink()
        self.office = opened(copied(self.template, self.folder))
        self.people = [person(self.office, f"职工{n}", n) for n in range(1, 5)]
        self.files: list[int] = []
        self.batches: list[str] = []

    @rule(nth=st.integers(0, 3))
    def open_file(self, nth: int) -> None:
        with suppress(NotAccepted):
            self.files.append(file(self.office, self.people[nth]))

    @rule(nth=st.integers(0, 3), which=st.integers(0, 9))
    def add_member(self, nth: int, which: int) -> None:
        if self.files:
            chosen = self.files[which % len(self.files)]
            who = self.people[nth]
            with suppress(NotAccepted):
                member(self.office, chosen, f"职工{nth + 1}", person_id=who)

    @rule(which=st.integers(0, 9), end=st.booleans())
    def move_on(self, which: int, *, end: bool) -> None:
        if self.files:
            chosen = self.files[which % len(self.files)]
            kind = FileStep.CANCEL if end else FileStep.APPLY
            with suppress(Refused):
                self.batches.append(step(self.office, chosen, kind, BEGIN).batch or "")

    @rule()
    def undo(self) -> None:
        if self.batches:
            with suppress(Refused):
                self.office.undo(self.batches.pop())

    @invariant()
    def everybody_sits_once(self) -> None:
        with self.office.reading() as connection:
            assert problems(connection) == []

    @override
    def teardown(self) -> None:
        self.office.close()


def test_however_files_are_opened_and_closed_everybody_sits_once(
    tmp_path: Path,
) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    Households.template, Households.folder = make_template(tmp_path), tmp_path
    run_state_machine_as_test(
        Households,
        settings=settings(max_examples=12, stateful_step_count=14, deadline=None),
    )


def test_a_number_of_a_card_that_is_corrected_frees_the_old_one(office: Office) -> None:
    head = person(office, "周望山", 1)
    file(office, head)
    edit(office, "members", head, id_number=number(3))
    assert office.problems() == []
    new(office, "members", name="吴大河", id_number=number(1))
