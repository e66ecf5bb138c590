"""The rows of one batch, and no others, can be asked for."""

from __future__ import annotations

from tests.offices import new
from unionoffice.office import Office
from unionoffice.register.touched import TouchedBy


def test_only_the_rows_of_the_batch_are_shown(office: Office) -> None:
    new(office, "members", name="张三")
    second = new(office, "members", name="李四")
    register = office.register("members")
    batch = office.batches()[0].uid
    view = office.view(register).with_condition(TouchedBy(register, batch, "刚写的"))
    assert office.ids(view) == [second]


def test_the_chip_says_which_batch_it_is(office: Office) -> None:
    condition = TouchedBy(office.register("members"), "b", "来自“花名册.xlsx”")
    assert condition.sentence == "来自“花名册.xlsx”"
