"""Letters and notices made from templates, one for each person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.offices import TODAY, new
from unionoffice.catalogue import PAPERS
from unionoffice.documents.templates import store
from unionoffice.documents.templates.store import Written
from unionoffice.errors import Refused
from unionoffice.office import UNION_NAME, Office
from unionoffice.paper.document import texts
from unionoffice.printing import Request, make_content, make_document, paper

JOB = paper(PAPERS, "from-template")


@pytest.fixture
def union(office: Office) -> Office:
    office.set_fact(UNION_NAME, "某矿工会")
    return office


def pages(office: Office, request: Request) -> list[str]:
    document = make_document(office, JOB, request)
    return ["".join(item.text for item in texts(page.items)) for page in document.pages]


def asked(template: str, ids: list[int] | None = None) -> Request:
    return Request(TODAY, ids, settings={"template": template})


def test_everybody_chosen_gets_a_page(union: Office) -> None:
    ids = [new(union, "members", name=name) for name in ("张三", "李四", "王五")]
    found = pages(union, asked("入会欢迎信", ids))
    assert ["张三" in found[0], "李四" in found[1], "王五" in found[2]] == [True] * 3
    assert len(found) == 3


def test_who_it_is_to_stands_flush_left_before_the_text(union: Office) -> None:
    ids = [new(union, "members", name="张三")]
    (page,) = make_document(union, JOB, asked("入会欢迎信", ids)).pages
    first, second = (
        next(item for item in texts(page.items) if item.text.startswith(words))
        for words in ("张三同志：", "你好！")
    )
    size = second.size
    at = second.x + (second.places[0] if second.places else 0.0)
    assert at - first.x == pytest.approx(2 * size, abs=0.5)


def test_with_nobody_chosen_a_blank_one_is_printed(union: Office) -> None:
    (page,) = pages(union, asked("入会欢迎信"))
    assert "欢迎你加入工会" in page


def test_a_notice_keeps_the_levels_of_its_headings(union: Office) -> None:
    ids = [new(union, "members", name="张三")]
    (page,) = make_document(union, JOB, asked("谈话通知", ids)).pages
    roles = {item.text: str(item.role) for item in texts(page.items)}
    assert roles["一、内容"] == "黑体"


def test_the_own_template_of_the_office_is_used(union: Office) -> None:
    store.save(union, Written("便条", title="便条", body="{{姓名}}：\n速来。"))
    ids = [new(union, "members", name="张三")]
    (page,) = pages(union, asked("便条", ids))
    assert page.startswith("便条张三：速来。")


def test_a_template_with_a_fault_is_told(union: Office) -> None:
    store.save(union, Written("便条", body="{{姓明}}"))
    with pytest.raises(Refused, match="没有“姓明”这个字段"):
        pages(union, asked("便条"))


def test_a_word_template_is_not_printed_but_made_into_a_file(union: Office) -> None:
    store.save(union, Written("函", digest="0" * 64))
    with pytest.raises(Refused, match="Word 模板"):
        pages(union, asked("函"))


def test_a_style_that_is_unknown_is_a_letter(union: Office) -> None:
    welcome = replace(store.of_program()[0], name="新", paper="parchment")
    store.save(union, welcome)
    assert pages(union, asked("新")) == pages(union, asked("入会欢迎信"))


def test_the_texts_flow_into_word_as_well(union: Office) -> None:
    ids = [new(union, "members", name=name) for name in ("张三", "李四")]
    flow = make_content(union, JOB, asked("入会欢迎信", ids)).flow()
    assert sum(type(block).__name__ == "PageBreak" for block in flow.blocks) == 1
