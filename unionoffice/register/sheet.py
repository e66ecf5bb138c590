"""How a register meets a spreadsheet: columns, header words, how rows are matched."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy.engine import Connection
    from sqlalchemy.orm import InstrumentedAttribute

    from unionoffice.register.column import AnyColumn, AnyField
    from unionoffice.register.complaint import Complaint


@dataclass(frozen=True, eq=False)
class SheetColumn:
    """A column of the sheet.

    Attributes:
        column: what it holds.
        synonyms: other header words for it, as real files write them.
        via: for a reference, which attribute of its target the cell holds;
            its label if not given.
        label: the header written on export, if not the column's own label.
    """

    column: AnyField
    synonyms: tuple[str, ...] = ()
    via: InstrumentedAttribute[Any] | None = None
    label: str = ""

    @property
    def header(self) -> str:
        """The header written on export."""
        return self.label or self.column.label

    @property
    def key(self) -> str:
        """The column's name within this sheet."""
        return (
            self.column.key if self.via is None else f"{self.column.key}.{self.via.key}"
        )


@dataclass
class SheetRow:
    """One row on its way in: values by field key, open to `Sheet.row_check`.

    `complaints` may be added to; what is put into `values` is what will be stored.
    `written` holds the raw cells about which the kinds had something to complain.
    """

    values: dict[str, Any]
    complaints: list[Complaint] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    written: dict[str, object] = field(default_factory=dict)


class FileRow(Protocol):
    """A row that would be written, when all rows of a file are looked at together.

    Attributes:
        record_id: the record it changes; None for a new one.
        values: what the row says, by field key; an empty cell erases nothing.
        changes: what differs from the record it changes.
    """

    record_id: int | None
    values: dict[str, Any]
    changes: Mapping[str, Any]


AnyRow = TypeVar("AnyRow", bound=FileRow)


class FileCheck(Protocol):
    """Complains about rows of a file, seeing the store and all of them at once."""

    def __call__(
        self, connection: Connection, rows: Sequence[AnyRow], /
    ) -> Iterable[tuple[AnyRow, Complaint]]:
        """What is wrong with which row; asks the store in bulk, never row by row."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """The spreadsheet side of a register.

    Attributes:
        columns: what can come in and goes out, in the order of the exported file.
        match_on: groups of field keys by which a row finds its record, surest first.
        shown: computed columns that are exported and ignored when read again.
        ignored: header words of columns that are no facts (序号, 编号).
        sheet_name: the field that a sheet's own name fills when no column does.
        captions: words above the header (填报单位) and the field each one fills.
        remark: the field that takes words which fit nowhere else.
        unique: groups of field keys whose values may stand in one file only once.
        tallied: rows that say the same are as many records: two gifts of one sum.
        when_new: field keys that `row_check` may set for new records only.
        row_check: looks at the row as a whole, may repair values and complain.
        file_check: looks at all rows that would be written, beside the store.
    """

    columns: tuple[SheetColumn, ...]
    match_on: tuple[tuple[str, ...], ...] = ()
    shown: tuple[AnyColumn, ...] = ()
    ignored: tuple[str, ...] = ("序号", "编号", "顺序号")
    sheet_name: AnyField | None = None
    captions: tuple[tuple[str, AnyField], ...] = ()
    remark: AnyField | None = None
    unique: tuple[tuple[str, ...], ...] = ()
    tallied: bool = False
    when_new: tuple[str, ...] = ()
    row_check: Callable[[SheetRow], None] | None = None
    file_check: FileCheck | None = None
