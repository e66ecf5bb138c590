"""Kinds made of words: text, names, identity and phone numbers, pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from typing_extensions import override

from unionoffice import idcard, names, phone, text
from unionoffice.errors import InvalidInput
from unionoffice.register.complaint import Level
from unionoffice.register.kind import Kind, Reading, rejected
from unionoffice.register.kinds.cells import EMPTY, as_words

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Text(Kind[str]):
    """Words as they are; inner runs of spaces become one."""

    longest: int = 200
    lines: bool = False
    width: int = 14
    repeats: bool = True

    @override
    def read(self, raw: object, *, today: date) -> Reading[str]:
        if _is_plain(raw) and len(raw) <= self.longest:
            return Reading(raw)
        words = _lines(raw) if self.lines else text.tidy(as_words(raw))
        words = text.from_private_use(words)
        if len(words) > self.longest:
            cut = words[: self.longest]
            sentence = f"内容超过 {self.longest} 个字，已截短"
            return Reading(cut, Level.WARN, sentence, words)
        return Reading(words or None)

    @override
    def parse(self, text: str, *, today: date) -> str | None:
        reading = self.read(text, today=today)
        if reading.level is not None:
            sentence = f"最多 {self.longest} 个字"
            raise InvalidInput(sentence)
        return reading.value

    @override
    def show(self, value: str | None) -> str:
        return value or ""


@dataclass(frozen=True)
class PersonName(Kind[str]):
    """A human name, with · between the parts of a minority name."""

    width: int = 10

    @override
    def read(self, raw: object, *, today: date) -> Reading[str]:
        words = as_words(raw)
        if not text.tidy(words):
            return EMPTY
        try:
            return Reading(names.clean_name(words))
        except InvalidInput as error:
            return rejected(error.sentence)

    @override
    def show(self, value: str | None) -> str:
        return value or ""


@dataclass(frozen=True)
class IdNumber(Kind[str]):
    """The number of an identity card, or of another document that proves who it is.

    A cell is read as the 18 digits of a resident card (GB 11643, domain.md §1.5). Where
    a person types, the number may belong to a passport: the register, which knows the
    kind of document, judges it, and `as_written` says what is kept of other documents.
    """

    width: int = 20
    longest: int = 40
    repeats = False

    @override
    def read(self, raw: object, *, today: date) -> Reading[str]:
        if raw is None or (isinstance(raw, str) and not text.no_spaces(raw)):
            return EMPTY
        try:
            parsed = idcard.parse_cell(raw, today)
        except InvalidInput as error:
            return rejected(error.sentence)
        if parsed.upgraded:
            return Reading(parsed.number, Level.WARN, UPGRADED)
        return Reading(parsed.number)

    @override
    def parse(self, text: str, *, today: date) -> str | None:
        reading = self.read(text, today=today)
        if reading.level is None:
            return reading.value
        words = self.as_written(text)
        if words is None:
            sentence = f"证件号码最多 {self.longest} 个字"
            raise InvalidInput(sentence)
        return words

    def as_written(self, raw: object) -> str | None:
        """The number of another document: trimmed, in capitals, nothing else.

        None if there is none that can be kept: it is too long, or a number of which
        Excel has kept only fifteen digits.
        """
        if isinstance(raw, float) and not abs(raw) < idcard.LONGEST_EXACT:
            return None
        words = text.tidy(text.half_width(as_words(raw))).upper()
        return words if 0 < len(words) <= self.longest else None

    @override
    def show(self, value: str | None) -> str:
        return value or ""


@dataclass(frozen=True)
class Phone(Kind[str]):
    """A mobile or landline number; anything else is kept as written and flagged."""

    width: int = 14
    repeats = False

    @override
    def read(self, raw: object, *, today: date) -> Reading[str]:
        if _is_plain(raw) and phone.is_mobile(raw):
            return Reading(raw)
        read = phone.read_phone(raw)
        if not read.text:
            return EMPTY
        if read.kind == "unknown":
            sentence = "不是 11 位手机号，也不是固定电话，请核对"
            return Reading(read.text, Level.WARN, sentence)
        return Reading(read.text)

    @override
    def show(self, value: str | None) -> str:
        return value or ""


@dataclass(frozen=True)
class Picture(Kind[str]):
    """A photo, known by the fingerprint of its file (see `db.files`)."""

    width: int = 6

    @override
    def read(self, raw: object, *, today: date) -> Reading[str]:
        return Reading(text.no_spaces(as_words(raw)) or None)

    @override
    def show(self, value: str | None) -> str:
        return value or ""


UPGRADED = "15 位旧身份证号已升为 18 位，请核对后去掉“证件待核”"
"""What is said of an old number that has been given its new form."""


def _is_plain(raw: object) -> TypeGuard[str]:
    """Whether a cell is a bare number or code, in which there is nothing to mend."""
    return isinstance(raw, str) and raw.isascii() and raw.isalnum()


def _lines(raw: object) -> str:
    """Several lines, each tidied; empty ones at the ends are dropped."""
    lines = as_words(raw).replace("\r\n", "\n").split("\n")
    return "\n".join(text.tidy(line) for line in lines).strip("\n")
