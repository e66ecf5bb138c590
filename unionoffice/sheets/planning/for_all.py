"""What a person says of every row of a file, as if it stood in a column of its own.

Unlike a cell of the file it is understood at once or refused: nothing is asked, and
nothing is put aside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unionoffice.errors import Refused
from unionoffice.register.complaint import Complaint, Level
from unionoffice.register.kinds import Reference
from unionoffice.text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from unionoffice.register.column import AnyField
    from unionoffice.register.register import Register
    from unionoffice.register.sheet import SheetColumn
    from unionoffice.sheets.directions import Directions
    from unionoffice.sheets.known import References

SHOWN = 4


def values_for_all(
    register: Register, references: References, today: date, directions: Directions
) -> dict[str, Any]:
    """The values that every row gets, by field key.

    Raises:
        Refused: there is no such field, the words are no value of it, or they fit no
            record or several.
    """
    found: dict[str, Any] = {}
    for key, words in directions.for_all.items():
        columns = [each for each in register.sheet.columns if each.column.key == key]
        if not columns:
            raise Refused(f"{register.title}的表格里没有“{key}”这个项目。")
        item, told = columns[0].column, tidy(words)
        if not told:
            raise Refused(f"“{item.label}”后面没有内容。")
        if isinstance(item.kind, Reference):
            found[key] = _record(columns, references, told)
        else:
            found[key] = _value(item, told, today)
    return found


def differing(
    items: Mapping[str, AnyField], said: Mapping[str, Any], values: Mapping[str, Any]
) -> Iterator[Complaint]:
    """Where the cells of a row say something else than was said of all rows."""
    for key, wanted in said.items():
        own, item = values.get(key), items[key]
        if own is not None and own != wanted:
            yield different(item, item.kind.show(own), item.kind.show(wanted))


def different(item: AnyField, own: str, wanted: str) -> Complaint:
    """What is said of a cell that says something else than was said of all rows."""
    words = f"{item.label}写的是“{own}”，与指定的“{wanted}”不一致"
    return Complaint(item.key, Level.REJECT, words)


def _value(item: AnyField, words: str, today: date) -> object:
    reading = item.kind.read(words, today=today)
    if reading.value is None or reading.level is not None:
        why = reading.sentence or f"看不懂“{words}”"
        raise Refused(f"{item.label}：{why.rstrip('。')}。")
    return reading.value


def _record(columns: Sequence[SheetColumn], references: References, words: str) -> int:
    """The one record that is called so, by any of the names it goes by."""
    label = columns[0].column.label
    wanted = words.replace(" ", "")
    found = {
        key: None for each in columns for key in references.find(each, wanted, None)
    }
    if not found:
        raise Refused(f"{label}“{words}”没有找到。")
    if len(found) == 1:
        return next(iter(found))
    told = [_called(columns, references, key) for key in found]
    more = "……" if len(told) > SHOWN else ""
    shown = "、".join(told[:SHOWN])
    raise Refused(
        f"{label}“{words}”有 {len(found)} 个：{shown}{more}，请写能分清的编号或名称。"
    )


def _called(columns: Sequence[SheetColumn], references: References, key: int) -> str:
    names = (references.label(each, key) for each in columns)
    return " ".join(dict.fromkeys(filter(None, names)))
