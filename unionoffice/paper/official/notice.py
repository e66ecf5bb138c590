"""What an office writes to others: official documents, notices, announcements.

One content in three looks (domain.md §6.1): the official page of GB/T 9704, a simple
notice, and large type for the wall. The parts are laid out in
`unionoffice.paper.official`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from unionoffice.dates import official
from unionoffice.errors import Refused
from unionoffice.paper.document import Document, Item, Page
from unionoffice.paper.flow import Flow, PageNumbers
from unionoffice.paper.moving import moved
from unionoffice.paper.official.body import (
    attachment_list,
    attachment_rows,
    number_rows,
    paragraph_rows,
    recipient_rows,
    title_rows,
)
from unionoffice.paper.official.flow import blocks
from unionoffice.paper.official.head import HeadItems, head_items
from unionoffice.paper.official.imprint import ImprintItems
from unionoffice.paper.official.inset import Inset
from unionoffice.paper.official.pages import (
    Side,
    page_items,
    page_number,
    shared_out,
    with_imprint,
)
from unionoffice.paper.official.parts import (
    Attachment,
    Head,
    Imprint,
    Level,
    Paragraph,
    official_number,
    on_one_line,
)
from unionoffice.paper.official.row import Row
from unionoffice.paper.official.signature import Signature, noted, signature_rows
from unionoffice.paper.official.style import OFFICIAL, Numbers, Style
from unionoffice.paper.typeset.fonts import FontBook, shared_book

__all__ = ["Attachment", "Head", "Imprint", "Level", "Notice", "Paragraph"]

_NUMBERS = {
    Numbers.OFFICIAL: PageNumbers.OFFICIAL,
    Numbers.IF_SEVERAL: PageNumbers.NONE,
    Numbers.COUNTED_IF_SEVERAL: PageNumbers.NONE,
}


@dataclass(frozen=True, slots=True)
class Notice:
    """The content of an official document, a notice or an announcement.

    Attributes:
        title: with line breaks where the writer wants them.
        recipients: 主送; none on what everybody may read.
        paragraphs: the text, and tables in it.
        signature: who signs; several organs one to a line, the leading one first.
        day: 成文日期.
        attachments: their names, or what follows on pages of its own.
        sealed: the place of the seal is kept free; the date then ends four characters
            from the right, the signature in the middle above it.
        marked: a faint ring shows where the seal belongs.
        head: the red head; without one there is none.
        number: 发文字号 of a document without a head, under its title.
        posts: 职务 of signers with signature stamps; no organ signs then.
        note: 附注, in brackets under the date.
        imprint: 版记 at the foot of the last page.
        style: official, simple or large.
    """

    title: str
    recipients: str
    paragraphs: Sequence[Paragraph | Inset]
    signature: str
    day: date
    attachments: Sequence[str | Attachment] = ()
    sealed: bool = True
    marked: bool = True
    head: Head | None = None
    number: str = ""
    posts: Sequence[str] = ()
    note: str = ""
    imprint: Imprint | None = None
    style: Style = OFFICIAL

    @property
    def organs(self) -> list[str]:
        """Who signs, one by one."""
        return [name.strip() for name in self.signature.splitlines() if name.strip()]

    @property
    def attached(self) -> list[Attachment]:
        """The attachments, those told by their names alone too."""
        return [
            Attachment(each) if isinstance(each, str) else each
            for each in self.attachments
        ]

    @property
    def dated(self) -> str:
        """The day as official papers write it."""
        return official(self.day)

    def layout(self, book: FontBook | None = None) -> Document:
        """The pages of the notice.

        Raises:
            Refused: what stands in head or imprint, or the seals, have no room.
            InvalidInput: the 份号 is no number.
        """
        book = book or shared_book()
        setting = _Setting(self, book)
        if self.head is not None and not setting.shows_text_first():
            other = _Setting(_recipients_moved(self), book)
            setting = other if other.shows_text_first() else setting
        return Document(
            on_one_line(self.title), tuple(setting.pages()), "、".join(self.organs)
        )

    def flow(self) -> Flow:
        """The notice as flowing text on the same grid."""
        return Flow(
            on_one_line(self.title),
            tuple(blocks(self)),
            self.style.paper,
            self.style.margins,
            _NUMBERS[self.style.numbers],
            self.style.lines if self.style is OFFICIAL else None,
            "、".join(self.organs),
        )


def _recipients_moved(notice: Notice) -> Notice:
    """Recipients too many for the first page stand in the imprint (7.3.2)."""
    if not notice.recipients.strip():
        return notice
    imprint = replace(notice.imprint or Imprint(), to=notice.recipients)
    return replace(notice, recipients="", imprint=imprint)


class _Setting:
    """The rows of a notice, shared out to its pages."""

    def __init__(self, notice: Notice, book: FontBook) -> None:
        self._notice, self._book, self._style = notice, book, notice.style
        self._imprint = self._imprint_made()
        self._head = HeadItems((), 0)
        if notice.head is not None:
            self._head = head_items(notice.head, self._style, book)
        self._sides = shared_out(
            list(self._rows()), self._head.below, self._style.height
        )

    def shows_text_first(self) -> bool:
        """Whether the first page shows something of the text, as it must."""
        if self._imprint is not None and self._imprint.height > self._style.height:
            return False
        return not self._notice.paragraphs or any(
            getattr(item, "record", "").startswith("第")
            for row in self._sides[0].rows
            for item in row.items
        )

    def pages(self) -> Iterator[Page]:
        """The pages with head, imprint and numbers."""
        self._put_imprint()
        paper = self._style.paper
        for number, side in enumerate(self._sides, 1):
            items = (*self._head_of(number), *self._page(side, number))
            yield Page(paper.width_mm, paper.height_mm, items)

    def _rows(self) -> Iterator[Row]:
        notice, style, book = self._notice, self._style, self._book
        yield from title_rows(notice.title, style, book)
        if notice.number.strip() and notice.head is None:
            yield from number_rows(official_number(notice.number), style, book)
        yield Row(style.pitch)
        if notice.recipients.strip():
            yield from recipient_rows(notice.recipients, style, book)
        yield from paragraph_rows(notice.paragraphs, style, book)
        yield from attachment_list(notice.attached, style, book)
        signed = signature_rows(self._signature(), style, book)
        yield from noted(signed, notice.note, style, book)
        yield from attachment_rows(notice.attached, style, book)

    def _signature(self) -> Signature:
        notice = self._notice
        return Signature(
            notice.organs,
            notice.dated,
            sealed=notice.sealed,
            posts=notice.posts,
            marked=notice.marked,
        )

    def _imprint_made(self) -> ImprintItems | None:
        imprint = self._notice.imprint
        if imprint is None:
            return None
        return ImprintItems(imprint, self._style, self._book, letter=self._is_letter)

    def _put_imprint(self) -> None:
        made, imprint = self._imprint, self._notice.imprint
        if made is None or imprint is None or not made.height:
            return
        if made.height > self._style.height:
            raise Refused("抄送的单位太多，版记一页放不下，请写短一些。")
        with_imprint(
            self._sides,
            list(made.items()),
            made.height,
            self._style.height,
            on_even=imprint.on_even,
        )

    @property
    def _is_letter(self) -> bool:
        return self._notice.head is not None and self._notice.head.letter

    def _head_of(self, number: int) -> Iterator[Item]:
        if number == 1:
            for item in self._head.items:
                yield moved(item, self._style.left, self._style.top)

    def _page(self, side: Side, number: int) -> Iterator[Item]:
        yield from page_items(side, self._style)
        if side.numbered and not (number == 1 and self._is_letter):
            told = page_number(number, len(self._sides), self._style, self._book)
            if told is not None:
                yield told
