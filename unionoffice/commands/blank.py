"""A register as an empty sheet to be filled in: `unionoffice blank`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.commands.answer import Answer, opened
from unionoffice.sheets.writing.blank_form import EMPTY_ROWS, write_blank_form
from unionoffice.sheets.writing.out_columns import entry_columns

if TYPE_CHECKING:
    from argparse import Namespace


def blank(arguments: Namespace) -> Answer:
    """Write the empty sheet of a register."""
    with opened(arguments) as office:
        register = office.register(arguments.register)
        wanted = entry_columns(register) if arguments.usual else ()
        with office.reading() as connection:
            columns = write_blank_form(connection, register, arguments.out, wanted)
    said = {"columns": columns, "rows": EMPTY_ROWS, "file": str(arguments.out)}
    words = f"已写出{register.title}的空白表格（{columns} 栏）：{arguments.out}"
    return Answer(said, (words,))
