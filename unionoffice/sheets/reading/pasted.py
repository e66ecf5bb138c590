"""Cells copied in Excel or WPS and pasted here, as a sheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from unionoffice.errors import Refused
from unionoffice.sheets.reading.raw import RawSheet, Workbook
from unionoffice.sheets.reading.sniff import FileKind

NAME = "剪贴板"


def pasted_workbook(text: str) -> Workbook:
    """The text of a clipboard as a workbook of one sheet.

    Raises:
        Refused: there is no table in it.
    """
    if not text.strip():
        raise Refused("剪贴板里没有表格。请先在 Excel 或 WPS 里选中表格并复制。")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    try:
        rows = [[cell or None for cell in row] for row in reader]
    except csv.Error as error:
        raise Refused("剪贴板里的内容读不成表格，请重新复制。") from error
    return Workbook(Path(NAME), FileKind.CSV, (RawSheet(NAME, rows),))
