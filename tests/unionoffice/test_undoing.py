"""What an undo would do, said in the words of the registers, and carried out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from db.models import Person
from tests.offices import dump, edit, new, opened, ticking, value
from unionoffice.errors import Refused
from unionoffice.register.past import Sought
from unionoffice.undoing import looking
from unionoffice.undoing.rows import Row, Way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unionoffice.office import Office
    from unionoffice.undoing.rows import Line


@pytest.fixture
def office(path: Path) -> Iterator[Office]:
    desk = opened(path, clock=ticking())
    yield desk
    desk.close()


@pytest.fixture
def people(office: Office) -> list[int]:
    team = new(office, "units", name="采煤一队", kind="team")
    return [
        new(office, "members", name=name, unit_id=team, phone="13905370001")
        for name in ("张三", "李四", "王五", "赵六")
    ]


def transfer(office: Office, people: list[int]) -> str:
    """A roster that moves everybody to another post."""
    team = new(office, "units", name="综掘队", kind="team")
    told = {"post": "班长", "unit_id": team}
    reason = "导入会员：调岗名单.xlsx"
    with office.transaction(reason, kind="import") as writer:
        writer.update_many(Person, dict.fromkeys(people, told))
    return writer.written.batch or ""


def field(lines: tuple[Line, ...], label: str) -> Line:
    return next(line for line in lines if line.label == label)


def only(rows: tuple[Row, ...]) -> Row:
    [row] = rows
    return row


def test_a_row_in_the_way_is_told_with_its_names(
    office: Office, people: list[int]
) -> None:
    batch = transfer(office, people)
    edit(office, "members", people[0], post="队长", phone="13905370009")
    seen = looking.look(office, batch)
    row = only(seen.rows)
    assert (row.noun, row.name, row.edited) == ("会员", "张三 综掘队", True)
    assert row.by_batch == "改了所在单位、岗位"
    assert row.since == "又改了手机号、岗位"
    assert row.by[0].endswith("工会干事：修改会员：张三 综掘队")
    lines = looking.lines(office, row)
    unit = field(lines, "所在单位")
    assert (unit.before, unit.batch, unit.now) == ("采煤一队", "综掘队", "综掘队")
    post, phone = field(lines, "岗位"), field(lines, "手机号")
    assert [unit.result(way) for way in Way] == ["采煤一队", "采煤一队", "综掘队"]
    assert [post.result(way) for way in Way] == ["", "队长", "队长"]
    assert [phone.result(way)[-1] for way in Way] == ["1", "9", "9"]


def test_an_undo_as_recommended_leaves_what_came_later(
    office: Office, people: list[int], path: Path
) -> None:
    batch = transfer(office, people)
    edit(office, "members", people[0], phone="13905370009")
    before = dump(path)
    seen = looking.look(office, batch)
    assert seen.outcome({}).sentence == "3 行退回，1 行只退回这次改的"
    changes = looking.undo(office, seen, seen.recommended())
    assert changes.sentence == "3 行退回，1 行只退回这次改的"
    assert value(office, "members", people[0], "unit_id") == "采煤一队"
    assert value(office, "members", people[0], "phone") == "13905370009"
    assert office.problems() == []
    office.undo(changes.batch or "")
    assert dump(path) == before


def test_what_others_use_says_who_uses_it(office: Office) -> None:
    with office.transaction("导入会员：名单.xlsx", kind="import") as writer:
        key = writer.insert(Person, {"name": "张三"})
    new(office, "dues", person_id=key, month=date(2026, 3, 1), due=1000)
    row = only(looking.look(office, writer.written.batch or "").rows)
    assert (row.by_batch, row.since) == ("新增", "被 1 条会费用到")
    assert row.closed[Way.RETURN] == "被 1 条会费用到"
    assert row.ways == (Way.KEEP,)


def test_a_number_that_was_given_away_is_named_with_its_holder(
    office: Office, people: list[int]
) -> None:
    edit(office, "members", people[0], id_number="110101197003070012")
    with office.transaction("导入会员：更正.xlsx", kind="import") as writer:
        writer.update(Person, people[0], {"id_number": None})
    batch = writer.written.batch or ""
    edit(office, "members", people[1], id_number="110101197003070012")
    row = only(looking.look(office, batch).rows)
    assert row.closed[Way.RETURN] == "原来的身份证号现在属于“李四”"
    with pytest.raises(Refused, match=r"张三.*身份证号"):
        office.undo(batch)


def test_rows_that_are_gone_keep_their_names(office: Office) -> None:
    person = new(office, "members", name="张三")
    with office.transaction("登记会籍变动") as writer:
        from db.models import MembershipEvent

        told = {"person_id": person, "kind": "died"}
        key = writer.insert(MembershipEvent, told)
    made = writer.written.batch or ""
    with office.transaction("修改会籍变动") as writer:
        writer.update(MembershipEvent, key, {"note": "已核"})
    batch = writer.written.batch or ""
    seen = looking.look(office, made)
    looking.undo(office, seen, {("membership_event", key): Way.RETURN})
    row = only(looking.look(office, batch).rows)
    assert (row.name, row.since) == ("张三 死亡", "已不在")


def test_one_way_for_all_edited_rows_leaves_the_others(
    office: Office, people: list[int]
) -> None:
    batch = transfer(office, people)
    edit(office, "members", people[0], phone="13905370009")
    edit(office, "members", people[1], phone="13905370008")
    seen = looking.look(office, batch)
    assert set(seen.everywhere(Way.KEEP).values()) == {Way.KEEP}
    assert seen.outcome(seen.everywhere(Way.RETURN)).sentence == "4 行退回"


def test_a_refusal_after_another_write_asks_to_look_again(
    office: Office, people: list[int]
) -> None:
    batch = transfer(office, people)
    seen = looking.look(office, batch)
    edit(office, "members", people[0], phone="13905370009")
    with pytest.raises(Refused, match="重新查看"):
        looking.undo(office, seen, {})


def test_the_trail_is_searched_and_read_further_back(
    office: Office, people: list[int]
) -> None:
    transfer(office, people)
    edit(office, "members", people[0], phone="13905370009")
    told = [past.reason for past in office.batches()]
    first = office.batches(2)
    older = office.batches(200, Sought(below=first[-1].uid))
    assert [past.reason for past in (*first, *older)] == told
    imports = office.batches(200, Sought(kinds=("import",)))
    assert [past.reason for past in imports] == ["导入会员：调岗名单.xlsx"]
    found = office.batches(200, Sought(words="干事 张三"))
    assert [past.reason for past in found] == ["修改会员：张三 综掘队"]
    assert office.batches(200, Sought(words="%")) == []
