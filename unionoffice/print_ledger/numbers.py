"""编号: series of numbers without a gap, begun anew each year (工字〔2026〕3号)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from db.models import PaperSeries, PrintedPaper
from unionoffice.errors import InvalidInput, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.office import Office

YEAR, N = "{year}", "{n}"
LONGEST_FORM, LONGEST_TITLE = 60, 40
MOST_DIGITS, HIGHEST_FIRST = 8, 9_999_999


@dataclass(frozen=True, slots=True)
class Series:
    """How one kind of paper is numbered.

    Attributes:
        key: its name on the command line.
        title: what people call it.
        form: the words of a number, with {year} and {n} in them.
        digits: the width that the running number is filled up to with zeros.
        first: the number that a year begins with.
    """

    key: str
    title: str
    form: str
    digits: int = 1
    first: int = 1

    def words(self, year: int, n: int) -> str:
        """The number in words."""
        return self.form.replace(YEAR, str(year)).replace(N, f"{n:0{self.digits}}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number: its place in its series, and its words."""

    year: int
    sequence: int
    words: str


OFFICIAL = Series("official", "公文", "工字〔{year}〕{n}号")
"""发文字号 of the union's own letters (domain.md §6.1): 〔〕, no zeros before."""


def own_series(key: str, title: str) -> Series:
    """The series of a paper that shares none: numbered by its own name."""
    return Series(key, title, f"{title[:LONGEST_TITLE]}〔{YEAR}〕{N}号")


def next_number(office: Office, series: Series, day: date) -> str:
    """The number that the next paper of a series would get; it is not taken."""
    with office.reading() as connection:
        return following(connection, series, day.year).words


def following(connection: Connection, series: Series, year: int) -> Number:
    """The first free number of a series in a year, as it is set up in the store."""
    series = as_set_up(connection, series)
    taken = select(func.max(PrintedPaper.sequence)).where(
        PrintedPaper.series == series.key, PrintedPaper.year == year
    )
    highest = connection.scalar(taken)
    n = series.first if highest is None else highest + 1
    return Number(year, n, series.words(year, n))


def as_set_up(connection: Connection, series: Series) -> Series:
    """A declared series with what the office changed about it."""
    return next((item for item in _stored(connection, series.key)), series)


def all_series(office: Office, declared: Iterable[Series]) -> list[Series]:
    """Every series as it is set up: those declared, then others in the store."""
    with office.reading() as connection:
        stored = {item.key: item for item in _stored(connection)}
    found = {item.key: stored.get(item.key, item) for item in declared}
    return list({**found, **stored}.values())


def set_up(office: Office, wanted: Series, declared: Iterable[Series]) -> Series:
    """Number a kind of paper in another way from the next paper on.

    Raises:
        InvalidInput: the form, the digits or the first number cannot be used.
        Refused: another series has or had numbers of this form.
    """
    wanted = replace(wanted, form=wanted.form.strip())
    if problem := next(_problems(wanted), None):
        raise InvalidInput(problem)
    others = [item for item in all_series(office, declared) if item.key != wanted.key]
    with office.transaction(f"设置编号：{wanted.title} {wanted.form}") as writer:
        _refuse_used_elsewhere(writer.connection, wanted, others)
        find = select(PaperSeries.id).where(PaperSeries.key == wanted.key)
        known = writer.connection.scalar(find)
        values = {"form": wanted.form, "digits": wanted.digits, "first": wanted.first}
        if known is None:
            name = {"key": wanted.key, "title": wanted.title[:LONGEST_FORM]}
            writer.insert(PaperSeries, {**name, **values})
        else:
            writer.update(PaperSeries, known, values)
    return wanted


def _problems(series: Series) -> Iterator[str]:
    form = series.form
    if form.count(YEAR) != 1 or form.count(N) != 1:
        yield f"编号形式中应各有一个{YEAR}（年份）和{N}（序号），如：{OFFICIAL.form}。"
    bare = form.replace(YEAR, "").replace(N, "")
    if set(bare) & set("{}") or not bare.isprintable():
        yield f"编号形式中除{YEAR}和{N}外不能有花括号，也不能换行。"
    if f"{YEAR}{N}" in form or f"{N}{YEAR}" in form:
        yield f"编号形式中{YEAR}和{N}不能连在一起，否则分不清年份和序号。"
    if len(form) > LONGEST_FORM - MOST_DIGITS:
        yield f"编号形式最长 {LONGEST_FORM - MOST_DIGITS} 个字。"
    if not 1 <= series.digits <= MOST_DIGITS:
        yield f"序号位数应在 1 与 {MOST_DIGITS} 之间。"
    if not 1 <= series.first <= HIGHEST_FIRST:
        yield f"每年的第一个号应在 1 与 {HIGHEST_FIRST} 之间。"


def _refuse_used_elsewhere(
    connection: Connection, wanted: Series, others: Iterable[Series]
) -> None:
    """One number must name one paper, so a form belongs to one series for good."""
    for other in others:
        if other.form == wanted.form:
            raise Refused(f"“{wanted.form}”已是“{other.title}”的编号形式，请另取一种。")
    statement = select(PrintedPaper.year, PrintedPaper.sequence, PrintedPaper.number)
    foreign = statement.where(PrintedPaper.series != wanted.key)
    for year, sequence, number in connection.execute(foreign):
        if wanted.words(year, sequence) == number:
            raise Refused(f"“{number}”已经给过别的纸件，请另取一种编号形式。")


def _stored(connection: Connection, key: str | None = None) -> list[Series]:
    columns = (
        PaperSeries.key,
        PaperSeries.title,
        PaperSeries.form,
        PaperSeries.digits,
        PaperSeries.first,
    )
    statement = select(*columns).where(PaperSeries.deleted_at.is_(None))
    if key is not None:
        statement = statement.where(PaperSeries.key == key)
    return [Series(*row) for row in connection.execute(statement.order_by(columns[0]))]
