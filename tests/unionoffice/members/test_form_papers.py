"""Forms are blank for those to come, and filled for those the register knows."""

from __future__ import annotations

from datetime import date

import pytest

from db.vocabulary import UnitKind
from tests.offices import TODAY, new
from tests.unionoffice.paper.reading import ReadBack
from unionoffice.members.form_papers import FORM_PAPERS
from unionoffice.office import UNION_NAME, Office
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.printing import Request, make_content, make_document, paper

IDENTITY = "370825199001011031"
KEYS = [job.key for job in FORM_PAPERS]


@pytest.fixture
def union(office: Office) -> Office:
    office.set_fact(UNION_NAME, "某矿工会")
    return office


def read(
    office: Office, key: str, ids: list[int] | None = None, **settings: str
) -> list[str]:
    request = Request(TODAY, ids=ids, settings=settings)
    document = make_document(office, paper(FORM_PAPERS, key), request)
    return ["".join(page.split()) for page in ReadBack(pdf_bytes(document)).pages]


def zhang(office: Office, **more: object) -> int:
    unit = new(office, "units", name="采煤一队", kind=UnitKind.TEAM)
    facts = {
        "id_number": IDENTITY,
        "unit_id": unit,
        "phone": "13905371234",
        "native_place": "山东济宁",
        "political": "01",
        "trade": "采煤工",
        "dues_base": 555_590,
        "joined_on": date(2016, 7, 1),
        "card_no": "HY0000123",
        "address": "矿区建设街 1 号",
        **more,
    }
    return new(office, "members", name="张三", **facts)


@pytest.mark.parametrize("key", KEYS)
def test_a_blank_form_is_one_page_with_all_its_labels(union: Office, key: str) -> None:
    new(union, "members", name="张三")
    (page,) = read(union, key)
    for label in (
        "姓名",
        "性别",
        "民族",
        "政治面貌",
        "身份证号",
        "联系电话",
        "贴照片处",
    ):
        assert label in page
    assert "张三" not in page
    assert "申请人（签名）" in page
    assert "（公章）" in page


def test_the_form_is_filled_from_the_register(union: Office) -> None:
    (page,) = read(union, "membership-form", [zhang(union)])
    for told in (
        *("张三", "男", "1990年1月", "山东济宁", "中共党员", IDENTITY, "采煤一队"),
        *("采煤工", "5,555.90元", "2016年7月", "HY0000123", "矿区建设街1号"),
    ):
        assert told in page


def test_the_application_holds_the_declaration_and_both_decisions(
    union: Office,
) -> None:
    (page,) = read(union, "membership-application", [zhang(union)])
    assert page.startswith("中华全国总工会入会申请书我自愿加入中华全国总工会")
    for told in (
        "遵守《中国工会章程》",
        "张三",
        "车间工会",
        "基层工会",
        "负责人（签名）",
    ):
        assert told in page


@pytest.mark.parametrize("key", KEYS)
def test_the_number_of_identity_may_be_left_out(union: Office, key: str) -> None:
    (page,) = read(union, key, [zhang(union)], identity="否")
    assert IDENTITY not in page
    assert "身份证号" in page


def test_family_and_career_take_as_many_lines_as_they_need(union: Office) -> None:
    career = "\n".join(f"{year}年 采煤一队 采煤工" for year in range(1960, 2026))
    key = zhang(
        union, family="父亲 张某 某矿退休\n妻子 李某 某矿医院护士", career=career
    )
    pages = read(union, "membership-form", [key])
    said = "".join(pages)
    assert "妻子李某某矿医院护士" in said
    assert all(said.count(f"{year}年采煤一队采煤工") == 1 for year in range(1960, 2026))
    assert len(pages) > 1
    assert "张三第1页" in pages[0]


@pytest.mark.parametrize("key", KEYS)
def test_each_person_has_a_page(union: Office, key: str) -> None:
    ids = [new(union, "members", name=f"会员{number}") for number in range(3)]
    pages = read(union, key, ids)
    assert len(pages) == 3
    for number, page in enumerate(pages):
        assert f"会员{number}" in page


def test_the_words_of_the_application_may_be_changed(union: Office) -> None:
    (page,) = read(union, "membership-application", words="本人申请入会。\n请予批准。")
    assert "本人申请入会。请予批准。" in page
    assert "我自愿" not in page


@pytest.mark.parametrize("key", KEYS)
def test_members_may_be_asked_for_without_a_list(union: Office, key: str) -> None:
    for number in range(12):
        new(union, "members", name=f"会员{number}", joined_on=date(2016, 7, 1))
    assert len(read(union, key, who="前十人")) == 10
    assert len(read(union, key, who="全部")) == 12


@pytest.mark.parametrize("key", KEYS)
def test_the_flow_holds_labels_and_values(union: Office, key: str) -> None:
    request = Request(TODAY, ids=[zhang(union)])
    flow = repr(make_content(union, paper(FORM_PAPERS, key), request).flow())
    for told in ("张三", "采煤一队", "姓名"):
        assert told in flow
