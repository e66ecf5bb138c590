"""Colours in the text of a template: fields, conditions, and a wave under faults."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument
from typing_extensions import override

from ui import theme
from ui.screens.templates.completing import units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.documents.templates.language import Fault

FIELD = re.compile(r"\{\{[^{}]*\}\}")
TAG = re.compile(r"\{%[^{}]*%\}")


class Highlighter(QSyntaxHighlighter):
    """Marks what is filled in, what is asked, and what is wrong."""

    def __init__(self, document: QTextDocument) -> None:
        """Mark this text from now on, in the colours of the shade."""
        super().__init__(document)
        self._faults: tuple[tuple[int, int], ...] = ()
        theme.change().shade_changed.connect(self._redraw)

    def show_faults(self, text: str, faults: Sequence[Fault]) -> None:
        """Draw a wave under these places of the text."""
        ranges = tuple(_range(text, fault) for fault in faults)
        if ranges != self._faults:
            self._faults = ranges
            self.rehighlight()

    @property
    def waves(self) -> tuple[tuple[int, int], ...]:
        """From where to where waves are drawn, in places of the document."""
        return self._faults

    @override
    def highlightBlock(self, text: str) -> None:
        for pattern, colour in ((FIELD, "link"), (TAG, "ok")):
            for found in pattern.finditer(text):
                start = units(text[: found.start()])
                self.setFormat(start, units(found.group()), _marked(colour))
        first = self.currentBlock().position()
        for start, end in self._faults:
            for place in range(max(start - first, 0), min(end - first, units(text))):
                wave = self.format(place)
                wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                wave.setUnderlineColor(theme.current().colour("error"))
                self.setFormat(place, 1, wave)

    def _redraw(self, _theme: object) -> None:
        self.rehighlight()


def _marked(colour: str) -> QTextCharFormat:
    made = QTextCharFormat()
    look = theme.current()
    made.setForeground(look.colour(colour))
    made.setBackground(look.colour("accent_soft" if colour == "link" else "ok_soft"))
    return made


def _range(text: str, fault: Fault) -> tuple[int, int]:
    """Where a fault stands in the document; at least one character long."""
    start = min(fault.start, max(len(text) - 1, 0))
    end = max(fault.end, start + 1)
    return units(text[:start]), units(text[:end])
