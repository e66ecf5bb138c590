"""版头: marks at the top left, organs in red, number, signers, red rules.

GB/T 9704 7.2 and, for the letter, 10.1. Where the organs may be as large as the office
likes, their size is chosen so that the text below stands on the lines of the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from unionoffice.errors import Refused
from unionoffice.paper.align import Align
from unionoffice.paper.document import Ink, Item, Rule, Text
from unionoffice.paper.moving import moved
from unionoffice.paper.official.organs import ORGANS_DOWN, organs_block, red_words
from unionoffice.paper.official.parts import (
    Head,
    copy_number,
    official_number,
    on_one_line,
)
from unionoffice.paper.official.row import grid_text
from unionoffice.paper.official.style import Style
from unionoffice.paper.sizes import points
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.grid import grid_lines
from unionoffice.paper.typeset.line import Line
from unionoffice.paper.typeset.placing import name_line, placed, words

LETTER_ORGANS_DOWN = points(30)
RULE_DOWN = points(4)
RULE_THICKNESS = points(0.7)
LETTER_RULE_WIDTH, LETTER_RULE_UP = points(170), points(20)
THICK, THIN, BETWEEN = points(0.8), points(0.3), points(0.6)

_EMPTY = 2
"""Lines between organs and number, and between rule and title."""
_LARGEST_LETTER = 42.0
_SIGNED, _SIGNERS_IN_A_ROW = "签发人：", 2
_AFTER_LETTER_RULE = 7 / 8
_TOO_LONG = "{}太长，版头排不下，请写短一些。"


@dataclass(frozen=True, slots=True)
class HeadItems:
    """What stands above the title; from the type area's corner, in points.

    `below` is where the first line of the title begins.
    """

    items: tuple[Item, ...]
    below: float


def head_items(head: Head, style: Style, book: FontBook) -> HeadItems:
    """The head laid out.

    Raises:
        Refused: organs, number or signers are too long or too many.
        InvalidInput: the 份号 is no number.
    """
    organs = [on_one_line(name) for name in head.organs if name.strip()]
    if not organs:
        raise Refused("版头没有发文机关，请写明由谁发文。")
    setting = _Heading(replace(head, organs=organs), style, book)
    return setting.letter() if head.letter else setting.document()


class _Heading:
    def __init__(self, head: Head, style: Style, book: FontBook) -> None:
        self._head, self._style, self._book = head, style, book
        self._number = official_number(head.number)

    def document(self) -> HeadItems:
        """Organs 35 mm down, number, rule."""
        style = self._style
        organs, bottom = organs_block(
            self._head.organs,
            style,
            self._book,
            named=self._head.named_document,
            kept=self._kept_height(),
        )
        rows = self._signer_rows()
        number_top = bottom + _EMPTY * style.pitch
        last_top = number_top + (len(rows) - 1) * style.pitch
        items = [*self._marks(0), *organs]
        for place, row in enumerate(rows):
            items += self._at(row, number_top + place * style.pitch)
        items += self._at(self._number_texts(signed=bool(self._head.signers)), last_top)
        upper = last_top + (style.pitch + style.size) / 2 + RULE_DOWN
        middle = upper + RULE_THICKNESS / 2
        items.append(Rule(0, middle, style.width, middle, RULE_THICKNESS, Ink.RED))
        return HeadItems(tuple(items), upper + RULE_THICKNESS + _EMPTY * style.pitch)

    def _kept_height(self) -> float:
        """The least height of the organs with which the title meets the page's lines.

        Between them and the title are two lines, the number, the rule, two lines.
        """
        style = self._style
        rest = (_EMPTY + 0.5 + _EMPTY) * style.pitch + style.size / 2
        rest += RULE_DOWN + RULE_THICKNESS + ORGANS_DOWN
        return -rest % style.pitch

    def letter(self) -> HeadItems:
        """The organ 30 mm from the edge of the page, double rules, number at the right.

        The lower rule is 20 mm from the lower edge of the page.
        """
        style = self._style
        name = self._head.organs[0]
        size = self._letter_size(name)
        top = LETTER_ORGANS_DOWN - style.top
        middle = top + size / 2
        line = Line(name, self._book.width(name, Role.TITLE, size))
        mark = red_words(line, 0, middle, size, style.width)
        upper = top + size + RULE_DOWN
        page = points(style.paper.height_mm) - style.top
        items: list[Item] = [mark, *self._double(upper, thick_first=True)]
        items += self._double(
            page - LETTER_RULE_UP - THICK - BETWEEN - THIN, thick_first=False
        )
        # Characters begin 7/8 of one below the rule; a row has half its rest above.
        ink = upper + THICK + BETWEEN + THIN + _AFTER_LETTER_RULE * style.size
        first = ink - (style.pitch - style.size) / 2
        marks = self._marks(first)
        items += [*marks, *self._at(self._letter_number(), first)]
        last = first + max(1, len(marks)) * style.pitch
        return HeadItems(tuple(items), last + _EMPTY * style.pitch)

    def _marks(self, first: float) -> list[Item]:
        """份号, 密级, 紧急程度, those there are, one to a line."""
        given = (
            (copy_number(self._head.copy_number), Role.BODY, "份号"),
            (self._head.secrecy.strip(), Role.HEADING, "密级"),
            (self._head.urgency.strip(), Role.HEADING, "紧急程度"),
        )
        told = [each for each in given if each[0]]
        found: list[Item] = []
        for place, (text, role, record) in enumerate(told):
            line = self._one_line(text, role, record)
            text_item = grid_text(line, self._style, role, record)
            found += self._at([text_item], first + place * self._style.pitch)
        return found

    def _one_line(self, text: str, role: Role, what: str) -> Line:
        lines = grid_lines(text, self._style.grid, role, book=self._book)
        if len(lines) > 1:
            raise Refused(_TOO_LONG.format(what))
        return lines[0]

    def _signer_rows(self) -> list[list[Text]]:
        """签发人, two to a row, under each other, one character from the right."""
        style, signers = self._style, self._head.signers
        if not signers:
            return [[]]
        lines = [
            name_line(name, style.size, Role.SUBHEADING, self._book) for name in signers
        ]
        step = max(line.width for line in lines) + style.cell
        many = min(_SIGNERS_IN_A_ROW, len(signers))
        left = style.width - style.cell - many * step + style.cell
        if left < self._style.width / 2:
            raise Refused(_TOO_LONG.format("签发人"))
        rows: list[list[Text]] = []
        for place in range(0, len(lines), many):
            row = [] if rows else [self._text(_SIGNED, left - 4 * style.cell)]
            for number, line in enumerate(lines[place : place + many]):
                row.append(
                    placed(
                        *(line, left + number * step, style.pitch / 2, step),
                        *(Role.SUBHEADING, style.size),
                        record="签发人",
                    )
                )
            rows.append(row)
        return rows

    def _text(self, text: str, x: float) -> Text:
        line = self._one_line(text, Role.BODY, "签发人")
        return Text(
            x,
            grid_text(line, self._style, Role.BODY, "").y,
            text,
            Role.BODY,
            self._style.size,
            line.places,
            "签发人",
        )

    def _number_texts(self, *, signed: bool) -> list[Text]:
        """发文字号: in the middle, or one character in, opposite the signers."""
        style = self._style
        if not self._number:
            return []
        room = style.width / (2 if signed else 1) - style.cell
        if self._book.width(self._number, Role.BODY, style.size) > room:
            raise Refused(_TOO_LONG.format("发文字号"))
        return [
            words(
                self._number,
                style.cell if signed else 0,
                style.pitch / 2,
                style.width,
                Role.BODY,
                style.size,
                self._book,
                align=Align.LEFT if signed else Align.CENTRE,
                record="发文字号",
            )
        ]

    def _letter_number(self) -> list[Text]:
        """发文字号 of a letter, at the right edge of the type area."""
        style = self._style
        if not self._number:
            return []
        if self._book.width(self._number, Role.BODY, style.size) > style.width / 2:
            raise Refused(_TOO_LONG.format("发文字号"))
        return [
            words(
                *(self._number, 0, style.pitch / 2, style.width),
                *(Role.BODY, style.size, self._book),
                align=Align.RIGHT,
                record="发文字号",
            )
        ]

    def _letter_size(self, name: str) -> float:
        size = min(_LARGEST_LETTER, self._style.width / self._book.em(name, Role.TITLE))
        if size < self._style.size:
            raise Refused(_TOO_LONG.format("发文机关名称"))
        return size

    def _double(self, top: float, *, thick_first: bool) -> list[Item]:
        """A red double rule 170 mm wide in the middle of the page."""
        middle = points(self._style.paper.width_mm) / 2 - self._style.left
        left, right = middle - LETTER_RULE_WIDTH / 2, middle + LETTER_RULE_WIDTH / 2
        first, second = (THICK, THIN) if thick_first else (THIN, THICK)
        upper, lower = top + first / 2, top + first + BETWEEN + second / 2
        return [
            Rule(left, upper, right, upper, first, Ink.RED),
            Rule(left, lower, right, lower, second, Ink.RED),
        ]

    def _at(self, row: Sequence[Text], top: float) -> list[Item]:
        return [moved(text, 0, top) for text in row]
