"""The appeal: seven parts, freely, and nobody's name or illness without consent."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.offices import TODAY
from tests.unionoffice.donations import giving
from tests.unionoffice.paper.hanging import bare, flow_words, words
from unionoffice.donations.papers.appeal_paper import DONATION_APPEAL
from unionoffice.errors import InvalidInput, Refused
from unionoffice.names import SOMEBODY, unnamed
from unionoffice.office import UNION_NAME, Office
from unionoffice.printing import Request, make_content

AGREED = date(2026, 3, 8)


@pytest.fixture
def union(office: Office) -> Office:
    office.set_fact(UNION_NAME, "红星煤矿工会")
    return office


def made(office: Office, ids: list[int] | None = None, **told: str) -> str:
    content = make_content(office, DONATION_APPEAL, Request(TODAY, ids, settings=told))
    said = words(content.layout())
    assert bare(flow_words(content.flow())) == said
    return said


def test_without_consent_a_campaign_names_nobody_and_no_illness(union: Office) -> None:
    giving.campaign(union)
    told = made(union, subtitle="——救救王德山", to="王 德山的工友们")
    for hidden in ("王德山", "白血病", "妻子", "县一中"):
        assert hidden not in told
    assert f"为{SOMEBODY}献爱心捐款倡议书" in told
    assert f"我矿{SOMEBODY}家庭遭遇变故" in told


def test_with_consent_all_seven_parts_are_there(union: Office) -> None:
    team = giving.unit(union, "采煤一队")
    person = giving.person(union, giving.WHOM, team)
    giving.campaign(union, consent_on=AGREED, person_id=person)
    told = made(union)
    for part in (
        "为王德山同志献爱心捐款倡议书",
        "全体职工、会员：",
        "采煤一队职工王德山同志近日确诊白血病",
        "自愿参加。金额不限",
        "以区队（车间）为单位收集，截止时间为2026年3月11日",
        "矿工会办公室（办公楼206室）；收款人：孙桂兰；监督人：周会英",
        "收支情况在公开栏公示，接受监督；结余转入矿困难职工帮扶资金。",
        "矿工会向所有献出爱心的职工表示衷心的感谢！",
        "红星煤矿工会委员会2026年3月15日",
    ):
        assert bare(part) in told.replace("（盖章）", "")


def test_the_setting_cannot_give_the_consent_of_a_campaign(union: Office) -> None:
    giving.campaign(union)
    assert "王德山" not in made(union, consent="是", person="王德山")


def test_the_card_of_the_beneficiary_hides_its_name_too(union: Office) -> None:
    person = giving.person(union, "王德善")
    giving.campaign(union, person_id=person, title="帮助王德善（王德山）")
    told = made(union)
    assert "王德" not in told


def test_a_charity_day_tells_its_cause(union: Office) -> None:
    cause = "帮助困难职工子女上大学"
    giving.campaign(
        union, kind="one_day", title="金秋助学一日捐", beneficiary=None, cause=cause
    )
    told = made(union)
    assert f"{cause}。" in told
    assert SOMEBODY not in told
    assert "全部用于活动约定的用途" in told


def test_each_picked_campaign_has_its_appeal(union: Office) -> None:
    keys = [
        giving.campaign(union, campaign_no=no, title=f"{no}献爱心") for no in "甲乙"
    ]
    told = made(union, keys)
    assert told.count("献爱心捐款倡议书") == 2


def test_a_campaign_is_asked_for_by_name_or_number(union: Office) -> None:
    giving.campaign(union)
    giving.campaign(union, campaign_no="2026-02", title="一日捐", begins_on=None)
    assert "为某职工献爱心" in made(union, campaign="2026-01")
    assert "一日捐倡议书" in made(union, campaign="一日捐")
    with pytest.raises(
        InvalidInput, match="没有名为“冬衣”的捐款活动，有的是：为王德山"
    ):
        made(union, campaign="冬衣")


def test_what_stands_in_brackets_stays_at_the_end_of_the_name(union: Office) -> None:
    giving.campaign(union, title="金秋助学（2026 年）", kind="one_day")
    assert "金秋助学捐款（2026年）倡议书" in made(union)


def test_of_two_of_a_name_the_number_is_asked_for(union: Office) -> None:
    giving.campaign(union)
    giving.campaign(union, campaign_no="2026-02")
    with pytest.raises(InvalidInput, match="请写活动编号：2026-02、2026-01"):
        made(union, campaign="为王德山同志献爱心捐款")
    assert "某职工" in made(union)


@pytest.mark.parametrize("typed", ["王德山", "王 德山", "王德　山"])
def test_nobody_is_named_without_consent(typed: str, union: Office) -> None:
    told = made(
        union,
        title=f"关于为{typed}同志献爱心的倡议书",
        subtitle=f"——救救{typed}",
        to=f"{typed}的工友们",
        person="王德山",
        story="患白血病，妻子下岗，女儿在县一中读书。",
        place=f"转账备注{typed}，交矿工会。",
    )
    for hidden in ("王德山", "白血病", "县一中", "综采一队"):
        assert hidden not in told
    assert f"关于为{SOMEBODY}献爱心的倡议书" in told
    assert f"我矿{SOMEBODY}因病" in told


def test_with_consent_name_unit_and_story_are_told(union: Office) -> None:
    told = made(
        union, consent="是", person="王德山", title="关于为王德山同志献爱心的倡议书"
    )
    assert "综采一队职工王德山同志工作勤恳" in told
    assert "关于为王德山同志献爱心的倡议书" in told
    assert SOMEBODY not in told


def test_consent_of_nobody_is_refused(union: Office) -> None:
    with pytest.raises(Refused, match="请填写受助人姓名"):
        made(union, consent="是")


def test_donations_are_asked_for_freely_and_without_a_sum(union: Office) -> None:
    told = made(union, deadline="2026-03-20")
    assert "自愿参加。金额不限" in told
    assert "截止时间为2026年3月20日" in told


@given(
    name=st.text("王德山.*+(", min_size=1, max_size=4), text=st.text("王德山.*+( 同志")
)
def test_a_name_is_left_nowhere(name: str, text: str) -> None:
    assert name not in unnamed(text, name)
