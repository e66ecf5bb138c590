"""Forms as other offices draw them, for the tests of filling; and how they are read."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import xlsxwriter

from unionoffice.sheets.filling.fill import Filling, Repeated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unionoffice.sheets.filling.fill import Value

LIST, SUMMARY = "名单", "汇总"
FIRST = 5
PLACES = ((0, "A"), (0, "B"), (0, "C"), (0, "D"), (0, "E"))
DOT = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02"
    b"\x00\x00\x00\x90wS\xde"
)


def picture() -> BytesIO:
    """The smallest PNG."""
    chunk = b"IDAT" + zlib.compress(b"\x00\xff\x00\x00")
    body = struct.pack(">I", len(chunk) - 4) + chunk
    body += struct.pack(">I", zlib.crc32(chunk))
    end = b"\x00\x00\x00\x00IEND\xaeB`\x82"
    return BytesIO(DOT + body + end)


def official(drawn: int = 1) -> bytes:
    """Title, captions, header, `drawn` rows, totals, signatures, and all around them.

    The row holds number, name, ID, day, amount, twice the amount; the totals a sum;
    below stand signatures with a picture, a note and a link. Another sheet reckons
    with this one, and a third has nothing to do with it.
    """
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page, other = book.add_worksheet(LIST), book.add_worksheet(SUMMARY)
        book.add_worksheet("说明").write("A1", "填表说明")
        boxed = book.add_format({"border": 1})
        day = book.add_format({"border": 1, "num_format": "yyyy-mm-dd"})
        text = book.add_format({"border": 1, "num_format": "@"})
        looks = [boxed, boxed, text, day, boxed]
        bold = book.add_format({"bold": True, "align": "center"})
        page.merge_range("A1:F1", "困难职工汇总表", bold)
        page.merge_range("A2:F2", "填报单位：")
        for place, words in enumerate(
            ("序号", "姓名", "身份证号", "日期", "金额", "两倍")
        ):
            page.write(3, place, words, boxed)
        for row in range(FIRST - 1, FIRST - 1 + drawn):
            for place, look in enumerate(looks):
                page.write_blank(row, place, None, look)
            page.write_formula(row, 5, f"=E{row + 1}*2", boxed)
            page.set_row(row, 31)
        total = FIRST + drawn
        page.write(total - 1, 0, "合计", bold)
        sums = f"E{FIRST}:E{total - 1}"
        page.write_formula(total - 1, 4, f"=SUM({sums})", bold)
        page.write_formula(
            total - 1, 5, f"=SUM({sums})/COUNT($E${FIRST}:$E${total - 1})"
        )
        page.merge_range(total + 1, 0, total + 1, 2, "单位负责人：")
        page.write_url(total + 1, 3, "https://example.org/x", string="链接")
        page.write_comment(total + 1, 4, "盖章处")
        page.insert_image(total + 2, 1, "seal.png", {"image_data": picture()})
        page.data_validation(
            f"B{FIRST}:B{total - 1}", {"validate": "list", "source": ["甲", "乙"]}
        )
        page.conditional_format(
            f"E{FIRST}:E{total - 1}",
            {"type": "cell", "criteria": ">", "value": 100, "format": bold},
        )
        page.print_area(f"A1:F{total + 2}")
        page.repeat_rows(3)
        page.set_h_pagebreaks([total])
        other.write_formula("A1", f"={LIST}!E{total}")
        other.write_formula("A2", f"=SUM('{LIST}'!E{FIRST}:E{total - 1})")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": f"={LIST}!$E${FIRST}:$E${total - 1}"})
        other.insert_chart("C3", chart)
    return out.getvalue()


def filling(
    records: Sequence[Sequence[Any]],
    cells: Mapping[str, Value] | None = None,
    last_row: int | None = None,
) -> Filling:
    """These records in the rows of `official`."""
    return Filling(
        LIST, cells or {}, Repeated(FIRST, PLACES, records, last_row=last_row)
    )


def opened(content: bytes) -> Any:  # noqa: ANN401  openpyxl has no types
    """The workbook as openpyxl reads it."""
    return openpyxl.load_workbook(BytesIO(content))


def column(page: Any, letter: str, first: int, count: int) -> list[Any]:  # noqa: ANN401  openpyxl has no types
    """The values of a column."""
    return [page[f"{letter}{first + row}"].value for row in range(count)]


def parts(content: bytes) -> dict[str, bytes]:
    """Every part of the package."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_part(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The same package with something else in one part."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for part, words in parts(content).items():
            changed = words.replace(old, new) if part == name else words
            package.writestr(part, changed)
    return out.getvalue()


def formulas(content: bytes, name: str) -> dict[str, str]:
    """The formulas of a sheet's XML by cell."""
    sheet = parts(content)[name].decode()
    found = re.findall(r'<c r="([A-Z]+\d+)"[^>]*><f>([^<]*)</f>', sheet)
    return dict(found)
