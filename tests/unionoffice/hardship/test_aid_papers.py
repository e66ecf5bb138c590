"""The form of aid is one page of what is known; the ledger is of what was paid."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.offices import TODAY, edit, new
from tests.unionoffice.hardship.aid_homes import (
    applied,
    child,
    household,
    paid,
    ready,
    standard,
)
from tests.unionoffice.paper.reading import ReadBack
from unionoffice.hardship.aid import jobs as aid_jobs
from unionoffice.hardship.papers.aid_papers import AID_PAPERS
from unionoffice.idcard import make
from unionoffice.office import UNION_NAME, Office
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.printing import Request, make_content, make_document, paper

NUMBER = make("370825", date(2007, 5, 9), 103)


@pytest.fixture
def desk(office: Office) -> Office:
    standard(office)
    office.set_fact(UNION_NAME, "某矿工会")
    return ready(office)


def read(
    office: Office, key: str, ids: list[int] | None = None, **settings: str
) -> list[str]:
    request = Request(TODAY, ids=ids, settings=settings)
    document = make_document(office, paper(AID_PAPERS, key), request)
    return ["".join(page.split()) for page in ReadBack(pdf_bytes(document)).pages]


def schooling(office: Office) -> int:
    file = household(office)
    (person,) = office.ids(office.view(office.register("members")))
    team = new(office, "units", name="采煤一队", kind="team")
    edit(office, "members", person, unit_id=team, phone="13905371234")
    facts: dict[str, Any] = {
        "school_level": "bachelor",
        "place": "某科技大学",
        "school_years": 4,
    }
    student = child(office, file, id_number=NUMBER, sex="1", **facts)
    told: dict[str, Any] = {"major": "采矿工程", "tuition": 480_000, "first_time": True}
    told |= {"enrolled": date(2025, 9, 1), "other_grants": 100_000}
    more = {"reason": "学费有困难", "member_id": student, **told}
    return paid(office, file, kind="schooling", amount=345_680, **more)


def test_a_blank_form_is_one_page_for_any_aid(desk: Office) -> None:
    household(desk)
    (page,) = read(desk, "aid-form")
    for label in ("户主姓名", "救助类别", "学校", "录取通知书", "申请事由", "签领"):
        assert label in page
    assert "李大壮" not in page
    assert "（公章）" in page


def test_the_form_of_schooling_says_all_that_is_asked(desk: Office) -> None:
    (page,) = read(desk, "aid-form", [schooling(desk)])
    for told in (
        *("某矿工会帮扶救助申请审批表", "2025-001", "李大壮", "采煤一队"),
        *("13905371234", "深度困难", "金秋助学", "李小明", NUMBER, "某科技大学"),
        *("本科", "采矿工程", "2025-09", "4年", "4,800.00元", "1,000.00元"),
        *("学费有困难", "3,456.80元（人民币叁仟肆佰伍拾陆元捌角整）"),
        *("同意救助3,456.80元", "今收到救助金3,456.80元", "专项帮扶资金", "记-12"),
    ):
        assert told in page


def test_other_aid_asks_nothing_of_a_school(desk: Office) -> None:
    key = applied(desk, household(desk), illness="肺病")
    (page,) = read(desk, "aid-form", [key])
    assert "录取通知书" not in page
    assert "肺病" in page
    assert "同意救助" not in page
    (page,) = read(desk, "aid-form", [key], illness="否")
    assert "肺病" not in page


def test_identity_may_be_left_to_the_person(desk: Office) -> None:
    (page,) = read(desk, "aid-form", [schooling(desk)], identity="否")
    assert NUMBER not in page


def test_each_payment_has_a_page_in_the_order_of_the_list(desk: Office) -> None:
    first, second = household(desk), household(desk, "欧阳建国", "2025-002")
    keys = [paid(desk, second), applied(desk, first)]
    pages = read(desk, "aid-form", keys)
    assert ["欧阳建国" in page for page in pages] == [True, False]


def test_what_was_refused_says_so(desk: Office) -> None:
    key = applied(desk, household(desk))
    aid_jobs.refuse(desk, [key], "不符合条件")
    (page,) = read(desk, "aid-form", [key])
    assert "不同意。" in page


def test_the_ledger_shows_what_was_paid_and_taken_back(desk: Office) -> None:
    file = household(desk)
    wrong, right = paid(desk, file, amount=100_000), paid(desk, file, amount=234_500)
    aid_jobs.reverse(desk, wrong, "错")
    waiting = applied(desk, file, "living")
    (page,) = read(desk, "aid-ledger")
    assert "-1,000.00" in page
    assert "人民币贰仟叁佰肆拾伍元整" in page
    assert "生活救助" not in page
    request = Request(TODAY)
    make_document(desk, paper(AID_PAPERS, "aid-ledger"), request)
    assert {wrong, right} < set(request.shown)
    assert waiting not in request.shown


def test_the_papers_are_given_to_word_as_well(desk: Office) -> None:
    key = schooling(desk)
    for job in AID_PAPERS:
        content = make_content(desk, job, Request(TODAY, ids=[key]))
        assert content.flow().blocks
