"""Photos are looked at before they are kept."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from unionoffice.errors import Refused
from unionoffice.members.photos import LARGEST, keep_photo, media_type
from unionoffice.office import Office


def picture(form: str = "PNG", size: tuple[int, int] = (30, 42)) -> bytes:
    written = BytesIO()
    Image.new("RGB", size, "navy").save(written, form)
    return written.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "BMP"])
def test_a_picture_is_known_by_its_bytes(form: str) -> None:
    assert media_type(picture(form), "照片") == f"image/{form.lower()}"


def test_a_photo_comes_back_as_it_was(office: Office) -> None:
    digest = keep_photo(office, picture(), "张三.png")
    assert office.load_file(digest) == picture()


def test_keeping_a_photo_stands_in_the_trail(office: Office) -> None:
    keep_photo(office, picture(), "张三.png")
    assert office.batches()[0].reason == "保存附件：张三.png"


@pytest.mark.parametrize("content", [b"", b"no picture", picture()[:60]])
def test_what_is_no_whole_picture_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match="不是能识别的照片"):
        media_type(content, "张三.png")


def test_more_than_five_megabytes_are_refused() -> None:
    with pytest.raises(Refused, match="5 MB"):
        media_type(picture() + bytes(LARGEST), "张三.png")


def test_a_small_file_of_giant_size_is_refused() -> None:
    with pytest.raises(Refused, match="尺寸太大"):
        media_type(picture(size=(9_000, 9_000)), "张三.png")


def test_a_photo_that_is_gone_is_said_so(office: Office) -> None:
    with pytest.raises(Refused, match="不见了"):
        office.load_file("ab" * 32)
