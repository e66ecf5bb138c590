"""A template tried out: whose paper is shown, and who does not fit."""

from __future__ import annotations

import pytest

from tests.offices import new
from unionoffice.documents.template_people import everybody, of_unit, units
from unionoffice.documents.template_proof import Specimen, proof, too_long
from unionoffice.documents.templates.store import Written
from unionoffice.errors import Refused
from unionoffice.office import UNION_NAME, Office
from unionoffice.paper.document import texts

LETTER = Written("函", paper="letter", register="members", body="{{姓名}}：\n{{备注}}")
LONG = "生产任务紧张，路途较远。" * 150


@pytest.fixture
def union(office: Office) -> Office:
    office.set_fact(UNION_NAME, "某矿工会")
    for name, note in (("张三", "短"), ("李四", "较长的一句话"), ("王五", LONG)):
        new(office, "members", name=name, note=note, joined_on=office.clock.today())
    new(office, "members", name="不在会")
    return office


def test_the_shortest_and_the_longest_are_shown(union: Office) -> None:
    assert proof(union, LETTER, Specimen.SHORTEST).whose == "张三"
    assert proof(union, LETTER, Specimen.LONGEST).whose == "王五"


def test_somebody_chosen_is_shown_whether_in_the_union_or_not(union: Office) -> None:
    key = new(union, "members", name="外借的人")
    tried = proof(union, LETTER, Specimen.CHOSEN, key)
    assert tried.whose == "外借的人"
    document = tried.content.layout()
    words = "".join(item.text for page in document.pages for item in texts(page.items))
    assert "外借的人：" in words


def test_with_nobody_chosen_the_longest_stands_in(union: Office) -> None:
    assert proof(union, LETTER, Specimen.CHOSEN).whose == "王五"


def test_in_an_empty_office_a_blank_is_shown(office: Office) -> None:
    office.set_fact(UNION_NAME, "某矿工会")
    tried = proof(office, LETTER, Specimen.LONGEST)
    assert (tried.whose, tried.everybody) == ("", ())
    assert len(tried.content.layout().pages) == 1


def test_who_needs_a_second_page_is_told_part_by_part(union: Office) -> None:
    tried = proof(union, LETTER, Specimen.SHORTEST)
    found = [
        each.whose
        for start in range(0, len(tried.everybody), 2)
        for each in too_long(tried, start, 2)
    ]
    assert found == ["王五"]


def test_a_fault_is_told_with_its_place(union: Office) -> None:
    with pytest.raises(Refused, match="正文：没有“姓明”这个字段"):
        proof(union, Written("函", body="{{姓明}}"), Specimen.LONGEST)
    with pytest.raises(Refused, match="标题：没有“姓明”"):
        proof(union, Written("函", title="{{姓明}}"), Specimen.LONGEST)


def test_somebody_who_is_gone_is_refused(union: Office) -> None:
    with pytest.raises(Refused, match="不在册"):
        proof(union, LETTER, Specimen.CHOSEN, 9999)


def test_a_template_is_meant_for_those_in_the_union(union: Office) -> None:
    assert len(union.ids(everybody(union, LETTER))) == 3


def test_those_of_a_unit_are_chosen_with_all_beneath_it(union: Office) -> None:
    mine = new(union, "units", name="某矿", kind="company")
    team = new(union, "units", name="综采队", kind="team", parent_id=mine)
    today = union.clock.today()
    key = new(union, "members", name="赵六", unit_id=team, joined_on=today)
    labels = {option.label: option for option in units(union, LETTER)}
    assert union.ids(of_unit(union, LETTER, labels["综采队"])) == [key]
    assert union.ids(of_unit(union, LETTER, labels["某矿"])) == [key]


def test_a_register_that_is_not_there_is_a_sentence(union: Office) -> None:
    with pytest.raises(Refused, match="没有名为“nothing”的台账"):
        everybody(union, Written("函", register="nothing"))
