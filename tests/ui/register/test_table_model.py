from __future__ import annotations

from array import array

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from tests.ui.register.conftest import add_people, saved
from ui.register.table_model import PAGE, PAGES, TableModel
from unionoffice.office import Office

RIGHT = Qt.AlignmentFlag.AlignRight


def opened(office: Office, key: str = "members") -> TableModel:
    register = office.register(key)
    view = office.view(register)
    model = TableModel(office, view, register.columns)
    model.show_rows(view, array("q", office.ids(view)))
    return model


def shown(model: TableModel, row: int, label: str) -> str:
    labels = [column.label for column in model.columns]
    index = model.index(row, labels.index(label))
    return str(index.data())


@pytest.mark.usefixtures("people")
def test_the_model_behaves_as_views_expect(
    office: Office, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(opened(office))  # type: ignore[no-untyped-call]  # pytest-qt has no types


@pytest.mark.usefixtures("people")
def test_an_empty_model_behaves_too(office: Office, qtmodeltester: ModelTester) -> None:
    model = opened(office)
    model.show_rows(model.view, array("q"))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt has no types


@pytest.mark.usefixtures("people")
def test_values_are_shown_in_the_words_of_their_kind(office: Office) -> None:
    model = opened(office)
    assert shown(model, 0, "所在单位") in {"掘进二队", "机电队", "综采一队", "通风科"}
    assert shown(model, 0, "性别") in {"男", "女"}
    assert shown(model, 0, "会籍状态") == "正常（在会）"


@pytest.mark.usefixtures("people")
def test_numbers_stand_to_the_right_and_so_does_their_heading(office: Office) -> None:
    model = opened(office)
    place = [column.label for column in model.columns].index("年龄")
    role = Qt.ItemDataRole.TextAlignmentRole
    heading = model.headerData(place, Qt.Orientation.Horizontal, role)
    assert model.index(0, place).data(role) & int(RIGHT)
    assert heading & int(RIGHT)


def test_a_row_is_known_by_the_key_of_its_record(
    office: Office, people: list[int]
) -> None:
    model = opened(office)
    row = model.row_of(people[7])
    assert row is not None
    assert model.key_at(row) == people[7]


@pytest.mark.usefixtures("people")
def test_a_stranger_stands_in_no_row(office: Office) -> None:
    assert opened(office).row_of(987_654) is None


def test_a_changed_record_is_shown_anew(office: Office, people: list[int]) -> None:
    model = opened(office)
    row = model.row_of(people[3])
    assert row is not None
    model.words(row)
    draft = office.draft(office.register("members"), people[3])
    saved(office, draft.with_values(trade="爆破工"))
    model.read_anew({people[3]})
    assert shown(model, row, "工种") == "爆破工"


def test_a_record_that_vanished_leaves_an_empty_row_and_the_others_right(
    office: Office, people: list[int]
) -> None:
    view = office.view(office.register("members"))
    model = TableModel(office, view, view.register.columns)
    model.show_rows(view, array("q", [people[0], 987_654, people[1]]))
    names = [model.words(row)[0] for row in range(3)]
    assert names == ["王建国", "", "李文斌"]


def test_only_the_pages_last_seen_are_kept(office: Office) -> None:
    key = add_people(office, 1)[0]
    view = office.view(office.register("members"))
    model = TableModel(office, view, view.register.columns)
    model.show_rows(view, array("q", [key]) * (PAGE * (PAGES + 5)))
    for number in range(PAGES + 5):
        model.words(number * PAGE)
    assert len(model._pages) == PAGES  # noqa: SLF001 - the bound is the promise


@pytest.mark.usefixtures("people")
def test_other_columns_show_other_facts_of_the_same_rows(office: Office) -> None:
    model = opened(office)
    keys = list(model.keys)
    column = office.register("members").all_columns["ethnic"]
    model.show_columns([column])
    assert [model.columnCount(), list(model.keys)] == [1, keys]
    assert shown(model, 0, "民族") == "汉族"
