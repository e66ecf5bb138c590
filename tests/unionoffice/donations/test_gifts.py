"""What is said of a gift before it is saved; what stays once the list is closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.vocabulary import CampaignState
from tests.offices import copied, edit, new, opened, shown, value
from tests.unionoffice.donations.collecting import (
    GIVEN,
    TITLE,
    come_to,
    give,
    prepared,
    running,
)
from unionoffice.donations.books.booking import book_gifts
from unionoffice.donations.campaigns.deeds import move_on
from unionoffice.donations.gifts.judging import check_gift
from unionoffice.donations.gifts.register import DONATIONS
from unionoffice.errors import Refused
from unionoffice.office import Office
from unionoffice.register.complaint import NotAccepted


@pytest.fixture
def case(office: Office) -> int:
    return running(office)


@pytest.fixture(scope="module")
def asked(
    template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Office, int]]:
    """A desk that is only asked; nothing is written."""
    office = opened(copied(template, tmp_path_factory.mktemp("asked")))
    yield office, running(office)
    office.close()


def said(office: Office, **values: Any) -> list[str]:  # noqa: ANN401  any field
    draft = office.new_draft(office.register("donations"), values)
    return [each.sentence for each in office.complaints(draft)[1]]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({"person_id": 7}, "member"),
        ({"name": "张三"}, "other"),
        ({"name": "张三", "people": 12}, "group"),
        ({"name": "采煤二区党支部"}, "group"),
        ({"name": "运输队全体职工"}, "group"),
        ({"name": "王车间"}, "group"),
        ({"name": "采煤二区党支部", "part_of_id": 4}, "other"),
        ({"name": "匿名"}, "anonymous"),
        ({"name": "无 名 氏"}, "anonymous"),
        ({}, "anonymous"),
        ({"name": "张三", "donor": "anonymous"}, "anonymous"),
    ],
)
def test_who_gave_follows_from_what_is_told(told: dict[str, Any], kind: str) -> None:
    values = {"amount": 100, "given_on": GIVEN, **told}
    check_gift(values, GIVEN)
    assert values["donor"] == kind
    assert (values.get("show_name") is False) is (kind == "anonymous")


def test_nobody_is_called_nobody(office: Office, case: int) -> None:
    for name in (None, "匿名", "佚名"):
        give(office, case, 500, name=name)
    give(office, case, 500, name="张 三", donor="anonymous")
    give(office, case, 500, name="John Smith")
    names = sorted(row[0] for row in shown(office, "donations", "name"))
    assert names == ["John Smith", "匿名", "匿名", "匿名", "张三"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "请填写捐款金额，或者物资的品名"),
        ({"amount": 0}, "请填写捐款金额，或者物资的品名"),
        ({"amount": -1}, "捐款金额不能小于零；冲减请用“红冲”"),
        ({"amount": 5, "way": "goods"}, "捐物资的请填写品名"),
        (
            {"amount": 5, "way": "goods", "goods": "米"},
            "物资只填估值，不填金额；又捐钱又捐物的分两笔登记",
        ),
        ({"amount": 5, "donor": "member"}, "会员捐款请选会员卡片"),
        ({"amount": 5, "donor": "group"}, "请填写捐款人；不愿留名的选“匿名”"),
        ({"amount": 5, "donor": "other"}, "请填写捐款人；不愿留名的选“匿名”"),
        (
            {"amount": 5, "name": "甲", "donor": "other", "people": 3},
            "只有集体捐款填人数",
        ),
        ({"amount": 5, "given_on": date(2026, 3, 16)}, "捐款日期不能晚于今天"),
        ({"amount": 5, "given_on": date(2026, 3, 15)}, None),
        ({"amount": 1}, None),
        ({"goods": "米"}, None),
        ({"name": "甲", "amount": 5}, None),
        ({"name": "甲党支部", "amount": 5, "people": 3}, None),
    ],
)
def test_a_gift_says_what_is_wrong_with_it(
    asked: tuple[Office, int], values: dict[str, Any], sentence: str | None
) -> None:
    office, case = asked
    found = said(office, campaign_id=case, **{"given_on": GIVEN, **values})
    assert found == ([] if sentence is None else [sentence])


def test_name_unit_and_collector_follow_from_card_and_campaign(
    office: Office, case: int
) -> None:
    team = new(office, "units", name="综采一队", kind="team")
    person = new(office, "members", name="周望山", unit_id=team)
    key = give(office, case, 500, person_id=person)
    values = office.draft(DONATIONS, key).values
    assert (values["name"], values["unit_id"], values["collector"]) == (
        *("周望山", team, "周会英"),
    )


def test_the_same_person_on_the_same_day_is_asked_about(
    office: Office, case: int
) -> None:
    person = new(office, "members", name="周望山")
    told = {"campaign_id": case, "person_id": person, "amount": 100}
    assert said(office, **told, given_on=GIVEN) == []
    give(office, case, 100, person_id=person)
    words = ["这个人这一天已经登记过一笔，请核对是不是重复"]
    assert said(office, **told, given_on=GIVEN) == words
    assert said(office, **told, given_on=date(2026, 3, 4)) == []
    give(office, case, 100, person_id=person)


def test_a_campaign_takes_gifts_while_it_runs_and_right_after(office: Office) -> None:
    key = prepared(office)
    with pytest.raises(NotAccepted, match=f"“{TITLE}”还在筹备，先“开始募捐”"):
        give(office, key, 100)
    case = running(office, title="一日捐")
    give(office, case, 100)
    come_to(office, case, CampaignState.ENDED)
    give(office, case, 100)
    book_gifts(office, case)
    move_on(office, case, CampaignState.POSTED)
    with pytest.raises(NotAccepted, match="“一日捐”已到“公示”，名单已经封账"):
        give(office, case, 100)


def test_a_closed_list_is_neither_edited_nor_shortened_nor_filled_from_the_bin(
    office: Office, case: int
) -> None:
    goods = give(office, case, None, name="甲某", goods="棉被")
    lost, gone = give(office, case, 100), give(office, case, None, goods="米")
    office.discard(DONATIONS, [lost])
    office.discard(DONATIONS, [gone])
    come_to(office, case, CampaignState.POSTED)
    with pytest.raises(NotAccepted, match="名单已经封账"):
        edit(office, "donations", goods, goods="毛毯")
    with pytest.raises(Refused, match="名单已经封账，不能再删除"):
        office.discard(DONATIONS, [goods])
    with pytest.raises(Refused, match="名单已经封账"):
        office.restore(DONATIONS, [lost])
    edit(office, "donations", goods, goods_to="已交受助家庭", show_name=False)
    assert value(office, "campaigns", case, "income") == 0


def test_undoing_a_discard_fills_no_closed_list(office: Office, case: int) -> None:
    lost = give(office, case, 100)
    batch = office.discard(DONATIONS, [lost]).batch
    come_to(office, case, CampaignState.POSTED)
    assert batch is not None
    with pytest.raises(Refused, match="名单已经封账"):
        office.undo(batch)


def test_people_stand_in_a_collective_gift_of_their_campaign(
    office: Office, case: int
) -> None:
    whole = give(office, case, 1_000, name="党支部", people=5)
    alone = give(office, case, 1_000, name="甲某")
    told: dict[str, Any] = {"given_on": GIVEN, "name": "乙某", "amount": 600}
    told |= {"campaign_id": case}
    assert said(office, **told, part_of_id=whole) == []
    assert said(office, **told, part_of_id=alone) == ["所属集体要选一笔集体捐款"]
    other = {**told, "campaign_id": running(office, title="别的")}
    assert said(office, **other, part_of_id=whole) == ["所属集体不在这次活动里"]
    give(office, case, 600, name="乙某", part_of_id=whole)
    heavy = {**told, "amount": 401, "part_of_id": whole}
    assert said(office, **heavy) == ["集体里各人合计超过了集体的金额"]
    assert said(office, **{**heavy, "amount": 400}) == []
    inside = {**told, "donor": "group", "part_of_id": whole, "amount": 1}
    assert said(office, **inside) == ["集体捐款不能放在另一个集体里"]


def test_only_collective_gifts_are_offered_to_stand_in(
    office: Office, case: int
) -> None:
    give(office, case, 1_000, name="甲某")
    give(office, case, 1_000, name="机电队党支部")
    kind: Any = DONATIONS.fields["part_of_id"].kind
    assert [each.label for each in office.options(kind)] == ["机电队党支部"]


def test_the_list_counts_what_stands_in_a_collective_once(
    office: Office, case: int
) -> None:
    whole = give(office, case, 1_000, name="党支部", people=5)
    give(office, case, 600, name="乙某", part_of_id=whole)
    give(office, case, None, name="丙某", goods="米", estimate=9_900)
    rows = set(shown(office, "donations", "name", "state", "counted"))
    assert rows == {
        ("党支部", "未入账", 1_000),
        ("乙某", "集体内", 0),
        ("丙某", "未入账", 0),
    }
    assert office.totals(office.view(DONATIONS)) == {"counted": 1_000}
    with pytest.raises(Refused, match="里还登记着个人"):
        office.discard(DONATIONS, [whole])
    office.discard(DONATIONS, office.ids(office.view(DONATIONS)))
