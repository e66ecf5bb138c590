"""Households told as JSON, as another program would."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from unionoffice.hardship.judging.assessment import Accident, Household, Standard

MEMBER: dict[str, Any] = {
    "relation": "本人",
    "birth": "1980-05-01",
    "able": True,
    "employed": True,
    "student": False,
}
LINES: dict[str, Any] = {
    "dibao_fen": 106_200,
    "relative_multiple": 2,
    "line_inclusive": False,
    "minimum_wage_fen": 202_000,
}
MOTHER = {**MEMBER, "relation": "母亲", "birth": "1950-01-09", "able": False}
TOLD: dict[str, Any] = {
    "as_of": "2026-03-15",
    "members": [MEMBER, *[{**MOTHER, "employed": False}] * 3],
    "income_fen": {"wage": 4_800_000},
    "expense_fen": {"medical": 2_400_000, "schooling": 0, "housing": 720_000},
    "parameters": LINES,
}
"""(48 000 − 31 200) ÷ 4 ÷ 12 = 350 yuan."""


def as_json(household: Household, standard: Standard) -> bytes:
    """The household and its standard as the command reads them."""
    told = {
        "as_of": household.as_of.isoformat(),
        "members": [
            {
                "relation": person.relation,
                "birth": person.born and person.born.isoformat(),
                "able": person.able,
                "employed": person.employed,
                "student": person.student,
            }
            for person in household.people
        ],
        "income_fen": dict(household.incomes),
        "expense_fen": dict(household.expenses),
        "accident": household.accident and _accident(household.accident),
        "assets_fen": float(household.assets),
        "parameters": {
            "dibao_fen": standard.dibao,
            "relative_multiple": standard.relative_percent / 100,
            "line_inclusive": standard.line_inclusive,
            "minimum_wage_fen": standard.minimum_wage,
            "reckoning": standard.reckoning.value,
        },
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _accident(accident: Accident) -> dict[str, Any]:
    return {
        "event": accident.event or None,
        "date": accident.day and accident.day.isoformat(),
        "net_loss_fen": accident.net_loss,
    }
