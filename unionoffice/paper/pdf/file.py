"""The outermost shell of a PDF: numbered objects, streams, and where each begins."""

import zlib
from hashlib import sha256

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The second line says that the file holds more than letters (ISO 19005-2, 6.1.2)."""


class PdfFile:
    """Objects in the order in which they are added."""

    def __init__(self) -> None:
        self._parts = [_HEADER]
        self._length = len(_HEADER)
        self._places: list[int] = []

    def reserve(self) -> int:
        """A number for an object that will be put later."""
        self._places.append(0)
        return len(self._places)

    def put(self, number: int, body: str) -> None:
        """An object under a number that was reserved."""
        self._append(number, body.encode("ascii"))

    def add(self, body: str) -> int:
        """An object; gives its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def add_stream(
        self, content: bytes, entries: str = "", *, packed: bool = False
    ) -> int:
        """A stream, which is packed here unless it is already, or must stay plain."""
        if not packed:
            content = zlib.compress(content)
            entries += " /Filter /FlateDecode"
        number = self.reserve()
        head = f"<<{entries} /Length {len(content)}>>\nstream\n".encode("ascii")
        self._append(number, b"".join((head, content, b"\nendstream")))
        return number

    def finished(self, root: int, about: int) -> bytes:
        """The whole file; its identity is reckoned from its content."""
        count = len(self._places) + 1
        rows = "".join(f"{place:010} 00000 n \n" for place in self._places)
        content = sha256()
        for part in self._parts:
            content.update(part)
        name = content.hexdigest()[:32].upper()
        self._parts.append(
            f"xref\n0 {count}\n0000000000 65535 f \n{rows}trailer\n"
            f"<</Size {count} /Root {root} 0 R /Info {about} 0 R"
            f" /ID [<{name}> <{name}>]>>\nstartxref\n{self._length}\n%%EOF\n".encode()
        )
        return b"".join(self._parts)

    def _append(self, number: int, body: bytes) -> None:
        part = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        self._places[number - 1] = self._length
        self._parts.append(part)
        self._length += len(part)


def text_string(text: str) -> str:
    """A string that a reader shows, in UTF-16."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
