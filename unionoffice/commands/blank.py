"""A register as an empty sheet to be filled in: `unionoffice blank`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.commands.answer import Answer, opened
from unionoffice.sheets.blank_form import EMPTY_ROWS, write_blank_form

if TYPE_CHECKING:
    from argparse import Namespace


def blank(arguments: Namespace) -> Answer:
    """Write the empty sheet of a register."""
    with opened(arguments) as office:
        register = office.register(arguments.register)
        with office.reading() as connection:
            columns = write_blank_form(connection, register, arguments.out)
    said = {"columns": columns, "rows": EMPTY_ROWS, "file": str(arguments.out)}
    words = f"已写出{register.title}的空白表格（{columns} 栏）：{arguments.out}"
    return Answer(said, (words,))
