import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.errors import Refused
from unionoffice.sheets.reading.prescan import column_index, column_letter, prescan
from unionoffice.sheets.reading.read import read_workbook

Craft = Callable[[Iterable[str]], Path]


def cell(reference: str, value: str = "1") -> str:
    return f'<c r="{reference}"><v>{value}</v></c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def add_zeros(path: Path, megabytes: int) -> None:
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package,
        package.open("xl/media/image1.png", "w") as part,
    ):
        for _ in range(megabytes):
            part.write(bytes(1024 * 1024))


@given(st.integers(0, 16_383))
def test_column_letters_read_back(index: int) -> None:
    assert column_index(column_letter(index)) == index


def test_the_last_column_is_called_xfd() -> None:
    assert column_letter(16_383) == "XFD"


def test_sheet_name_and_last_filled_row_are_found(craft: Craft) -> None:
    path = craft([row(1, cell("A1")), row(7, cell("B7")), '<row r="9" ht="20"/>'])
    [scan] = prescan(path)
    assert (scan.name, scan.last_row) == ("甲 & 乙", 7)


def test_a_value_in_the_far_corner_is_named(craft: Craft) -> None:
    path = craft([row(1, cell("A1")), row(100_000, cell("XFD100000"))])
    with pytest.raises(Refused, match="XFD100000"):
        prescan(path)


def test_the_last_filled_cell_is_found_behind_formatted_ones(craft: Craft) -> None:
    far = row(1_048_576, cell("T1048576"), '<c r="U1048576" s="0"/>')
    with pytest.raises(Refused, match="T1048576"):
        prescan(craft([row(1, cell("A1")), far]))


def test_a_formatted_cell_in_the_far_corner_does_no_harm(craft: Craft) -> None:
    path = craft(
        [row(1, cell("A1")), row(100_000, '<c r="XFD100000" s="0"></c>')],
    )
    assert list(read_workbook(path).sheets[0].rows) == [[1.0]]


def test_more_than_two_hundred_used_columns_are_refused(craft: Craft) -> None:
    cells = [cell(f"{column_letter(index)}1") for index in range(201)]
    with pytest.raises(Refused, match="200 列"):
        prescan(craft([row(1, *cells)]))


def test_two_hundred_used_columns_are_read(craft: Craft) -> None:
    cells = [cell(f"{column_letter(index)}1") for index in range(200)]
    [sheet] = read_workbook(craft([row(1, *cells)])).sheets
    assert len(sheet.rows[0]) == 200


def test_a_million_empty_formatted_rows_are_read_as_none(craft: Craft) -> None:
    empty = (
        "".join(
            f'<row r="{number}" s="1" customFormat="1"><c r="A{number}" s="0"/></row>'
            for number in range(start, start + 1000)
        )
        for start in range(2, 1_000_002, 1000)
    )

    def rows() -> Iterable[str]:
        yield row(1, cell("A1"))
        yield from empty

    [sheet] = read_workbook(craft(rows())).sheets
    assert list(sheet.rows) == [[1.0]]


def test_a_row_number_beyond_excel_is_refused(craft: Craft) -> None:
    with pytest.raises(Refused, match="A1048577"):
        prescan(craft([row(1_048_577, cell("A1048577"))]))


def test_error_values_are_noted_with_their_place(craft: Craft) -> None:
    broken = '<c r="C4" s="0" t="e"><f>VLOOKUP(1,2,3)</f><v>#N/A</v></c>'
    [scan] = prescan(craft([row(4, cell("A4"), broken)]))
    assert scan.errors == ((4, 2, "#N/A"),)


def test_a_zip_bomb_is_refused_before_it_is_opened(
    tmp_path: Path, craft: Craft
) -> None:
    path = craft([row(1, cell("A1"))])
    add_zeros(path, megabytes=150)
    with pytest.raises(Refused, match="不正常"):
        prescan(path)


def test_more_than_six_hundred_megabytes_are_refused(craft: Craft) -> None:
    path = craft([row(1, cell("A1"))])
    add_zeros(path, megabytes=601)
    with pytest.raises(Refused, match="600 MB"):
        prescan(path)


def test_a_torn_package_is_called_damaged(craft: Craft) -> None:
    path = craft([row(1, cell("A1"))])
    content = bytearray(path.read_bytes())
    place = content.find(b"xl/worksheets/sheet1.xml") + 30
    content[place : place + 20] = b"\xff" * 20
    path.write_bytes(content)
    with pytest.raises(Refused, match="已损坏"):
        prescan(path)


def test_a_package_without_its_relations_is_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "空.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(Refused, match="已损坏"):
        prescan(path)


def test_the_scan_can_be_stopped_on_the_way(craft: Craft) -> None:
    class Stopped(Exception):
        pass

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        prescan(craft([row(1, cell("A1"))]), check=stop)
