"""What every command shares: its answer, the open office, and how settings are said."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unionoffice.catalogue import REGISTERS
from unionoffice.errors import Refused
from unionoffice.office import Office
from unionoffice.paths import data_folder, store_file
from unionoffice.printing import NO, YES
from unionoffice.register.where import condition

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator

    from unionoffice.register.register import Register
    from unionoffice.register.view import View

STANDARD_INPUT = "-"


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


def filtered(office: Office, register: Register, wheres: Iterable[str]) -> View:
    """The list of a register with what was said with --where.

    Raises:
        Refused: a condition cannot be understood.
    """
    view = office.view(register)
    with office.reading() as connection:
        found = [condition(connection, register, words, view.day) for words in wheres]
    return replace(view, conditions=tuple(found))


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


def settings_in(source: str) -> dict[str, str]:
    """What a JSON object says: as typed, in a file, or from the standard input (-).

    Lists become lines, true and false 是 and 否.

    Raises:
        Refused: it is no JSON object, or a value is neither text nor list of texts.
    """
    typed = source.lstrip().startswith("{")
    content = source if typed else content_of(source)
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as problem:
        raise Refused(f"--data 后面不是正确的 JSON：{source[:40]}") from problem
    if not isinstance(said, dict):
        raise Refused('--data 应是一个 JSON 对象，如 {"title": "通知"}。')
    return {name: _words(name, value) for name, value in said.items()}


def content_of(source: str) -> bytes:
    """The bytes of a file, or of the standard input for -.

    Raises:
        Refused: the file cannot be read.
    """
    if source == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except (OSError, ValueError) as problem:
        raise Refused(f"不能读文件“{source}”，请检查文件名和权限。") from problem


def _words(name: str, value: object) -> str:
    match value:
        case bool():
            return YES if value else NO
        case str() | int() | float():
            return str(value)
        case None:
            return ""
        case list() if all(isinstance(line, str) for line in value):
            return "\n".join(value)
        case _:
            raise Refused(f"--data 里的“{name}”应是文字或一列文字。")
