"""The command that judges a household told as JSON; it needs no office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.commands.answer import STANDARD_INPUT, Answer, content_of
from unionoffice.hardship.judging.assessment import assess as judged
from unionoffice.hardship.judging.example_standard import (
    example_standard,
    example_warning,
)
from unionoffice.hardship.judging.household_json import read_household

if TYPE_CHECKING:
    from argparse import Namespace


def assess(_arguments: Namespace) -> Answer:
    """The category of the household on the standard input, and how it came about.

    Raises:
        InvalidInput: what was told is no household, or it cannot be judged.
    """
    told = read_household(content_of(STANDARD_INPUT))
    found = judged(told.household, told.standard or example_standard())
    warned = () if told.standard else (example_warning(),)
    problems = (*warned, *found.problems)
    said = {
        "net_per_capita_fen": found.net_per_head,
        "gross_per_capita_fen": found.gross_per_head,
        "category": found.category.label,
        "sentence": found.sentence,
        "problems": list(problems),
    }
    return Answer(said, (found.sentence, *(f"请注意：{each}" for each in problems)))
