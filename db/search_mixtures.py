"""Words that mix characters, whole syllables and initials: 张jg, zhang建, zhjg.

A word is divided into one piece for each syllable of the name. The first letters of the
pieces give a range of initials in the index; two patterns then tell whether the pieces
fit the syllables and the characters.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

from db.pinyin import SPLITS_KEPT, initials_of, splits
from db.pinyin_syllables import INITIALS, TYPED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_RUN = re.compile(r"[a-z]+|[^\x00-\x7f]")


class Pattern(NamedTuple):
    """One division of a word.

    Attributes:
        initials: what the initials of the name begin with.
        spelled: LIKE pattern of the reading, syllable by syllable.
        name: LIKE pattern of the name; empty where no character was typed.
    """

    initials: str
    spelled: str
    name: str


@lru_cache(maxsize=1024)
def patterns(typed: str) -> tuple[Pattern, ...]:
    """The divisions of a word that no plain range of the index covers.

    Args:
        typed: a word in lower case; what is neither letter nor character makes it no
            mixture, and so do characters alone.
    """
    runs = _RUN.findall(typed)
    if "".join(runs) != typed or not any(map(str.isascii, runs)):
        return ()
    choices = [_choices(run, last=run is runs[-1]) for run in runs]
    ways = islice(product(*choices), SPLITS_KEPT)
    divisions = ([step for part in way for step in part] for way in ways)
    found = (_pattern(way) for way in divisions if not _covered(way))
    return tuple(dict.fromkeys(found))


Step = tuple[str, str]
"""A piece of the word and the first letter of the syllable it stands for."""


def _choices(run: str, *, last: bool) -> Iterable[Sequence[Step]]:
    if not run.isascii():
        return [((run, initial),) for initial in sorted(initials_of(run))]
    ways = splits(run, ends=last)
    return [tuple((piece, piece[0]) for piece in way) for way in ways]


def _covered(way: Sequence[Step]) -> bool:
    """Whether the division is only full pinyin, or only initials."""
    pieces = [piece for piece, _ in way]
    if not all(map(str.isascii, pieces)):
        return False
    full = all(piece in TYPED for piece in pieces[:-1])
    return full or all(len(piece) == 1 for piece in pieces)


def _pattern(way: Sequence[Step]) -> Pattern:
    initials = "".join(initial for _, initial in way)
    pieces = [piece for piece, _ in way]
    syllables = [*map(_syllable, pieces[:-1]), _open(pieces[-1])]
    named = not all(map(str.isascii, pieces))
    name = "".join("_" if piece.isascii() else piece for piece in pieces) + "%"
    return Pattern(initials, " ".join(syllables), name * named)


def _syllable(piece: str) -> str:
    """A whole syllable stands for itself, an initial for all that begin with it."""
    return piece if piece in TYPED and piece not in INITIALS else _open(piece)


def _open(piece: str) -> str:
    return f"{piece}%" if piece.isascii() else "%"
