"""What is said of a file with --header, --map, --set, --policy and --answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.errors import Refused
from unionoffice.sheets.directions import (
    NO_HEADER,
    NOT_IMPORTED,
    POLICY_WORDS,
    Otherwise,
    Policy,
)
from unionoffice.sheets.tables.labels import plain_label
from unionoffice.sheets.tables.outline import outline
from unionoffice.sheets.tables.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unionoffice.register.register import Register
    from unionoffice.sheets.directions import Answer, Directions, Question
    from unionoffice.sheets.reading.raw import Workbook
    from unionoffice.sheets.tables.outline import ColumnOutline, SheetOutline


def headed(row: int, workbook: Workbook, said: Directions) -> Directions:
    """The directions with the row --header in every sheet that can be seen; 0: none.

    Raises:
        Refused: there is no such row.
    """
    if row < NO_HEADER:
        raise Refused(f"--header 应是行号，没有表头写 0，看不懂“{row}”。")
    for sheet in workbook.sheets:
        if not sheet.hidden and len(sheet.rows):
            of_sheet = said.of_sheet(sheet.name).with_header_row(row)
            said = said.with_sheet(sheet.name, of_sheet)
    return said


def mapped(
    told: Iterable[str], register: Register, workbook: Workbook, said: Directions
) -> Directions:
    """The directions with every --map 文件列=项目; an empty item leaves it out.

    A column is named by its header word or, where no header says so, by its letter.

    Raises:
        Refused: there is no such column or item, or it is not written like that.
    """
    for words in told:
        column, item = _halves("--map", "文件列=项目", words)
        key = _key(register, item) if item else NOT_IMPORTED
        found = False
        for sheet in outline(workbook, register, said):
            place = _place(sheet, column)
            if place is not None:
                found = True
                of_sheet = said.of_sheet(sheet.name).with_column(place, key)
                said = said.with_sheet(sheet.name, of_sheet)
        if not found:
            raise Refused(_no_column(column, outline(workbook, register, said)))
    return said


def with_policies(
    told: Iterable[str], register: Register, said: Directions
) -> Directions:
    """The directions with every --policy 项目=fill|keep|overwrite.

    Raises:
        Refused: there is no such item or policy.
    """
    by_word = {word: policy for policy, word in POLICY_WORDS.items()}
    by_word |= {str(policy): policy for policy in Policy}
    for words in told:
        item, policy = _halves("--policy", "项目=fill|keep|overwrite", words)
        if policy not in by_word:
            raise Refused(
                f"--policy 只能是 fill、keep 或 overwrite，看不懂“{policy}”。"
            )
        columns = {column.key: column for column in register.sheet.columns}
        field = columns[_key(register, item)].column.key
        said = said.with_policy(field, by_word[policy])
    return said


def with_words_for_all(
    told: Iterable[str], register: Register, said: Directions
) -> Directions:
    """The directions with every --set 项目=内容.

    Raises:
        Refused: there is no such item, it has no content, or it is said twice.
    """
    for words in told:
        item, content = _halves("--set", "项目=内容", words)
        key = _field(register, item)
        if not content:
            raise Refused(f"--set “{item}=”后面没有内容。")
        if key in said.for_all:
            raise Refused(f"--set 的“{item}”写了两次。")
        said = said.with_words_for_all(key, content)
    return said


def with_answers(
    told: Iterable[str], questions: Sequence[Question], said: Directions
) -> Directions:
    """The directions with every --answer 问题=选项, both counted from 1.

    Instead of an option: new (a new record), empty, skip (leave the rows out).

    Raises:
        Refused: there is no such question or option.
    """
    for words in told:
        number, option = _halves("--answer", "问题=选项", words)
        if not number.isdecimal() or not 1 <= int(number) <= len(questions):
            raise Refused(f"没有第 {number} 个问题，共有 {len(questions)} 个。")
        question = questions[int(number) - 1]
        said = said.with_answer(question.asked, _answer(question, option))
    return said


def _answer(question: Question, option: str) -> Answer:
    if option in question.otherwise:
        return Otherwise(option)
    count = len(question.candidates)
    if option.isdecimal() and 1 <= int(option) <= count:
        return question.candidates[int(option) - 1].record_id
    others = "、".join(question.otherwise)
    raise Refused(f"--answer 应是 1 到 {count}，或者 {others}，看不懂“{option}”。")


def _halves(option: str, form: str, words: str) -> tuple[str, str]:
    left, sign, right = words.partition("=")
    if not sign or not left.strip():
        raise Refused(f"{option} 应写成“{form}”，看不懂“{words}”。")
    return left.strip(), right.strip()


def _key(register: Register, item: str) -> str:
    columns = {column.key for column in register.sheet.columns}
    key = item if item in columns else vocabulary(register).key_of(item)
    if key not in columns or key is None:
        known = "、".join(column.header for column in register.sheet.columns)
        raise Refused(f"{register.title}里没有“{item}”这个项目，有的是：{known}。")
    return key


def _field(register: Register, item: str) -> str:
    """The field that an item means: by its key, with or without _id, or its words."""
    fields = {column.column.key for column in register.sheet.columns}
    for key in (item, f"{item}_id"):
        if key in fields:
            return key
    columns = {column.key: column for column in register.sheet.columns}
    return columns[_key(register, item)].column.key


def _place(sheet: SheetOutline, words: str) -> int | None:
    """The column with this header word, else with this letter."""
    wanted = plain_label(words)
    by_word = [item for item in sheet.columns if plain_label(item.header) == wanted]
    by_letter = [item for item in sheet.columns if item.letter == words.upper()]
    found = [*by_word, *by_letter]
    return found[0].place if found else None


def _no_column(words: str, sheets: Iterable[SheetOutline]) -> str:
    seen = "、".join(
        dict.fromkeys(_called(column) for sheet in sheets for column in sheet.columns)
    )
    return f"文件里没有“{words}”这一列，有的是：{seen}。"


def _called(column: ColumnOutline) -> str:
    return column.header or f"{column.letter} 列"
