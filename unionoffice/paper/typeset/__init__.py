"""Type: which font draws a character, where lines break, where words are put."""
