"""Workbooks written by hand, to the byte, for the tests of reading."""

import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DOCUMENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"

PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        f'ContentType="{DOCUMENT}.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{DOCUMENT}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="甲 &amp; 乙" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}

Craft = Callable[[Iterable[str]], Path]


@pytest.fixture
def craft(tmp_path: Path) -> Craft:
    """Give a function that makes an .xlsx with these row elements in its one sheet."""

    def make(rows: Iterable[str]) -> Path:
        path = tmp_path / "手工.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, text in PARTS.items():
                package.writestr(name, text)
            with package.open("xl/worksheets/sheet1.xml", "w") as part:
                part.write(f'<worksheet xmlns="{SPREADSHEET}"><sheetData>'.encode())
                for row in rows:
                    part.write(row.encode())
                part.write(b"</sheetData></worksheet>")
        return path

    return make
