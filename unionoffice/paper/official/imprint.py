"""版记: who else gets it, who printed it: GB/T 9704 7.4 (domain.md §6.1)."""

from collections.abc import Iterator

from unionoffice.paper.align import Align
from unionoffice.paper.document import Item, Rule
from unionoffice.paper.official.parts import Imprint, on_one_line
from unionoffice.paper.official.style import Style
from unionoffice.paper.sizes import TYPE_SIZES, points
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.line import Line
from unionoffice.paper.typeset.lines import break_lines
from unionoffice.paper.typeset.placing import placed, words

OUTER, MIDDLE = points(0.35), points(0.25)
_SIZE = TYPE_SIZES["四号"]
_RECORD = "版记"
_TO, _COPIES = "主送", "抄送"


def imprint_lines(imprint: Imprint) -> list[tuple[str, str]]:
    """Label and names of what stands above the printing organ."""
    told = ((_TO, imprint.to), (_COPIES, imprint.copies))
    return [
        (f"{label}：", on_one_line(names).rstrip("。：:") + "。")
        for label, names in told
        if names.strip()
    ]


class ImprintItems:
    """The imprint set: its height, and its items from its upper left corner.

    A letter has neither rules nor a printing organ.
    """

    def __init__(
        self, imprint: Imprint, style: Style, book: FontBook, *, letter: bool
    ) -> None:
        """Break the names into lines."""
        self._imprint, self._style, self._book = imprint, style, book
        self._ruled = not letter
        self._named = [
            (label, self._lines(label, names))
            for label, names in imprint_lines(imprint)
        ]

    @property
    def height(self) -> float:
        """All its lines, in points."""
        lines = sum(len(lines) for _label, lines in self._named) + self._printed
        return lines * self._style.pitch

    @property
    def _printed(self) -> bool:
        told = self._imprint.organ.strip() or self._imprint.printed_on.strip()
        return self._ruled and bool(told)

    def items(self) -> Iterator[Item]:
        """Names, organ, date and rules."""
        top = 0.0
        if self._ruled and self.height:
            yield self._rule(0, OUTER)
            yield self._rule(self.height, OUTER)
        for label, lines in self._named:
            yield from self._names(label, lines, top)
            top += len(lines) * self._style.pitch
        if self._printed:
            if top:
                yield self._rule(top, MIDDLE)
            yield from self._printing(top + self._style.pitch / 2)

    def _names(self, label: str, lines: list[Line], top: float) -> Iterator[Item]:
        yield words(
            label,
            _SIZE,
            top + self._style.pitch / 2,
            0,
            Role.BODY,
            _SIZE,
            self._book,
            record=_RECORD,
        )
        left = _SIZE * (1 + len(label))
        for place, line in enumerate(lines):
            middle = top + (place + 0.5) * self._style.pitch
            yield placed(line, left, middle, 0, Role.BODY, _SIZE, record=_RECORD)

    def _printing(self, middle: float) -> Iterator[Item]:
        """The organ one character in from the left, the date from the right."""
        room = self._style.width - 2 * _SIZE
        day = self._imprint.printed_on.strip()
        told = (
            (on_one_line(self._imprint.organ), Align.LEFT),
            (f"{day.removesuffix('印发')}印发" if day else "", Align.RIGHT),
        )
        for text, align in told:
            if text:
                yield words(
                    *(text, _SIZE, middle, room, Role.BODY, _SIZE, self._book),
                    align=align,
                    record=_RECORD,
                )

    def _lines(self, label: str, names: str) -> list[Line]:
        room = self._style.width - _SIZE * (2 + len(label))
        return break_lines(names, room, _SIZE, Role.BODY, book=self._book)

    def _rule(self, y: float, thickness: float) -> Rule:
        return Rule(0, y, self._style.width, y, thickness)
