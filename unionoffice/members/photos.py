"""Photos of people: looked at before they are kept."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from unionoffice.errors import Refused

if TYPE_CHECKING:
    from unionoffice.office import Office

LARGEST = 5 * 1024 * 1024
"""Bytes."""
MOST_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "BMP", "WEBP")


def keep_photo(office: Office, content: bytes, name: str) -> str:
    """Keep a photo beside the store and return its fingerprint.

    Raises:
        Refused: it is larger than 5 MB, or no picture that can be read whole.
    """
    return office.keep_file(content, name, media_type(content, name))


def media_type(content: bytes, name: str) -> str:
    """What kind of picture it is, such as image/jpeg.

    Raises:
        Refused: it is larger than 5 MB, or no picture that can be read whole.
    """
    if len(content) > LARGEST:
        limit = LARGEST // 1024 // 1024
        raise Refused(f"“{name}”太大，照片不能超过 {limit} MB，请压缩后再选。")
    # Pillow comes with the print engine; it is not needed before the first photo.
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(f"“{name}”的尺寸太大，请缩小后再选。")
            picture.load()
            kind = picture.format or ""
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Refused(
            f"“{name}”不是能识别的照片，或者已损坏，请选 JPG 或 PNG。"
        ) from error
    return f"image/{kind.lower()}"
