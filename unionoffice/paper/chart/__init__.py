"""Bars, lines and pies that print in black and white."""
