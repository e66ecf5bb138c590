"""Undoing what was done: looked at first, decided row by row where rows moved on."""
