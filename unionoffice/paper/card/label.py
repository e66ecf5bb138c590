"""Labels on bought sheets: addresses, names, and the spines of archive boxes.

What sheets there are stands in resources/labels.json; another one is told in words.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from unionoffice.errors import Refused
from unionoffice.paper.align import Align
from unionoffice.paper.card.impose import Imposition, Side, impose, trial_sides
from unionoffice.paper.document import Document, Item, Page, Rule, Text
from unionoffice.paper.flow import Flow, FlowColumn, Margins, TableBlock, paragraph
from unionoffice.paper.sizes import A4, TYPE_SIZES, points
from unionoffice.paper.typeset.fitting import Fitted, fitted, fitted_name, sizes
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book
from unionoffice.paper.typeset.placing import words
from unionoffice.paths import resources

_EDGE_MM = 4.0
_NOTHING = "没有标签"
_MM = r"(\d{1,4}(?:\.\d{1,3})?)"
_TOLD = re.compile(
    rf"{_MM}[×xX*]{_MM}\s+(\d{{1,3}})[×xX*](\d{{1,3}})(?:\s+{_MM}[,，]{_MM})?"
)
_ACROSS = re.compile(r"[0-9A-Za-z.\-]{1,4}|\S")
_SPINE_EDGE_MM, _SPINE_LEADING, _SPINE_WIDEST = 3.0, 1.12, 1.45
_GAP = 0.3
_FINE = 0.4
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class LabelFormat:
    """A sheet of labels by the name it is chosen by."""

    name: str
    sheet: Imposition
    spine: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A label with one strong line: a person, and what stands above and below.

    `name` is whose label it is, `after` follows it in smaller type (同志 收).
    """

    name: str
    above: tuple[str, ...] = ()
    after: str = ""
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spine:
    """The spine of an archive box: the title runs down, one character to a line.

    `head` stands above it; `foot` are label and value in boxes below (年度、盒号).
    """

    title: str
    head: str = ""
    foot: tuple[tuple[str, str], ...] = ()


@cache
def label_formats() -> tuple[LabelFormat, ...]:
    """The sheets that are known, those of addresses first."""
    told = json.loads((resources() / "labels.json").read_text("utf-8"))
    return tuple(map(_format, told))


def label_format(name: str) -> LabelFormat:
    """The sheet of a name, or one told as 宽×高 列×行, with 左,上 where it begins.

    Raises:
        Refused: no sheet is called so.
        InvalidInput: the labels do not fit on A4.
    """
    for known in label_formats():
        if known.name == name:
            return known
    told = _TOLD.fullmatch(name.strip())
    if told is None:
        names = "、".join(known.name for known in label_formats())
        raise Refused(
            f"没有“{name}”这种标签纸。现有：{names}；"
            "也可以写成“宽×高 列×行”，如 70×42.3 3×7，再写“左,上”边距。"
        )
    wide, high, columns, rows, left, top = told.groups()
    at = (float(left), float(top)) if left and top else None
    card = float(wide), float(high)
    sheet = Imposition(card, int(columns), int(rows), marks=False, at_mm=at)
    return LabelFormat(name, sheet)


@dataclass(frozen=True, slots=True)
class LabelSheets:
    """Labels on their sheets; `skip` places of the first are used already.

    `cut` draws what to cut along, for plain paper; a `trial` shows crosses instead of
    labels. Labels and spines may not be mixed with sheets of the other kind.
    """

    title: str
    labels: tuple[Label | Spine, ...]
    format: LabelFormat
    skip: int = 0
    cut: bool = False
    trial: bool = False

    def layout(self, book: FontBook | None = None) -> Document:
        """The sheets.

        Raises:
            Refused: a text is too long for its label.
        """
        book, sheet = book or shared_book(), self._sheet()
        if self.trial:
            return Document(self.title, impose(sheet, trial_sides(sheet, "标签", book)))
        sides = [Side(tuple(self._items(label, book))) for label in self.labels]
        pages = impose(sheet, sides, skip=self.skip) if sides else (_nothing(book),)
        return Document(self.title, pages)

    def flow(self) -> Flow:
        """The labels as a table, a row each."""
        rows = tuple(_row(label) for label in self.labels)
        columns = (FlowColumn("标签", 60), FlowColumn("内容", 110))
        head = paragraph(self.title, Role.TITLE, TYPE_SIZES["小二"], Align.CENTRE)
        edges = Margins(20, 20, 20, 20)
        return Flow(self.title, (head, TableBlock(columns, rows)), margins=edges)

    def _sheet(self) -> Imposition:
        sheet = self.format.sheet
        if not self.cut:
            return sheet
        return Imposition(
            sheet.card_mm,
            sheet.columns,
            sheet.rows,
            sheet.paper,
            sheet.gap_mm,
            at_mm=sheet.at_mm,
        )

    def _items(self, label: Label | Spine, book: FontBook) -> Iterator[Item]:
        wide, high = map(points, self.format.sheet.card_mm)
        match label:
            case Label():
                yield from _label(label, wide, high, book)
            case Spine():
                yield from _spine(label, wide, high, book)


def _format(told: dict[str, Any]) -> LabelFormat:
    wide, high = told["label_mm"]
    across, down = told.get("gap_mm", (0, 0))
    at = tuple(told["at_mm"]) if "at_mm" in told else None
    sheet = Imposition(
        (wide, high),
        told["columns"],
        told["rows"],
        A4,
        (across, down),
        marks=False,
        at_mm=at,
    )
    return LabelFormat(told["name"], sheet, spine=told.get("spine", False))


def _label(label: Label, wide: float, high: float, book: FontBook) -> Iterator[Text]:
    """The lines of a label, together in the middle of its height."""
    edge = min(points(_EDGE_MM), wide * 0.08)
    room, whole = wide - 2 * edge, high - 2 * min(edge, high * 0.08)
    for size in sizes(TYPE_SIZES["四号"]):
        parts = list(_parts(label, room, whole, size, book))
        gap = size * _GAP
        total = sum(part.height for part, _ in parts) + gap * (len(parts) - 1)
        if parts and total <= whole + _EPSILON:
            break
    else:
        raise Refused(f"{label.name[:40]}的标签放不下，请缩短文字或改用大一些的标签。")
    y = (high - total) / 2
    for place, (part, role) in enumerate(parts):
        middle = y + part.height / 2
        above = place < len(label.above)
        align = Align.LEFT if above else Align.CENTRE
        shown = part.texts(edge, middle, room, role, align=align, record=label.name)
        yield from shown
        y += part.height + gap


def _parts(
    label: Label, room: float, whole: float, size: float, book: FontBook
) -> Iterator[tuple[Fitted, Role]]:
    """Every part of a label in a size, the name two steps larger; none if too large."""
    larger = sizes(TYPE_SIZES["小一"], size)[-3:]
    song, strong = Role.SONG, Role.HEADING
    named = f"{label.name}　{label.after}" if label.after else label.name
    name = fitted_name(named, room, whole, strong, larger, book)
    parts = [
        *(
            (fitted(text, room, whole, song, (size,), book), song)
            for text in label.above
        ),
        (name, strong),
        *(
            (fitted(text, room, whole, song, (size,), book), song)
            for text in label.below
        ),
    ]
    found = [(part, role) for part, role in parts if part is not None]
    if len(found) == len(parts):
        yield from found


def _spine(spine: Spine, wide: float, high: float, book: FontBook) -> Iterator[Item]:
    """Head, the title running down, and the boxes below, all in the middle."""
    edge = points(_SPINE_EDGE_MM)
    room = wide - 2 * edge
    small = TYPE_SIZES["五号"]
    top, bottom = points(8), high - points(8)
    if spine.head:
        head = _spine_text(spine, spine.head, room, points(16), "小四", book)
        yield from head.texts(
            edge,
            top + head.height / 2,
            room,
            Role.SONG,
            align=Align.CENTRE,
            record=spine.title,
        )
        top += head.height + points(4)
    cell = points(11)
    box = bottom - 2 * cell * len(spine.foot)
    y = box
    for label, value in spine.foot:
        yield Rule(edge, y, wide - edge, y, _FINE)
        yield Rule(edge, y + cell, wide - edge, y + cell, _FINE)
        yield words(
            label, edge, y + cell / 2, room, Role.SONG, small, book, align=Align.CENTRE
        )
        found = _spine_text(spine, value, room - 4, cell, "四号", book)
        yield from found.texts(
            edge,
            y + cell * 1.5,
            room,
            Role.HEADING,
            align=Align.CENTRE,
            record=spine.title,
        )
        y += 2 * cell
    if spine.foot:
        yield Rule(edge, y, wide - edge, y, _FINE)
        for x in (edge, wide - edge):
            yield Rule(x, box, x, y, _FINE)
    yield from _downwards(spine, wide, top, box - points(4), book)


def _downwards(
    spine: Spine, wide: float, top: float, bottom: float, book: FontBook
) -> Iterator[Text]:
    """The title, one character to a line, as large as it fits.

    A number or a Latin word stays on one line.
    """
    pieces = _ACROSS.findall(spine.title)
    room = wide - 2 * points(_SPINE_EDGE_MM)
    for size in sizes(TYPE_SIZES["小初"], TYPE_SIZES["六号"]):
        step = size * _SPINE_LEADING
        widest = max(
            (book.width(piece, Role.TITLE, size) for piece in pieces), default=0.0
        )
        if step * len(pieces) <= bottom - top and widest <= room:
            break
    else:
        raise Refused(f"盒脊标题“{spine.title[:40]}”太长，放不下，请缩短后再打印。")
    step = min(size * _SPINE_WIDEST, (bottom - top) / max(1, len(pieces)))
    y = (top + bottom - step * len(pieces)) / 2 + step / 2
    for piece in pieces:
        yield words(
            piece,
            0,
            y,
            wide,
            Role.TITLE,
            size,
            book,
            align=Align.CENTRE,
            record=spine.title,
        )
        y += step


def _spine_text(
    spine: Spine, text: str, room: float, high: float, largest: str, book: FontBook
) -> Fitted:
    found = fitted(text, room, high, Role.SONG, sizes(TYPE_SIZES[largest]), book)
    if found is None:
        raise Refused(
            f"盒脊“{spine.title[:20]}”的“{text[:20]}”太长，放不下，请缩短后再打印。"
        )
    return found


def _nothing(book: FontBook) -> Page:
    """A sheet that says that there is nothing."""
    size = TYPE_SIZES["四号"]
    room, middle = points(A4.width_mm), points(A4.height_mm) / 2
    said = words(_NOTHING, 0, middle, room, Role.SONG, size, book, align=Align.CENTRE)
    return Page(A4.width_mm, A4.height_mm, (said,))


def _row(label: Label | Spine) -> tuple[str, str]:
    if isinstance(label, Spine):
        foot = [f"{name}：{value}" for name, value in label.foot]
        return label.title, "\n".join(filter(None, (label.head, *foot)))
    below = "\n".join(filter(None, (*label.above, label.after, *label.below)))
    return label.name, below
