"""Title, recipients, paragraphs, attachments: GB/T 9704 7.3 (domain.md §6.1)."""

from collections.abc import Iterator, Sequence

from unionoffice.paper.official.inset import Inset, inset_rows
from unionoffice.paper.official.parts import (
    HEADING_ROLES,
    Attachment,
    Paragraph,
    heading_length,
    on_one_line,
    one_by_one,
    paragraph_texts,
)
from unionoffice.paper.official.row import (
    Row,
    centred_row,
    line_row,
    runs_row,
    set_lines,
    text_rows,
)
from unionoffice.paper.official.style import Style
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.grid import cells_across, grid_lines
from unionoffice.paper.typeset.headline import title_lines
from unionoffice.paper.typeset.lines import break_lines
from unionoffice.paper.typeset.placing import spread

_INDENT, _AFTER_LABEL = 2, 5
_SPREAD = 2
"""A title of two characters is set as wide as three: 通　知."""


def title_rows(title: str, style: Style, book: FontBook) -> Iterator[Row]:
    """The title as trapezium or diamond, in the middle."""
    size, height = style.title_size, style.title_pitch
    if len(title) == _SPREAD:
        line = spread(title, size, _SPREAD + 1, Role.TITLE, book)
        yield centred_row(line, style, Role.TITLE, size, height, "标题")
        return
    for part in title_lines("\n".join(one_by_one(title)), style.width / size):
        for line in break_lines(part, style.width, size, Role.TITLE, book=book):
            yield centred_row(line, style, Role.TITLE, size, height, "标题")


def number_rows(number: str, style: Style, book: FontBook) -> Iterator[Row]:
    """发文字号 of a document without a head: under the title, in the middle."""
    for line in break_lines(number, style.width, style.size, Role.BODY, book=book):
        yield centred_row(line, style, Role.BODY, style.size, style.pitch, "发文字号")


def recipient_rows(recipients: str, style: Style, book: FontBook) -> Iterator[Row]:
    """主送机关, flush left, with a colon at the end."""
    for line in set_lines(with_colon(recipients), style, Role.BODY, book):
        yield line_row(line, style, Role.BODY, "主送")


def with_colon(recipients: str) -> str:
    """Recipients with one full-width colon."""
    return on_one_line(recipients).rstrip("：:") + "："


def paragraph_rows(
    paragraphs: Sequence[Paragraph | Inset],
    style: Style,
    book: FontBook,
    where: str = "",
) -> Iterator[Row]:
    """Paragraphs indented by two, flush left afterwards; tables between them."""
    for number, each in enumerate(paragraphs, 1):
        if isinstance(each, Inset):
            yield from inset_rows(each, style, book, f"{where}第 {number} 段的表")
            continue
        for part in paragraph_texts(each):
            yield from _paragraph(
                Paragraph(part, each.level), style, book, f"{where}第 {number} 段"
            )


def _paragraph(
    each: Paragraph, style: Style, book: FontBook, record: str
) -> Iterator[Row]:
    heading = heading_length(each.text, each.level)
    role = HEADING_ROLES.get(each.level, Role.BODY)
    main = role if heading >= len(each.text) else Role.BODY
    done = 0
    for line in set_lines(each.text, style, main, book, indent=_INDENT):
        styled = max(0, min(len(line.text), heading - done))
        done += len(line.text)
        roles = [role] * styled + [Role.BODY] * (len(line.text) - styled)
        yield runs_row(line, roles, style, record)


def attachment_list(
    attachments: Sequence[Attachment], style: Style, book: FontBook
) -> Iterator[Row]:
    """附件说明: a line after the text; turns stand under the first of the name."""
    if not attachments:
        return
    yield Row(style.pitch)
    for number, each in enumerate(attachments, 1):
        label = "附件：" if number == 1 else ""
        count = f"{number}." if len(attachments) > 1 else ""
        yield from text_rows(
            f"{label}{count}{on_one_line(each.name)}",
            style,
            book,
            "附件",
            indent=_INDENT if label else _AFTER_LABEL,
            later=_AFTER_LABEL + (cells_across(count, style.grid, Role.BODY, book)),
        )


def attachment_rows(
    attachments: Sequence[Attachment], style: Style, book: FontBook
) -> Iterator[Row]:
    """附件 themselves: 附件1 in the first line of a page, the title in the third."""
    for number, each in enumerate(attachments, 1):
        if not each.paragraphs:
            continue
        label = attachment_label(number, len(attachments))
        [line] = grid_lines(label, style.grid, Role.HEADING, book=book)
        yield line_row(line, style, Role.HEADING, label, begins=True)
        yield Row(style.pitch)
        yield from title_rows(each.name, style, book)
        yield Row(style.pitch)
        yield from paragraph_rows(each.paragraphs, style, book, f"{label}，")


def attachment_label(number: int, of: int) -> str:
    """What stands over an attachment; a single one has no number."""
    return f"附件{number}" if of > 1 else "附件"
