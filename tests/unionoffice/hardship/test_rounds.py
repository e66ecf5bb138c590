"""A round of visits: people, gifts, exclusions, teams, signatures, figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.models import Person
from db.vocabulary import FundSource, LeftOut, RoundState, VisitForm, VisitOccasion
from tests.offices import TODAY, copied, dump, edit, new, opened, value
from tests.unionoffice.hardship.aid_homes import household
from tests.unionoffice.hardship.visiting import (
    CASH,
    RICE,
    WORTH_RICE,
    member,
    owes,
    ready,
    rule,
    unit,
    visits,
)
from unionoffice.errors import InvalidInput, Refused
from unionoffice.hardship.rounds import jobs as round_jobs
from unionoffice.hardship.rounds import signing as round_signing
from unionoffice.hardship.rounds import sorting as round_sorting
from unionoffice.hardship.rounds.figures import Figures, figures
from unionoffice.hardship.rounds.proposals import Proposal, proposals
from unionoffice.hardship.rounds.rows import Entry, entries
from unionoffice.hardship.visiting import jobs as visit_jobs
from unionoffice.hardship.visiting.gift import Gift
from unionoffice.merging.compare import compare
from unionoffice.merging.comparison import Merging
from unionoffice.merging.merge import merge
from unionoffice.office import Office
from unionoffice.register.complaint import NotAccepted
from unionoffice.register.filter import Named

PLANNED = date(2026, 2, 10)
FEAST = VisitOccasion.FESTIVAL


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Iterator[Office]:
    office = ready(opened(copied(template, tmp_path)))
    yield office
    office.close()


def begin(
    office: Office,
    name: str = "两节送温暖",
    *,
    planned_on: date = PLANNED,
    occasion: VisitOccasion = FEAST,
    source: FundSource | None = FundSource.OWN,
    budget: int | None = None,
) -> int:
    made = round_jobs.create(
        office, name, occasion, planned_on, source=source, budget=budget
    )
    (key,) = made.in_table("visit_round")
    return key


def chosen(office: Office, key: int, people: list[int], gift: Gift = CASH) -> list[int]:
    """The entries of these people, in their order."""
    round_jobs.choose(office, key, people, gift)
    by_person = {item.person_id: item.entry_id for item in listed(office, key)}
    return [by_person[who] for who in people]


def listed(office: Office, key: int) -> list[Entry]:
    with office.reading() as connection:
        return entries(connection, key)


def told(office: Office, key: int) -> Figures:
    with office.reading() as connection:
        return figures(connection, key)


def proposed(office: Office, key: int) -> list[Proposal]:
    with office.reading() as connection:
        return proposals(connection, key)


def crowd(office: Office, *names: str, place: int | None = None) -> list[int]:
    return [member(office, name, unit_id=place) for name in names]


def test_a_round_needs_a_name_and_keeps_its_budget(desk: Office) -> None:
    with pytest.raises(InvalidInput, match="活动名称"):
        round_jobs.create(desk, " ", FEAST, PLANNED)
    with pytest.raises(InvalidInput, match="预算"):
        round_jobs.create(desk, "两节", FEAST, PLANNED, budget=-1)
    key = begin(desk, budget=100_000)
    assert value(desk, "rounds", key, "budget") == 100_000
    assert value(desk, "rounds", key, "handler") == desk.who
    assert value(desk, "rounds", key, "state") == RoundState.PLANNING


def test_nobody_stands_on_a_list_twice(desk: Office) -> None:
    key, people = begin(desk), crowd(desk, "张三", "李四")
    round_jobs.choose(desk, key, people[:1], CASH)
    again = round_jobs.choose(desk, key, people, RICE)
    assert "已加入名单 1 人" in again.sentence
    assert "1 人已在名单中" in again.sentence
    assert {item.name: item.value for item in listed(desk, key)} == {
        "张三": 50_000,
        "李四": WORTH_RICE,
    }
    nothing = round_jobs.choose(desk, key, people, RICE)
    assert nothing.batch is None
    with pytest.raises(Refused, match="请先选择"):
        round_jobs.choose(desk, key, [], CASH)


def test_people_are_chosen_from_a_list_of_members(desk: Office) -> None:
    key, (first, _) = begin(desk), crowd(desk, "张三", "李四")
    view = desk.view(desk.register("members"))
    (named,) = (f for f in view.register.filters if f.key == "in_union")
    assert isinstance(named, Named)
    day = date(2026, 1, 1)
    new(desk, "events", person_id=first, kind="transferred_out", happened_on=day)
    round_jobs.choose(desk, key, view.with_condition(named.of()), CASH, kind="会员")
    assert [(item.name, item.kind) for item in listed(desk, key)] == [("李四", "会员")]


def test_households_on_record_are_chosen_by_category(desk: Office) -> None:
    key = begin(desk)
    first = household(desk, "李大壮", "2025-001")
    household(desk, "王铁牛", "2025-002", category="relative")
    household(desk, "赵老五", "2025-003", state="lifted")
    round_jobs.choose_files(desk, key, CASH, categories=["deep"])
    assert [(item.name, item.kind, item.file_id) for item in listed(desk, key)] == [
        ("李大壮", "深度困难", first)
    ]
    round_jobs.choose_files(desk, key, CASH)
    assert {item.name for item in listed(desk, key)} == {"李大壮", "王铁牛"}
    with pytest.raises(Refused, match="没有符合条件"):
        round_jobs.choose_files(desk, key, CASH, categories=["dibao"])


def test_a_gift_is_set_for_a_group_or_for_some(desk: Office) -> None:
    key = begin(desk)
    one, two, three = crowd(desk, "甲", "乙", "丙")
    round_jobs.choose(desk, key, [one, two], CASH, kind="困难")
    round_jobs.choose(desk, key, [three], CASH, kind="一线")
    round_jobs.set_gift(desk, key, RICE, kind="一线")
    by_name = {item.name: item for item in listed(desk, key)}
    assert by_name["丙"].value == WORTH_RICE
    assert by_name["丙"].words == "大米 2 × 60.50 元"
    both = Gift(form=VisitForm.CASH, amount=1, goods="油", quantity=1, unit_price=9_900)
    round_jobs.set_gift(desk, key, both, entry_ids=[by_name["甲"].entry_id])
    assert {item.name: item.value for item in listed(desk, key)} == {
        "甲": 9_901,
        "乙": 50_000,
        "丙": WORTH_RICE,
    }
    with pytest.raises(Refused, match="没有可以设定"):
        round_jobs.set_gift(desk, key, RICE, kind="劳模")


def test_those_who_had_better_be_left_out_are_proposed_with_the_reason(
    desk: Office,
) -> None:
    key = begin(desk)
    names = ("好好", "欠费", "保留", "转出", "他处", "已慰问", "去世")
    people = dict(zip(names, crowd(desk, *names), strict=True))
    owes(desk, people["欠费"], 6, PLANNED)
    owes(desk, people["好好"], 5, PLANNED)
    day = date(2026, 1, 5)
    for name, kind in (
        ("保留", "reserved"),
        ("转出", "transferred_out"),
        ("去世", "died"),
    ):
        new(desk, "events", person_id=people[name], kind=kind, happened_on=day)
    other = begin(desk, "机关慰问", planned_on=date(2026, 1, 20))
    chosen(desk, other, [people["他处"]])
    visit_jobs.quick(desk, people["已慰问"], FEAST, 100, visited_on=date(2026, 1, 1))
    summer = begin(desk, "端午", planned_on=date(2026, 6, 19))
    chosen(desk, summer, [people["好好"]])
    ids = dict(zip(names, chosen(desk, key, list(people.values())), strict=True))
    found = {item.name: (item.reason, item.words) for item in proposed(desk, key)}
    assert found == {
        "欠费": (LeftOut.DUES, "累计欠缴会费 6 个月"),
        "保留": (LeftOut.RESERVED, "会籍状态：保留会籍"),
        "转出": (LeftOut.MOVED, "会籍已转出"),
        "他处": (LeftOut.ELSEWHERE, "已列入“机关慰问”"),
        "已慰问": (LeftOut.ELSEWHERE, "2026-01-01 已慰问（节日慰问）"),
        "去世": (LeftOut.OTHER, "会籍状态：死亡"),
    }
    round_sorting.leave_out_proposed(desk, key, [ids["欠费"]])
    assert "欠费" not in {item.name for item in proposed(desk, key)}
    done = round_sorting.leave_out_proposed(desk, key)
    assert "已排除 5 人" in done.sentence
    assert [item.name for item in listed(desk, key) if item.waiting] == ["好好"]
    with pytest.raises(Refused, match="没有提示"):
        round_sorting.leave_out_proposed(desk, key)


def test_dues_do_not_matter_where_the_rule_does_not_ask_for_them(desk: Office) -> None:
    rule(desk, "hardship", payers_only=False)
    rule(desk, "festival", payers_only=True)
    (who,) = crowd(desk, "欠费")
    owes(desk, who, 8, PLANNED)
    for occasion, count in ((VisitOccasion.HARDSHIP, 0), (FEAST, 1)):
        key = begin(desk, occasion.label, occasion=occasion)
        chosen(desk, key, [who])
        assert len(proposed(desk, key)) == count


def test_who_is_left_out_may_be_taken_back(desk: Office) -> None:
    key = begin(desk)
    one, two = chosen(desk, key, crowd(desk, "甲", "乙"))
    with pytest.raises(InvalidInput, match="请写明"):
        round_sorting.leave_out(desk, [one], LeftOut.OTHER, " ")
    round_sorting.leave_out(desk, [one], LeftOut.DECLINED, "自己不要")
    left = next(item for item in listed(desk, key) if item.entry_id == one)
    assert (left.left_out, left.left_out_words) == (LeftOut.DECLINED, "自己不要")
    assert told(desk, key).whole.left_out == 1
    with pytest.raises(Refused, match="都没有被排除"):
        round_sorting.take_back(desk, [two])
    round_sorting.take_back(desk, [one, two])
    assert told(desk, key).whole.people == 2


def test_teams_share_the_units_and_divide_none(desk: Office) -> None:
    key = begin(desk)
    sizes = {"采一队": 5, "采二队": 3, "机电队": 2, "运输队": 2}
    people = []
    for position, (name, size) in enumerate(sizes.items()):
        place = unit(desk, name, position)
        people += crowd(desk, *(f"{name}{n}" for n in range(size)), place=place)
    ids = chosen(desk, key, people)
    round_sorting.leave_out(desk, ids[:1], LeftOut.DECLINED)
    round_sorting.split_teams(desk, key, ["一组", "二组"])
    teams: dict[str, set[str]] = {}
    for item in listed(desk, key):
        if item.left_out is None:
            teams.setdefault(item.unit, set()).add(item.team)
        else:
            assert item.team == ""
    assert all(len(found) == 1 for found in teams.values())
    counts = {line.label: line.people for line in told(desk, key).by_team}
    assert sorted(counts.values()) == [5, 6]
    round_sorting.set_team(desk, ids[1:2], "二组")
    round_sorting.set_team(desk, ids[2:3], None)
    assert {line.label for line in told(desk, key).by_team} == {
        *("一组", "二组", "未分组")
    }
    with pytest.raises(Refused, match="已排除的人不能分组"):
        round_sorting.set_team(desk, ids[:1], "一组")


def test_lists_come_by_team_unit_and_name(desk: Office) -> None:
    key = begin(desk)
    second, first = unit(desk, "甲队", 2), unit(desk, "乙队", 1)
    people = [*crowd(desk, "B", "A", place=second), *crowd(desk, "C", place=first)]
    chosen(desk, key, [*people, *crowd(desk, "D")])
    assert [item.name for item in listed(desk, key)] == ["C", "A", "B", "D"]
    assert [item.number for item in listed(desk, key)] == [1, 2, 3, 4]


def test_a_signature_makes_a_visit_of_the_same_amount(desk: Office) -> None:
    key = begin(desk)
    place = unit(desk, "采一队")
    one, two = chosen(desk, key, crowd(desk, "甲", "乙", place=place), RICE)
    round_signing.tick(desk, [one], PLANNED, voucher_no="记-8", leader="王书记")
    (row,) = visits(desk)
    assert row["visit_no"] == "2026-0001"
    assert (row["name"], row["place"], row["signer"]) == ("甲", "采一队", "甲")
    assert (row["goods"], row["quantity"], row["unit_price"]) == ("大米", 2, 6_050)
    assert (row["occasion"], row["activity"]) == ("festival", "两节送温暖")
    assert (row["round_id"], row["source"]) == (key, "own")
    assert (row["voucher_no"], row["leader"]) == ("记-8", "王书记")
    assert row["visited_on"] == row["signed_on"] == PLANNED
    whole = told(desk, key).whole
    assert (whole.planned, whole.signed) == (2 * WORTH_RICE, WORTH_RICE)
    assert (whole.signed_people, whole.unsigned_people) == (1, 1)
    assert value(desk, "rounds", key, "state") == RoundState.GIVING
    assert value(desk, "rounds", key, "signed") == WORTH_RICE
    with pytest.raises(Refused, match="已经签领过：甲"):
        round_signing.tick(desk, [one, two], PLANNED)
    assert len(visits(desk)) == 1


def test_a_proxy_signs_with_name_relation_and_reason(desk: Office) -> None:
    key = begin(desk)
    ids = chosen(desk, key, crowd(desk, "甲"))
    with pytest.raises(InvalidInput, match="代领须填写原因"):
        round_signing.tick(desk, ids, PLANNED, signer="丙", relation="同事")
    round_signing.tick(
        desk, ids, PLANNED, signer="丙", relation="同事", reason="本人出差"
    )
    (item,) = listed(desk, key)
    assert item.by_proxy
    assert (item.signer, item.proxy_reason) == ("丙", "本人出差")
    assert visits(desk)[0]["signer_relation"] == "同事"


def test_what_is_not_ready_is_not_signed_for(desk: Office) -> None:
    bare = begin(desk, "无来源", source=None)
    ids = chosen(desk, bare, crowd(desk, "甲"))
    with pytest.raises(Refused, match="资金来源"):
        round_signing.tick(desk, ids, PLANNED)
    key = begin(desk)
    ids = chosen(desk, key, crowd(desk, "乙"))
    round_sorting.leave_out(desk, ids, LeftOut.DECLINED)
    with pytest.raises(Refused, match="已被排除"):
        round_signing.tick(desk, ids, PLANNED)
    with pytest.raises(Refused, match="请先在慰问名单中选择"):
        round_signing.tick(desk, [], PLANNED)
    with pytest.raises(Refused, match="分属几次"):
        round_signing.tick(
            desk, [*ids, *(i.entry_id for i in listed(desk, bare))], PLANNED
        )
    assert visits(desk) == []


def test_beyond_a_rule_a_reason_is_needed_and_stands_with_those_alone(
    desk: Office,
) -> None:
    rule(desk, "festival", year_limit=60_000)
    first, second = crowd(desk, "甲", "乙")
    visit_jobs.quick(
        desk, second, FEAST, 20_000, source="own", visited_on=date(2026, 1, 1)
    )
    key = begin(desk)
    ids = chosen(desk, key, [first, second])
    with desk.reading() as connection:
        over = round_signing.over_limits(connection, ids, PLANNED)
    assert list(over) == ids[1:]
    with pytest.raises(Refused, match="乙：超过年度限额"):
        round_signing.tick(desk, ids, PLANNED)
    round_signing.tick(desk, ids, PLANNED, over_reason="党政联席会定")
    assert [row["over_reason"] for row in visits(desk)][1:] == [None, "党政联席会定"]


def test_a_signature_taken_back_takes_its_visit_and_keeps_its_number(
    desk: Office,
) -> None:
    key = begin(desk)
    one, two = chosen(desk, key, crowd(desk, "甲", "乙"))
    round_signing.tick(desk, [one], PLANNED)
    round_signing.tick(desk, [two], PLANNED)
    round_signing.untick(desk, [one])
    assert [row["name"] for row in visits(desk)] == ["乙"]
    assert told(desk, key).whole.signed == 50_000
    with pytest.raises(Refused, match="还没有签领：甲"):
        round_signing.untick(desk, [one])
    view = desk.view(desk.register("visits"))
    assert desk.ids(replace(view, discarded=True)) == []
    round_jobs.set_gift(desk, key, RICE, entry_ids=[one])
    round_signing.tick(desk, [one], PLANNED)
    assert {row["name"]: row["visit_no"] for row in visits(desk)} == {
        "甲": "2026-0001",
        "乙": "2026-0002",
    }
    assert visits(desk)[0]["goods"] == "大米"


def test_who_has_signed_is_not_touched_any_more(desk: Office) -> None:
    key = begin(desk)
    ids = chosen(desk, key, crowd(desk, "甲"))
    round_signing.tick(desk, ids, PLANNED)
    deeds: list[Callable[[], object]] = [
        lambda: round_jobs.remove(desk, ids),
        lambda: round_jobs.set_gift(desk, key, RICE, entry_ids=ids),
        lambda: round_sorting.leave_out(desk, ids, LeftOut.DECLINED),
    ]
    for deed in deeds:
        with pytest.raises(Refused, match="已经签领"):
            deed()
    with pytest.raises(Refused, match="没有可以设定"):
        round_jobs.set_gift(desk, key, RICE)
    with pytest.raises(Refused, match="不能删除"):
        desk.discard(desk.register("rounds"), [key])
    with pytest.raises(Refused, match="在活动中取消签领"):
        desk.discard(desk.register("visits"), [visits(desk)[0]["id"]])
    with pytest.raises(Refused, match="在活动中取消"):
        visit_jobs.unsign(desk, [visits(desk)[0]["id"]])
    with pytest.raises(NotAccepted, match="请在慰问活动中修改"):
        edit(desk, "visits", visits(desk)[0]["id"], amount=1)
    with pytest.raises(NotAccepted, match="资金来源不能再改"):
        edit(desk, "rounds", key, source="firm")
    edit(desk, "rounds", key, note="改了备注")
    edit(desk, "visits", visits(desk)[0]["id"], wishes="盼修房")


def test_who_was_chosen_by_mistake_goes_off_the_list(desk: Office) -> None:
    key = begin(desk)
    people = crowd(desk, "甲", "乙")
    one, _ = chosen(desk, key, people)
    round_jobs.remove(desk, [one])
    assert [item.name for item in listed(desk, key)] == ["乙"]
    with pytest.raises(Refused, match="刷新"):
        round_jobs.remove(desk, [one])
    assert len(chosen(desk, key, people)) == 2


def test_a_round_is_closed_when_somebody_has_signed_and_shows_who_has_not(
    desk: Office,
) -> None:
    key = begin(desk)
    one, two = chosen(desk, key, crowd(desk, "甲", "乙"))
    with pytest.raises(Refused, match="还没有人签领"):
        round_signing.close_round(desk, key)
    round_signing.tick(desk, [one], PLANNED)
    closed = round_signing.close_round(desk, key)
    assert "未签领 1 人，共 500.00 元" in closed.sentence
    deeds: list[Callable[[], object]] = [
        lambda: round_signing.tick(desk, [two], PLANNED),
        lambda: round_signing.untick(desk, [one]),
        lambda: round_jobs.choose(desk, key, [1], CASH),
        lambda: round_signing.close_round(desk, key),
        lambda: round_sorting.split_teams(desk, key, ["一组"]),
    ]
    for deed in deeds:
        with pytest.raises(Refused, match="已经办结"):
            deed()
    register = desk.register("round-entries")
    (unsigned,) = (item for item in register.filters if item.key == "unsigned")
    assert isinstance(unsigned, Named)
    assert desk.ids(desk.view(register).with_condition(unsigned.of())) == [two]
    round_signing.reopen_round(desk, key)
    round_signing.tick(desk, [two], TODAY)
    with pytest.raises(Refused, match="没有办结"):
        round_signing.reopen_round(desk, key)


def test_the_list_lies_in_the_bin_with_its_round(desk: Office) -> None:
    key = begin(desk)
    chosen(desk, key, crowd(desk, "甲"))
    register = desk.register("round-entries")
    desk.discard(desk.register("rounds"), [key])
    assert desk.ids(desk.view(register)) == []
    desk.restore(desk.register("rounds"), [key])
    assert len(desk.ids(desk.view(register))) == 1


def test_nobody_edits_the_list_but_the_round(desk: Office) -> None:
    register = desk.register("round-entries")
    with pytest.raises(Refused, match="慰问活动"):
        desk.save(desk.new_draft(register, {}))


def test_three_hundred_people_add_up_to_the_fen(desk: Office) -> None:
    places = [unit(desk, f"{n}队", n) for n in range(12)]
    rows = [
        {"name": f"职工{n:03}", "unit_id": places[n % 12], "id_type": "01"}
        for n in range(300)
    ]
    with desk.transaction("三百人") as writer:
        people = list(writer.insert_many(Person, rows))
    key = begin(desk, budget=9_000_000)
    odd = Gift(form=VisitForm.GOODS, goods="米面油", quantity=3, unit_price=3_333)
    round_jobs.choose(desk, key, people[:200], odd, kind="一线")
    round_jobs.choose(desk, key, people[200:], CASH, kind="困难")
    everybody = [item.entry_id for item in listed(desk, key)]
    round_sorting.leave_out(desk, everybody[:10], LeftOut.DUES)
    round_sorting.split_teams(desk, key, ["一组", "二组", "三组"])
    round_signing.tick(desk, everybody[10:-3], PLANNED)
    found = told(desk, key)
    whole = found.whole
    assert (whole.people, whole.signed_people) == (290, 287)
    assert (whole.unsigned_people, whole.left_out) == (3, 10)
    assert whole.planned == whole.signed + whole.unsigned
    assert sum(
        row["amount"] + 3 * (row["unit_price"] or 0) for row in visits(desk)
    ) == (whole.signed)
    for parts in (found.by_unit, found.by_team, found.by_kind):
        for figure in ("people", "planned", "signed", "unsigned", "unsigned_people"):
            total = sum(getattr(line, figure) for line in parts)
            assert total == getattr(whole, figure)
    assert found.rest == 9_000_000 - whole.planned
    numbers = [row["visit_no"] for row in visits(desk)]
    assert numbers == [f"2026-{n:04}" for n in range(1, 288)]
    spread = Counter(item.team for item in listed(desk, key) if item.team)
    assert max(spread.values()) - min(spread.values()) <= 25


def test_every_deed_is_one_transaction_that_can_be_undone(desk: Office) -> None:
    key = begin(desk)
    place, other = unit(desk, "甲队"), unit(desk, "乙队", 2)
    people = [*crowd(desk, "甲", place=place), *crowd(desk, "乙", place=other)]
    path = desk.store.folder / "office.db"

    def back(batch: str | None, before: object) -> None:
        assert batch is not None
        desk.undo(batch)
        assert dump(path) == before

    before = dump(path)
    back(round_jobs.choose(desk, key, people, CASH).batch, before)
    one, two = chosen(desk, key, people)
    before = dump(path)
    back(round_sorting.split_teams(desk, key, ["一", "二"]).batch, before)
    back(round_jobs.set_gift(desk, key, RICE).batch, before)
    back(round_sorting.leave_out(desk, [one], LeftOut.DUES).batch, before)
    back(round_signing.tick(desk, [one, two], PLANNED).batch, before)
    round_signing.tick(desk, [one, two], PLANNED)
    before = dump(path)
    back(round_signing.untick(desk, [two]).batch, before)
    back(round_signing.close_round(desk, key).batch, before)


@pytest.mark.parametrize("signed", [1, 2])
def test_two_cards_of_one_person_on_a_list_become_one(
    desk: Office, signed: int
) -> None:
    key, people = begin(desk), crowd(desk, "张三", "张三")
    ids = chosen(desk, key, people)
    round_signing.tick(desk, ids[2 - signed :], PLANNED)
    found = compare(desk, desk.register("members"), people[0], people[1])
    merge(desk, Merging(found))
    (item,) = listed(desk, key)
    assert item.person_id == people[0]
    assert item.served
    assert len(visits(desk)) == signed
    stray = [row["id"] for row in visits(desk) if row["id"] != item.visit_id]
    if stray:
        desk.discard(desk.register("visits"), stray)
    assert told(desk, key).whole.signed == 50_000


def test_what_is_left_out_does_not_count_in_the_list(desk: Office) -> None:
    key = begin(desk)
    one, _ = chosen(desk, key, crowd(desk, "甲", "乙"))
    round_sorting.leave_out(desk, [one], LeftOut.DECLINED)
    view = desk.view(desk.register("round-entries"))
    assert desk.totals(view) == {"value": 50_000}
