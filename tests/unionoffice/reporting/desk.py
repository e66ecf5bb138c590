"""Forms, people and spreadsheets for the tests of the office above."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter

from tests.offices import new, write_sheets
from unionoffice.idcard import make
from unionoffice.reporting import store
from unionoffice.reporting.form import (
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
from unionoffice.sheets.reading.read import read_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from unionoffice.office import Office
    from unionoffice.reporting.form import Form
    from unionoffice.sheets.reading.raw import Workbook

LABELS = ("序号", "*姓名", "身份证号", "性别", "出生年月", "政治面貌", "手机号")
OFFERED = ("中共党员", "共青团员", "群众")
NAME, FILE = "会员采集表", "采集表.xlsx"


def id_of(number: int) -> str:
    """A right ID number."""
    return make("370825", date(1980, 1, 1 + number % 28), 2 * (number // 28) + 1)


def drawn(
    labels: Sequence[str] = LABELS, *, above: int = 0, sheet: str = "采集表"
) -> bytes:
    """A form with title, captions, headings, one row, totals and who filled it in.

    `above` more lines stand over its headings.
    """
    out = BytesIO()
    last = len(labels) - 1
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        boxed = book.add_format({"border": 1})
        page.merge_range(0, 0, 0, last, "会员信息采集表")
        page.merge_range(1, 0, 1, last, "填报单位：          填报日期：   年  月  日")
        head = 2 + above
        page.write_row(head, 0, labels, boxed)
        for place in range(last + 1):
            page.write_blank(head + 1, place, None, boxed)
        if "政治面貌" in labels:
            place = labels.index("政治面貌")
            rule = {"validate": "list", "source": list(OFFERED)}
            page.data_validation(head + 1, place, head + 1, place, rule)
        page.write(head + 2, 0, "合计")
        page.write(head + 3, 0, "填表人：")
        page.write(head + 3, 3, "审核人：")
    return out.getvalue()


def mapping(*columns: FormColumn, **more: Any) -> FormMapping:  # noqa: ANN401  of FormMapping
    """These columns in row 4 of `drawn`, with the captions; by default a useful few."""
    made = columns or (
        FormColumn("A", "序号", Source.SERIAL),
        FormColumn("B", "姓名", name="name", rule=Rule(required=True)),
        FormColumn(
            "C",
            "身份证号",
            name="id_number",
            way=Way.TEXT,
            rule=Rule(shape=Shape.ID_NUMBER, unique=True),
        ),
        FormColumn("E", "出生年月", name="born_on", way=Way.MONTH_PLAIN),
        FormColumn(
            "F",
            "政治面貌",
            name="political",
            words=(("01", "中共党员"), ("", "群众")),
            rule=Rule(allowed=OFFERED),
        ),
    )
    cells = (
        FixedCell("A2", "填报单位：{单位名称}  填报日期：{填报日期}"),
        FixedCell("A6", "填表人：{填表人}"),
        FixedCell("B5", "{人数}"),
    )
    sheet = FormSheet("采集表", cells, RepeatedRows(4, made))
    return FormMapping((sheet,), **more)


def kept(
    office: Office, made: FormMapping | None = None, register: str = "members"
) -> Form:
    """A form in the store."""
    made = made or mapping()
    store.add(office, drawn(), FILE, name=NAME, register=register, mapping=made)
    return store.form(office, NAME)


def people(office: Office, *names: str) -> list[int]:
    """Members of these names, each with an ID number."""
    return [
        new(office, "members", name=name, id_number=id_of(place), political="01")
        for place, name in enumerate(names)
    ]


def sheet_of(folder: Path, *rows: Sequence[object]) -> Workbook:
    """A spreadsheet she has, as it was read."""
    return read_workbook(write_sheets(folder / "名单.xlsx", {"Sheet1": rows}))
