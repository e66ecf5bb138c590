"""What papers say of visits: every fact in words, the gift in figures and capitals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from unionoffice import money
from unionoffice.hardship.visiting import fields as facts
from unionoffice.hardship.visiting.gift import goods_value
from unionoffice.hardship.visiting.visits import VISITS
from unionoffice.paper.align import Align
from unionoffice.paper.form.form import Cell, FormRow
from unionoffice.printing import NO, YES, Setting, chosen
from unionoffice.table_papers import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unionoffice.money import Fen
    from unionoffice.office import Office
    from unionoffice.printing import Request
    from unionoffice.register.column import AnyColumn

IDENTITY = Setting(
    "identity", "印身份证号", YES, choices=(YES, NO), help="选“否”则留空由本人填写"
)
COLUMNS = (22.0, 32.0, 22.0, 21.0, 21.0, 22.0, 32.0)
"""Three pairs of label and value; photos stand side by side in what is left of one."""
ALL = 6
"""What a value covers that has a row to itself."""
WIDE = 4


@dataclass(frozen=True, slots=True)
class Visited:
    """One visit: its facts as they are kept, and as paper says them."""

    visit_id: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def said(self, column: AnyColumn) -> str:
        """A fact in words; empty if it is not known."""
        return self.words.get(column.key, "")

    def kept(self, column: AnyColumn) -> Any:  # noqa: ANN401  any field
        """A fact as it is kept; None if it is not known."""
        return self.values.get(column.key)

    @property
    def known(self) -> bool:
        """Whether this is a visit at all, and no blank form."""
        return bool(self.values)

    @property
    def name(self) -> str:
        """Who is visited."""
        return self.said(facts.NAME)

    @property
    def amount(self) -> Fen:
        """The money, or the face of the voucher."""
        return self.kept(facts.AMOUNT) or 0

    @property
    def goods(self) -> Fen:
        """What the goods are worth."""
        pieces, price = self.kept(facts.QUANTITY), self.kept(facts.PRICE)
        return goods_value(pieces, price)

    @property
    def worth(self) -> Fen:
        """Money and goods."""
        return self.amount + self.goods

    @property
    def pieces(self) -> str:
        """How many pieces at what price: 2 × 60.00 元."""
        pieces, price = self.kept(facts.QUANTITY), self.kept(facts.PRICE)
        told = "" if pieces is None else str(pieces)
        if price is None:
            return told
        return f"{told} × {yuan(price)}" if told else yuan(price)


BLANK = Visited()
"""The visit of a form that is filled in by hand."""

COLUMNS_READ: tuple[AnyColumn, ...] = (
    *(facts.PERSON, facts.OCCASION, facts.VISITED, facts.FORM, facts.AMOUNT),
    *(facts.GOODS, facts.QUANTITY, facts.PRICE, facts.SOURCE, facts.OVER_REASON),
    *(facts.RECIPIENT, facts.NAME, facts.RELATION, facts.PLACE, facts.ID_NUMBER),
    *(facts.FILE, facts.ADDRESS, facts.ACTIVITY, facts.CIRCUMSTANCES),
    *(facts.ILLNESS, facts.HOME, facts.WISHES, facts.OPINION, facts.SIGNED),
    *(facts.SIGNER, facts.SIGNER_RELATION, facts.PROXY_ID, facts.PROXY_REASON),
    *(facts.NUMBER, facts.LEADER, facts.COMPANIONS, facts.VOUCHER),
    *(facts.HANDLER, facts.REVIEWER, facts.NOTE),
)


def asked(office: Office, request: Request) -> list[Visited]:
    """The visits that were chosen, in the order of the list; none if nobody chose."""
    if request.ids is None and request.view is None:
        return []
    view, keys = chosen(office, VISITS, request)
    speakers = [speaker(column) for column in COLUMNS_READ]
    names = [column.key for column in COLUMNS_READ]
    return [
        Visited(
            key,
            dict(zip(names, row, strict=True)),
            {
                name: speak(value)
                for name, speak, value in zip(names, speakers, row, strict=True)
            },
        )
        for key, row in zip(keys, office.rows(view, COLUMNS_READ, keys), strict=True)
    ]


def yuan(fen: Fen) -> str:
    """An amount on a form: 1,000.00 元; left free where there is none."""
    return f"{money.show(fen)} 元" if fen else ""


def capitals(fen: Fen) -> str:
    """The same in capitals; left free where there is none."""
    return money.capitals(fen) if fen else ""


def row(*groups: tuple[Cell, ...], least: float = 8.6) -> FormRow:
    """A row of a form."""
    return FormRow(tuple(cell for group in groups for cell in group), least)


def pair(label: str, value: str, across: int = 1) -> tuple[Cell, Cell]:
    """A label, and the value beside it."""
    return Cell(label, label=True), Cell(value, across=across)


def text(label: str, value: str, least: float) -> FormRow:
    """A row for a text of several lines."""
    told = Cell(value, across=ALL, align=Align.LEFT)
    return row((Cell(label, label=True), told), least=least)


def three(
    first: tuple[str, str], second: tuple[str, str], third: tuple[str, str]
) -> FormRow:
    """Three labels with their values."""
    return row(pair(*first), pair(*second, 2), pair(*third))
