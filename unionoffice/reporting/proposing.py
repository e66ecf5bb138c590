"""Guesses how a superior's form is filled, by its headings and captions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unionoffice.codes import CodeList, code_keys, code_list
from unionoffice.register.kinds import Choice, Day, Flag, IdNumber, Month, Phone
from unionoffice.reporting.form import (
    FROM_SHEET,
    Fact,
    FixedCell,
    FormColumn,
    FormMapping,
    FormSheet,
    RepeatedRows,
    Rule,
    Shape,
    Source,
    Way,
)
from unionoffice.reporting.headings import headings
from unionoffice.sheets.filling.fill import Book
from unionoffice.sheets.filling.read import choices, raw_sheet
from unionoffice.sheets.reading.prescan import column_letter
from unionoffice.sheets.tables.labels import Vocabulary, bare_label, plain_label, shown
from unionoffice.sheets.tables.vocabulary import IGNORED, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unionoffice.office import Office
    from unionoffice.register.column import AnyColumn
    from unionoffice.register.register import Register
    from unionoffice.reporting.headings import Headings
    from unionoffice.sheets.reading.raw import RawSheet
    from unionoffice.sheets.tables.header import Column

OFFERED = "表样的下拉选项"
_FEWEST_COLUMNS = 2
_SERIALS = frozenset(("序号", "编号", "顺序号", "no", "序"))
_STARS = re.compile(r"[*＊★]|必填")
_CAPTIONS = {
    Fact.UNION: "填报单位|填表单位|报送单位|单位名称|工会名称|基层工会名称|单位",
    Fact.DAY: "填报日期|填表日期|制表日期|上报日期|填报时间|填表时间|日期",
    Fact.WHO: "填表人|制表人|填报人|经办人",
    Fact.COUNT: "总人数|合计人数|人数|户数",
    Fact.PERIOD: "报送期间|填报期间|所属期间",
}
_WORD = {fact: re.compile(f"(?:{words})") for fact, words in _CAPTIONS.items()}
_CAPTION = re.compile(
    r"(?P<label>[^\s:：]{2,8}(?:[(（][^()（）]*[)）])?)\s*[:：]"
    r"(?P<room>(?:[\s_＿]|年|月|日|（盖章）|（公章）)*)"
)


def propose(office: Office, register: str, content: bytes) -> FormMapping:
    """A mapping to begin with; whatever was not understood is left out.

    Args:
        office: whose registers there are.
        register: the key of the register, or `FROM_SHEET`: then each heading asks for
            a heading of the same words.
        content: the superior's .xlsx.

    Raises:
        Refused: it is no .xlsx that can be filled, or there is no such register.
    """
    known = office.register(register) if register != FROM_SHEET else None
    words = vocabulary(known) if known else Vocabulary.of({})
    book = Book(content)
    names = [name for name in book.parts if name not in book.hidden]
    found = [(name, raw_sheet(book, name)) for name in names]
    best: tuple[FormSheet, ...] = ()
    for name, sheet in found:
        where = headings(sheet, words)
        if where is None or len(where.columns) < _FEWEST_COLUMNS:
            continue
        made = _sheet(book, known, name, sheet, where)
        if made.rows is not None and made.rows.columns:
            best = (*best, made)
    return FormMapping(_fullest(best), conditions=_conditions(known))


def _fullest(sheets: tuple[FormSheet, ...]) -> tuple[FormSheet, ...]:
    """The sheet with most columns; notes and lists of codes are no forms."""
    counts = [len(sheet.rows.columns) if sheet.rows else 0 for sheet in sheets]
    return (sheets[counts.index(max(counts))],) if sheets else ()


def _conditions(register: Register | None) -> tuple[str, ...]:
    """The first ready-made filter of a register: who counts (在会会员)."""
    filters = register.filters if register else ()
    named = (item.label for item in filters if hasattr(item, "condition"))
    return tuple(named)[:1]


def _sheet(
    book: Book,
    register: Register | None,
    name: str,
    sheet: RawSheet,
    where: Headings,
) -> FormSheet:
    offered = choices(book, name, where.first_row)
    columns: list[FormColumn] = []
    labels: set[str] = set()
    for heading in where.columns:
        made = _column(register, heading, offered.get(heading.letter, ()), labels)
        if made is not None:
            columns.append(made)
            labels.add(made.label)
    rows = RepeatedRows(where.first_row, tuple(columns))
    return FormSheet(name, tuple(_captions(sheet, where)), rows)


def _column(
    register: Register | None,
    heading: Column,
    offered: tuple[str, ...],
    taken: set[str],
) -> FormColumn | None:
    label = _free(_clean(heading.label), taken)
    if plain_label(_clean(heading.label)) in _SERIALS:
        return FormColumn(heading.letter, label, Source.SERIAL)
    required = bool(_STARS.search(heading.label))
    called = OFFERED if offered else ""
    if register is None:
        shape, way = _guessed(label)
        rule = Rule(required, 0, offered, called, shape)
        return FormColumn(heading.letter, label, Source.FIELD, label, way, rule=rule)
    column = _meant(register, heading)
    if column is None:
        return None
    shape = _shape(column)
    rule = Rule(required, 0, offered, called, shape, shape is Shape.ID_NUMBER)
    way, words = _way(column, label), _translation(column, offered)
    return FormColumn(heading.letter, label, Source.FIELD, column.key, way, words, rule)


def _clean(label: str) -> str:
    """A heading without the star that says it must be filled."""
    return _STARS.sub("", label).replace("（）", "").replace("()", "").strip()


def _free(label: str, taken: set[str]) -> str:
    number, found = 1, label
    while found in taken:
        number += 1
        found = f"{label}{number}"
    return found


def _meant(register: Register, heading: Column) -> AnyColumn | None:
    key = heading.key
    if key is not None and not key.startswith(IGNORED):
        found = next((c for c in register.sheet.columns if c.key == key), None)
        return found.column if found is not None else None
    bare = bare_label(heading.label)
    labels = {bare_label(c.label): c for c in register.all_columns.values()}
    return labels.get(bare) or labels.get(bare.removeprefix("是否"))


def _shape(column: AnyColumn) -> Shape:
    if isinstance(column.kind, IdNumber):
        return Shape.ID_NUMBER
    return Shape.PHONE if isinstance(column.kind, Phone) else Shape.ANY


def _guessed(label: str) -> tuple[Shape, Way]:
    """What a heading without a register asks for."""
    if "身份证" in label:
        return Shape.ID_NUMBER, Way.TEXT
    if "手机" in label or "电话" in label:
        return Shape.PHONE, Way.TEXT
    if label.endswith(("日期", "时间")):
        return Shape.ANY, Way.DATE
    number = label.endswith(("号", "号码", "编号", "账号", "卡号"))
    return Shape.ANY, Way.TEXT if number else Way.AUTO


def _way(column: AnyColumn, label: str) -> Way:
    if isinstance(column.kind, IdNumber | Phone):
        return Way.TEXT
    if isinstance(column.kind, Day | Month) and "年月" in label and "日" not in label:
        return Way.MONTH
    return Way.AUTO


def _translation(
    column: AnyColumn, offered: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    """Our codes in the words that the form offers, where they are told apart."""
    kind = column.kind
    if isinstance(kind, Flag):
        return _yes_no(offered)
    if not offered or not isinstance(kind, Choice):
        return ()
    listed = next((k for k in map(code_list, code_keys()) if _is(kind, k.key)), None)
    plain = {plain_label(word): word for word in offered}
    found: list[tuple[str, str]] = []
    for code, name in kind.items:
        names = [name, *(_names(listed, code) if listed is not None else ())]
        fitting = (plain.get(plain_label(word)) for word in names)
        told = next(filter(None, fitting), "") or _beginning(name, offered)
        if told and told != name:
            found.append((code, told))
    return tuple(found)


def _names(listed: CodeList, code: str) -> Iterator[str]:
    """Every way to write a code, and then its broader one."""
    broader = listed.broader(code)
    for item in sorted(listed.items, key=lambda item: item.code != code):
        if item.code in {code, broader}:
            yield from (item.name, item.short, *item.aliases, item.code)


def _beginning(name: str, offered: Sequence[str]) -> str:
    """The longest word offered with which ours begins: 初中 for 初中毕业."""
    found = [word for word in offered if len(word) > 1 and name.startswith(word)]
    return max(found, key=len, default="")


def _is(kind: Choice, key: str) -> bool:
    return tuple((item.code, item.name) for item in code_list(key).items) == kind.items


def _yes_no(offered: Sequence[str]) -> tuple[tuple[str, str], ...]:
    yes = next((word for word in offered if word in {"1", "√", "有", "Y"}), "")
    no = next((word for word in offered if word in {"0", "×", "无", "N"}), "")
    return (("是", yes), ("否", no)) if yes else ()


def _captions(sheet: RawSheet, where: Headings) -> Iterator[FixedCell]:
    """Cells above and below the list that ask for the office, the day, who fills in."""
    base = sheet.first_row_number
    for place, cells in enumerate(sheet.rows):
        number = base + place
        if where.top <= number <= where.first_row:
            continue
        for index, cell in enumerate(cells):
            words = shown(cell)
            says = _said(cell if isinstance(cell, str) else "")
            if words and says != cell:
                yield FixedCell(f"{column_letter(index)}{number}", says)


def _said(words: str) -> str:
    """A caption with placeholders where there is room to write."""

    def filled(found: re.Match[str]) -> str:
        label = re.sub(r"[(（][^()（）]*[)）]", "", found["label"])
        room = found["room"]
        fact = next((f for f, word in _WORD.items() if word.fullmatch(label)), None)
        follows = words[found.end() : found.end() + 1]
        if fact is None or (follows and not room):
            return found[0]
        gap = "    " if follows else ""
        head = found[0][: len(found[0]) - len(room)]
        return f"{head}{{{fact.label}}}{gap}"

    return _CAPTION.sub(filled, words)
