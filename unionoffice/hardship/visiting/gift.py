"""What a visit brings: money, goods, or both; every figure in fen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from db.vocabulary import VisitForm
from unionoffice import money
from unionoffice.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unionoffice.money import Fen

MOST_PIECES = 9_999
GIFT_KEYS = ("form", "amount", "goods", "quantity", "unit_price")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """What one person is given.

    Attributes:
        form: cash, transfer, goods or voucher.
        amount: the money, or the face of the voucher.
        goods: what the goods are called.
        quantity: how many of them; one if not said.
        unit_price: what one of them costs.

    Raises:
        InvalidInput: nothing is given, a figure is below zero or beyond all sense, or
            goods have no name.
    """

    form: VisitForm
    amount: Fen = 0
    goods: str | None = None
    quantity: int | None = None
    unit_price: Fen | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be given."""
        if self.amount < 0 or (self.unit_price or 0) < 0:
            raise InvalidInput("金额不能小于零。")
        if self.quantity is not None and not 1 <= self.quantity <= MOST_PIECES:
            raise InvalidInput(f"慰问品数量应在 1 与 {MOST_PIECES} 之间。")
        if (self.quantity or self.unit_price) and not self.goods:
            raise InvalidInput("请填写慰问品名称。")
        if not self.goods and not self.amount:
            raise InvalidInput("请填写慰问金或慰问品。")
        if self.value > money.MOST:
            raise InvalidInput("金额太大了，请核对。")

    @classmethod
    def told(
        cls,
        form: str,
        amount: Fen | None = None,
        goods: str | None = None,
        quantity: int | None = None,
        unit_price: Fen | None = None,
    ) -> Self:
        """The gift that columns of the store tell of."""
        return cls(
            form=VisitForm(form),
            amount=amount or 0,
            goods=goods or None,
            quantity=quantity,
            unit_price=unit_price,
        )

    @property
    def value(self) -> Fen:
        """What it is worth: the money and the goods."""
        return self.amount + goods_value(self.quantity, self.unit_price)

    @property
    def fields(self) -> dict[str, object]:
        """As the columns of a visit or of an entry of a round."""
        values = (self.form, self.amount, self.goods, self.quantity, self.unit_price)
        told: dict[str, object] = dict(zip(GIFT_KEYS, values, strict=True))
        return {**told, "form": str(self.form)}

    @property
    def words(self) -> str:
        """As a list says it: 500.00 元、大米 2 × 60.00 元."""
        parts = [f"{money.show(self.amount)} 元"] if self.amount else []
        if self.goods:
            pieces = f" {self.quantity}" if self.quantity else ""
            price = f" × {money.show(self.unit_price)} 元" if self.unit_price else ""
            parts.append(f"{self.goods}{pieces}{price}")
        return "、".join(parts)


def goods_value(quantity: int | None, unit_price: Fen | None) -> Fen:
    """What goods are worth; a price without a number is that of one piece."""
    return (unit_price or 0) * (1 if quantity is None else quantity)


def value_of(values: Mapping[str, object]) -> Fen:
    """What the columns of a visit or an entry are worth."""
    amount, quantity, price = (
        values.get(key) for key in ("amount", "quantity", "unit_price")
    )
    return (amount if isinstance(amount, int) else 0) + goods_value(
        quantity if isinstance(quantity, int) else None,
        price if isinstance(price, int) else None,
    )
