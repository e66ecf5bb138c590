"""Which font draws which character."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from unionoffice.errors import Refused
from unionoffice.paper.typeset.fontfiles import fonts_in, system_folders
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paths import resources

GENERAL = "".join(
    (resources() / "fonts" / "general-characters.txt").read_text("utf-8").split()
)


def small_font(family: str, characters: str, *, blank: str = "") -> TTFont:
    """A TrueType font that draws a square for each of a few characters."""
    names = [".notdef", *(f"g{ord(one):X}" for one in characters + blank)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(
        {ord(one): f"g{ord(one):X}" for one in characters + blank}
    )
    empty = {f"g{ord(one):X}" for one in blank}
    builder.setupGlyf({name: square(drawn=name not in empty) for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable(
        {
            "familyName": {"en": family, "zh": family},
            "styleName": "Regular",
            "psName": "Same",
        }
    )
    builder.setupOS2()
    builder.setupPost()
    return builder.font


def square(*, drawn: bool) -> object:
    pen = TTGlyphPen(None)
    if drawn:
        pen.moveTo((100, 0))
        for corner in ((100, 700), (900, 700), (900, 0)):
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()


def test_the_list_of_general_characters_is_complete() -> None:
    assert len(set(GENERAL)) == 8105


@pytest.mark.parametrize("role", list(Role))
def test_every_general_character_can_be_drawn(book: FontBook, role: Role) -> None:
    assert book.missing(GENERAL, role) == []


def test_a_character_the_role_lacks_comes_from_song(book: FontBook) -> None:
    runs = book.runs("张䶮说", Role.BODY)
    assert [(run.text, run.face.label == "随程序的宋体") for run in runs] == [
        ("张", False),
        ("䶮", True),
        ("说", False),
    ]


@pytest.mark.parametrize("character", ["\ue000", "\ue815", "\u200f", "\x07", "\ud800"])
def test_what_has_no_agreed_shape_is_missing(book: FontBook, character: str) -> None:
    assert book.missing(f"张{character}", Role.SONG) == [character]


def test_a_run_of_a_missing_character_is_refused_by_name(book: FontBook) -> None:
    with pytest.raises(Refused, match=r"U\+1F600"):
        book.runs("😀", Role.SONG)


def test_a_han_character_is_as_wide_as_its_size(book: FontBook) -> None:
    assert book.width("中国", Role.BODY, 16) == 32


def test_the_font_of_each_role_is_named(book: FontBook) -> None:
    assert book.used()[Role.HEADING] == "随程序的黑体"


def test_an_installed_font_comes_before_ours(tmp_path: Path) -> None:
    small_font("仿宋_GB2312", "张").save(tmp_path / "any-name.ttf")
    book = FontBook([tmp_path])
    labels = [run.face.label for run in book.runs("张三", Role.BODY)]
    assert labels == ["仿宋_GB2312", "随程序的仿宋"]


def test_the_better_of_two_installed_fonts_is_taken(tmp_path: Path) -> None:
    small_font("仿宋", "张").save(tmp_path / "a.ttf")
    small_font("仿宋_GB2312", "张").save(tmp_path / "b.ttf")
    assert FontBook([tmp_path]).used()[Role.BODY] == "仿宋_GB2312"


def test_a_font_inside_a_collection_is_found(tmp_path: Path) -> None:
    collection = TTCollection()
    collection.fonts = [small_font("NSimSun", "一"), small_font("SimSun", "二")]
    collection.save(tmp_path / "simsun.ttc")
    faces = fonts_in(tmp_path)
    assert [(face.index, "SimSun" in face.names) for face in faces] == [
        (0, False),
        (1, True),
    ]
    assert FontBook([tmp_path]).face(Role.SONG).draws("二")


def test_a_rare_character_comes_from_the_font_of_windows_for_it(
    tmp_path: Path,
) -> None:
    small_font("SimSun-ExtB", "𠮷").save(tmp_path / "simsunb.ttf")
    runs = FontBook([tmp_path]).runs("𠮷", Role.HEADING)
    assert [run.face.label for run in runs] == ["SimSun-ExtB"]


def test_an_empty_glyph_does_not_count_as_drawing(tmp_path: Path) -> None:
    small_font("SimHei", "张", blank="李 ").save(tmp_path / "simhei.ttf")
    face = FontBook([tmp_path]).face(Role.HEADING)
    assert [face.draws(one) for one in "张李 "] == [True, False, True]


def test_a_broken_font_file_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "simhei.ttf").write_bytes(b"\0\1\0\0\0\xff")
    (tmp_path / "simfang.ttc").write_bytes(b"ttcf")
    assert FontBook([tmp_path]).face(Role.HEADING).draws("张")


def test_a_font_without_truetype_outlines_is_passed_over(tmp_path: Path) -> None:
    font = small_font("SimHei", "张")
    del font["glyf"], font["loca"]
    font.save(tmp_path / "simhei.ttf")
    assert FontBook([tmp_path]).used()[Role.HEADING] == "随程序的黑体"


def test_a_changed_font_file_is_read_again(tmp_path: Path) -> None:
    small_font("SimHei", "张").save(tmp_path / "font.ttf")
    before = fonts_in(tmp_path)[0].names
    small_font("SimSun-ExtB", "𠮷吉").save(tmp_path / "font.ttf")
    assert fonts_in(tmp_path)[0].names != before


def test_fonts_are_sought_for_the_machine_and_for_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = tmp_path / "Windows" / "Fonts"
    user = tmp_path / "AppData" / "Microsoft" / "Windows" / "Fonts"
    machine.mkdir(parents=True)
    user.mkdir(parents=True)
    monkeypatch.setenv("WINDIR", str(tmp_path / "Windows"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "AppData"))
    assert system_folders() == (machine, user)
