"""Word files made in WPS, filled in for many people."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import pytest

from unionoffice.documents.templates.language import Value
from unionoffice.documents.templates.word_file import (
    LARGEST_UNPACKED,
    fill_word,
    text_of,
    word_faults,
)
from unionoffice.errors import Refused

PEOPLE = [
    {"姓名": Value("张三"), "单位": Value("综采一队")},
    {"姓名": Value("<b>&李四"), "单位": Value("机电队")},
]


def word(*lines: str, cell: str = "", foot: str = "") -> bytes:
    file = docx.Document()
    for line in lines:
        file.add_paragraph(line)
    if cell:
        file.add_table(1, 1).cell(0, 0).text = cell
    if foot:
        file.sections[0].footer.paragraphs[0].text = foot
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def split_runs() -> bytes:
    """A field as WPS often writes it: cut into several runs."""
    file = docx.Document()
    paragraph = file.add_paragraph("致")
    for piece in ("{{", "姓", "名", "}}", "同志"):
        paragraph.add_run(piece)
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def test_every_record_gets_its_own_page() -> None:
    made = fill_word(word("{{姓名}}同志：", cell="{{单位}}"), "函.docx", PEOPLE)
    assert [line for line in text_of(made, "x").split("\n") if line] == [
        "张三同志：",
        "综采一队",
        "<b>&李四同志：",
        "机电队",
    ]
    breaks = docx.Document(BytesIO(made)).element.body.xpath(".//w:br[@w:type='page']")
    assert len(breaks) == 1


def test_a_field_cut_into_runs_is_still_one() -> None:
    made = fill_word(split_runs(), "x", PEOPLE[:1])
    assert text_of(made, "x").strip() == "致张三同志"


def test_heads_and_feet_are_filled_in_too() -> None:
    made = fill_word(word("正文", foot="{{姓名}}"), "x", PEOPLE[:1])
    assert "张三" in text_of(made, "x")


def test_a_wrong_field_is_found_before_anything_is_made() -> None:
    content = word("{{姓明}}")
    (fault,) = word_faults(content, "x", ("姓名",))
    assert "姓明" in fault.sentence
    with pytest.raises(Refused, match=r"“函\.docx”里的字段有错"):
        fill_word(content, "函.docx", PEOPLE)


def test_a_loop_in_a_word_file_is_refused_like_anywhere() -> None:
    with pytest.raises(Refused, match="不能写循环"):
        fill_word(word("{% for 甲 in 姓名 %}{% endfor %}"), "x", PEOPLE)


def test_nobody_is_a_sentence() -> None:
    with pytest.raises(Refused, match="没有选中任何人"):
        fill_word(word("{{姓名}}"), "x", [])


def bomb() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b" " * (LARGEST_UNPACKED + 1))
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "不是 .docx 文件"),
        (b"\xd0\xcf\x11\xe0" * 99, "不是 .docx 文件"),
        (b"PK\x03\x04 nothing", "不是 .docx 文件"),
        (word("好")[:600], "不是 .docx 文件"),
        (bomb(), "太大"),
    ],
    ids=["empty", "old doc", "no zip", "cut off", "bomb"],
)
def test_what_is_no_word_file_is_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        text_of(content, "函.doc")
