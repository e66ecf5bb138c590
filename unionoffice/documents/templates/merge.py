"""A template filled in for many records: the shortest, the longest, those too long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unionoffice.documents.templates.language import compiled, faults, render
from unionoffice.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from unionoffice.documents.templates.fields import Values
    from unionoffice.documents.templates.store import Written
    from unionoffice.paper.content import Content

NAMED = 5
"""Names in a sentence about those that do not fit."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A template filled in for one record; `whose` tells which one."""

    title: str
    body: str
    whose: str = ""


def fill(written: Written, records: Iterable[Values]) -> list[Filled]:
    """The template for every record, in their order.

    Raises:
        Refused: the template is wrong; the sentence says where.
    """
    every = list(records)
    if every:
        _refuse_faults(written, every[0])
    title, body = compiled(written.title), compiled(written.body)
    return [
        Filled(title.render(values), body.render(values), _whose(values))
        for values in every
    ]


def fill_one(written: Written, values: Values) -> Filled:
    """The template for one record.

    Raises:
        Refused: the template is wrong; the sentence says where.
    """
    title, body = render(written.title, values), render(written.body, values)
    return Filled(title, body, _whose(values))


def extremes(filled: Sequence[Filled]) -> tuple[int, int] | None:
    """The places of the shortest and the longest; None where there is nothing."""
    if not filled:
        return None
    lengths = [len(each.title) + len(each.body) for each in filled]
    return lengths.index(min(lengths)), lengths.index(max(lengths))


def overflows(
    filled: Sequence[Filled], lay_out: Callable[[Filled], Content], pages: int = 1
) -> list[Filled]:
    """Those that take more pages than they should; every one is laid out to tell."""
    return [each for each in filled if len(lay_out(each).layout().pages) > pages]


def overflow_sentence(too_long: Sequence[Filled], pages: int = 1) -> str:
    """Who does not fit, in words; empty if everybody does."""
    if not too_long:
        return ""
    names = "、".join(each.whose or each.title for each in too_long[:NAMED])
    rest = "等" if len(too_long) > NAMED else ""
    return f"{len(too_long)} 人的内容 {pages} 页放不下：{names}{rest}。"


def _refuse_faults(written: Written, known: Mapping[str, str]) -> None:
    for part, text in (("标题", written.title), ("正文", written.body)):
        if wrong := faults(text, known):
            raise Refused(f"模板“{written.name}”的{part}有错：{wrong[0].sentence}")


def _whose(values: Values) -> str:
    return str(values.get("姓名", ""))
