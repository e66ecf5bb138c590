"""The command that prints a notice told as JSON; it needs no office."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from unionoffice.clock import Clock
from unionoffice.commands.answer import Answer
from unionoffice.documents.notice_json import read_notice
from unionoffice.errors import Refused
from unionoffice.printing import write_content

if TYPE_CHECKING:
    from argparse import Namespace

STANDARD_INPUT = "-"


def notice(arguments: Namespace) -> Answer:
    """An official document or notice as PDF or Word.

    Raises:
        InvalidInput: what was told is no notice.
        Refused: it cannot be read, a character cannot be printed, or the file cannot
            be written.
    """
    told = read_notice(_content(arguments.json_in), Clock().today())
    write_content(told, arguments.out)
    said = {"file": str(arguments.out), "title": told.title}
    return Answer(said, (f"通知：{arguments.out}",))


def _content(source: str) -> bytes:
    if source == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except (OSError, ValueError) as problem:
        raise Refused(f"不能读文件“{source}”，请检查文件名和权限。") from problem
