"""Certificates for many people: 荣誉证书, 聘书, 捐赠证书 (domain.md §6.3, §6.4).

All that does not depend on the person - border, title, place of the seal - is one
figure, drawn once in the file and placed on every page. A text that several people
share is set once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from unionoffice.errors import Refused
from unionoffice.paper.align import Align
from unionoffice.paper.certificate.border import (
    Border,
    border_items,
    divider,
    inside_mm,
    photo_frame,
    ring,
)
from unionoffice.paper.certificate.text import SIZES, CertificateText, FittedText
from unionoffice.paper.document import (
    Document,
    Figure,
    Image,
    Ink,
    Item,
    Page,
    Picture,
    Placed,
    Text,
)
from unionoffice.paper.flow import Block, Flow, Margins, PageBreak, paragraph
from unionoffice.paper.sizes import A4, TYPE_SIZES, Paper, points
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book
from unionoffice.paper.typeset.placing import placed, spread, words
from unionoffice.progress import without_collecting

SEAL_MM = 42.0
"""Across; the place that is left for the seal of a union."""

_TITLE_SIZES = (84.0, 72.0, 60.0, 54.0, 48.0, 42.0, 36.0, 30.0, 26.0, 22.0, 18.0, 16.0)
_SMALL_SIZES = tuple(
    TYPE_SIZES[name] for name in ("四号", "小四", "五号", "小五", "六号")
)
_PHOTO_SIZE = TYPE_SIZES["小五"]
_SMALLEST_SIDE_MM = 100.0
_TITLE_APART = 0.45
"""Between the characters of a title of at most four, in units of its size."""


@dataclass(frozen=True, slots=True)
class Awarded:
    """Whom a certificate is made out to, and what it says.

    `salutation` stands alone at the left (韩建国同志：), if there is one; each of the
    `paragraphs` is indented. `name` is what a sentence calls the person.
    """

    name: str
    salutation: str
    paragraphs: tuple[str, ...]
    number: str = ""
    photo: Image | None = None


@dataclass(frozen=True, slots=True)
class Certificates:
    """Certificates on blank paper, a page for each person.

    `signatures` are the lines above the date; `photo_mm` the sides of a photograph,
    for which a frame is left where a person has none.
    """

    title: str
    people: Sequence[Awarded]
    signatures: Sequence[str]
    day: str
    paper: Paper = field(default_factory=lambda: A4.landscape)
    border: Border = Border.SCROLL
    title_ink: Ink = Ink.RED
    tinted: bool = True
    seal: bool = True
    photo_mm: tuple[float, float] | None = None

    def layout(self, book: FontBook | None = None) -> Document:
        """A page for each person.

        Raises:
            Refused: nobody is named, the sheet is too small, or a text does not fit;
                the sentence names the person.
        """
        if not self.people:
            raise Refused("名单是空的，没有要打印的证书。")
        with without_collecting():
            setting = _Setting(self, book or shared_book())
            pages = tuple(setting.page(person) for person in self.people)
        return Document(self.title, pages, "　".join(self.signatures[:1]))

    def flow(self) -> Flow:
        """The same, page by page, for Word."""
        edges = Margins(*(inside_mm(self.border) + 12,) * 4)
        blocks: list[Block] = []
        for person in self.people:
            blocks += [PageBreak()] if blocks else []
            blocks += _blocks(self, person)
        author = "　".join(self.signatures[:1])
        return Flow(self.title, tuple(blocks), self.paper, edges, author=author)


def _blocks(content: Certificates, person: Awarded) -> Iterator[Block]:
    title = "　".join(content.title) if len(content.title) <= 4 else content.title
    size, role = TYPE_SIZES["小二"], Role.SUBHEADING
    yield paragraph(title, Role.TITLE, 48, Align.CENTRE, ink=content.title_ink)
    if person.salutation:
        yield paragraph(person.salutation, role, size, above=1)
    for number, text in enumerate(person.paragraphs):
        first = not number and not person.salutation
        yield paragraph(text, role, size, indent=2, above=1 if first else 0)
    for number, line in enumerate((*content.signatures, content.day)):
        yield paragraph(line, role, size, Align.RIGHT, above=0 if number else 1)
    if person.number:
        yield paragraph(person.number, Role.BODY, _SMALL_SIZES[0])


class _Setting:
    """What all certificates of a batch have in common."""

    def __init__(self, content: Certificates, book: FontBook) -> None:
        self._content = content
        self._book = book
        self._width, self._height = _sides(content.paper)
        self._edge = points(inside_mm(content.border))
        self._high = self._height - 2 * self._edge
        self._room = self._width - 2 * self._edge - 0.11 * self._width
        self._left = (self._width - self._room) / 2
        self._signed = tuple(reversed(list(self._signatures())))
        self._top, fixed = self._head()
        self._figure = Placed(0, 0, Figure(self._width, self._height, tuple(fixed)))
        tops = [text.y - 1.3 * text.size for text in self._signed]
        self._bottom = min([self._low(), *tops])
        self._text = CertificateText(
            self._room, self._bottom - self._top, 0.06 * self._high, book
        )

    def page(self, person: Awarded) -> Page:
        """One person's certificate."""
        items: list[Item] = [self._figure]
        if self._content.photo_mm is not None:
            items += self._portrait(person)
        fitted = self._text.fitted(person.salutation, person.paragraphs)
        if fitted is None:
            raise Refused(
                f"“{_short(person.name)}”的证书内容太长，一页放不下，请缩短内容。"
            )
        items += self._body(person, fitted)
        items += self._signed[:-1]
        if person.number:
            items.append(self._number(person, self._left_of(fitted.size)))
        items += self._signed[-1:]
        paper = self._content.paper
        return Page(paper.width_mm, paper.height_mm, tuple(items))

    def _head(self) -> tuple[float, list[Item]]:
        """Everything fixed, and where the text may begin."""
        content = self._content
        items: list[Item] = list(
            border_items(
                content.border, self._width, self._height, tinted=content.tinted
            )
        )
        title = self._title()
        below = title.y + 0.42 * title.size
        middle = self._width / 2
        items += divider(middle, below, min(self._room, 6.5 * title.size))
        top = below + 0.035 * self._high
        if content.photo_mm is not None:
            _, y, _, high = self._photo()
            top = max(top, y + high + 0.02 * self._high)
        if content.seal and self._signed:
            items += self._seal()
        return top, [*items, title]

    def _title(self) -> Text:
        """The name of the certificate, wide apart if it is short, on one line."""
        title, room = self._content.title.strip(), self._room
        if not title:
            raise Refused("证书的标题没有填写。")
        if self._content.photo_mm is not None:
            room = self._width - 2 * (self._width - self._photo()[0] + points(4))
        apart = _TITLE_APART if len(title) <= 4 else 0.0
        ems = len(title) + apart * (len(title) - 1)
        for size in _TITLE_SIZES:
            line = spread(title, size, ems, Role.TITLE, self._book)
            if line.width <= room and size <= 0.125 * self._high:
                middle = self._edge + 0.15 * self._high
                left = (self._width - line.width) / 2
                ink = self._content.title_ink
                role = Role.TITLE
                return placed(
                    line, left, middle, line.width, role, size, ink=ink, record="标题"
                )
        raise Refused(f"标题“{_short(title)}”太长，证书上一行放不下。")

    def _photo(self) -> tuple[float, float, float, float]:
        """At the right, beside the title."""
        wide, high = map(points, self._content.photo_mm or (0, 0))
        x = self._width - self._edge - points(7) - wide
        return x, self._edge + points(6), wide, high

    def _portrait(self, person: Awarded) -> Iterator[Item]:
        """The photo, cut to the shape of its place; else a frame that asks for one."""
        x, y, wide, high = self._photo()
        if person.photo is None:
            yield photo_frame(x, y, wide, high)
            told = "照片", x, y + high / 2, wide, Role.BODY, _PHOTO_SIZE
            yield words(*told, self._book, align=Align.CENTRE, ink=Ink.GREY)
            return
        image = person.photo
        scale = max(wide / image.width_px, high / image.height_px)
        width, height = scale * image.width_px, scale * image.height_px
        whole = Figure(width, height, (Picture(0, 0, width, height, image),))
        left, top = x + (wide - width) / 2, y + (high - height) / 2
        yield Placed(left, top, whole, window=(x, y, wide, high))

    def _signatures(self) -> Iterator[Text]:
        """The lines from the date up, each in the middle of the widest one."""
        lines = [
            line for line in (*self._content.signatures, self._content.day) if line
        ]
        if not lines:
            return
        size = self._signature_size(lines)
        widest = max(self._book.width(line, Role.SUBHEADING, size) for line in lines)
        seal = points(SEAL_MM) if self._content.seal else 0.0
        reach = max(widest, min(seal, self._room / 2))
        middle = self._left + self._room - reach / 2 - 0.01 * self._width
        low = self._low()
        for place, line in enumerate(reversed(lines)):
            left = middle - widest / 2
            y = low - place * 1.7 * size
            yield words(
                *(line, left, y, widest, Role.SUBHEADING, size, self._book),
                align=Align.CENTRE,
                record="落款",
            )

    def _signature_size(self, lines: Sequence[str]) -> float:
        room = 0.62 * self._room
        most = min(TYPE_SIZES["小二"], 0.04 * self._high)
        for size in (each for each in SIZES if each <= max(most, SIZES[-1])):
            if all(
                self._book.width(line, Role.SUBHEADING, size) <= room for line in lines
            ):
                return size
        longest = max(lines, key=len)
        raise Refused(f"落款“{_short(longest)}”太长，证书上一行放不下。")

    def _low(self) -> float:
        """The middle of the line of the date."""
        return self._height - self._edge - 0.135 * self._high

    def _seal(self) -> Iterator[Item]:
        """A pale ring over signature and date, as large as a seal."""
        first, last = self._signed[0], self._signed[-1]
        widest = max(self._signed, key=lambda text: self._wide(text))
        middle = widest.x + self._wide(widest) / 2
        radius = points(SEAL_MM) / 2
        y = (first.y + last.y) / 2 - 0.38 * last.size
        lowest = self._height - self._edge - points(1.5)
        if 2 * radius < 0.4 * self._high:
            yield ring(middle, min(y, lowest - radius), radius, Ink.RED, 0.62)

    def _wide(self, text: Text) -> float:
        return self._book.width(text.text, text.role, text.size)

    def _number(self, person: Awarded, left: float) -> Text:
        """At the left, on the line of the date, and smaller."""
        room, most = self._room, _SMALL_SIZES[0]
        if self._signed:
            room = min(text.x for text in self._signed) - left - points(3)
            most = max(0.9 * self._signed[0].size, _SMALL_SIZES[-1])
        for size in (each for each in _SMALL_SIZES if each <= most):
            if self._book.width(person.number, Role.BODY, size) <= room:
                return words(
                    *(person.number, left, self._low(), room),
                    *(Role.BODY, size, self._book),
                    record=person.name,
                )
        raise Refused(f"“{_short(person.name)}”的证书编号太长，放不下。")

    def _left_of(self, size: float) -> float:
        return (self._width - self._text.measure(size)) / 2

    def _body(self, person: Awarded, fitted: FittedText) -> Iterator[Text]:
        measure, left = self._text.measure(fitted.size), self._left_of(fitted.size)
        y = self._top + 0.42 * (self._bottom - self._top - fitted.height)
        for start, line in fitted.lines:
            y += fitted.pitch
            yield placed(
                *(line, left + start, y - fitted.pitch / 2, measure),
                *(Role.SUBHEADING, fitted.size),
                record=person.name,
            )


def _sides(paper: Paper) -> tuple[float, float]:
    if min(paper.width_mm, paper.height_mm) < _SMALLEST_SIDE_MM:
        raise Refused(f"证书的纸太小，每边至少 {_SMALLEST_SIDE_MM:g} 毫米。")
    return points(paper.width_mm), points(paper.height_mm)


def _short(words_: str) -> str:
    return words_ if len(words_) <= 20 else f"{words_[:20]}……"
