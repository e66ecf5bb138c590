"""Who gets a certificate: read from a list, from typed lines, or from the register."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from unionoffice import money
from unionoffice.errors import InvalidInput, OfficeError, Refused
from unionoffice.members import persons
from unionoffice.names import clean_name
from unionoffice.printing import chosen
from unionoffice.register.kinds.cells import as_words
from unionoffice.sheets.reading.formats import ENDINGS
from unionoffice.sheets.reading.read import read_workbook
from unionoffice.text import from_private_use, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from unionoffice.office import Office
    from unionoffice.printing import Request

EMPTY_LIST = "名单是空的，没有要打印的证书。"
LONGEST_FACT = 200
"""Characters of a unit, a title or a number; what is longer is no such thing."""

COLUMNS = ("name", "unit", "honour", "number", "amount")
"""The facts of a line, in the order they are typed in."""
_HEADERS = {
    "name": ("姓名", "名字", "获奖人", "受聘人", "捐款人", "捐赠人", "获得者"),
    "unit": ("单位", "所在单位", "部门", "区队", "所在区队", "车间"),
    "honour": ("称号", "荣誉称号", "奖项", "荣誉", "职务", "聘任职务", "聘任岗位"),
    "number": ("编号", "证书编号", "证号"),
    "amount": ("金额", "捐款金额", "捐赠金额", "捐款数额"),
}
_WORD_KEYS = {word: key for key, words in _HEADERS.items() for word in words}
_FILES = tuple(f".{ending}" for ending in ENDINGS)
_BETWEEN = re.compile("[,，\t;；]")
_COLLECTIVES = (
    *("队", "科", "室", "部", "班", "班组", "小组", "车间", "处", "工会", "集体"),
    *("公司", "中心", "支部", "委员会", "食堂", "协会", "公寓"),
)
_SHORTEST_COLLECTIVE = 4
"""Characters; 王科 is a person, 掘进二队 is none."""


@dataclass(frozen=True, slots=True)
class Winner:
    """One person, or one team, to whom a certificate is made out.

    `photo` is the fingerprint of a picture kept by the office.
    """

    name: str
    unit: str = ""
    honour: str = ""
    number: str = ""
    amount: str = ""
    photo: str = ""

    @property
    def collective(self) -> bool:
        """Whether it is a unit and no person."""
        long = len(self.name) >= _SHORTEST_COLLECTIVE
        return long and self.name.endswith(_COLLECTIVES)

    @property
    def fen(self) -> money.Fen | None:
        """The amount, if one is told."""
        return money.parse(self.amount) if self.amount else None


def winners_in(path: Path) -> list[Winner]:
    """The people of a list, .csv or .xlsx; a header is understood, but need not be.

    Without one the columns are name, unit, title, number and amount.

    Raises:
        Refused: the file cannot be read, nobody stands in it, or a row is wrong; the
            sentence names the row.
    """
    if path.is_file() and not path.stat().st_size:
        raise Refused(EMPTY_LIST)
    sheets = read_workbook(path).sheets
    sheet = next((each for each in sheets if each.rows and not each.hidden), None)
    if sheet is None:
        raise Refused(EMPTY_LIST)
    rows = [[tidy(as_words(cell)) for cell in row] for row in sheet.rows]
    return _winners(rows, sheet.first_row_number)


def winners_told(text: str) -> list[Winner]:
    r"""The people typed in: a line each, its facts with commas between them.

    A text that is nothing but the path of a list is that list; \n stands for a new
    line, as it is typed in a command. An empty text names nobody.

    Raises:
        Refused: as `winners_in`.
    """
    words = text.strip()
    if words.lower().endswith(_FILES) and "\n" not in words:
        return winners_in(Path(words))
    lines = text.replace("\\n", "\n").split("\n")
    rows = [[tidy(cell) for cell in _BETWEEN.split(line)] for line in lines]
    return _winners(rows, 1) if words else []


def winners_of(office: Office, request: Request) -> list[Winner]:
    """The members that were chosen, with their units and photos."""
    view, keys = chosen(office, persons.MEMBERS, request)
    columns = persons.NAME, persons.UNIT, persons.PHOTO
    return [
        Winner(name, persons.UNIT.kind.show(unit), photo=photo or "")
        for name, unit, photo in office.rows(view, columns, keys)
    ]


def numbered(winners: Iterable[Winner], form: str, first: int) -> Iterator[Winner]:
    """The winners with numbers; who has one of his own keeps it, nobody has a blank.

    In the form {n} is the number, {nnnn} the same with zeros before it: 证字第{nnn}号.
    """
    count = first
    for winner in winners:
        if winner.number or not form:
            yield winner
        elif not winner.name:
            yield replace(winner, number=_COUNT.sub("______", form))
        else:
            yield replace(winner, number=number_words(form, count))
            count += 1


def number_words(form: str, count: int) -> str:
    """A number in its form."""
    return _COUNT.sub(lambda found: str(count).zfill(len(found[1])), form)


_COUNT = re.compile(r"\{(n+)\}")


def _winners(rows: Sequence[Sequence[str]], first: int) -> list[Winner]:
    keys, body = _header(rows)
    found = [
        _winner(dict(zip(keys, row, strict=False)), number)
        for number, row in enumerate(rows, first)
        if number - first >= body and any(row)
    ]
    if not found:
        raise Refused(EMPTY_LIST)
    return found


def _header(rows: Sequence[Sequence[str]]) -> tuple[Sequence[str], int]:
    """What the columns hold, and where the first person stands."""
    for place, row in enumerate(rows[:10]):
        keys = [_WORD_KEYS.get("".join(cell.split()), "") for cell in row]
        if "name" in keys:
            return keys, place + 1
    return COLUMNS, 0


def _winner(told: Mapping[str, str], number: int) -> Winner:
    facts = {key: from_private_use(told.get(key, "")) for key in COLUMNS}
    try:
        facts["name"] = clean_name(facts["name"])
        if facts["amount"]:
            money.parse(facts["amount"])
        _refuse_long(facts)
    except OfficeError as error:
        raise Refused(f"名单第 {number} 行：{error.sentence}") from error
    return Winner(**facts)


def _refuse_long(facts: Mapping[str, str]) -> None:
    for key, words in facts.items():
        if len(words) > LONGEST_FACT:
            label = _HEADERS[key][0]
            raise InvalidInput(
                f"{label}有 {len(words)} 个字，最多 {LONGEST_FACT} 个字。"
            )
