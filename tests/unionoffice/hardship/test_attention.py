"""需要处理: each check of domain.md §2.10 finds its case and leaves the rest alone."""

from __future__ import annotations

from datetime import date

import pytest

from db.vocabulary import FileStep
from tests.offices import TODAY, edit, new, opened
from tests.unionoffice.hardship.filing import (
    BEGIN,
    account,
    file,
    live,
    member,
    person,
    standard,
    step,
)
from unionoffice.clock import stopped
from unionoffice.hardship.filing.attention import Check, attention, needs_of
from unionoffice.hardship.filing.judgements import judge
from unionoffice.office import Office


def checks(office: Office) -> set[Check]:
    return {need.check for need in attention(office)}


@pytest.fixture
def home(office: Office) -> int:
    """A live file about which nothing is to be done."""
    standard(office)
    head = new(
        office, "members", name="周望山", joined_on=date(2010, 5, 1), sex="1",
        born_on=date(1985, 4, 5),
    )  # fmt: skip
    key = file(office, head, household_size=2)
    member(office, key, "林秀枝", born_on=date(1982, 5, 6), employed=True)
    live(office, key)
    assert attention(office) == []
    return key


def test_a_household_of_another_size_than_told_is_found(
    office: Office, home: int
) -> None:
    member(office, home, "周小山", relation="20", born_on=date(2024, 1, 1))
    (need,) = attention(office)
    assert need.check is Check.SIZE
    assert need.sentence == "家庭人口填了 2 人，成员登记了 3 人（含本人）。"
    assert (need.register, need.record_id, need.head) == (
        "hardship-files",
        home,
        "周望山",
    )


def test_a_student_who_has_finished_is_found_while_schooling_is_a_cause(
    office: Office, home: int
) -> None:
    school = {"school_level": "bachelor", "enrolled_year": 2020, "school_years": 4}
    child = member(office, home, "周小山", relation="20", **school)
    edit(office, "hardship-files", home, household_size=3)
    assert Check.GRADUATED not in checks(office)
    edit(office, "hardship-files", home, second_cause="9")
    need = next(n for n in attention(office) if n.check is Check.GRADUATED)
    assert "2024 年毕业" in need.sentence
    assert (need.register, need.record_id) == ("hardship-members", child)


@pytest.mark.parametrize(
    ("kind", "words"), [("transferred_out", "已转出"), ("died", "已去世")]
)
def test_a_head_who_has_gone_is_found(
    office: Office, home: int, kind: str, words: str
) -> None:
    head = office.draft(office.register("hardship-files"), home).values["person_id"]
    new(office, "events", person_id=head, kind=kind, happened_on=date(2026, 3, 1))
    (need,) = attention(office)
    assert need.check is Check.GONE
    assert words in need.sentence


def test_a_head_past_retirement_is_found(office: Office, home: int) -> None:
    head = office.draft(office.register("hardship-files"), home).values["person_id"]
    edit(office, "members", head, retire_month=date(2026, 2, 1))
    (need,) = attention(office)
    assert need.sentence == "户主预计已于 2026年2月退休，请核对是否注销。"
    edit(office, "members", head, retire_month=date(2026, 3, 1))
    assert attention(office) == []


def test_a_review_is_due_a_year_after_the_last_one(office: Office, home: int) -> None:
    path = office.store.path
    office.close()
    for day, due in ((date(2027, 2, 23), False), (date(2027, 2, 24), True)):
        later = opened(path, clock=stopped(day))
        assert (Check.REVIEW in checks(later)) is due
        later.close()
    again = opened(path, clock=stopped(date(2027, 2, 24)))
    step(again, home, FileStep.REVIEW, date(2027, 2, 24))
    assert Check.REVIEW not in checks(again)
    again.close()


def test_how_often_a_file_is_reviewed_is_a_parameter(office: Office, home: int) -> None:
    standard(office, effective_on=date(2026, 2, 25), review_months=1)
    path = office.store.path
    office.close()
    later = opened(path, clock=stopped(date(2026, 3, 24)))
    assert Check.REVIEW in {need.check for need in needs_of(later, home)}
    later.close()


def test_a_posting_that_has_run_out_is_found(office: Office) -> None:
    standard(office)
    key = file(office, person(office, "周望山", 1))
    judge(office, key, account())
    for kind in (FileStep.APPLY, FileStep.VISIT, FileStep.DISCUSS, FileStep.POST):
        step(office, key, kind, BEGIN)
    (need,) = attention(office)
    assert need.check is Check.POSTING
    assert need.sentence == "公示已于 2026-02-06 期满，无异议的可以上报。"


def test_an_application_that_lies_still_is_found(office: Office) -> None:
    standard(office)
    key = file(office, person(office, "周望山", 1))
    step(office, key, FileStep.APPLY, date(2026, 2, 13))
    assert checks(office) == set()
    office.undo(office.batches(1)[0].uid)
    step(office, key, FileStep.APPLY, date(2026, 2, 12))
    (need,) = attention(office)
    assert need.sentence == "“已申请”已 31 天没有往下办。"


def test_a_live_file_without_a_judgement_is_found(office: Office) -> None:
    head = person(office, "周望山", 1)
    file(office, head, state="live", opened_on=date(2026, 1, 5))
    assert checks(office) == {Check.UNJUDGED}


def test_a_category_that_the_figures_no_longer_bear_out_is_found(
    office: Office, home: int
) -> None:
    judge(office, home, account(date(2026, 3, 1), wage=100_000))
    assert checks(office) == {Check.FIGURES}


def test_a_closed_file_is_left_alone_until_its_ten_years_are_over(
    office: Office,
) -> None:
    head = person(office, "周望山", 1)
    told = {"state": "lifted", "opened_on": date(2012, 1, 5)}
    file(office, head, closed_on=date(2016, 3, 1), **told)
    assert checks(office) == set()
    other = person(office, "吴大河", 3)
    file(office, other, closed_on=date(2015, 12, 31), **told)
    (need,) = attention(office)
    assert need.check is Check.KEPT
    assert need.head == "吴大河"
    assert TODAY.year == 2026
