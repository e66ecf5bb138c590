"""What stands around a table and gives every row of it a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unionoffice.text import tidy

if TYPE_CHECKING:
    from unionoffice.register.sheet import Sheet
    from unionoffice.sheets.tables.table import Table

_NAME_TAIL = re.compile(
    r"(\(?\d*\)?|（\d*）|副本|工会|会员|职工|人员|全员|名单|花?名册|登记|统计|汇总|基本|信息"
    r"|情况|明细|台账|模板|导出|结果|数据|总?表)+$"
)
_NO_NAME = re.compile(
    r"(sheet|table|query|工作表|第|共)?[\d.\-年月日季度号页份期()（）]*"
    r"|全(矿|部|体|员|公司|单位)?|在(职|岗|册|会)|正式工?|合计|其他|工会|会员|职工|人员"
    r"|未导入\d*",
    re.IGNORECASE,
)


def words_around(
    sheet: Sheet, table: Table, *, named_sheet: bool
) -> dict[str, tuple[str, str]]:
    """The words that a caption (填报单位) or the sheet's own name gives every row.

    By field key: the words of the caption, empty for the sheet's name, and the value.
    """
    present = {column.key for column in table.columns}
    found: dict[str, tuple[str, str]] = {}
    for label, item in sheet.captions:
        said = table.caption.facts.get(label, "")
        if said and item.key not in present:
            found.setdefault(item.key, (label, said))
    named = sheet.sheet_name
    if named is not None and named.key not in present and named_sheet:
        name = named_after(table.sheet_name)
        if name:
            found.setdefault(named.key, ("", name))
    return found


def named_after(sheet_name: str) -> str:
    """What a sheet is named after (a unit), or nothing for names like Sheet1."""
    name = tidy(sheet_name).replace(" ", "")
    kept = _NAME_TAIL.sub("", name)
    return "" if _NO_NAME.fullmatch(name) or _NO_NAME.fullmatch(kept) else kept
