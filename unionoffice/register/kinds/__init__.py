"""The kinds that registers are made of; `kind.py` says what a kind promises."""

from unionoffice.register.kinds.cells import as_words
from unionoffice.register.kinds.choices import Choice, Flag, coded, synonyms, worded
from unionoffice.register.kinds.numbers import Integer, Money
from unionoffice.register.kinds.reference import Reference, Target, target_of
from unionoffice.register.kinds.times import Day, Moment, Month, RunningMonth
from unionoffice.register.kinds.words import IdNumber, PersonName, Phone, Picture, Text

__all__ = [
    "Choice",
    "Day",
    "Flag",
    "IdNumber",
    "Integer",
    "Moment",
    "Money",
    "Month",
    "PersonName",
    "Phone",
    "Picture",
    "Reference",
    "RunningMonth",
    "Target",
    "Text",
    "as_words",
    "coded",
    "synonyms",
    "target_of",
    "worded",
]
