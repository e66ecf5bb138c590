"""The fields of a template as the clerk looks for them: in groups, by pinyin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db import pinyin
from unionoffice.documents.templates.fields import OFFICE_FIELDS, columns
from unionoffice.register.column import Field
from unionoffice.register.kinds import Day, Money

if TYPE_CHECKING:
    from unionoffice.register.column import AnyColumn
    from unionoffice.register.register import Register

OFFICE, COMPUTED = "单位与日期", "程序算出的"
_SAYS = {
    "单位名称": "本单位的名称",
    "今天": "制作的日期，如 2026年3月15日",
    "今年": "制作的年份，如 2026",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A field by its name, the group it stands in, and a sentence about it.

    `initials` are the first letters its characters may have in pinyin.
    """

    name: str
    group: str
    sentence: str
    initials: tuple[frozenset[str], ...]

    def fits(self, words: str) -> bool:
        """Whether typed words mean it: a part of its name, or of its initials."""
        typed = words.strip().lower()
        if not typed or typed in self.name.lower():
            return True
        places = range(len(self.initials) - len(typed) + 1)
        return any(
            all(
                letter in known
                for letter, known in zip(typed, self.initials[start:], strict=False)
            )
            for start in places
        )


@dataclass(frozen=True, slots=True)
class Format:
    """What may stand behind a bar: its name, how it is written, and what it does."""

    name: str
    written: str
    sentence: str


FORMATS = (
    Format("大写", "大写", "金额写成大写：人民币壹佰贰拾元伍角整"),
    Format("公文日期", "公文日期", "日期写成 2026年3月15日"),
    Format("证书日期", "证书日期", "日期写成 二〇二六年三月十五日"),
    Format("同志", "同志", "姓名后加“同志”"),
    Format("默认", "默认('无')", "空着的时候写引号里的字"),
)
"""The filters of the language in words, in the order they are offered."""


def described(register: Register | None) -> tuple[Known, ...]:
    """Every field of the templates of this register, the office's own at the end."""
    found = columns(register)
    groups = _groups(register)
    made = [
        _known(name, groups.get(column.key, COMPUTED), _sentence(column))
        for name, column in found.items()
    ]
    order = [*dict.fromkeys(groups.values()), COMPUTED]
    made.sort(key=lambda known: order.index(known.group))
    return (
        *made,
        *(_known(n, OFFICE, _SAYS[n]) for n in OFFICE_FIELDS if n not in found),
    )


def _groups(register: Register | None) -> dict[str, str]:
    """The section of each field of a register, by the field's key."""
    sections = register.sections if register else ()
    return {
        field.key: section.title for section in sections for field in section.fields
    }


def _known(name: str, group: str, sentence: str) -> Known:
    return Known(name, group, sentence, tuple(map(pinyin.initials_of, name)))


def _sentence(column: AnyColumn) -> str:
    if isinstance(column.kind, Day):
        return "日期，可加格式：公文日期、证书日期"
    if isinstance(column.kind, Money):
        return "金额（元），可加格式：大写"
    sensitive = isinstance(column, Field) and column.sensitive
    return "敏感内容，确有需要再写" if sensitive else ""
