"""The command that lists people who were probably written down twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.commands.answer import Answer, opened
from unionoffice.members.find_doubles import likely_doubles

if TYPE_CHECKING:
    from argparse import Namespace

    from unionoffice.members.find_doubles import Pair, Suspect


def doubles(arguments: Namespace) -> Answer:
    """Likely doubles, best first, with the reasons."""
    with opened(arguments) as office:
        pairs = likely_doubles(office)
    listed = pairs[: arguments.limit]
    said = [
        {
            "a": _person(pair.a),
            "b": _person(pair.b),
            "score": pair.score,
            "reasons": list(pair.reasons),
        }
        for pair in listed
    ]
    count = f"共 {len(pairs)} 对可能是同一人" if pairs else "没有发现疑似重复的会员。"
    return Answer(said, (*map(_line, listed), count))


def _person(suspect: Suspect) -> dict[str, str]:
    return {"uid": suspect.uid, "name": suspect.name, "unit": suspect.unit}


def _line(pair: Pair) -> str:
    a, b = (f"{one.name}（{one.unit or '未填单位'}）" for one in (pair.a, pair.b))
    return f"{pair.score}\t{a}\t{b}\t{'；'.join(pair.reasons)}"
