"""What cards and booklets say of a holder, and how a fact is set on its line."""

from collections.abc import Iterator
from dataclasses import dataclass

from unionoffice.errors import Refused
from unionoffice.paper.document import Image, Ink, Item, Rule
from unionoffice.paper.sizes import TYPE_SIZES, points
from unionoffice.paper.typeset.fitting import Fitted, fitted, fitted_name, sizes
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.placing import placed, spread

RULES_HEAD = "持证须知"
_FINE = 0.25
_SMALLEST = TYPE_SIZES["七号"]
"""So that a name of fifty characters still stands on a card."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact on a card with its label."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Card:
    """What is said of one holder.

    `rows` hold one or two entries each and follow the name. `code` is what the QR
    says: the number of the card, never one of identity; empty for none.
    """

    name: str
    rows: tuple[tuple[Entry, ...], ...]
    code: str = ""
    photo: Image | None = None


@dataclass(frozen=True, slots=True)
class CardText:
    """What all cards of a kind say: title and union in front, the others behind."""

    title: str
    union: str
    rules: tuple[str, ...]
    issuer: str
    issuer_label: str = "发证工会"
    issued: str = ""


class CardSetting:
    """Sets texts on a card; all lengths follow its scale."""

    def __init__(self, text: CardText, scale: float, book: FontBook) -> None:
        """Set cards of a kind, `scale` times as large as they were designed."""
        self._text = text
        self._scale = scale
        self._book = book

    def _mm(self, length: float) -> float:
        return points(length) * self._scale

    def _sizes(self, largest: str) -> tuple[float, ...]:
        return sizes(max(TYPE_SIZES[largest] * self._scale, _SMALLEST), _SMALLEST)

    def _entry(
        self,
        card: Card,
        entry: Entry,
        area: tuple[float, float, float, float],
        ems: int,
        *,
        named: bool,
    ) -> Iterator[Item]:
        left, top, wide, high = area
        size = TYPE_SIZES["六号"] * self._scale
        line = spread(entry.label, size, ems, Role.SONG, self._book)
        middle = top + high * 0.52
        yield placed(line, left, middle, wide, Role.SONG, size, ink=Ink.GREY)
        start = left + ems * size + self._mm(1.6)
        room = left + wide - start - self._mm(0.8)
        yield Rule(start, top + high, start + room, top + high, _FINE, Ink.GREY)
        if not entry.value:
            return
        role = Role.HEADING if named else Role.SONG
        largest = "三号" if named else "五号"
        found = self._fit(
            entry.value, room, high, role, largest, entry.label, card.name
        )
        yield from found.texts(start, middle, room, role, record=card.name)

    def _fit(
        self,
        text: str,
        room: float,
        height: float,
        role: Role,
        largest: str,
        label: str,
        name: str = "",
    ) -> Fitted:
        steps = self._sizes(largest)
        fit = fitted_name if name and name == text else fitted
        found = fit(text, room, height, role, steps, self._book)
        if found is None:
            whose = f"{name[:20]}的" if name and name != text else ""
            raise Refused(
                f"{whose}{label}“{text[:40]}”太长，{self._text.title}上放不下，"
                "请缩短后再打印。"
            )
        return found
