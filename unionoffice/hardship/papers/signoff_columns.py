"""The columns of a 签领表: money, goods or both, and what is written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice import money
from unionoffice.dates import show_day
from unionoffice.paper.table.sheet import Align, TableColumn
from unionoffice.paper.table.sums import NO_SUMS, Sums
from unionoffice.table_papers import NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.hardship.papers.signoff_rows import Receipt

AMOUNT, MONEY, WORTH, PIECES = "金额（元）", "慰问金（元）", "合计（元）", "数量"
SIGNED = "已签领"
PROXY = "代领"


class Table:
    """What everybody of a list is given decides which columns it has."""

    def __init__(self, receipts: Sequence[Receipt]) -> None:
        """Look at all of them, so that every sheet of a list is ruled alike."""
        self._goods = any(one.goods for one in receipts)
        self._money = any(one.amount for one in receipts)
        self._priced = any(one.worth != one.amount for one in receipts)
        kinds = {one.goods for one in receipts}
        self._counted = len(kinds) == 1 and all(one.quantity for one in receipts)
        self._figures = self._money or self._priced or not self._goods

    @property
    def columns(self) -> list[TableColumn]:
        """From the running number to the remark."""
        return [
            NUMBER,
            TableColumn("单位", max_mm=36, min_mm=22, weight=0.5),
            TableColumn(
                "姓名", Align.CENTRE, min_mm=18, max_mm=34, weight=0, name=True
            ),
            TableColumn("证件号\n后四位", Align.CENTRE, min_mm=15, weight=0),
            *self._given(),
            _hand("签名", 26),
            _hand("日期", 21),
            _hand("代领人", 20, PROXY),
            _hand("关系", 14, PROXY),
            _hand("原因", 18, PROXY),
            _hand("备注", 14),
        ]

    @property
    def sums(self) -> Sums:
        """Of each page, so far, and of all, with the words of the last figure."""
        if not self._figures and not self._counted:
            return NO_SUMS
        last = [column.label for column in self._given() if column.summed][-1]
        words = last if self._figures else ""
        return Sums(page=True, running=True, total=True, capitals=words)

    def row(self, number: int, one: Receipt) -> list[str]:
        """Somebody's line; who has signed already does not sign again."""
        signed = one.signed_on is not None
        return [
            str(number),
            one.unit,
            one.name,
            one.tail,
            *self._values(one),
            SIGNED if signed else "",
            show_day(one.signed_on),
            one.proxy,
            one.relation,
            one.reason,
            "",
        ]

    def told(self, receipts: Sequence[Receipt]) -> str:
        """How many people, and how much money if it is known."""
        count = f"共 {len(receipts)} 人"
        worth = sum(one.worth for one in receipts)
        return f"{count}，{money.show(worth)} 元" if worth else count

    def _given(self) -> list[TableColumn]:
        columns = []
        if self._goods:
            columns = [
                TableColumn("慰问品", max_mm=40),
                TableColumn(PIECES, Align.RIGHT, weight=0, summed=self._counted),
            ]
        if self._money and self._priced:
            return [*columns, _figure(MONEY), _figure(WORTH)]
        return [*columns, _figure(AMOUNT)] if self._figures else columns

    def _values(self, one: Receipt) -> list[str]:
        values = []
        if self._goods:
            pieces = "" if one.quantity is None else str(one.quantity)
            values = [one.goods, pieces]
        if self._money and self._priced:
            return [*values, _yuan(one.amount), _yuan(one.worth)]
        return [*values, _yuan(one.worth)] if self._figures else values


def _yuan(fen: int) -> str:
    return money.show(fen) if fen else ""


def _figure(label: str) -> TableColumn:
    return TableColumn(label, Align.RIGHT, min_mm=24, weight=0, summed=True)


def _hand(label: str, least_mm: float, group: str = "") -> TableColumn:
    """A column that is written in; what the sheet has left over is its own."""
    return TableColumn(
        label, Align.CENTRE, least_mm, weight=2, group=group, by_hand=True
    )
