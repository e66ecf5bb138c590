"""Header words: how a label is stripped to what it says, and what it stands for."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from unionoffice.sheets.reading.raw import CellValue

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>")
_NOISE = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff*★☆※●◆#:：;；,，、。.!！'\"“”]+")


def plain_label(text: str) -> str:
    """Strip a label of spaces, full-width forms, stars, colons and quotes."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()


def bare_label(text: str) -> str:
    """Strip a label like `plain_label`, and of hints in brackets such as （必填）."""
    return _NOISE.sub(
        "", _BRACKETS.sub("", unicodedata.normalize("NFKC", text))
    ).lower()


def shown(value: CellValue) -> str:
    """Give a cell's text on one line, trimmed; empty for an empty cell."""
    return " ".join(str(value).split()) if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which header words stand for which key.

    `keys` maps stripped labels to keys; `words` keeps the labels as people write them,
    the first of each key leading, for sentences; `labels` has that first one by key.
    """

    keys: Mapping[str, str]
    words: tuple[str, ...]
    labels: Mapping[str, str]

    @classmethod
    def of(cls, synonyms: Mapping[str, Iterable[str]]) -> "Vocabulary":
        """Build it from each key's labels; the first label to claim a word keeps it."""
        keys: dict[str, str] = {}
        leading: dict[str, str] = {}
        for key, labels in synonyms.items():
            for label in labels:
                keys.setdefault(plain_label(label), key)
                leading.setdefault(key, label)
        return cls(keys, tuple(leading.values()), leading)

    def key_of(self, label: str) -> str | None:
        """Say what a label stands for: as written, else without its bracket hints."""
        return self.keys.get(plain_label(label)) or self.keys.get(bare_label(label))
