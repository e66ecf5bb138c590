"""The standard used where nobody gave one: an example, kept as a data file."""

from __future__ import annotations

import json
from functools import cache

from unionoffice.hardship.judging.sentences import times, yuan
from unionoffice.hardship.judging.standards import Standard
from unionoffice.paths import resources


@cache
def example_standard() -> Standard:
    """The example, read once; no province's lines in force."""
    path = resources() / "hardship" / "standard.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    return Standard(
        dibao=told["dibao_fen"],
        minimum_wage=told["minimum_wage_fen"],
        relative_percent=told["relative_percent"],
        line_inclusive=told["line_inclusive"],
    )


def example_warning() -> str:
    """What is said beside every judgement by the example."""
    standard = example_standard()
    sign = "≤" if standard.line_inclusive else "<"
    return (
        f"没有给出当地标准，用的是示例标准：低保每月 {yuan(standard.dibao)} 元，"
        f"相对困难 {sign} 低保 × {times(standard.relative_percent)}，"
        f"最低工资每月 {yuan(standard.minimum_wage)} 元；请按当地现行标准重新核算。"
    )
