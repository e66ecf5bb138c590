"""Believable households, aid and visits for tests, measurements, the demonstration."""

from unionoffice.hardship.sample.fill import fill
from unionoffice.hardship.sample.month import help_for_a_month

__all__ = ["fill", "help_for_a_month"]
