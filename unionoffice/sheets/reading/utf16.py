"""UTF-16 that does not say so: text whose byte order mark was lost on the way."""

import codecs

_SAMPLE_CHARACTERS = 20_000
_ENCODINGS = ("utf-16-le", "utf-16-be")
_MARKS = ("\n", "\r", "\t", ",", ";", "|")


def unmarked_utf16(content: bytes) -> str | None:
    """Name the byte order in which `content` is a printable table; None if in neither.

    In the wrong order a line feed becomes U+0A00, which is no character, and a comma a
    letter; so a table reads well in one order only.
    """
    if len(content) % 2:
        return None
    fitting = [encoding for encoding in _ENCODINGS if _reads_well(content, encoding)]
    return fitting[0] if len(fitting) == 1 else None


def _reads_well(content: bytes, encoding: str) -> bool:
    sample = content[: 2 * _SAMPLE_CHARACTERS]
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return False
    has_mark = any(mark in text for mark in _MARKS)
    return has_mark and all(
        letter.isprintable() or letter in "\t\r\n\u3000\u00a0" for letter in text
    )
