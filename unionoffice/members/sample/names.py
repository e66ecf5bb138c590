"""Invented names: short, long, read in two ways, of minorities, of rare characters."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from unionoffice.idcard import Sex
from unionoffice.paths import resources

if TYPE_CHECKING:
    from random import Random

HAN, HUI, MANCHU, MONGOL = "01", "03", "11", "02"

_SHORT, _COMPOUND, _MINORITY, _RARE = 0.18, 0.985, 0.988, 0.01


@dataclass(frozen=True, slots=True)
class Called:
    """A name, with the people it is at home with (GB/T 3304)."""

    name: str
    ethnic: str


@dataclass(frozen=True)
class _Stock:
    surnames: str
    compound: tuple[str, ...]
    given: dict[Sex, str]
    rare: tuple[str, ...]
    minority: dict[Sex, tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]]


def invent(random: Random, sex: Sex) -> Called:
    """A name for somebody of this sex."""
    stock = _stock()
    if random.random() > _MINORITY:
        ethnic, own, fathers = random.choice(stock.minority[sex])
        return Called(f"{random.choice(own)}·{random.choice(fathers)}", ethnic)
    surname = random.choice(stock.surnames)
    if random.random() > _COMPOUND:
        surname = random.choice(stock.compound)
    given = random.choice(stock.given[sex])
    if len(surname) > 1 or random.random() > _SHORT:
        given += random.choice(stock.given[sex])
    if random.random() < _RARE:
        given = given[:-1] + random.choice(stock.rare)
    return Called(surname + given, _ethnic(random))


def _ethnic(random: Random) -> str:
    draw = random.random()
    if draw < 0.94:
        return HAN
    return HUI if draw < 0.975 else MANCHU if draw < 0.99 else MONGOL


@cache
def _stock() -> _Stock:
    told = json.loads(
        (resources() / "sample" / "names.json").read_text(encoding="utf-8")
    )
    return _Stock(
        told["surnames"],
        tuple(told["compound"]),
        {Sex.MALE: told["men"], Sex.FEMALE: told["women"]},
        tuple(told["rare"]),
        {sex: _of_minorities(told["minority"], sex) for sex in Sex},
    )


def _of_minorities(
    told: list[dict[str, str | list[str]]], sex: Sex
) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    return tuple(
        (str(each["ethnic"]), tuple(each["given"]), tuple(each["father"]))
        for each in told
        if each["sex"] == sex
    )
