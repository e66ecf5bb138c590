"""The rules of the office above, run before anything is handed in."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from unionoffice import idcard, phone
from unionoffice.errors import InvalidInput
from unionoffice.register.complaint import Level
from unionoffice.reporting.filled import FormComplaint
from unionoffice.reporting.form import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from unionoffice.reporting.filled import FormRow
    from unionoffice.reporting.form import FormMapping, Rule

_WORDS_SHOWN = 8


def complaints(
    mapping: FormMapping, rows: Sequence[FormRow], day: date
) -> Iterator[FormComplaint]:
    """Everything in which these rows break the rules, column by column."""
    for place, column in enumerate(mapping.columns):
        check = _Check(column.rule, day)
        title = mapping.titles[place]
        level = Level.WARN if column.rule.warns else Level.REJECT
        for number, row in enumerate(rows):
            for sentence in check.faults(row.words[place]):
                yield FormComplaint(number, row.title, title, sentence, level, row.uid)
        if column.rule.unique:
            yield from _doubles(rows, place, title, level)


class _Check:
    """The rule of one column; each distinct value is looked at once."""

    def __init__(self, rule: Rule, day: date) -> None:
        self._rule = rule
        self._day = day
        self._allowed = frozenset(rule.allowed)
        self._known: dict[str, tuple[str, ...]] = {}

    def faults(self, words: str) -> tuple[str, ...]:
        found = self._known.get(words)
        if found is None:
            found = self._known[words] = tuple(self._faults(words))
        return found

    def _faults(self, words: str) -> Iterator[str]:
        rule = self._rule
        if not words:
            if rule.required:
                yield "必填，还没有填写"
            return
        if rule.longest and len(words) > rule.longest:
            yield f"最多 {rule.longest} 个字，现在有 {len(words)} 个"
        if self._allowed and words not in self._allowed:
            yield self._not_allowed(words)
        yield from _misshapen(rule.shape, words, self._day)

    def _not_allowed(self, words: str) -> str:
        called = self._rule.allowed_called or "上级允许的内容"
        some = "、".join(self._rule.allowed[:_WORDS_SHOWN])
        more = "等" if len(self._rule.allowed) > _WORDS_SHOWN else ""
        return f"“{words}”不在{called}中（{some}{more}）"


def _misshapen(shape: Shape, words: str, day: date) -> Iterator[str]:
    match shape:
        case Shape.ID_NUMBER:
            try:
                upgraded = idcard.parse(words, day).upgraded
            except InvalidInput as problem:
                yield problem.sentence.rstrip("。")
            else:
                if upgraded:
                    yield "应为 18 位身份证号"
        case Shape.MOBILE if not phone.is_mobile(words):
            yield f"“{words}”不是 11 位手机号"
        case Shape.PHONE if phone.read_phone(words).kind == "unknown":
            yield f"“{words}”不是电话号码"
        case Shape.DIGITS if not (words.isascii() and words.isdigit()):
            yield f"“{words}”应只有数字"


def _doubles(
    rows: Sequence[FormRow], place: int, title: str, level: Level
) -> Iterator[FormComplaint]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        if row.words[place]:
            places[row.words[place]].append(number)
    for same in places.values():
        for number in same if len(same) > 1 else ():
            row = rows[number]
            others = "、".join(rows[n].title for n in same if n != number)
            sentence = f"与 {others} 重复"
            yield FormComplaint(number, row.title, title, sentence, level, row.uid)
