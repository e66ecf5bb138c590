"""Sheets that go out: exports, blank forms, and how they look."""
