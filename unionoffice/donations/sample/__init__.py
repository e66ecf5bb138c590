"""Believable campaigns, gifts and payments for tests, measuring, the demonstration."""

from unionoffice.donations.sample.fill import fill
from unionoffice.donations.sample.month import collect_for_a_month

__all__ = ["collect_for_a_month", "fill"]
