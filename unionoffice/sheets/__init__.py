"""Spreadsheets in and out: read them safely, find their table, write new ones.

The package imports nothing itself, so the reading process starts at once.
"""
