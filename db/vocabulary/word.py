"""What a stored word is: a short code that knows how it is shown."""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A stored code that knows the Chinese word it is shown by.

    Attributes:
        label: The Chinese word for the clerk.
    """

    _value_: str
    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """Make the member of the enumeration that is stored as `code`."""
        word = str.__new__(cls, code)
        word._value_ = code
        word.label = label
        return word
