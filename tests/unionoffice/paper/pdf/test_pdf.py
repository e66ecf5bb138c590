"""What is written is found again, embedded, and the same every time."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest

from tests.unionoffice.paper.reading import ReadBack
from unionoffice.errors import Refused
from unionoffice.paper.document import Box, Document, Ink, Page, Rule, Text
from unionoffice.paper.pdf.writer import pdf_bytes, write_pdf
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paper.typeset.glyphs import check
from unionoffice.paths import resources

NAMES = "䶮 㛃 𬭎 阿迪力·买买提 张三 LI Ming"


def sheet(*items: Text | Rule | Box) -> Document:
    return Document("会员花名册", (Page(210, 297, items),), "红星煤矿工会")


def line(text: str, role: Role = Role.SONG, **more: object) -> Text:
    facts = {"record": "第 3 行 张三", **more}
    return Text(60, 100, text, role, 12, **facts)  # type: ignore[arg-type]  # a test's shorthand


def streams(content: bytes) -> bytes:
    """Everything in the file, unpacked."""
    packed = re.findall(
        rb"/FlateDecode[^>]*>>\r?\nstream\r?\n(.*?)endstream", content, re.DOTALL
    )
    return content + b"".join(zlib.decompress(one) for one in packed)


@pytest.mark.parametrize("role", list(Role))
def test_rare_names_are_found_again(book: FontBook, role: Role) -> None:
    content = pdf_bytes(sheet(line(NAMES, role)), book)
    assert ReadBack(content).pages == [NAMES]


@pytest.mark.parametrize("role", list(Role))
def test_every_general_character_comes_back(book: FontBook, role: Role) -> None:
    text = (resources() / "fonts" / "general-characters.txt").read_text("utf-8")
    rows = [
        Text(20, 20 + 9 * number, row, role, 8)
        for number, row in enumerate(text.split())
    ]
    document = Document("字", (Page(300, 600, tuple(rows)),))
    assert ReadBack(pdf_bytes(document, book)).pages[0].split() == text.split()


@pytest.mark.parametrize(
    "text",
    [
        "<b>粗</b>",
        "甲&乙公司",
        "=1+1",
        '<font color="red">',
        "&lt;",
        "(括号)\\",
        "<para>",
    ],
)
def test_markup_is_printed_as_typed(book: FontBook, text: str) -> None:
    assert ReadBack(pdf_bytes(sheet(line(text)), book)).pages == [text]


def test_a_character_above_the_first_plane_is_found_again(tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    font = TTFont(resources() / "fonts" / "UnionOfficeTitle.ttf")
    for table in font["cmap"].tables:
        if table.format == 12:
            table.cmap[0x20BB7] = table.cmap[ord("吉")]
    font["name"].setName("SimSun-ExtB", 1, 3, 1, 0x409)
    font.save(tmp_path / "simsunb.ttf")
    book = FontBook([tmp_path])
    # 吉 and 𠮷 share a glyph here, and are still told apart.
    content = pdf_bytes(sheet(line("𠮷吉𠮷野", Role.RARE)), book)
    assert ReadBack(content).pages == ["𠮷吉𠮷野"]


def test_a_spread_name_is_found_without_a_space(book: FontBook) -> None:
    content = pdf_bytes(sheet(line("张三", places=(0.0, 24.0))), book)
    assert ReadBack(content).pages == ["张三"]


def test_a_spread_character_stands_at_its_place(book: FontBook) -> None:
    drawn = sheet(line("一二三四", places=(0.0, 12.6, 24.9, 36.9)))
    found = ReadBack(pdf_bytes(drawn, book)).characters(0)
    lefts = [round((one.left - found[0].left) * 72 / 25.4, 1) for one in found]
    assert lefts == [0, 12.6, 24.9, 36.9]


def test_every_font_is_embedded(book: FontBook) -> None:
    content = pdf_bytes(sheet(*(line("张䶮", role) for role in Role)), book)
    fonts = re.findall(rb"/BaseFont /(\S+) /CIDSystemInfo", content)
    assert len(fonts) == content.count(b"/FontFile2") == len(Role)
    assert b"Helvetica" not in content


def test_the_same_content_gives_the_same_bytes(book: FontBook) -> None:
    document = sheet(line(NAMES), Box(10, 10, 50, 20, 0.9), Rule(0, 0, 90, 0))
    assert pdf_bytes(document, book) == pdf_bytes(document, FontBook(()))


def test_red_ink_is_only_for_what_is_red(book: FontBook) -> None:
    content = pdf_bytes(sheet(line("红", ink=Ink.RED), line("黑")), book)
    inks = re.findall(rb"(\S+ \S+ \S+) rg", streams(content))
    assert inks == [b"0.85 0.05 0.05", b"0 0 0"]


def test_title_and_paper_size_are_in_the_file(book: FontBook) -> None:
    found = ReadBack(pdf_bytes(sheet(line("张三")), book))
    assert found.title == "会员花名册"
    assert [tuple(map(round, size)) for size in found.sizes] == [(210, 297)]


def test_a_missing_glyph_is_told_with_its_place(book: FontBook) -> None:
    missing = check(sheet(line("李三"), line("王\ue000五")), book)
    assert [(one.code_point, one.page, one.record, one.line) for one in missing] == [
        (0xE000, 1, "第 3 行 张三", "王\ue000五")
    ]


def test_a_sheet_with_a_missing_glyph_is_not_printed(
    book: FontBook, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match=r"𠮷.*U\+20BB7.*第 3 行 张三"):
        write_pdf(sheet(line("𠮷野")), tmp_path / "a.pdf", book)
    assert list(tmp_path.iterdir()) == []


def test_the_refusal_of_a_lone_surrogate_can_be_shown(book: FontBook) -> None:
    with pytest.raises(Refused) as refusal:
        pdf_bytes(sheet(line("张\ud800")), book)
    assert refusal.value.sentence.encode("utf-8")


def test_a_file_that_is_there_is_replaced(book: FontBook, tmp_path: Path) -> None:
    target = tmp_path / "花名册.pdf"
    target.write_bytes(b"old")
    write_pdf(sheet(line("张三")), target, book)
    assert [path.name for path in tmp_path.iterdir()] == ["花名册.pdf"]
    assert ReadBack(target.read_bytes()).pages == ["张三"]


def test_a_folder_that_is_not_there_is_refused(book: FontBook, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="不存在"):
        write_pdf(sheet(line("张三")), tmp_path / "none" / "a.pdf", book)
