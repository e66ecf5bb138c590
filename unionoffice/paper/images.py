"""Pictures made fit for paper: checked, upright, not too large, and telling nothing.

Whatever a phone, a scanner or a website gives becomes a plain RGB or grey JPEG or PNG.
Where a photo was taken, and by whom, stays out of the file.
"""

import hashlib
import struct
import warnings
import zlib
from io import BytesIO
from typing import cast

from PIL import Image as Pillow
from PIL import ImageCms, ImageOps, UnidentifiedImageError

from unionoffice.errors import Refused
from unionoffice.paper.document import Image

MOST_PX = 400_000_000
"""Of a JPEG, which can be read at an eighth of its size."""
MOST_WHOLE_PX = 120_000_000
"""Of a picture that must be unpacked whole: about 360 MB of memory."""
_FORMATS = ("JPEG", "PNG", "BMP", "TIFF", "WEBP", "GIF")
_GREY = frozenset({"1", "L", "I", "F"})
_DEEP_GREY = frozenset({"I", "I;16", "I;16L", "I;16B", "I;16N", "F"})
_QUALITY = 90
_COLOURS_OF_A_GRAPHIC = 4096
_HEIC = frozenset({b"heic", b"heix", b"heim", b"hevc", b"mif1", b"msf1"})
_BROKEN = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError),
    *(ArithmeticError, RuntimeError, AttributeError, struct.error, zlib.error),
)
"""What Pillow raises for a damaged file, depending on the format and the damage."""

# Our own limits are looked at before anything is unpacked; Pillow's is lower.
Pillow.MAX_IMAGE_PIXELS = MOST_PX


def read_image(content: bytes, *, longest_px: int = 2000) -> Image:
    """The picture as it goes into a paper, its longer side at most `longest_px`.

    The same file gives the same bytes. Of several frames or pages the first is taken;
    what is transparent becomes white.

    Raises:
        Refused: The file is empty, damaged, far too large, or no picture.
    """
    if not content:
        raise Refused("图片文件是空的，请重新选择。")
    with warnings.catch_warnings():
        # Pillow warns of damage that it has put up with.
        warnings.simplefilter("ignore")
        try:
            return _read(content, longest_px)
        except MemoryError as problem:
            raise Refused("图片太大，内存放不下，请先缩小再用。") from problem
        except (Pillow.DecompressionBombError, *_BROKEN) as problem:
            raise Refused("图片文件已损坏，读不出来，请换一张。") from problem


def fitted(
    image: Image, width: float, height: float
) -> tuple[float, float, float, float]:
    """Where the whole image stands in the middle of a frame: x, y, width, height."""
    scale = min(width / image.width_px, height / image.height_px)
    wide, high = image.width_px * scale, image.height_px * scale
    return (width - wide) / 2, (height - high) / 2, wide, high


def cropped(image: Image, proportion: float) -> Image:
    """The middle of the image as wide to high as the frame: 25 / 35 for one inch."""
    wide, high = image.width_px, image.height_px
    new_wide = max(1, min(wide, round(high * proportion)))
    new_high = max(1, min(high, round(wide / proportion)))
    if (new_wide, new_high) == (wide, high):
        return image
    left, top = (wide - new_wide) // 2, (high - new_high) // 2
    with Pillow.open(BytesIO(image.content), formats=_FORMATS) as picture:
        middle = picture.crop((left, top, left + new_wide, top + new_high))
        return _packed(middle, "JPEG" if picture.format == "JPEG" else "PNG")


def _read(content: bytes, longest_px: int) -> Image:
    with _opened(content) as picture:
        lossy = picture.format in {"JPEG", "MPO"}
        _require_size(picture)
        if lossy:
            # Decoding at a half, a quarter or an eighth costs neither time nor room.
            picture.draft(None, _within(picture.size, 2 * longest_px))
        upright = ImageOps.exif_transpose(_small(_plain(picture), longest_px))
        flat = _on_white(upright)
    return _packed(flat, "JPEG" if lossy or _is_photo(flat) else "PNG")


def _opened(content: bytes) -> Pillow.Image:
    try:
        return Pillow.open(BytesIO(content), formats=_FORMATS)
    except UnidentifiedImageError as problem:
        raise Refused(_why_unknown(content)) from problem


def _why_unknown(content: bytes) -> str:
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        return "这是 HEIC 照片（苹果手机常用），请先另存为 JPG 再用。"
    return "这个文件不是图片，可用 JPG、PNG、BMP、TIFF、WebP、GIF。"


def _require_size(picture: Pillow.Image) -> None:
    """Refuse before unpacking what would fill the memory."""
    in_steps = picture.format in {"JPEG", "MPO"} and "progressive" not in picture.info
    most = MOST_PX if in_steps else MOST_WHOLE_PX
    wide, high = picture.size
    if wide * high > most:
        size = f"{wide * high / 1_000_000:.0f}"
        raise Refused(f"图片有 {size} 百万像素，太大了，请先缩小再用。")


def _plain(picture: Pillow.Image) -> Pillow.Image:
    """Grey, RGB, or RGBA where something is transparent; eight bits, in sRGB."""
    if picture.mode in _DEEP_GREY:
        return _eight_bits(picture)
    picture.load()
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    if picture.mode in _GREY:
        return picture.convert("L")
    return _in_srgb(picture)


def _eight_bits(picture: Pillow.Image) -> Pillow.Image:
    """Scans of 16 bits by their range; other depths by what they hold."""
    exif = picture.getexif()
    deep = picture.convert("F")
    low, high = 0.0, 65535.0
    if "16" not in picture.mode:
        low, high = cast("tuple[float, float]", deep.getextrema())
    scale = 255 / (high - low) if high > low else 0.0
    grey = deep.point(lambda value: value * scale - low * scale).convert("L")
    grey.info["exif"] = exif.tobytes()
    return grey


def _in_srgb(picture: Pillow.Image) -> Pillow.Image:
    """Telephones and cameras have colours of their own, which the profile explains."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "CMYK"}:
        try:
            return _converted(picture, profile)
        except (ImageCms.PyCMSError, OSError):
            # A broken profile is no reason to refuse the picture.
            return picture.convert("RGB")
    return picture.convert("RGB")


def _converted(picture: Pillow.Image, profile: bytes) -> Pillow.Image:
    its_own = ImageCms.ImageCmsProfile(BytesIO(profile))
    srgb = ImageCms.createProfile("sRGB")
    converted = ImageCms.profileToProfile(picture, its_own, srgb, outputMode="RGB")
    # None only when the picture is changed in place.
    return cast("Pillow.Image", converted)


def _small(picture: Pillow.Image, longest_px: int) -> Pillow.Image:
    size = _within(picture.size, longest_px)
    if size == picture.size:
        return picture
    exif = picture.getexif()
    small = picture.resize(size, Pillow.Resampling.LANCZOS, reducing_gap=3.0)
    small.info["exif"] = exif.tobytes()
    return small


def _within(size: tuple[int, int], longest_px: int) -> tuple[int, int]:
    scale = min(1.0, longest_px / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _on_white(picture: Pillow.Image) -> Pillow.Image:
    if picture.mode != "RGBA":
        return picture
    white = Pillow.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _is_photo(picture: Pillow.Image) -> bool:
    return picture.mode == "RGB" and picture.getcolors(_COLOURS_OF_A_GRAPHIC) is None


def _packed(picture: Pillow.Image, kind: str) -> Image:
    """A file of the bare picture: no metadata, no profile."""
    bare = Pillow.new(picture.mode, picture.size)
    bare.paste(picture)
    packed = BytesIO()
    if kind == "JPEG":
        bare.save(packed, kind, quality=_QUALITY)
    else:
        bare.save(packed, kind, compress_level=9)
    content = packed.getvalue()
    return Image(content, *bare.size, hashlib.sha256(content).hexdigest())
