"""Money is counted in whole fen; read from text and cells, shown, and in capitals."""

import re
from decimal import Decimal

from unionoffice.errors import InvalidInput
from unionoffice.text import plain

Fen = int
"""An amount in fen, a hundredth of a yuan; never a float (domain.md §7.1)."""

MOST: Fen = 10**14 - 1
"""Just under a trillion yuan (一万亿元); capitals have words up to here."""

_WRITTEN = re.compile(
    r"(?P<minus>-?)(?:[¥$]|人民币|RMB|CNY)*(?P<late_minus>-?)"
    r"(?P<yuan>\d+|\d{1,3}(?:,\d{3})+)(?:\.(?P<fen>\d*))?(?P<myriad>万?)[元圆]?整?(?:/[人份件户次])?",
    re.ASCII | re.IGNORECASE,
)
_CAPITAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ((1000, "仟"), (100, "佰"), (10, "拾"), (1, ""))
_GROUPS = ((10**8, "亿"), (10**4, "万"), (1, ""))
_CLOSE_ENOUGH = Decimal("0.01")


def parse(raw: str) -> Fen:
    """The amount in 3,456.80, ¥3456.8, 3456, ３４５６元, 0.35万元 or 120元/人.

    Raises:
        InvalidInput: It is no amount, has parts of a fen, or is too large.
    """
    found = _WRITTEN.fullmatch(plain(raw))
    if not found:
        raise InvalidInput(_NO_AMOUNT.format(raw[:20]) if raw else "金额没有填写。")
    fen = (found["fen"] or "").rstrip("0")
    places = 6 if found["myriad"] else 2
    if len(fen) > places:
        raise InvalidInput(f"金额最多到分（两位小数），“{raw[:20]}”多了。")
    amount = int(found["yuan"].replace(",", "") + fen.ljust(places, "0"))
    return _in_range(-amount if found["minus"] or found["late_minus"] else amount)


def parse_cell(value: object) -> Fen:
    """The amount in a cell of a spreadsheet, where numbers are floats.

    0.30000000000000004 is thirty fen, but 17.255 is refused.

    Raises:
        InvalidInput: As `parse`.
    """
    if isinstance(value, str):
        return parse(value)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise InvalidInput("这一格里不是金额。")
    number = Decimal(value)
    if not number.is_finite() or abs(number) > MOST:
        raise InvalidInput(_TOO_MUCH)
    fen = round(number * 100)
    if abs(number * 100 - fen) > _CLOSE_ENOUGH:
        raise InvalidInput(f"金额最多到分（两位小数），“{value}”多了。")
    return _in_range(fen)


def show(fen: Fen) -> str:
    """With thousands and two decimals: 3,456.80."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan:,}.{rest:02d}"


def show_yuan(fen: Fen) -> str:
    """With the sign of the currency close to the digits: ¥3,456.80."""
    shown = show(abs(fen))
    return f"-¥{shown}" if fen < 0 else f"¥{shown}"


def capitals(fen: Fen, *, whole_after_jiao: bool = True) -> str:
    """The amount in words that cannot be altered: 人民币壹佰元整 (domain.md §7.2).

    Args:
        fen: The amount; below zero it begins with 负.
        whole_after_jiao: Write 整 also after 角, as rules for accounting vouchers ask;
            those for bills leave it open.

    Raises:
        InvalidInput: The amount is beyond `MOST`.
    """
    yuan, rest = divmod(abs(_in_range(fen)), 100)
    jiao, last = divmod(rest, 10)
    words = "人民币" + ("负" if fen < 0 else "")
    if yuan or not rest:
        words += (_whole(yuan) or "零") + "元"
    if jiao:
        words += _CAPITAL_DIGITS[jiao] + "角"
    elif last and yuan:
        words += "零"
    if last:
        return words + _CAPITAL_DIGITS[last] + "分"
    return words + ("整" if whole_after_jiao or not jiao else "")


_NO_AMOUNT = "“{}”不是金额，请写成 3456.80 这样的数字。"
_TOO_MUCH = "金额太大了，请核对。"


def _in_range(fen: Fen) -> Fen:
    if abs(fen) > MOST:
        raise InvalidInput(_TOO_MUCH)
    return fen


def _whole(yuan: int) -> str:
    words = ""
    for size, unit in _GROUPS:
        group = yuan // size % 10_000
        if group:
            skipped = group < 1000 or yuan // size // 10_000 % 10_000 == 0
            gap = "零" if words and skipped else ""
            words += gap + _four_digits(group) + unit
    return words


def _four_digits(group: int) -> str:
    words = ""
    for size, unit in _PLACES:
        digit = group // size % 10
        if digit:
            gap = "零" if words and group // size // 10 % 10 == 0 else ""
            words += gap + _CAPITAL_DIGITS[digit] + unit
    return words
