"""Notes (批注) hang on cells; their boxes are old VML that is not always good XML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unionoffice.sheets.filling.moves import move_ref

if TYPE_CHECKING:
    from unionoffice.sheets.filling.package import Package
    from unionoffice.sheets.filling.shift import Shift

_ROW = re.compile(rb"(<x:Row>\s*)(\d+)(\s*</x:Row>)")
_ANCHOR = re.compile(rb"(<x:Anchor>)([^<]*)(</x:Anchor>)")
_FROM, _TO, _NUMBERS = 2, 6, 8
"""Where the rows stand among the eight numbers of an anchor."""


def move_notes(package: Package, part: str, shift: Shift) -> None:
    """Move the notes of one part, words or boxes, with their cells."""
    if part.endswith(".vml"):
        package.parts[part] = _moved_boxes(package.parts[part], shift)
        return
    root = package.tree(part)
    moved = [
        move_ref(item, shift) for item in root.iter("{*}comment", "{*}threadedComment")
    ]
    if any(moved):
        package.put(part, root)


def _moved_boxes(words: bytes, shift: Shift) -> bytes:
    def row(found: re.Match[bytes]) -> bytes:
        moved = shift.row(int(found[2]) + 1) - 1
        return found[1] + str(moved).encode() + found[3]

    def anchor(found: re.Match[bytes]) -> bytes:
        numbers = [part.strip() for part in found[2].split(b",")]
        if len(numbers) != _NUMBERS or not all(part.isdigit() for part in numbers):
            return found[0]
        before = int(numbers[_FROM])
        down = shift.row(before + 2) - 2 - before
        for place in (_FROM, _TO):
            numbers[place] = str(int(numbers[place]) + down).encode()
        return found[1] + b", ".join(numbers) + found[3]

    return _ROW.sub(row, _ANCHOR.sub(anchor, words))
