"""The command that lists records that were probably written twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.catalogue import DOUBLES
from unionoffice.commands.answer import Answer, opened
from unionoffice.commands.merge import record_of
from unionoffice.merging.different import one_word, say_different

if TYPE_CHECKING:
    from argparse import Namespace

    from unionoffice.merging.pairs import Pair, Suspect

PEOPLE, UNITS = DOUBLES


def doubles(arguments: Namespace) -> Answer:
    """Likely doubles, best first, with the reasons; or two said to be different."""
    search = UNITS if arguments.units else PEOPLE
    with opened(arguments) as office:
        register = office.register(search.register)
        if arguments.different is not None:
            ends = [record_of(office, register, each) for each in arguments.different]
            done = say_different(office, register, *ends)
            return Answer({"batch": done.batch}, (done.sentence,))
        pairs = search.find(office)
    listed = pairs[: arguments.limit]
    said = [
        {
            "a": _suspect(pair.a),
            "b": _suspect(pair.b),
            "score": pair.score,
            "reasons": list(pair.reasons),
        }
        for pair in listed
    ]
    count = f"共 {len(pairs)} 对可能是{one_word(register)}"
    none = f"没有发现疑似重复的{register.noun}。"
    return Answer(said, (*map(_line, listed), count if pairs else none))


def _suspect(suspect: Suspect) -> dict[str, str]:
    return {"uid": suspect.uid, "name": suspect.name, "unit": suspect.unit}


def _line(pair: Pair) -> str:
    a, b = (f"{one.name}（{one.unit or '未填单位'}）" for one in (pair.a, pair.b))
    reasons = "；".join(pair.reasons)
    return f"{pair.score} {pair.likelihood}\t{a}\t{b}\t{reasons}"
