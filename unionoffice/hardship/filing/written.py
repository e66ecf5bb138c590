"""How old lists of hardship files write things, and what is meant by it (§2.1–2.4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from typing_extensions import override

from db.vocabulary import FileState, HardshipCategory, SchoolLevel
from unionoffice import text
from unionoffice.codes import code_list
from unionoffice.hardship.filing.rules import OTHER_CAUSES
from unionoffice.register.complaint import Level
from unionoffice.register.kind import Reading
from unionoffice.register.kinds import Integer, as_words

if TYPE_CHECKING:
    from datetime import date

    from unionoffice.register.kinds.choices import Written
    from unionoffice.register.sheet import SheetRow

S, C, L = FileState, HardshipCategory, SchoolLevel

STATES: Written = (
    (S.LIVE, ("在册", "正常", "已建档", "建档", "已在档", "返困", "返困在档")),
    (S.LIFTED, ("脱困", "已脱困", "撤档", "已撤档", "解困脱困", "已解困")),
    (S.CANCELLED, ("注销", "退档", "销户")),
    (S.MOVED, ("转出", "档案转出")),
    (S.REFUSED, ("不符合", "未通过", "不予认定")),
)
CATEGORIES: Written = (
    (C.DEEP, ("深度", "深度困难职工", "深度困难户", "深度困难家庭")),
    (C.RELATIVE, ("相对", "相对困难职工", "相对困难户", "相对困难家庭")),
    (C.ACCIDENT, ("意外", "意外致困职工", "意外致困家庭", "意外困难")),
    (C.DIBAO, ("低保", "低保职工", "低保家庭")),
    (C.EDGE, ("边缘户", "低保边缘", "低保边缘职工", "低保边缘家庭")),
)
SCHOOLS: Written = (
    (L.MIDDLE, ("初级中学",)),
    (L.HIGH, ("普通高中", "普高", "高级中学")),
    (L.VOCATIONAL, ("中专", "技校", "职高", "职业高中", "中等职业学校")),
    (L.HIGHER_VOCATIONAL, ("高等职业", "高职高专")),
    (L.COLLEGE, ("大专", "大学专科", "专科生")),
    (L.BACHELOR, ("大学", "大学本科", "本科生", "全日制本科")),
    (L.MASTER, ("硕士", "硕士研究生", "博士", "博士研究生")),
)
GRADES = frozenset({"特困", "极困", "重困", "一般困难", "一般"})
"""Grades of a firm's own, which old lists write where the category stands (§2.1)."""
_BETWEEN = re.compile(r"[、，,；;/＋+]+")
_YEAR = re.compile(r"(\d{4})(?:年.*|[-./]\d.*|(?:0[1-9]|1[0-2]))?")
_AREA = re.compile(
    r"(?:约)?(\d+)(?:\.(\d+))?(?:平方米|平米|平方|平|㎡|m2|m²)?", re.ASCII
)


@dataclass(frozen=True)
class Year(Integer):
    """A year; of a whole date or month the year it lies in."""

    @override
    def read(self, raw: object, *, today: date) -> Reading[int]:
        found = _YEAR.fullmatch(text.plain(as_words(raw)))
        return super().read(found[1] if found else raw, today=today)


@dataclass(frozen=True)
class Area(Integer):
    """Whole square metres; a part of one is rounded, and said."""

    @override
    def read(self, raw: object, *, today: date) -> Reading[int]:
        words = text.no_spaces(as_words(raw))
        found = _AREA.fullmatch(words)
        if found is None:
            return super().read(raw, today=today)
        whole, part = int(found[1]), (found[2] or "").rstrip("0")
        if not part:
            return super().read(whole, today=today)
        reading = super().read(whole + (part[0] >= "5"), today=today)
        if reading.value is None:
            return reading
        sentence = f"“{words}”按 {reading.value} 平方米登记"
        return Reading(reading.value, Level.WARN, sentence, words)


def sort_causes(row: SheetRow) -> None:
    """One cell with several causes: the first is the main one, three may follow."""
    raw = row.written.get("main_cause")
    if raw is None:
        return
    match = code_list("hardship_cause").match
    parts = [part for part in _BETWEEN.split(text.no_spaces(as_words(raw))) if part]
    found = list(dict.fromkeys(match(part) for part in parts))
    if len(found) < 2 or None in found or len(found) > 1 + len(OTHER_CAUSES):
        return
    if any(row.values.get(key) for key in OTHER_CAUSES):
        return
    row.values |= dict(zip(("main_cause", *OTHER_CAUSES), found, strict=False))
    _settle(row, "main_cause", "主要致困原因")


def keep_grade(row: SheetRow) -> None:
    """特困 and the like are no category of the union: they are the firm's own grade."""
    raw = row.written.get("category")
    words = text.no_spaces(as_words(raw))
    if words in GRADES and not row.values.get("firm_grade"):
        row.values["firm_grade"] = words
        _settle(row, "category", "困难类别")


def _settle(row: SheetRow, key: str, label: str) -> None:
    """What was complained of has found its place."""
    row.complaints = [item for item in row.complaints if item.key != key]
    row.remarks = [told for told in row.remarks if not told.startswith(f"{label}：")]
