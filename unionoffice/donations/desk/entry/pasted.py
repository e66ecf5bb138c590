"""A block copied in Excel becomes rows: header or not, total rows left out and said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from unionoffice import money, text
from unionoffice.donations.desk.entry.names import is_whole_name
from unionoffice.donations.desk.entry.rows import CELLS, GOODS, TypedRow
from unionoffice.donations.gifts.register import DONATIONS
from unionoffice.errors import InvalidInput, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from unionoffice.money import Fen

TOTALS = (
    "合计",
    "总计",
    "小计",
    "共计",
    "累计",
    "总数",
    "本页合计",
    "合计金额",
    "总额",
)
HEADER_ROWS = 6
"""So many rows from above a header is looked for: titles may stand over it."""
LEAST_HEADS = 2
MOST_ROWS = 5_000
LONGEST_NAME = 4
NUMBERS = ("序号", "编号", "顺序号", "no", "no.", "№")


@dataclass(frozen=True, slots=True)
class Pasted:
    """The rows of a block, and what was left out of it.

    Attributes:
        rows: what is to be written.
        totals: what the total rows say, in fen; None where they say no amount.
        ignored: the words over columns that are no facts of a gift.
    """

    rows: tuple[TypedRow, ...]
    totals: tuple[Fen | None, ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def sum(self) -> Fen:
        """What the rows give together, as far as they can be read."""
        return sum(_fen(row.amount) or 0 for row in self.rows)

    @property
    def sentence(self) -> str:
        """What was left out, in words; empty if nothing was."""
        return "".join(self._told())

    def _told(self) -> Iterator[str]:
        if self.totals:
            yield f"合计行 {len(self.totals)} 行没有登记"
            last = next((one for one in reversed(self.totals) if one is not None), None)
            if last is not None:
                same = last == self.sum
                fits = (
                    "与各行相加相符"
                    if same
                    else f"读得出的各行相加是 {money.show(self.sum)}"
                )
                yield f"（写的是 {money.show(last)}，{fits}）"
            yield "。"
        if self.ignored:
            yield f"没有用到的列：{'、'.join(self.ignored)}。"


def read_block(block: Sequence[Sequence[str]]) -> Pasted:
    """The rows of a block of cells.

    Raises:
        Refused: there is nothing in it, no column of amounts, or far too much.
    """
    rows = [[text.tidy(cell) for cell in row] for row in block]
    rows = [row for row in rows if any(row)]
    if not rows:
        raise Refused("剪贴板里没有内容。请先在 Excel 里复制姓名和金额。")
    if len(rows) > MOST_ROWS:
        raise Refused(f"一次最多粘贴 {MOST_ROWS:,} 行；更多的请用“导入”。")
    place = _header_place(rows)
    if place is None:
        columns, body = _guessed(rows), rows
    else:
        columns, body = _headed(rows[place]), rows[place + 1 :]
    ignored = () if place is None else _ignored(rows[place])
    if "amount" not in columns and "goods" not in columns:
        raise Refused("没有看出哪一列是金额。请连同表头（姓名、金额）一起复制。")
    return _without_totals(body, columns, ignored)


def _without_totals(
    body: Sequence[Sequence[str]], columns: Mapping[str, int], ignored: tuple[str, ...]
) -> Pasted:
    kept: list[TypedRow] = []
    totals: list[Fen | None] = []
    for row in body:
        typed = _row(row, columns)
        if _is_header(row):
            continue
        if _says_total(row) or _is_sum(typed, kept):
            totals.append(_fen(typed.amount) or _only_amount(row))
        elif not typed.empty:
            kept.append(typed)
    return Pasted(tuple(kept), tuple(totals), ignored)


def _row(row: Sequence[str], columns: Mapping[str, int]) -> TypedRow:
    typed = TypedRow()
    for key, place in columns.items():
        if place < len(row):
            typed = replace(typed, **{key: row[place]})  # type: ignore[arg-type]  # words
    return typed


def _says_total(row: Sequence[str]) -> bool:
    words = (text.no_spaces(cell).rstrip("：:") for cell in row)
    return any(cell in TOTALS for cell in words)


def _is_sum(row: TypedRow, above: Sequence[TypedRow]) -> bool:
    """Whether a row without a name only adds up those above it."""
    amount = _fen(row.amount)
    if row.name or row.goods or not amount or len(above) < LEAST_HEADS:
        return False
    return amount == sum(_fen(one.amount) or 0 for one in above)


def _only_amount(row: Sequence[str]) -> Fen | None:
    amounts = [fen for cell in row if (fen := _fen(cell)) is not None]
    return max(amounts, default=None)


def _header_place(rows: Sequence[Sequence[str]]) -> int | None:
    for place, row in enumerate(rows[:HEADER_ROWS]):
        if _is_header(row):
            return place
    return None


def _is_header(row: Sequence[str]) -> bool:
    known = [key for cell in row if (key := _HEADS.get(_head(cell)))]
    return len(set(known)) >= LEAST_HEADS and ("amount" in known or "goods" in known)


def _headed(header: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, cell in enumerate(header):
        key = _HEADS.get(_head(cell))
        if key is not None:
            columns.setdefault(key, place)
    return columns


def _ignored(header: Sequence[str]) -> tuple[str, ...]:
    heads = [cell for cell in header if cell and _head(cell) not in NUMBERS]
    return tuple(cell for cell in heads if _head(cell) not in _HEADS)


def _guessed(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Columns without words over them: names, amounts, and a text beside them."""
    width = max(len(row) for row in rows)
    by_place = [
        [row[place] for row in rows if place < len(row)] for place in range(width)
    ]
    amounts = [
        place
        for place, cells in enumerate(by_place)
        if _share(cells, lambda cell: _fen(cell) is not None) and not _counts_up(cells)
    ]
    texts = [
        place
        for place, cells in enumerate(by_place)
        if place not in amounts and _share(cells, is_whole_name)
    ]
    columns: dict[str, int] = {}
    if amounts:
        columns["amount"] = amounts[-1] if len(amounts) == 1 else amounts[0]
    elif tried := [
        place for place, cells in enumerate(by_place) if _share(cells, _tries_amount)
    ]:
        columns["amount"] = tried[-1]
    names = [place for place in texts if place != columns.get("amount")]
    if names:
        columns["name"] = max(names, key=lambda place: _name_like(by_place[place]))
        others = [place for place in names if place != columns["name"]]
        if others:
            columns["unit"] = others[0]
    return columns


def _share(cells: Sequence[str], fits: object) -> bool:
    told = [cell for cell in cells if cell]
    good = sum(1 for cell in told if callable(fits) and fits(cell))
    return bool(told) and good * 2 > len(told)


def _name_like(cells: Sequence[str]) -> float:
    """How much a column looks like names: short, and seldom the same twice."""
    told = [text.no_spaces(cell) for cell in cells if cell]
    short = sum(len(cell) <= LONGEST_NAME for cell in told)
    return short + len(set(told)) if told else 0


def _counts_up(cells: Sequence[str]) -> bool:
    """Whether a column only numbers its rows."""
    told = [cell for cell in cells if cell.isdecimal()]
    numbers = [int(cell) for cell in told]
    steps = {b - a for a, b in pairwise(numbers)}
    return len(numbers) > 1 and steps == {1}


def _tries_amount(cell: str) -> bool:
    """Whether a cell means an amount, even one that cannot be read: 壹佰元, 1.234."""
    return cell.endswith(("元", "元整", "圆", "块")) or any(map(str.isdecimal, cell))


def _fen(cell: str) -> Fen | None:
    try:
        return money.parse(cell) if cell else None
    except InvalidInput:
        return None


def _head(cell: str) -> str:
    return text.plain(cell).lower().replace("(元)", "").replace("（元）", "")


def _heads() -> dict[str, str]:
    """The words over a column and the cell each one fills: those of the register."""
    wanted = {*CELLS, *GOODS, "given_on"}
    found: dict[str, str] = {}
    for column in DONATIONS.sheet.columns:
        key = {"unit_id": "unit"}.get(column.key, column.key)
        key = {"person_id.staff_no": "staff_no", "person_id": "name"}.get(key, key)
        if key in wanted or key == "staff_no":
            words = (column.header, column.column.label, *column.synonyms)
            found.update((_head(word), key) for word in words)
    return found | {_head(word): "name" for word in ("姓名", "捐款人", "名字")}


_HEADS = _heads()
