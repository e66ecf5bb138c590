"""The same content in Word: every word in it, on the right page, in the right font."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.text.paragraph import Paragraph as Written
from PIL import Image as Pictures

from unionoffice.errors import Refused
from unionoffice.paper.align import Align
from unionoffice.paper.content import Bound
from unionoffice.paper.document import Ink
from unionoffice.paper.flow import (
    Flow,
    FlowColumn,
    Merged,
    PageBreak,
    PageNumbers,
    PictureBlock,
    TableBlock,
    TextBlock,
    Words,
    paragraph,
)
from unionoffice.paper.images import read_image
from unionoffice.paper.official.notice import (
    Head,
    Imprint,
    Level,
    Notice,
    Paragraph,
)
from unionoffice.paper.sizes import A4
from unionoffice.paper.table.sheet import TableColumn, TableSheet
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.word.writer import docx_bytes, write_docx

NOTICE = Notice(
    "某矿工会关于开展送温暖工作的通知",
    "各区队工会",
    (
        Paragraph("一、总体要求。做到“应帮尽帮”。", Level.FIRST),
        Paragraph("（一）摸清底数", Level.SECOND),
        Paragraph("逐户走访 <b>&amp; =1+1", Level.BODY),
    ),
    "某矿工会委员会",
    date(2026, 1, 5),
    attachments=("困难职工名单", "慰问标准"),
)
ROSTER = TableSheet(
    "会员花名册",
    (TableColumn("姓名", name=True), TableColumn("会费", Align.RIGHT)),
    (("张三", "10.00"), ("阿依古丽·买买提", "20.00")),
    totals=("合计", "30.00"),
    signers=("制表人",),
)


def opened(flow: Flow, book: FontBook) -> docx.document.Document:
    return docx.Document(BytesIO(docx_bytes(flow, book)))


def marked(piece: Written, path: str) -> list[str]:
    """What stands in the XML of a paragraph, for which python-docx has no name."""
    found: list[str] = piece._p.xpath(path)  # noqa: SLF001  see above
    return found


def lines(file: docx.document.Document) -> list[str]:
    return [each.text for each in file.paragraphs]


def test_a_notice_says_in_word_what_it_says_on_paper(book: FontBook) -> None:
    assert lines(opened(NOTICE.flow(), book)) == [
        "某矿工会关于开展送温暖工作的通知",
        "各区队工会：",
        "一、总体要求。做到“应帮尽帮”。",
        "（一）摸清底数",
        "逐户走访 <b>&amp; =1+1",
        "附件：1.困难职工名单",
        "　　　2.慰问标准",
        "某矿工会委员会",
        "2026年1月5日",
    ]


def test_the_page_is_that_of_official_paper(book: FontBook) -> None:
    (section,) = opened(NOTICE.flow(), book).sections
    sides = (section.page_width, section.page_height, section.top_margin)
    assert [round(side.mm) for side in sides if side] == [210, 297, 37]
    edges = (section.left_margin, section.right_margin, section.bottom_margin)
    assert [round(side.mm) for side in edges if side] == [28, 26, 35]


def test_lines_stand_as_far_apart_as_on_official_paper(book: FontBook) -> None:
    body = opened(NOTICE.flow(), book).paragraphs[4].paragraph_format
    # Word counts in twentieths of a point.
    assert body.line_spacing == Pt(29)


def test_twenty_eight_characters_fit_a_line(book: FontBook) -> None:
    body = opened(NOTICE.flow(), book).paragraphs[4]
    (tighter,) = marked(body, "./w:r/w:rPr/w:spacing/@w:val")
    pitch = 16 + int(tighter) / 20
    assert 28 * pitch <= 156 * 72 / 25.4 < 29 * pitch


def test_each_role_has_the_font_the_office_above_expects(book: FontBook) -> None:
    file = opened(NOTICE.flow(), book)
    fonts = [
        marked(each, "./w:r[1]/w:rPr/w:rFonts/@w:eastAsia")[0]
        for each in file.paragraphs[:5]
    ]
    assert fonts == ["方正小标宋简体", "仿宋", "黑体", "楷体", "仿宋"]


def test_only_the_first_sentence_of_a_heading_is_in_its_font(book: FontBook) -> None:
    runs = opened(NOTICE.flow(), book).paragraphs[2].runs
    assert [run.text for run in runs] == ["一、总体要求。", "做到“应帮尽帮”。"]


def test_a_paragraph_is_indented_by_characters(book: FontBook) -> None:
    body = opened(NOTICE.flow(), book).paragraphs[4]
    assert marked(body, "./w:pPr/w:ind/@w:firstLineChars") == ["200"]


def test_pages_are_numbered_on_the_outer_side(book: FontBook) -> None:
    file = opened(NOTICE.flow(), book)
    (section,) = file.sections
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert file.settings.odd_and_even_pages_header_footer
    assert (odd.alignment, even.alignment) == (
        WD_ALIGN_PARAGRAPH.RIGHT,
        WD_ALIGN_PARAGRAPH.LEFT,
    )
    assert odd.text == even.text == "— 1 —"


def test_a_table_has_every_cell_a_repeated_head_and_whole_rows(book: FontBook) -> None:
    file = opened(ROSTER.flow(), book)
    (table,) = file.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["姓名", "会费"],
        ["张三", "10.00"],
        ["阿依古丽·买买提", "20.00"],
        ["合计", "30.00"],
    ]
    marks = [
        [
            name
            for name in ("tblHeader", "cantSplit")
            if marked(row.cells[0].paragraphs[0], f"ancestor::w:tr/w:trPr/w:{name}")
        ]
        for row in table.rows
    ]
    assert marks == [["tblHeader", "cantSplit"], *[["cantSplit"]] * 3]


def table_of(block: TableBlock, book: FontBook) -> docx.table.Table:
    (table,) = opened(Flow("册", (block,)), book).tables
    return table


def test_grouped_columns_have_a_head_of_two_rows(book: FontBook) -> None:
    columns = (
        FlowColumn("姓名", 30),
        FlowColumn("应缴", 20, group="会费"),
        FlowColumn("实缴", 20, group="会费"),
    )
    table = table_of(TableBlock(columns, (("张三", "1", "2"),)), book)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["姓名", "会费", "会费"],
        ["姓名", "应缴", "实缴"],
        ["张三", "1", "2"],
    ]


def test_merged_cells_are_one_and_say_their_text_once(book: FontBook) -> None:
    columns = tuple(FlowColumn(label, 20) for label in "甲乙丙")
    rows = (("合计（大写）", "", "壹佰元整"), ("1", "2", "3"))
    block = TableBlock(columns, rows, merged=(Merged(0, 0, 2),))
    table = table_of(block, book)
    first = table.rows[1].cells
    assert [cell.text for cell in first] == ["合计（大写）", "合计（大写）", "壹佰元整"]
    assert first[0]._tc is first[1]._tc  # noqa: SLF001  one cell, not two alike
    assert [cell.text for cell in table.rows[2].cells] == ["1", "2", "3"]


def test_what_looks_like_mark_up_is_text_in_a_cell(book: FontBook) -> None:
    block = TableBlock((FlowColumn("A&B<", 30),), (("<w:p>\"&amp;'\n二行",),))
    table = table_of(block, book)
    assert [row.cells[0].text for row in table.rows] == ["A&B<", "<w:p>\"&amp;'\n二行"]


def test_two_tables_stay_two(book: FontBook) -> None:
    block = TableBlock((FlowColumn("甲", 30),), (("1",),))
    assert len(opened(Flow("册", (block, block)), book).tables) == 2


def test_a_sheet_that_lies_lies_in_word_too(book: FontBook) -> None:
    (section,) = opened(Flow("x", (), A4.landscape), book).sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height


def test_parts_bound_together_begin_on_new_pages(book: FontBook) -> None:
    file = opened(Bound("册", [NOTICE, NOTICE]).flow(), book)
    breaks = [each for each in file.paragraphs if marked(each, ".//w:br")]
    assert len(breaks) == 1


def test_a_picture_keeps_its_size(book: FontBook) -> None:
    made = BytesIO()
    Pictures.new("RGB", (30, 40), "red").save(made, "PNG")
    picture = PictureBlock(read_image(made.getvalue()), 25, 35)
    (shape,) = opened(Flow("x", (picture, PageBreak())), book).inline_shapes
    assert (round(shape.width.mm), round(shape.height.mm)) == (25, 35)


def test_red_words_are_red(book: FontBook) -> None:
    block = TextBlock((Words("某矿工会文件", Role.TITLE, 40, Ink.RED),), Align.CENTRE)
    (run,) = opened(Flow("x", (block,)), book).paragraphs[0].runs
    assert run.font.color.rgb is not None
    red, green, _blue = run.font.color.rgb
    assert red > 3 * green


def test_the_red_rule_of_a_head_is_drawn(book: FontBook) -> None:
    headed = replace(NOTICE, head=Head(("某矿工会",), "工字〔2026〕12号"))
    file = opened(headed.flow(), book)
    ruled = {
        each.text: marked(each, "./w:pPr/w:pBdr/w:bottom/@w:color")
        for each in file.paragraphs
        if marked(each, "./w:pPr/w:pBdr/w:bottom")
    }
    assert ruled == {"工字〔2026〕12号": ["D90D0D"]}


def test_the_imprint_stands_between_rules(book: FontBook) -> None:
    imprint = Imprint("各区队工会", "某矿工会", "2026年1月5日")
    last = opened(replace(NOTICE, imprint=imprint).flow(), book).paragraphs[-2:]
    rules = [
        [side for side in ("top", "bottom") if marked(each, f"./w:pPr/w:pBdr/w:{side}")]
        for each in last
    ]
    assert rules == [["top", "bottom"], ["bottom"]]


def test_the_same_flow_gives_the_same_bytes(book: FontBook) -> None:
    assert docx_bytes(NOTICE.flow(), book) == docx_bytes(NOTICE.flow(), book)


@pytest.mark.parametrize("bad", ["\x07", "\ud800", "\ufffe"])
@pytest.mark.parametrize("where", ["text", "cell", "title"])
def test_a_character_no_word_file_may_hold_is_refused_by_number(
    bad: str, where: str, book: FontBook, tmp_path: Path
) -> None:
    text = paragraph(f"张{bad}三" if where == "text" else "张三")
    cells = ((f"李{bad}" if where == "cell" else "李四",),)
    table = TableBlock((FlowColumn("姓名", 30),), cells)
    flow = Flow(f"册{bad}" if where == "title" else "册", (text, table))
    path = tmp_path / "x.docx"
    with pytest.raises(Refused, match=f"U\\+{ord(bad):04X}"):
        write_docx(flow, path, book)
    assert not path.exists()


def test_a_file_that_cannot_be_written_is_a_sentence(
    book: FontBook, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="不存在"):
        write_docx(NOTICE.flow(), tmp_path / "none" / "x.docx", book)


def test_plain_page_numbers_count_the_pages(book: FontBook) -> None:
    flow = Flow("x", (paragraph("文"),), numbers=PageNumbers.PLAIN)
    (section,) = opened(flow, book).sections
    assert section.footer.paragraphs[0].text == "第 1 页　共 1 页"
