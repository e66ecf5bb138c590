"""困难职工档案表: both sides of a sheet for each household (domain.md §2.3).

The front has the worker, the money, causes, account and what is done to lift the
household; the back its people, the papers handed in, and the signatures. Whoever finds
no room on the back stands on a sheet of his own. In a pile printed on both sides every
household begins a sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from unionoffice.hardship.filing import fields
from unionoffice.hardship.papers.master_people import (
    ON_THE_SHEET,
    member_blocks,
    member_rows,
)
from unionoffice.hardship.papers.master_rows import (
    GRID,
    AskedRow,
    account_rows,
    cause_rows,
    lifting_rows,
    money_rows,
    pairs,
    signing_rows,
    worker_rows,
)
from unionoffice.hardship.papers.paper_files import BLANK, PaperFile
from unionoffice.paper.align import Align
from unionoffice.paper.document import Document, Page
from unionoffice.paper.flow import (
    Block,
    Flow,
    FlowColumn,
    Margins,
    PageBreak,
    TableBlock,
    paragraph,
)
from unionoffice.paper.form.grid import DENSE, Cell, Form, FormRow
from unionoffice.paper.form.pages import form_pages
from unionoffice.paper.sizes import A4, TYPE_SIZES
from unionoffice.paper.typeset.fonts import FontBook, Role, shared_book

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

_ROOM = "　　　　　　"
_LEAST_MATERIALS = 3
_ROOMS, _OPINIONS = (58.0, 46.0, 34.0, 20.0), (31.0, 28.0, 25.0, 22.0)
"""In mm, for circumstances and opinions: the first that the side has room for."""
_NOTE = "本表一式三份，A4 纸正反面打印；家庭人口多的，续页附后。"
_FRONT = "（正面）家庭成员、附件和签署在反面。"


@dataclass(frozen=True, slots=True)
class MasterForms:
    """The forms of several households, or one without any for the pen.

    `day` is the one on which ages are told.
    """

    title: str
    union: str
    files: Sequence[PaperFile]
    day: date

    def layout(self, book: FontBook | None = None) -> Document:
        """Two sides for each household, more where it has more people."""
        book = book or shared_book()
        pages: list[Page] = []
        for file in self.files or (BLANK,):
            if len(pages) % 2:
                pages.append(Page(A4.width_mm, A4.height_mm, ()))
            pages += self._pages(file, book)
        return Document(self.title, tuple(pages), self.union)

    def flow(self) -> Flow:
        """The same questions one under another, each household from a new page."""
        blocks: list[Block] = []
        for file in self.files or (BLANK,):
            blocks += [PageBreak()] if blocks else []
            blocks += self._blocks(file)
        edges = Margins(DENSE.top_mm, DENSE.bottom_mm, DENSE.side_mm, DENSE.side_mm)
        return Flow(self.title, tuple(blocks), A4, edges, author=self.union)

    def _pages(self, file: PaperFile, book: FontBook) -> Iterator[Page]:
        """Front, back, and a sheet of those who found no room."""
        yield from _close_set(lambda room: self._front(file, room), _ROOMS, book)
        yield from _close_set(lambda room: self._back(file, room), _OPINIONS, book)
        later = file.others[ON_THE_SHEET:]
        if later:
            rows = tuple(member_rows(later, self.day, 0))
            above = self._beside("续页", file)
            form = self._form(file, rows, "", "（续页）其他家庭成员。", above)
            yield from form_pages(form, A4, book)

    def _front(self, file: PaperFile, room_mm: float) -> Form:
        rows = tuple(row.form_row for row in _front(file, room_mm))
        return self._form(file, rows, self.title, _FRONT, self._above(file))

    def _back(self, file: PaperFile, room_mm: float) -> Form:
        rows = (
            *member_rows(file.others[:ON_THE_SHEET], self.day, ON_THE_SHEET),
            *_material_rows(file),
            *(row.form_row for row in signing_rows(file, room_mm)),
        )
        return self._form(file, rows, "", _NOTE, self._beside("反面", file))

    def _form(
        self,
        file: PaperFile,
        rows: tuple[FormRow, ...],
        title: str,
        note: str,
        above: tuple[str, ...],
    ) -> Form:
        return Form(title, GRID, rows, file.name, above=above, note=note, look=DENSE)

    def _above(self, file: PaperFile) -> tuple[str, str]:
        number, opened = file.said(fields.FILE_NO), file.said(fields.OPENED)
        return (
            f"填报单位：{self.union}",
            f"职工编号：{number or _ROOM}　建档日期：{opened or _ROOM}",
        )

    def _beside(self, side: str, file: PaperFile) -> tuple[str, str]:
        """What tells that a further side belongs to a front."""
        number = file.said(fields.FILE_NO)
        return (
            f"{self.title}（{side}）",
            f"户主：{file.name or _ROOM}　职工编号：{number or _ROOM}",
        )

    def _blocks(self, file: PaperFile) -> Iterator[Block]:
        size, small = TYPE_SIZES["小二"], TYPE_SIZES["五号"]
        yield paragraph(self.title, Role.TITLE, size, Align.CENTRE)
        yield paragraph("　　".join(self._above(file)), Role.SONG, small)
        yield pairs(_front(file, 0))
        yield paragraph("家庭成员", Role.HEADING, small, above=0.5)
        yield from member_blocks(file.others, self.day)
        yield paragraph("附件和签署", Role.HEADING, small, above=0.5)
        kinds, names = FlowColumn("附件类型", 60), FlowColumn("附件名称", 120)
        yield TableBlock((kinds, names), file.materials or (("", ""),))
        yield pairs(signing_rows(file, 0))
        yield paragraph(_NOTE, Role.SONG, TYPE_SIZES["小五"])


def _close_set(
    form: Callable[[float], Form], rooms: Sequence[float], book: FontBook
) -> list[Page]:
    """The form with as much room to write as leaves it on one side."""
    pages: list[Page] = []
    for room in rooms:
        pages = list(form_pages(form(room), A4, book))
        if len(pages) == 1:
            break
    return pages


def _front(file: PaperFile, room_mm: float) -> Iterator[AskedRow]:
    yield from worker_rows(file)
    yield from money_rows(file)
    yield from cause_rows(file, room_mm)
    yield from account_rows(file)
    yield from lifting_rows(file)


def _material_rows(file: PaperFile) -> Iterator[FormRow]:
    """E. 附件: kind and name, two beside each other."""
    heads = ("附件类型", 4), ("附件名称", 8), ("附件类型", 4), ("附件名称", 8)
    yield FormRow(tuple(Cell(told, n, label=True) for told, n in heads), 6)
    pairs = list(zip_longest(*[iter(file.materials)] * 2, fillvalue=("", "")))
    pairs += [(("", ""), ("", ""))] * (_LEAST_MATERIALS - len(pairs))
    for left, right in pairs:
        texts = zip((*left, *right), (4, 8, 4, 8), strict=True)
        yield FormRow(tuple(Cell(told, n, align=Align.LEFT) for told, n in texts), 6)
