"""An official document as flowing text, for Word."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from unionoffice.paper.align import Align
from unionoffice.paper.document import Ink
from unionoffice.paper.flow import Block, PageBreak, TextBlock, Words, paragraph
from unionoffice.paper.official.body import attachment_label, with_colon
from unionoffice.paper.official.imprint import imprint_lines
from unionoffice.paper.official.inset import Inset, inset_block
from unionoffice.paper.official.organs import DOCUMENT
from unionoffice.paper.official.parts import (
    HEADING_ROLES,
    Head,
    Imprint,
    Level,
    Paragraph,
    copy_number,
    heading_length,
    official_number,
    on_one_line,
    one_by_one,
    paragraph_texts,
)
from unionoffice.paper.official.seal import lines_above
from unionoffice.paper.official.signature import (
    PLAIN_RIGHT,
    SEALED_RIGHT,
    in_brackets,
)
from unionoffice.paper.official.style import OFFICIAL, Style
from unionoffice.paper.sizes import TYPE_SIZES
from unionoffice.paper.typeset.fonts import Role
from unionoffice.paper.typeset.headline import length, title_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unionoffice.paper.official.notice import Notice

_BODY, _SMALL, _MARK = TYPE_SIZES["三号"], TYPE_SIZES["四号"], TYPE_SIZES["初号"]


def blocks(notice: Notice) -> Iterator[Block]:
    """The notice from head to imprint."""
    style = notice.style
    if notice.head is not None:
        yield from _head(notice.head)
    above = 2 if notice.head else 0
    yield from _title(notice.title, style, above)
    size = body_size(style)
    if notice.number and notice.head is None:
        number = official_number(notice.number)
        yield paragraph(number, Role.BODY, size, Align.CENTRE)
    if notice.recipients.strip():
        yield paragraph(with_colon(notice.recipients), size=size, above=1)
    yield from _paragraphs(notice.paragraphs, notice.style, size)
    yield from _attachment_list(notice, size)
    yield from _signature(notice, size)
    if notice.note:
        yield paragraph(in_brackets(notice.note), size=size, indent=2)
    yield from _attachments(notice, size)
    if notice.imprint is not None:
        letter = bool(notice.head and notice.head.letter)
        yield from _imprint(notice.imprint, letter=letter)


def body_size(style: Style) -> float:
    """三号 where the grid is made for it."""
    return _BODY if style is OFFICIAL else style.size


def _head(head: Head) -> Iterator[Block]:
    for text, role in (
        (copy_number(head.copy_number), Role.BODY),
        (head.secrecy, Role.HEADING),
        (head.urgency, Role.HEADING),
    ):
        if text:
            yield paragraph(text, role)
    organs = head.organs[:1] if head.letter else head.organs
    for place, organ in enumerate(organs, 1):
        named = head.named_document and not head.letter and place == len(organs)
        label = DOCUMENT if named and not organ.endswith(DOCUMENT) else ""
        text = organ + label
        size = min(_MARK, int(OFFICIAL.width / max(1, length(text))))
        yield paragraph(text, Role.TITLE, size, Align.CENTRE, above=1, ink=Ink.RED)
    number = official_number(head.number)
    if head.signers:
        names = Words("　".join(head.signers), Role.SUBHEADING)
        said = (Words(f"　{number}　　签发人："), names)
        yield TextBlock(said, above=2, under=Ink.RED)
    elif number:
        align = Align.RIGHT if head.letter else Align.CENTRE
        under = None if head.letter else Ink.RED
        yield replace(paragraph(number, align=align, above=2), under=under)


def _title(title: str, style: Style, above: float) -> Iterator[Block]:
    size = style.title_size
    lines = title_lines("\n".join(one_by_one(title)), style.width / size)
    for place, part in enumerate(lines):
        yield paragraph(
            part, Role.TITLE, size, Align.CENTRE, above=0 if place else above
        )


def _paragraphs(
    paragraphs: Sequence[Paragraph | Inset], style: Style, size: float
) -> Iterator[Block]:
    for each in paragraphs:
        if isinstance(each, Inset):
            yield inset_block(each, style)
            continue
        for part in paragraph_texts(each):
            yield TextBlock(tuple(_words(part, each.level)), size=size, indent=2)


def _words(text: str, level: Level) -> Iterator[Words]:
    """The text with its heading in the font of its level."""
    heading = heading_length(text, level)
    if heading:
        yield Words(text[:heading], HEADING_ROLES[level])
    if heading < len(text):
        yield Words(text[heading:])


def _attachment_list(notice: Notice, size: float) -> Iterator[Block]:
    several = len(notice.attachments) > 1
    for number, each in enumerate(notice.attached, 1):
        label = "附件：" if number == 1 else "　　　"
        count = f"{number}." if several else ""
        yield paragraph(
            f"{label}{count}{on_one_line(each.name)}",
            size=size,
            indent=2,
            above=number == 1,
        )


def _signature(notice: Notice, size: float) -> Iterator[Block]:
    sealed = notice.sealed or bool(notice.posts)
    right = SEALED_RIGHT if sealed else PLAIN_RIGHT
    above = lines_above(notice.style) if sealed else 1
    names = [f"{post}　　　　　　" for post in notice.posts] or notice.organs
    for place, words in enumerate((*names, notice.dated)):
        yield TextBlock(
            (Words(words),),
            Align.RIGHT,
            size,
            right=right,
            above=0 if place else above,
            with_next=True,
        )


def _attachments(notice: Notice, size: float) -> Iterator[Block]:
    for number, each in enumerate(notice.attached, 1):
        if each.paragraphs:
            yield PageBreak()
            label = attachment_label(number, len(notice.attached))
            yield paragraph(label, Role.HEADING, size)
            yield from _title(each.name, notice.style, 1)
            yield from _paragraphs(each.paragraphs, notice.style, size)


def _imprint(imprint: Imprint, *, letter: bool) -> Iterator[Block]:
    above = 1
    for label, names in imprint_lines(imprint):
        words = (Words(label + names),)
        over = Ink.BLACK if above else None
        yield TextBlock(
            words,
            size=_SMALL,
            left=1,
            right=1,
            above=above,
            over=over,
            under=Ink.BLACK,
        )
        above = 0
    printed = imprint.printed_on.strip()
    day = f"{printed.removesuffix('印发')}印发" if printed else ""
    if not letter and (imprint.organ or day):
        text = f"{imprint.organ}　　{day}"
        yield TextBlock(
            (Words(text),),
            size=_SMALL,
            left=1,
            right=1,
            above=above,
            over=Ink.BLACK if above else None,
            under=Ink.BLACK,
        )
