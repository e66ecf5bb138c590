"""What ISO 19005-2 asks of a PDF/A-2b file, one by one, on a finished file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import accumulate
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from PIL import Image as Pillow
from PIL import ImageCms

from tests.unionoffice.paper import srgb
from unionoffice.paper.document import (
    Box,
    Document,
    Figure,
    Image,
    Ink,
    Item,
    Page,
    Picture,
    Placed,
    Rule,
    Shape,
    Step,
    Text,
)
from unionoffice.paper.images import read_image
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.typeset.fonts import FontBook, Role
from unionoffice.paths import resources

TITLE, AUTHOR = "荣誉证书 <甲>&“乙”　𠮷", "红星煤矿工会"
OPERATORS = frozenset(
    {"q", "Q", "cm", "w", "d", "RG", "rg", "m", "l", "c", "h", "re", "W", "n"}
    | {"f", "S", "B", "BT", "ET", "Tf", "Tm", "Tj", "TJ", "Do"}
)
SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


def photo(mode: str, kind: str) -> Image:
    picture = Pillow.effect_noise((90, 60), 80).convert(mode)
    file = BytesIO()
    picture.save(file, kind)
    return read_image(file.getvalue())


def everything() -> Document:
    """A document with each kind of item, on two pages."""
    shape = (Step("m", (5, 5)), Step("l", (50, 5)), Step("l", (50, 60)), Step("h"))
    items: tuple[Item, ...] = (
        Box(0, 0, 500, 500, 0.8, Ink.GOLD),
        Rule(10, 10, 300, 10, 1, Ink.RED),
        Shape(shape, fill=Ink.YELLOW, line=Ink.RED, dashes=(3, 2)),
        Picture(60, 300, 90, 60, photo("RGB", "JPEG")),
        Picture(160, 300, 90, 60, photo("L", "JPEG")),
        Picture(260, 300, 90, 60, photo("L", "PNG")),
        Picture(360, 300, 90, 60, read_image(flat())),
        *(Text(60, 60 + 20 * n, f"张䶮{r}Ab1", r, 12) for n, r in enumerate(Role)),
        Text(60, 220, "张三", Role.BODY, 12, (0, 24)),
    )
    figure = Placed(20, 20, Figure(500, 500, items), 0.5, (20, 20, 200, 200))
    return Document(
        TITLE, (Page(210, 297, items), Page(297, 210, (figure, *items))), AUTHOR
    )


def flat() -> bytes:
    file = BytesIO()
    Pillow.new("RGB", (30, 20), "red").save(file, "PNG")
    return file.getvalue()


@pytest.fixture(scope="module")
def content() -> bytes:
    return pdf_bytes(everything(), FontBook(()))


@pytest.fixture(scope="module")
def pdf(content: bytes) -> PDFDocument:
    return PDFDocument(PDFParser(BytesIO(content)))


def objects(pdf: PDFDocument) -> Iterator[Any]:
    """Every numbered object of the file."""
    for reference in pdf.xrefs:
        for number in sorted(reference.get_objids()):
            yield pdf.getobj(number)


def entries(thing: object) -> dict[str, Any]:
    if isinstance(thing, PDFStream):
        return dict(thing.attrs)
    return thing if isinstance(thing, dict) else {}


def streams(pdf: PDFDocument, **wanted: str) -> list[PDFStream]:
    return [
        thing
        for thing in objects(pdf)
        if isinstance(thing, PDFStream)
        and all(name(thing.attrs.get(key)) == value for key, value in wanted.items())
    ]


def dictionaries(pdf: PDFDocument, kind: str) -> list[dict[str, Any]]:
    return [e for e in map(entries, objects(pdf)) if name(e.get("Type")) == kind]


def name(value: object) -> str:
    return str(getattr(value, "name", value))


def packet(pdf: PDFDocument) -> ET.Element:
    return ET.fromstring(resolve1(pdf.catalog["Metadata"]).get_data().decode())  # noqa: S314 - our own file


def drawings(pdf: PDFDocument) -> list[bytes]:
    """The operators of every page and figure."""
    pages = [resolve1(page["Contents"]) for page in dictionaries(pdf, "Page")]
    return [one.get_data() for one in (*pages, *streams(pdf, Subtype="Form"))]


def test_the_head_tells_that_the_file_is_binary(content: bytes) -> None:
    first, second = content.split(b"\n")[:2]
    assert first == b"%PDF-1.7"
    assert second[:1] == b"%"
    assert len(second) >= 5
    assert min(second[1:]) > 127


def test_the_file_ends_where_it_says_and_has_an_identity(content: bytes) -> None:
    assert content.endswith(b"%%EOF\n")
    trailer = content[content.rindex(b"trailer") :]
    identity = re.search(rb"/ID \[<([0-9A-F]{32})> <([0-9A-F]{32})>\]", trailer)
    assert identity is not None
    assert b"/Encrypt" not in trailer
    start = int(trailer.split(b"startxref\n")[1].split(b"\n")[0])
    assert content[start : start + 4] == b"xref"


def test_every_object_stands_where_the_table_says(content: bytes) -> None:
    table = content[content.rindex(b"\nxref\n") :]
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n \n", table)]
    assert len(places) > 20
    for number, place in enumerate(places, 1):
        assert content[place:].startswith(b"%d 0 obj\n" % number)


def test_every_stream_is_as_long_as_it_says(pdf: PDFDocument, content: bytes) -> None:
    for length, start in (
        (int(found[1]), found.end())
        for found in re.finditer(rb"/Length (\d+)>>\nstream\n", content)
    ):
        assert content[start + length :].startswith(b"\nendstream\nendobj")
    for stream in streams(pdf):
        assert "F" not in stream.attrs
        assert stream.get_data()


def test_the_properties_agree_with_the_packet(pdf: PDFDocument) -> None:
    (info,) = pdf.info
    told = {key: value.decode("utf-16") for key, value in info.items()}
    found = packet(pdf)
    assert told == {
        "Title": found.findtext(".//dc:title/rdf:Alt/rdf:li", None, SPACES),
        "Author": found.findtext(".//dc:creator/rdf:Seq/rdf:li", None, SPACES),
        "Creator": found.findtext(".//xmp:CreatorTool", None, SPACES),
        "Producer": found.findtext(".//pdf:Producer", None, SPACES),
    }
    assert (told["Title"], told["Author"]) == (TITLE, AUTHOR)


def test_the_packet_claims_the_level_and_is_not_packed(
    pdf: PDFDocument, content: bytes
) -> None:
    assert packet(pdf).findtext(".//pdfaid:part", None, SPACES) == "2"
    assert packet(pdf).findtext(".//pdfaid:conformance", None, SPACES) == "B"
    assert content.count(b"<pdfaid:part>2</pdfaid:part>") == 1
    assert b"<?xpacket begin=" in content


@pytest.mark.parametrize("title", ["", "甲\x00乙", "\ud800", "a]]>b", "\ufffe"])
def test_any_title_gives_a_packet_that_is_xml(book: FontBook, title: str) -> None:
    content = pdf_bytes(Document(title, (Page(210, 297, ()),), title), book)
    pdf = PDFDocument(PDFParser(BytesIO(content)))
    assert packet(pdf).findtext(".//pdfaid:part", None, SPACES) == "2"


def test_a_page_beyond_the_limit_is_written_without_the_claim(book: FontBook) -> None:
    long = Document("横幅", (Page(6000, 297, ()),))
    content = pdf_bytes(long, book)
    assert b"pdfaid:part" not in content
    assert b"OutputIntent" not in content


def test_the_language_is_told(pdf: PDFDocument) -> None:
    assert pdf.catalog["Lang"] == b"zh-CN"
    assert not {"AcroForm", "OCProperties", "Names", "AA", "OpenAction"} & set(
        pdf.catalog
    )


def test_the_printer_is_asked_to_keep_the_scale(pdf: PDFDocument) -> None:
    assert name(pdf.catalog["ViewerPreferences"]["PrintScaling"]) == "None"


def test_the_colours_have_a_meaning(pdf: PDFDocument) -> None:
    (intent,) = pdf.catalog["OutputIntents"]
    assert name(resolve1(intent)["S"]) == "GTS_PDFA1"
    stream = resolve1(resolve1(intent)["DestOutputProfile"])
    assert stream.attrs["N"] == 3
    profile = ImageCms.ImageCmsProfile(BytesIO(stream.get_data()))
    assert profile.profile.xcolor_space == "RGB "
    assert profile.profile.device_class == "mntr"
    assert profile.profile.version <= 4.2


def test_the_profile_is_the_one_that_its_figures_give() -> None:
    assert (resources() / "paper" / "srgb.icc").read_bytes() == srgb.profile()


def test_the_profile_changes_no_colour() -> None:
    ours = ImageCms.ImageCmsProfile(BytesIO(srgb.profile()))
    change = ImageCms.buildTransform(ours, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    colours = bytes(
        value for step in range(0, 256, 5) for value in (step, 255 - step, 80)
    )
    picture = Pillow.frombytes("RGB", (len(colours) // 3, 1), colours)
    changed = ImageCms.applyTransform(picture, change)
    assert changed is not None
    assert max(abs(a - b) for a, b in zip(colours, changed.tobytes(), strict=True)) <= 1


def test_only_plain_operators_are_used(pdf: PDFDocument) -> None:
    for drawing in drawings(pdf):
        bare = re.sub(rb"<[0-9A-F]*>|\[[^\]]*\]|/\w+", b"", drawing)
        words = set(re.findall(rb"[A-Za-z*]+", bare))
        assert {word.decode() for word in words} <= OPERATORS


def test_nothing_is_transparent(pdf: PDFDocument) -> None:
    for thing in map(entries, objects(pdf)):
        assert not {"SMask", "CA", "ca", "BM", "Group", "ExtGState", "Mask"} & set(
            thing
        )


def test_pictures_are_grey_or_rgb_and_not_interpolated(pdf: PDFDocument) -> None:
    images = streams(pdf, Subtype="Image")
    assert len(images) == 4
    for image in images:
        assert name(image.attrs["ColorSpace"]) in {"DeviceRGB", "DeviceGray"}
        assert image.attrs["BitsPerComponent"] == 8
        assert "Interpolate" not in image.attrs
        assert name(image.attrs["Filter"]) in {"DCTDecode", "FlateDecode"}


def test_every_font_is_a_subset_that_is_embedded(pdf: PDFDocument) -> None:
    fonts = [
        one for one in dictionaries(pdf, "Font") if name(one["Subtype"]) == "Type0"
    ]
    assert len(fonts) == len(Role)
    for font in fonts:
        assert name(font["Encoding"]) == "Identity-H"
        assert isinstance(font["ToUnicode"], PDFObjRef)
        (descendant,) = (resolve1(one) for one in font["DescendantFonts"])
        assert name(descendant["Subtype"]) == "CIDFontType2"
        assert isinstance(resolve1(descendant["CIDToGIDMap"]), PDFStream)
        descriptor = resolve1(descendant["FontDescriptor"])
        assert isinstance(resolve1(descriptor["FontFile2"]), PDFStream)
        names = {name(d["BaseFont"]) for d in (font, descendant)}
        assert names == {name(descriptor["FontName"])}
        assert re.fullmatch(r"[A-Z]{6}\+\w+", names.pop())


def embedded(pdf: PDFDocument) -> Iterator[tuple[dict[str, Any], TTFont]]:
    for font in dictionaries(pdf, "Font"):
        if name(font["Subtype"]) == "CIDFontType2":
            file = resolve1(resolve1(font["FontDescriptor"])["FontFile2"])
            assert file.attrs["Length1"] == len(file.get_data())
            yield font, TTFont(BytesIO(file.get_data()))


def widths(font: dict[str, Any]) -> dict[int, float]:
    found: dict[int, float] = {}
    parts = iter(resolve1(font["W"]))
    for first, row in zip(parts, parts, strict=True):
        found |= dict(enumerate(row, first))
    return found


def test_the_embedded_fonts_are_whole_and_of_the_widths_that_are_told(
    pdf: PDFDocument,
) -> None:
    for font, program in embedded(pdf):
        assert {"glyf", "head", "hhea", "hmtx", "loca", "maxp"} <= set(program.keys())
        order = program.getGlyphOrder()
        assert len(order) == program["maxp"].numGlyphs
        for glyph in order:
            program["glyf"][glyph].getCoordinates(program["glyf"])
        units = program["head"].unitsPerEm
        told, glyphs = widths(font), resolve1(font["CIDToGIDMap"]).get_data()
        assert font["DW"] == 1000
        for code in range(1, len(glyphs) // 2):
            glyph = int.from_bytes(glyphs[2 * code : 2 * code + 2], "big")
            advance = program["hmtx"][order[glyph]][0] * 1000 / units
            assert told.get(code, 1000) == pytest.approx(advance, abs=1)


def test_no_code_draws_a_box(pdf: PDFDocument) -> None:
    codes = {
        shown[place : place + 4]
        for drawing in drawings(pdf)
        for shown in re.findall(rb"<([0-9A-F]+)>", drawing)
        for place in range(0, len(shown), 4)
    }
    assert b"0000" not in codes
    largest = max(int(code, 16) for code in codes)
    maps = [resolve1(font["CIDToGIDMap"]).get_data() for font, _ in embedded(pdf)]
    assert largest < max(len(one) // 2 for one in maps)
    for glyphs in maps:
        pairs = zip(glyphs[2::2], glyphs[3::2], strict=True)
        assert all(high or low for high, low in pairs)


def test_names_and_nesting_stay_below_the_limits(
    pdf: PDFDocument, content: bytes
) -> None:
    assert max(map(len, re.findall(rb"/([A-Za-z0-9+]+)", content))) < 127
    for drawing in drawings(pdf):
        steps = {b"q": 1, b"Q": -1}
        depths = list(accumulate(steps.get(word, 0) for word in drawing.split()))
        assert 0 <= min(depths) <= max(depths) < 28
        assert depths[-1] == 0
