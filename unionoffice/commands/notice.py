"""The command that prints a notice told as JSON; it needs no office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.clock import Clock
from unionoffice.commands.answer import Answer, content_of
from unionoffice.documents.notice_json import read_notice
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
    told = read_notice(content_of(arguments.json_in), Clock().today())
    write_content(told, arguments.out)
    said = {"file": str(arguments.out), "title": told.title}
    return Answer(said, (f"通知：{arguments.out}",))
