"""Forms of the office above are kept, changed, copied, thrown away and carried off."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.offices import dump
from tests.unionoffice.reporting.desk import FILE, LABELS, NAME, drawn, kept, mapping
from tests.unionoffice.reporting.sample_forms import SAMPLES, told
from unionoffice.errors import InvalidInput, Refused
from unionoffice.paths import resources
from unionoffice.reporting import store
from unionoffice.reporting.form import (
    FROM_SHEET,
    FixedCell,
    FormColumn,
    FormMapping,
    FormSheet,
    RepeatedRows,
    Rule,
    Shape,
    Source,
    Way,
)
from unionoffice.reporting.form_json import from_json, to_json
from unionoffice.sheets.filling.fill import Book
from unionoffice.sheets.filling.sheet import split

if TYPE_CHECKING:
    from pathlib import Path

    from unionoffice.office import Office

WORDS = st.text(min_size=1, max_size=5)
COLUMNS = st.builds(
    FormColumn,
    st.sampled_from(["A", "C", "XFD"]),
    WORDS.map(lambda words: f"栏{words}"),
    st.sampled_from(Source),
    WORDS,
    st.sampled_from(Way),
    st.lists(st.tuples(WORDS, WORDS), max_size=2).map(tuple),
    st.builds(
        Rule,
        st.booleans(),
        st.integers(0, 9),
        st.lists(WORDS, max_size=2).map(tuple),
        WORDS,
        st.sampled_from(Shape),
        st.booleans(),
        st.booleans(),
    ),
)


@given(COLUMNS, st.integers(1, 99), st.sampled_from([None, 3]), WORDS)
@settings(max_examples=15)
def test_a_mapping_comes_back_from_json_as_it_was(
    column: FormColumn, first: int, drawn_rows: int | None, words: str
) -> None:
    last = None if drawn_rows is None else first + drawn_rows - 1
    sheet = FormSheet(
        words,
        (FixedCell("A2", "单位：{单位名称}"),),
        RepeatedRows(first, (column,), 1, last),
    )
    made = FormMapping((sheet,), (words,), ("-name",), words)
    assert from_json(json.loads(json.dumps(to_json(made)))) == made


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"version": 2}, "更新版本"),
        ({"version": "1"}, "版本"),
        ({"sheets": 5}, "sheets"),
        ({"sheets": [1]}, "工作表"),
        ({"conditions": [1]}, "文字"),
        ({"sheets": [{"name": "x", "cells": [{"cell": "2A", "says": ""}]}]}, "2A"),
        ({"sheets": [{"name": "x", "cells": [{"cell": "A1", "says": "{无}"}]}]}, "无"),
        ({"sheets": [{"name": "x", "rows": {"first_row": 0}}]}, "重复行"),
        ({"sheets": [{"name": "x", "rows": {"first_row": True}}]}, "first_row"),
        ({"sheets": [{"name": "x"}, {"name": "x"}]}, "两次"),
        (
            {"sheets": [{"name": "x", "rows": {"first_row": 1, "columns": [
                {"letter": "A", "label": "a", "name": "b", "way": "odd"}]}}]},
            "way",
        ),
        (
            {"sheets": [{"name": "x", "rows": {"first_row": 1, "columns": [
                {"letter": "A", "label": "a", "name": "b"},
                {"letter": "A", "label": "c", "name": "b"}]}}]},
            "两项",
        ),
        (
            {"sheets": [{"name": "x", "rows": {"first_row": 1, "columns": [
                {"letter": "1", "label": "a", "name": "b"}]}}]},
            "位置不对",
        ),
    ],
)  # fmt: skip
def test_json_that_is_no_mapping_is_refused_in_a_sentence(
    change: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        from_json({**to_json(mapping()), **change})


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=3),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
                        st.sampled_from(["version", "sheets", "name", "rows", "words"]),
                        inner, max_size=3), max_leaves=6))  # fmt: skip
@settings(max_examples=25)
def test_whatever_is_read_ends_in_a_mapping_or_a_sentence(said: object) -> None:
    try:
        from_json(said)
    except InvalidInput as refusal:
        assert refusal.sentence.endswith("。")  # noqa: PT017  both ends are right


def test_a_form_is_kept_as_it_was_given(office: Office) -> None:
    made = mapping(conditions=("在会会员",), order=("name",))
    form = kept(office, made)
    assert (form.name, form.register, form.mapping) == (NAME, "members", made)
    assert store.template(office, form) == drawn()
    assert store.forms(office) == [form]
    assert store.form(office, form.uid or "") == form


def test_a_form_is_changed_discarded_and_brought_back(office: Office) -> None:
    form = kept(office)
    store.save(office, replace(form, name="新名", note="每季度"))
    (renamed,) = store.forms(office)
    assert (renamed.name, renamed.note, renamed.uid) == ("新名", "每季度", form.uid)
    store.discard(office, renamed)
    assert (store.forms(office), store.discarded_forms(office)) == ([], [renamed])
    kept(office, mapping())
    store.save(office, replace(store.form(office, NAME), name="新名"))
    store.restore(office, renamed)
    assert [item.name for item in store.forms(office)] == ["新名", "新名（2）"]


def test_undo_takes_a_new_form_away_again(office: Office, path: Path) -> None:
    before = dump(path, beside={"batch", "trail_entry", "person_use", "attachment"})
    changes = store.add(
        office, drawn(), FILE, name="x", register=FROM_SHEET, mapping=mapping()
    )
    assert changes.batch
    office.undo(changes.batch)
    after = dump(path, beside={"batch", "trail_entry", "person_use", "attachment"})
    assert (after, store.forms(office)) == (before, [])


def test_a_copy_stands_beside_the_first(office: Office) -> None:
    form = kept(office)
    store.copy(office, form)
    names = [item.name for item in store.forms(office)]
    assert names == [NAME, f"{NAME}（2）"]


@pytest.mark.parametrize(
    ("name", "made", "error"),
    [
        (" ", mapping(), InvalidInput),
        ("长" * 101, mapping(), InvalidInput),
        (NAME, mapping(), InvalidInput),
        ("好", FormMapping((FormSheet("没有"),)), Refused),
        (
            "好",
            FormMapping((FormSheet("采集表", (FixedCell("A", ""),)),)),
            InvalidInput,
        ),
    ],
)
def test_a_form_that_cannot_be_is_not_kept(
    office: Office, name: str, made: FormMapping, error: type[Exception]
) -> None:
    kept(office)
    with pytest.raises(error):
        store.add(office, drawn(), FILE, name=name, register="members", mapping=made)
    assert len(store.forms(office)) == 1


def test_a_file_that_is_no_form_is_not_kept(office: Office) -> None:
    for content in (b"x", b"PK", drawn()[:500]):
        with pytest.raises(Refused):
            store.add(office, content, FILE, name="x", register="", mapping=mapping())
    with pytest.raises(Refused, match="没有名为"):
        store.add(office, drawn(), FILE, name="x", register="no", mapping=mapping())
    with pytest.raises(Refused, match="现有：无"):
        store.form(office, "x")


def test_a_form_goes_to_another_office_in_one_file(office: Office) -> None:
    form = kept(office, mapping(conditions=("在会会员",)))
    carried = store.exported(office, form)
    store.import_(office, carried, "采集表.json")
    second = store.form(office, f"{NAME}（2）")
    assert second.mapping == form.mapping
    assert store.template(office, second) == drawn()


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"[]", b"{}", b'{"format": "x"}', b"\xff"),
        f'{{"format": "{store.MARK}", "mapping": {{"version": 9}}}}'.encode(),
        f'{{"format": "{store.MARK}", "file": "?"}}'.encode(),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match=r"x\.json"):
        store.read(content, "x.json")


def test_a_new_file_keeps_what_is_found_again_by_its_words(office: Office) -> None:
    form = kept(office)
    labels = ("序号", "身份证号", "民族", "*姓名", "政治面貌")
    _, lost = store.replace_file(office, form, drawn(labels, above=2), "新表样.xlsx")
    assert lost == ("出生年月",)
    again = store.form(office, NAME)
    rows = again.mapping.sheets[0].rows
    assert rows is not None
    assert rows.first_row == 6
    assert {c.label: c.letter for c in rows.columns} == {
        "序号": "A",
        "身份证号": "B",
        "姓名": "D",
        "政治面貌": "E",
    }
    assert [cell.cell for cell in again.mapping.sheets[0].cells] == ["A2", "A8", "B7"]
    assert again.file_name == "新表样.xlsx"


def test_a_new_file_may_call_its_sheet_otherwise(office: Office) -> None:
    form = kept(office)
    _, lost = store.replace_file(office, form, drawn(LABELS, sheet="2026"), "新.xlsx")
    assert lost == ()
    assert store.form(office, NAME).mapping.sheets[0].name == "2026"


def test_the_examples_are_as_their_script_draws_them() -> None:
    for name, (sheet, register, note) in SAMPLES.items():
        file = resources() / "reporting" / f"{name}.json"
        assert file.read_text(encoding="utf-8") == told(sheet, register, note)


def test_the_examples_can_be_adopted_and_fit_their_files(office: Office) -> None:
    for sample in store.samples():
        store.adopt(office, sample)
        store.adopt(office, sample)
        for sheet in sample.form.mapping.sheets:
            page = Book(sample.content).sheet(sheet.name)
            assert sheet.rows is not None
            for cell in sheet.cells:
                letter, number = split(cell.cell)
                page.refuse_hidden(number, letter)
                assert page.cell(number, letter) is not None
    assert len(store.forms(office)) == 4
