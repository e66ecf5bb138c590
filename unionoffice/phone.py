"""Telephone numbers as rosters bring them; what is unknown is kept as written."""

import re
from dataclasses import dataclass
from typing import Literal

from unionoffice.text import plain, tidy

Kind = Literal["mobile", "landline", "unknown"]


@dataclass(frozen=True, slots=True)
class ReadPhone:
    """A telephone number and what kind of number it is.

    Attributes:
        text: A mobile in eleven digits, a landline as 0531-1234567转801, anything else
            as it was written.
        kind: `unknown` is worth a warning, never a refusal; an empty cell is unknown
            with an empty text.
    """

    text: str
    kind: Kind


_MOBILE = re.compile(r"(?:\+|00)?(?:86)?(1[3-9]\d{9})", re.ASCII)
_BARE_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
MOBILE_DIGITS = 11
_LANDLINE = re.compile(
    r"(?:(?:\+|00)86)?(?:(010|02\d|0[3-9]\d{2})?([1-9]\d{6,7})|(400)(\d{7}))"
    r"(?:(?:转|ext\.?|x|#|,|分机)(\d{1,6}))?",
    re.ASCII | re.IGNORECASE,
)
_PUNCTUATION = str.maketrans(dict.fromkeys("-()."))
_EXTENSION_AFTER_HYPHEN = re.compile(r"^(.*\d{7,8})-(\d{1,5})$", re.ASCII)


def read_phone(raw: object) -> ReadPhone:
    """The telephone number in a cell; numbers stored as numbers are read too.

    Spaces, hyphens, brackets, full width and +86 are mended silently. A landline may
    have its area code and an extension. Never raises.
    """
    written = _written(raw)
    digits = plain(written)
    if found := _MOBILE.fullmatch(digits.translate(_PUNCTUATION)):
        return ReadPhone(found[1], "mobile")
    digits = _EXTENSION_AFTER_HYPHEN.sub(r"\1转\2", digits)
    if found := _LANDLINE.fullmatch(digits.translate(_PUNCTUATION)):
        return ReadPhone(_landline(found), "landline")
    return ReadPhone(tidy(written), "unknown")


def is_mobile(digits: str) -> bool:
    """Whether these are the eleven bare digits of a mobile number."""
    return len(digits) == MOBILE_DIGITS and _BARE_MOBILE.fullmatch(digits) is not None


def masked(text: str) -> str:
    """The number for public posting: 138****5678 (domain.md §5.6)."""
    return f"{text[:3]}****{text[-4:]}" if len(text) >= 11 else "*" * len(text)


def _written(raw: object) -> str:
    if isinstance(raw, str):
        return raw
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return "" if raw is None else str(raw)


def _landline(found: re.Match[str]) -> str:
    area, local, service, service_number, extension = found.groups()
    number = f"{area}-{local}" if area else local or f"{service}-{service_number}"
    return f"{number}转{extension}" if extension else number
