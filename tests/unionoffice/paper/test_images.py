"""Any picture is made fit for paper or refused in words, and tells nothing."""

from __future__ import annotations

import contextlib
from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow

from unionoffice.errors import Refused
from unionoffice.paper.document import Image
from unionoffice.paper.images import MOST_WHOLE_PX, cropped, fitted, read_image

MODES = (
    *(("1", "PNG"), ("L", "PNG"), ("LA", "PNG"), ("P", "PNG"), ("RGB", "PNG")),
    *(("RGBA", "PNG"), ("I;16", "PNG"), ("L", "JPEG"), ("RGB", "JPEG")),
    *(("CMYK", "JPEG"), ("YCbCr", "JPEG"), ("RGB", "BMP"), ("1", "BMP")),
    *(("1", "TIFF"), ("I;16", "TIFF"), ("F", "TIFF"), ("CMYK", "TIFF")),
    *(("RGBA", "TIFF"), ("RGB", "WEBP"), ("RGBA", "WEBP"), ("P", "GIF")),
)
ORIENTATION = 0x0112
GPS = 0x8825


def packed(picture: Pillow.Image, kind: str = "PNG", **more: object) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **more)
    return file.getvalue()


def opened(image: Image) -> Pillow.Image:
    picture = Pillow.open(BytesIO(image.content))
    picture.load()
    return picture


def photo(size: tuple[int, int] = (64, 48)) -> Pillow.Image:
    """Noise has as many colours as a photo."""
    bands = [Pillow.effect_noise(size, 90) for _ in range(3)]
    return Pillow.merge("RGB", bands)


def halves(size: tuple[int, int] = (80, 40)) -> Pillow.Image:
    """Red at the left, blue at the right."""
    picture = Pillow.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    return picture


@pytest.mark.parametrize(("mode", "kind"), MODES)
def test_every_kind_of_picture_becomes_grey_or_rgb(mode: str, kind: str) -> None:
    image = read_image(packed(Pillow.new(mode, (60, 40)), kind))
    picture = opened(image)
    assert picture.mode in {"L", "RGB"}
    assert picture.format in {"JPEG", "PNG"}
    assert (image.width_px, image.height_px) == picture.size == (60, 40)


def test_a_photo_stays_a_jpeg_and_a_drawing_becomes_a_png() -> None:
    assert opened(read_image(packed(photo((200, 200))))).format == "JPEG"
    assert opened(read_image(packed(halves(), "JPEG"))).format == "JPEG"
    assert opened(read_image(packed(halves(), "BMP"))).format == "PNG"


@pytest.mark.parametrize(
    ("orientation", "red"),
    [(1, "left"), (2, "right"), (3, "right"), (6, "top"), (8, "bottom")],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_photo_stands_upright(kind: str, orientation: int, red: str) -> None:
    exif = Pillow.Exif()
    exif[ORIENTATION] = orientation
    picture = opened(read_image(packed(halves((400, 200)), kind, exif=exif)))
    wide, high = picture.size
    assert (wide > high) == (red in {"left", "right"})
    middles = {
        "left": (wide // 8, high // 2),
        "right": (wide * 7 // 8, high // 2),
        "top": (wide // 2, high // 8),
        "bottom": (wide // 2, high * 7 // 8),
    }
    pixel = picture.getpixel(middles[red])
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200 > 60 > pixel[2]


def test_a_photo_that_is_made_small_is_turned_too() -> None:
    exif = Pillow.Exif()
    exif[ORIENTATION] = 6
    content = packed(halves((900, 300)), "JPEG", exif=exif)
    image = read_image(content, longest_px=300)
    assert (image.width_px, image.height_px) == (100, 300)


def test_what_is_transparent_becomes_white() -> None:
    clear = Pillow.new("RGBA", (10, 10), (200, 0, 0, 0))
    clear.putpixel((3, 3), (0, 0, 255, 255))
    picture = opened(read_image(packed(clear)))
    assert picture.getpixel((0, 0)) == (255, 255, 255)
    assert picture.getpixel((3, 3)) == (0, 0, 255)


def test_a_transparent_colour_of_a_palette_becomes_white() -> None:
    palette = Pillow.new("P", (10, 10), 0)
    palette.putpalette([9, 9, 9, 0, 0, 255])
    palette.putpixel((3, 3), 1)
    picture = opened(read_image(packed(palette, "GIF", transparency=0)))
    assert picture.getpixel((0, 0)) == (255, 255, 255)
    assert picture.getpixel((3, 3)) == (0, 0, 255)


def test_sixteen_bits_of_grey_keep_their_shades() -> None:
    deep = Pillow.new("I;16", (3, 1))
    for place, value in enumerate((0, 32768, 65535)):
        deep.putpixel((place, 0), value)
    picture = opened(read_image(packed(deep)))
    assert [picture.getpixel((place, 0)) for place in range(3)] == [0, 127, 255]


def test_where_a_photo_was_taken_stays_out_of_the_file() -> None:
    exif = Pillow.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(GPS)[1] = "N"
    content = packed(photo(), "JPEG", exif=exif, comment=b"SecretWords")
    assert b"SecretCamera" in content
    image = read_image(content)
    assert b"Secret" not in image.content
    assert not opened(image).getexif()


def test_the_first_frame_of_a_moving_picture_is_taken() -> None:
    frames = [Pillow.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    content = packed(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert opened(read_image(content)).getpixel((4, 4)) == (255, 0, 0)


def test_the_same_file_gives_the_same_bytes_and_fingerprint() -> None:
    content = packed(photo(), "JPEG")
    first, second = read_image(content), read_image(content)
    assert first == second
    assert first.digest == sha256(first.content).hexdigest()


def test_a_long_picture_keeps_its_shape_when_it_is_made_small() -> None:
    image = read_image(packed(halves((3000, 30))), longest_px=300)
    assert (image.width_px, image.height_px) == (300, 3)


def test_a_picture_of_one_row_stays_a_picture() -> None:
    image = read_image(packed(Pillow.new("L", (5000, 1))), longest_px=100)
    assert (image.width_px, image.height_px) == (100, 1)


def test_a_small_picture_is_not_enlarged() -> None:
    image = read_image(packed(halves((20, 10))), longest_px=2000)
    assert (image.width_px, image.height_px) == (20, 10)


def test_a_photo_of_two_hundred_megapixels_is_made_small() -> None:
    huge = packed(Pillow.new("L", (20_000, 10_000), 128), "JPEG")
    image = read_image(huge)
    assert (image.width_px, image.height_px) == (2000, 1000)


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_unpacked() -> (
    None
):
    side = int(MOST_WHOLE_PX**0.5) + 10
    bomb = packed(Pillow.new("1", (side, side)))
    with pytest.raises(Refused, match="百万像素，太大了"):
        read_image(bomb)


def test_a_size_that_nothing_could_hold_is_refused() -> None:
    content = bytearray(packed(halves()))
    content[16:24] = b"\x7f\xff\xff\xff\x7f\xff\xff\xff"
    with pytest.raises(Refused):
        read_image(bytes(content))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空的"),
        (b"no picture at all", "不是图片"),
        (b"%PDF-1.7 ...", "不是图片"),
        (b"<svg onload='x'/>", "不是图片"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"\x89PNG\r\n\x1a\n", "损坏|不是图片"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "损坏|不是图片"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_image(content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP", "WEBP", "GIF"])
def test_half_a_file_is_refused(kind: str) -> None:
    content = packed(photo((300, 200)), kind)
    with pytest.raises(Refused):
        read_image(content[: len(content) // 2])


WHOLE = {kind: packed(photo((40, 30)), kind) for kind in ("JPEG", "PNG", "TIFF", "GIF")}


@given(
    st.sampled_from(sorted(WHOLE)),
    st.lists(
        st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=12
    ),
)
def test_a_damaged_file_is_a_picture_or_refused(
    kind: str, damage: list[tuple[int, int]]
) -> None:
    content = bytearray(WHOLE[kind])
    for place, value in damage:
        content[place % len(content)] = value
    with contextlib.suppress(Refused):
        image = read_image(bytes(content), longest_px=100)
        assert max(opened(image).size) <= 100


def test_a_broken_colour_profile_does_not_spoil_a_photo() -> None:
    content = packed(halves(), "JPEG", icc_profile=b"no profile")
    assert opened(read_image(content)).mode == "RGB"


def test_the_colours_of_a_phone_are_turned_into_those_of_the_paper() -> None:
    swapped = packed(halves(), "PNG", icc_profile=_swapped())
    picture = opened(read_image(swapped))
    pixel = picture.getpixel((5, 5))
    assert isinstance(pixel, tuple)
    assert pixel[2] > 200 > 60 > pixel[0]


def _swapped() -> bytes:
    """A profile in which red and blue have changed places."""
    from tests.unionoffice.paper import srgb

    profile = srgb.profile()
    return (profile.replace(b"rXYZ", b"tmp ").replace(b"bXYZ", b"rXYZ")).replace(
        b"tmp ", b"bXYZ"
    )


@given(
    st.integers(1, 5000),
    st.integers(1, 5000),
    st.floats(1, 2000),
    st.floats(1, 2000),
)
def test_an_image_in_a_frame_keeps_its_shape_and_touches_two_sides(
    wide: int, high: int, width: float, height: float
) -> None:
    x, y, w, h = fitted(Image(b"", wide, high, ""), width, height)
    assert w / h == pytest.approx(wide / high)
    assert x + w / 2 == pytest.approx(width / 2)
    assert y + h / 2 == pytest.approx(height / 2)
    assert x == pytest.approx(0, abs=1e-6) or y == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_portrait_is_cut_from_the_middle(kind: str) -> None:
    image = cropped(read_image(packed(photo((700, 300)), kind)), 25 / 35)
    assert (image.width_px, image.height_px) == (214, 300)
    assert opened(image).size == (214, 300)


def test_the_middle_is_what_stays() -> None:
    thirds = Pillow.new("RGB", (90, 30), "red")
    thirds.paste("blue", (30, 0, 60, 30))
    square = opened(cropped(read_image(packed(thirds)), 1))
    assert square.getcolors() == [(900, (0, 0, 255))]


def test_a_portrait_of_the_right_shape_stays_as_it_is() -> None:
    image = read_image(packed(photo((250, 350)), "JPEG"))
    assert cropped(image, 25 / 35) is image
