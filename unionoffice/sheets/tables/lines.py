"""Lines of a sheet that hold no record, and what a heading line says.

Totals, sign-offs and notes are told by the first filled cell only: a person
whose job is 负责人 is no sign-off line.
"""

import re
from collections.abc import Sequence

from unionoffice.sheets.reading.raw import CellValue
from unionoffice.sheets.tables.labels import plain_label, shown

_TOTAL = re.compile(
    r"(本页|本表|全表|本单位)?(合计|小计|总计|共计|累计|总合计)"
    r"(\d.*|\([^()]*\).*|人数.{0,6}|[人元户].{0,4})?"
)
_SIGNERS = (
    "制表人",
    "填表人",
    "填报人",
    "审核人",
    "复核人",
    "审批人",
    "经办人",
    "负责人",
    "单位负责人",
    "部门负责人",
    "工会主席",
    "工会负责人",
    "填报单位",
    "填报日期",
    "填表日期",
    "制表日期",
    "制表时间",
    "填报时间",
    "填表时间",
    "制表",
    "填表",
    "审核",
    "联系人",
    "联系电话",
    "单位盖章",
    "工会盖章",
    "盖章",
    "单位(盖章)",
    "日期",
)
_SIGNER_WORDS = frozenset(_SIGNERS)
_SIGN_OFF = re.compile(
    "(" + "|".join(sorted(map(re.escape, _SIGNERS), key=len, reverse=True)) + ")"
    r"(\([^()]*\))?:"
)
_FIRST_SIGNS = frozenset("本全合小总共累注备说附填" + "".join(w[0] for w in _SIGNERS))
_NOTE = re.compile(r"(注|备注|说明|附注|填表说明|填报说明)(\d{0,2})[:：]")
_FACT = re.compile(r"([^\s:：]{2,10}|[^\s:：](?:\s[^\s:：]){1,3})\s*[:：]\s*")
_LONGEST_WORD = 40
_BLANKS = "\ufeff\u200b \t\r\n\u3000\xa0"


def reason_to_ignore(cells: Sequence[CellValue]) -> str | None:
    """Say why a row holds no record, in words for the clerk, or None if it may."""
    start = next((cell for cell in cells if not is_blank(cell)), None)
    if not isinstance(start, str):
        return None
    first = _tight(start)
    if first[:1] not in _FIRST_SIGNS:
        return None
    if len(first) <= _LONGEST_WORD and _TOTAL.fullmatch(first.rstrip(":")):
        return "合计行"
    if _is_sign_off(first, cells):
        return "签字栏"
    if _NOTE.match(first):
        return "说明"
    return None


def is_blank(cell: CellValue) -> bool:
    """Tell whether a cell holds nothing, or nothing but spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip(_BLANKS))


def facts_in(cells: Sequence[CellValue]) -> dict[str, str]:
    """Collect what a heading line says, such as 填报单位：采煤一队.

    The value may stand behind the colon or in the next filled cell.
    """
    facts: dict[str, str] = {}
    waiting: str | None = None
    for text in filter(None, map(shown, cells)):
        pairs = _pairs(text)
        if not pairs and waiting:
            facts.setdefault(waiting, text)
        waiting = None
        for label, value in pairs:
            if value:
                facts.setdefault(label, value)
            else:
                waiting = label
    return facts


def _pairs(text: str) -> list[tuple[str, str]]:
    """Split `单位：甲队  日期：3月5日` into its labels and values."""
    found = list(_FACT.finditer(text))
    if not found:
        return []
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [
        (plain_label(match.group(1)), text[match.end() : end].strip())
        for match, end in zip(found, ends, strict=True)
    ]


def _is_sign_off(first: str, cells: Sequence[CellValue]) -> bool:
    if _SIGN_OFF.match(first):
        return True
    if first not in _SIGNER_WORDS:
        return False
    filled = [cell for cell in cells if not is_blank(cell)]
    others = [_tight(cell) for cell in filled[1:] if isinstance(cell, str)]
    return len(filled) == 1 or any(
        other in _SIGNER_WORDS or _SIGN_OFF.match(other) for other in others
    )


def _tight(text: str) -> str:
    """Drop all spaces and make brackets and colons half-width."""
    return "".join(text.split()).translate(_HALF_WIDTH)


_HALF_WIDTH = str.maketrans("（）：０１２３４５６７８９", "():0123456789")
