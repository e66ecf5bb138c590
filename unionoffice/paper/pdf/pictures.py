"""Pictures in a PDF: the bytes of the file as they are, never packed a second time."""

import struct
from collections.abc import Iterator

from unionoffice.paper.document import Image
from unionoffice.paper.images import read_image
from unionoffice.paper.pdf.file import PdfFile

_PNG = b"\x89PNG\r\n\x1a\n"
_SPACES = {1: "/DeviceGray", 3: "/DeviceRGB"}
_PNG_BANDS = {0: 1, 2: 3}
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive: what a reader of PDF understands."""


def add_image(file: PdfFile, image: Image) -> int:
    """Put the picture into the file; gives its number.

    Raises:
        Refused: The image did not come from `read_image`, and is none.
    """
    entries = _entries(image.content)
    if entries is None:
        # An image that somebody made otherwise: with an alpha channel, in CMYK …
        image = read_image(image.content, longest_px=max(image.width_px, 1))
        entries = _entries(image.content)
    words, content = entries or ("", b"")
    size = f"/Width {image.width_px} /Height {image.height_px}"
    return file.add_stream(
        content, f"/Type /XObject /Subtype /Image {size} {words}", packed=True
    )


def _entries(content: bytes) -> tuple[str, bytes] | None:
    """What the picture is in the words of PDF; None if it must be read anew."""
    if content.startswith(_PNG):
        return _png(content)
    bands = _jpeg_bands(content)
    if bands not in _SPACES:
        return None
    space = f"/ColorSpace {_SPACES[bands]} /BitsPerComponent 8"
    return f"{space} /Filter /DCTDecode", content


def _png(content: bytes) -> tuple[str, bytes] | None:
    """Rows with PNG's own prediction, which PDF understands too."""
    wide, depth, kind, laced = struct.unpack_from(">I4xBB2xB", content, 16)
    if depth != 8 or kind not in _PNG_BANDS or laced:
        return None
    bands = _PNG_BANDS[kind]
    words = (
        f"/ColorSpace {_SPACES[bands]} /BitsPerComponent 8 /Filter /FlateDecode"
        f" /DecodeParms <</Predictor 15 /Colors {bands} /Columns {wide}>>"
    )
    return words, b"".join(_pixels(content))


def _pixels(content: bytes) -> Iterator[bytes]:
    place = len(_PNG)
    while place + 8 <= len(content):
        length, name = struct.unpack_from(">I4s", content, place)
        if name == b"IDAT":
            yield content[place + 8 : place + 8 + length]
        place += length + 12


def _jpeg_bands(content: bytes) -> int:
    """How many colours a JPEG has; 0 if it is none that a reader of PDF knows."""
    place = 2
    while content[place : place + 1] == b"\xff" and place + 10 <= len(content):
        marker, length = struct.unpack_from(">xBH", content, place)
        if marker in _FRAMES:
            return content[place + 9]
        place += length + 2
    return 0
