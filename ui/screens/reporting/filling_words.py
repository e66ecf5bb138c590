"""What is said of a filled form: in a sentence, and line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.screens.reporting.words_table import Line
from unionoffice.reporting.form import Source

if TYPE_CHECKING:
    from unionoffice.reporting.filled import Filled, FormComplaint
    from unionoffice.reporting.form import Form


def summary(filled: Filled) -> tuple[str, str]:
    """How many records there are and what is wrong with them; and in which tone."""
    errors, warnings = len(filled.errors), len(filled.warnings)
    if not filled.rows:
        return "没有符合条件的记录。", "warning"
    told = [f"共 {len(filled.rows):,} 条"]
    told += [f"{errors:,} 处不合上级要求"] if errors else []
    told += [f"{warnings:,} 处提醒"] if warnings else []
    told += ["没有发现问题"] if not filled.complaints else []
    tone = "error" if errors else "warning" if warnings else "ok"
    return f"{'，'.join(told)}。", tone


def line_of(complaint: FormComplaint) -> Line:
    """A complaint as the table tells it."""
    level, tone = ("错误", "error") if complaint.is_error else ("提醒", "warning")
    told = (level, complaint.title, complaint.column, complaint.sentence)
    return Line(told, tone, complaint.uid)


def asked_of_source(form: Form) -> str:
    """Which headings a spreadsheet needs, and which it may have."""
    fields = [c for c in form.mapping.columns if c.source is Source.FIELD]
    needed = [column.name for column in fields if column.rule.required]
    others = [name for name in form.mapping.names if name not in needed]
    told = [f"第一行要有这些列名：{'、'.join(needed)}。"] if needed else []
    told += [f"还可以有：{'、'.join(others)}。"] if others else []
    return "".join(told)
