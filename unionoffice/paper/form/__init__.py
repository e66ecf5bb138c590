"""Forms of merged cells, blank or filled in."""
