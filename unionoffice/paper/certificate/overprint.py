"""套打: printing into the places of a bought form.

Only the fields are printed. A scan of the form may lie behind them on the screen; it
never reaches the printer (domain.md §6.4).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from unionoffice.errors import InvalidInput, Refused
from unionoffice.paper.align import Align
from unionoffice.paper.document import Document, Image, Item, Page, Picture, Text
from unionoffice.paper.flow import Block, Flow, PageBreak, paragraph
from unionoffice.paper.sizes import TYPE_SIZES, Paper, points
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book
from unionoffice.paper.typeset.lines import Line, break_lines
from unionoffice.paper.typeset.placing import placed

NAME_KEY = "姓名"
"""The field by whose text a sentence calls a row."""
SMALLEST_PT = TYPE_SIZES["小五"]
"""Text is not made smaller than this to fit; below it nobody reads a certificate."""
MOST_MM = 1200.0

_LEADING = 1.45
_EPSILON = 1e-6
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Field:
    """A place on a form: its corner and sides in mm, and how text stands in it.

    `size` in points is the largest; `lines` how many there may be, from the top; a
    single one stands in the middle. `indent` are empty characters before a paragraph.
    """

    key: str
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    role: Role = Role.SUBHEADING
    size: float = TYPE_SIZES["二号"]
    align: Align = Align.LEFT
    lines: int = 1
    indent: int = 0


@dataclass(frozen=True, slots=True)
class OverprintForm:
    """A bought form: its size in mm, its places, and a scan of it for the screen."""

    name: str
    width_mm: float
    height_mm: float
    fields: tuple[Field, ...]
    background: Image | None = None

    def check(self) -> None:
        """See that it can be printed on.

        Raises:
            InvalidInput: a side or a place makes no sense; the sentence names it.
        """
        for problem in self.problems():
            raise InvalidInput(problem)

    def problems(self) -> Iterator[str]:
        """What is wrong with it, in sentences."""
        if not self.name.strip():
            yield "请给套打格式起个名称。"
        if not (20 <= self.width_mm <= MOST_MM and 20 <= self.height_mm <= MOST_MM):
            yield f"套打的纸每边应在 20 至 {MOST_MM:g} 毫米之间。"
        keys = [field.key for field in self.fields]
        for key in dict.fromkeys(keys):
            if not key.strip():
                yield "有一个位置没有写明印什么。"
            elif keys.count(key) > 1:
                yield f"“{key}”在格式里有 {keys.count(key)} 处，请改名或删去一处。"
        for field in self.fields:
            yield from self._field_problems(field)

    def _field_problems(self, field: Field) -> Iterator[str]:
        right, low = field.x_mm + field.width_mm, field.y_mm + field.height_mm
        inside = min(field.x_mm, field.y_mm) >= 0
        inside = inside and right <= self.width_mm and low <= self.height_mm
        if not inside or min(field.width_mm, field.height_mm) <= 0:
            yield f"“{field.key}”的位置在纸外。"
        if not 4 <= field.size <= 200:
            yield f"“{field.key}”的字号应在 4 至 200 磅之间。"
        if not 1 <= field.lines <= 60:
            yield f"“{field.key}”的行数应在 1 至 60 之间。"
        if not 0 <= field.indent <= 10:
            yield f"“{field.key}”的缩进应在 0 至 10 字之间。"


Row = Mapping[str, str]
"""What is printed for one person, by the key of the field; more keys do no harm."""


@dataclass(frozen=True, slots=True)
class Overflow:
    """A field too small for the text of some people, however small it is set."""

    key: str
    names: tuple[str, ...]

    def sentence(self) -> str:
        """How many, what, and who."""
        named = "、".join(self.names[:_NAMED])
        more = "等" if len(self.names) > _NAMED else ""
        return f"{len(self.names)} 人{self.key}放不下：{named}{more}"


def overflows(
    form: OverprintForm, rows: Sequence[Row], book: FontBook | None = None
) -> list[Overflow]:
    """Whose texts do not fit, field by field (5 人姓名放不下)."""
    setting = _Setting(form, book or shared_book())
    found: list[Overflow] = []
    for field in form.fields:
        names = tuple(
            _called(row, number)
            for number, row in enumerate(rows, 1)
            if not setting.fitted(field, row.get(field.key, "")).fits
        )
        if names:
            found.append(Overflow(field.key, names))
    return found


@dataclass(frozen=True, slots=True)
class Overprint:
    """What is printed on the sheets of a form, one for each row.

    With `on_screen` the scan is shown, and a text that does not fit is shown too.
    """

    form: OverprintForm
    rows: Sequence[Row]
    on_screen: bool = False

    def layout(self, book: FontBook | None = None) -> Document:
        """A page for each row.

        Raises:
            Refused: there is no row, or texts do not fit their places.
            InvalidInput: the form makes no sense.
        """
        self.form.check()
        if not self.rows:
            raise Refused("名单是空的，没有要套打的内容。")
        setting = _Setting(self.form, book or shared_book())
        pages = tuple(self._page(setting, n, row) for n, row in enumerate(self.rows, 1))
        if setting.spilt and not self.on_screen:
            told = overflows(self.form, self.rows, book)
            words = "；".join(each.sentence() for each in told)
            raise Refused(
                f"有内容放不下，没有打印：{words}。请缩短，或放大格式中的位置。"
            )
        return Document(self.form.name, pages)

    def _page(self, setting: "_Setting", number: int, row: Row) -> Page:
        items: list[Item] = []
        if self.on_screen and self.form.background is not None:
            width, height = map(points, (self.form.width_mm, self.form.height_mm))
            items.append(Picture(0, 0, width, height, self.form.background))
        record = _called(row, number)
        for field in self.form.fields:
            items += setting.texts(field, row.get(field.key, ""), record)
        return Page(self.form.width_mm, self.form.height_mm, tuple(items))

    def flow(self) -> Flow:
        """The texts of each sheet, one below the other."""
        blocks: list[Block] = []
        for row in self.rows:
            blocks += [PageBreak()] if blocks else []
            blocks += [
                paragraph(row[field.key], field.role, field.size, field.align)
                for field in self.form.fields
                if row.get(field.key)
            ]
        paper = Paper(self.form.name, self.form.width_mm, self.form.height_mm)
        return Flow(self.form.name, tuple(blocks), paper)


class _Fit(NamedTuple):
    """A text set for its place: the lines, their size, and whether they fit."""

    lines: list[Line]
    size: float
    fits: bool


class _Setting:
    """Texts set into the places of a form; the same text is set once."""

    def __init__(self, form: OverprintForm, book: FontBook) -> None:
        self._form = form
        self._book = book
        self._fits: dict[tuple[Field, str], _Fit] = {}
        self.spilt = False

    def texts(self, field: Field, text: str, record: str) -> Iterator[Text]:
        """The lines of a text: one in the middle of its place, several from its top."""
        if not text:
            return
        lines, size, fits = self.fitted(field, text)
        self.spilt |= not fits
        pitch = size * _LEADING
        room = points(field.width_mm)
        y = points(field.y_mm) + size / 2
        if field.lines == 1:
            y = points(field.y_mm + field.height_mm / 2)
        for line in lines:
            x = points(field.x_mm)
            yield placed(
                *(line, x, y, room, field.role, size), align=field.align, record=record
            )
            y += pitch

    def fitted(self, field: Field, text: str) -> _Fit:
        """The text in the largest size that fits its place, else in the smallest."""
        key = field, text
        if key not in self._fits:
            self._fits[key] = self._fit(field, text)
        return self._fits[key]

    def _fit(self, field: Field, text: str) -> _Fit:
        fit = _Fit([], field.size, fits=True)
        if not text:
            return fit
        for size in _steps(field.size):
            lines = self._broken(field, text, size)
            fit = _Fit(lines, size, _fits(field, lines, size))
            if fit.fits:
                break
        return fit

    def _broken(self, field: Field, text: str, size: float) -> list[Line]:
        if field.lines == 1 and "\n" not in text:
            return [Line(text, self._book.width(text, field.role, size))]
        return break_lines(
            *(text, points(field.width_mm), size, field.role),
            indent=field.indent,
            justify=field.align is Align.LEFT,
            book=self._book,
        )


def _steps(size: float) -> Iterator[float]:
    """The size asked for, and the named ones below it that can still be read."""
    yield size
    for smaller in TYPE_SIZES.values():
        if SMALLEST_PT <= smaller < size:
            yield smaller


def _fits(field: Field, lines: Sequence[Line], size: float) -> bool:
    high = size * (1 + _LEADING * (len(lines) - 1))
    widest = max(line.width for line in lines)
    return (
        len(lines) <= field.lines
        and high <= points(field.height_mm) + _EPSILON
        and widest <= points(field.width_mm) + _EPSILON
    )


def _called(row: Row, number: int) -> str:
    return row.get(NAME_KEY) or f"第 {number} 份"
