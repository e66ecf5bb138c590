"""What a register prints of its list; the paper engine turns it into a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unionoffice.register.column import AnyColumn


@dataclass(frozen=True, eq=False)
class TablePrintout:
    """A table of the rows on the screen.

    Attributes:
        key: the paper's name on the command line.
        title: the words at the head of the sheet.
        columns: what it shows; all of the register's columns if empty.
        name_columns: keys whose two-character names are set wide (张　三).
        totals: keys of columns with a sum at the foot.
        page_sums: whether each page also has its own sum (本页小计、累计).
        capitals: the key of the column whose total is also written in capitals.
        signers: words of the sign-off line.
        numbered: whether a running number (序号) comes first.
    """

    key: str
    title: str
    columns: tuple[AnyColumn, ...] = ()
    name_columns: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    page_sums: bool = False
    capitals: str = ""
    signers: tuple[str, ...] = ("制表人", "审核人", "工会主席")
    numbered: bool = True
