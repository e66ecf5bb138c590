"""What every command shares: its answer, the open office, and how settings are said."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unionoffice.catalogue import REGISTERS
from unionoffice.errors import Refused
from unionoffice.office import Office
from unionoffice.paths import data_folder, store_file

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command has to say, to a script and to a person."""

    said: Any
    lines: tuple[str, ...] = ()
    ok: bool = True


@contextmanager
def opened(arguments: Namespace) -> Iterator[Office]:
    """The office of the data folder that was named."""
    office = Office.open(store_file(data_folder(arguments.data)), REGISTERS)
    try:
        yield office
    finally:
        office.close()


def settings(told: Iterable[str]) -> dict[str, str]:
    """What was said with --set name=text.

    Raises:
        Refused: a setting is not written like that.
    """
    return dict(map(_setting, told))


def _setting(words: str) -> tuple[str, str]:
    name, sign, value = words.partition("=")
    if not sign:
        sentence = f"--set 应写成“名称=内容”，看不懂“{words}”。"
        raise Refused(sentence)
    return name.strip(), value
