"""Work cards and membership cards, ten to a sheet, with backs that meet their fronts.

A card is as large as a bank card (ID-1, domain.md §6.4). The official seal is never
drawn: its place on the back stays free and is marked.
"""

from dataclasses import dataclass

from unionoffice.errors import InvalidInput
from unionoffice.paper.align import Align
from unionoffice.paper.card.impose import (
    ID_1_SHEET,
    Flip,
    Imposition,
    Side,
    impose,
    trial_sides,
)
from unionoffice.paper.card.setting import RULES_HEAD, Card, CardText, Entry
from unionoffice.paper.card.sides import CardSides
from unionoffice.paper.document import Document
from unionoffice.paper.flow import (
    Block,
    Flow,
    FlowColumn,
    Margins,
    TableBlock,
    paragraph,
)
from unionoffice.paper.sizes import TYPE_SIZES
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book

__all__ = ["Card", "CardSheets", "CardText", "Entry"]


@dataclass(frozen=True, slots=True)
class CardSheets:
    """Cards on sheets, each followed by its backs if they are wanted.

    Without cards, a sheet of `blank` ones to be filled in by hand. `skip` places of
    the first sheet are left free. A `trial` shows crosses instead of cards.

    Raises:
        InvalidInput: the cards stand upright; these lie.
    """

    text: CardText
    cards: tuple[Card, ...]
    blank: Card
    sheet: Imposition = ID_1_SHEET
    backs: bool = True
    flip: Flip = Flip.LONG_EDGE
    skip: int = 0
    trial: bool = False

    def __post_init__(self) -> None:
        """Refuse cards that are higher than wide."""
        if self.sheet.card_mm[0] <= self.sheet.card_mm[1]:
            raise InvalidInput("证卡是横式的，宽度要大于高度。")

    def layout(self, book: FontBook | None = None) -> Document:
        """The sheets: front, back, front, back.

        Raises:
            Refused: something about somebody is too long for the card.
        """
        book = book or shared_book()
        if self.trial:
            fronts: list[Side] = [*trial_sides(self.sheet, "正面", book)]
            backs: list[Side] = [*trial_sides(self.sheet, "背面", book)]
        else:
            layout = CardSides(self.text, self.sheet, book)
            held = self.cards or (self.blank,) * (self.sheet.per_sheet - self.skip)
            fronts = [layout.front(card) for card in held]
            backs = [layout.back()] * len(fronts)
        pages = impose(
            self.sheet,
            fronts,
            backs if self.backs else (),
            skip=0 if self.trial else self.skip,
            flip=self.flip,
        )
        return Document(self.text.title, pages, self.text.union)

    def flow(self) -> Flow:
        """The holders as a table, and what stands on the back."""
        text = self.text
        labels = [entry.label for row in self.blank.rows for entry in row]
        wide = 180 / (len(labels) + 2)
        columns = [FlowColumn("姓名", wide, Align.CENTRE)]
        columns += [FlowColumn(label, wide) for label in labels]
        held = tuple(
            (card.name, *(entry.value for row in card.rows for entry in row))
            for card in self.cards
        )
        blocks: list[Block] = [
            paragraph(text.union, Role.SONG, TYPE_SIZES["四号"], Align.CENTRE),
            paragraph(text.title, Role.TITLE, TYPE_SIZES["二号"], Align.CENTRE),
            TableBlock(tuple(columns), held),
            paragraph(RULES_HEAD, Role.HEADING, TYPE_SIZES["小四"], above=1),
            *(paragraph(rule, Role.SONG, TYPE_SIZES["五号"]) for rule in text.rules),
            paragraph(f"{text.issuer_label}：{text.issuer}", Role.SONG, above=1),
        ]
        if text.issued:
            blocks.append(paragraph(text.issued, Role.SONG))
        return Flow(text.title, tuple(blocks), margins=Margins(20, 20, 15, 15))
