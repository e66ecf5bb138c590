"""Pictures and figures go into the file once, as they are, and in their true size."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Pillow

from tests.unionoffice.paper.readers import marks, picture
from unionoffice.errors import Refused
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
from unionoffice.paper.sizes import points
from unionoffice.paper.typeset.fonts import FontBook, Role

MM = 25.4 / 72


def packed(picture: Pillow.Image, kind: str) -> bytes:
    file = BytesIO()
    picture.save(file, kind)
    return file.getvalue()


def halves(mode: str = "RGB") -> Pillow.Image:
    """Dark at the left, light at the right."""
    drawn = Pillow.new(mode, (80, 40), "yellow" if mode == "RGB" else "white")
    drawn.paste("red" if mode == "RGB" else "black", (0, 0, 40, 40))
    return drawn


def inked(drawn: Pillow.Image) -> tuple[int, int, int, int] | None:
    """What is not white: left, top, right, bottom."""
    return drawn.convert("L").point(lambda value: 255 - value).getbbox()


def sheet(*items: Item, pages: int = 1) -> Document:
    return Document("照片", tuple(Page(100, 100, items) for _ in range(pages)))


def test_a_photo_goes_in_as_it_is(book: FontBook) -> None:
    image = read_image(packed(halves(), "JPEG"))
    content = pdf_bytes(sheet(Picture(10, 10, 80, 40, image)), book)
    assert content.count(image.content) == 1


def test_a_photo_on_many_pages_is_kept_once(book: FontBook) -> None:
    image = read_image(packed(halves(), "JPEG"))
    again = Image(image.content, image.width_px, image.height_px, image.digest)
    document = sheet(
        Picture(10, 10, 80, 40, image), Picture(10, 90, 80, 40, again), pages=30
    )
    assert pdf_bytes(document, book).count(b"/Subtype /Image") == 1


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_drawn_upright_in_its_colours(
    book: FontBook, kind: str, mode: str
) -> None:
    source = halves(mode)
    image = read_image(packed(source, kind))
    drawn = picture(pdf_bytes(sheet(Picture(100, 100, 80, 40, image)), book))
    for x in (20, 60):
        pixel = drawn.getpixel((100 + x, 120))
        expected = source.convert("RGB").getpixel((x, 20))
        assert isinstance(pixel, tuple)
        assert isinstance(expected, tuple)
        assert max(abs(a - b) for a, b in zip(pixel, expected, strict=True)) < 6
    assert drawn.getpixel((90, 120)) == (255, 255, 255)
    assert drawn.getpixel((190, 120)) == (255, 255, 255)


@pytest.mark.parametrize(("mode", "kind"), [("RGBA", "PNG"), ("CMYK", "JPEG")])
def test_an_image_made_otherwise_is_read_anew(
    book: FontBook, mode: str, kind: str
) -> None:
    raw = packed(Pillow.new(mode, (8, 8)), kind)
    content = pdf_bytes(sheet(Picture(0, 0, 80, 80, Image(raw, 8, 8, "other"))), book)
    (found,) = marks(content, "images")
    assert [round(found[side]) for side in ("width", "height")] == [80, 80]
    assert found["colorspace"][0].name == "DeviceRGB"


def test_an_image_that_is_none_is_refused(book: FontBook) -> None:
    fake = Image(b"no picture", 8, 8, "fake")
    with pytest.raises(Refused, match="不是图片"):
        pdf_bytes(sheet(Picture(0, 0, 8, 8, fake)), book)


def test_a_figure_is_drawn_once_however_often_it_is_placed(book: FontBook) -> None:
    figure = Figure(50, 50, (Text(5, 30, "张三", Role.SONG, 12),))
    places = [Placed(10, 10 + 60 * n, figure) for n in range(3)]
    content = pdf_bytes(sheet(*places, pages=20), book)
    assert content.count(b"/Subtype /Form") == 1
    chars = marks(content, "chars", 19)
    assert "".join(char["text"] for char in chars) == "张三张三张三"


def test_a_figure_is_enlarged_and_cut_by_its_window(book: FontBook) -> None:
    figure = Figure(50, 50, (Box(0, 0, 50, 50, 0),))
    placed = Placed(20, 20, figure, 3, (50, 60, 40, 30))
    drawn = picture(pdf_bytes(sheet(placed), book))
    assert inked(drawn) == pytest.approx((50, 60, 90, 90), abs=1)


def test_a_figure_in_a_figure_stands_where_both_say(book: FontBook) -> None:
    inner = Figure(10, 10, (Box(0, 0, 10, 10, 0),))
    outer = Figure(100, 100, (Placed(10, 20, inner, 2),))
    drawn = picture(pdf_bytes(sheet(Placed(30, 40, outer, 1.5)), book))
    assert inked(drawn) == pytest.approx((45, 70, 75, 100), abs=1)


def test_text_lies_on_pictures_and_boxes(book: FontBook) -> None:
    text = Text(20, 60, "国", Role.HEADING, 60)
    over = Box(0, 0, 200, 200, 0, Ink.YELLOW)
    drawn = picture(pdf_bytes(sheet(text, over), book))
    colours = {colour for _count, colour in drawn.getcolors(1 << 16) or ()}
    assert (0, 0, 0) in colours


@pytest.mark.parametrize("across", [True, False])
def test_a_rule_of_100_mm_is_100_mm(book: FontBook, *, across: bool) -> None:
    start, end = points(20), points(120)
    ends = (start, start, end, start) if across else (start, start, start, end)
    page = Page(210, 297, (Rule(*ends),))
    (line,) = marks(pdf_bytes(Document("尺", (page,)), book), "lines")
    length = line["width" if across else "height"] * MM
    assert length == pytest.approx(100, abs=0.02)
    assert line["x0"] * MM == pytest.approx(20, abs=0.02)
    assert line["top"] * MM == pytest.approx(20, abs=0.02)


def test_a_square_of_100_mm_is_100_mm_when_it_is_drawn(book: FontBook) -> None:
    square = Box(points(20), points(30), points(100), points(100), 0)
    content = pdf_bytes(Document("尺", (Page(210, 297, (square,)),)), book)
    ten_px_per_mm = inked(picture(content, scale=10 * MM))
    assert ten_px_per_mm == pytest.approx((200, 300, 1200, 1300), abs=2)


def test_an_outline_of_100_mm_is_100_mm(book: FontBook) -> None:
    side = points(100)
    steps = (
        Step("m", (9, 9)),
        Step("l", (9 + side, 9)),
        Step("l", (9 + side, 9 + side)),
    )
    content = pdf_bytes(
        Document("尺", (Page(210, 297, (Shape(steps, line=Ink.BLACK),)),)), book
    )
    (curve,) = marks(content, "curves")
    assert curve["width"] * MM == pytest.approx(100, abs=0.02)
    assert curve["height"] * MM == pytest.approx(100, abs=0.02)


PROGRAM = """
import sys
from hashlib import sha256
from tests.unionoffice.paper.pdf.test_archive import everything
from unionoffice.paper.typeset.fonts import FontBook
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.pdf.stamp import stamped
content = pdf_bytes(everything(), FontBook(()))
marked = stamped(content, "补打　第 1 次", FontBook(()))
sys.stdout.write(sha256(content + marked).hexdigest())
"""


def test_another_process_writes_the_same_bytes() -> None:
    root = Path(__file__).resolve().parents[4]
    found = {
        subprocess.run(  # noqa: S603 - our own interpreter and program
            [sys.executable, "-c", PROGRAM],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root), "SYSTEMROOT": ""},
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
    assert len(found.pop()) == 64
