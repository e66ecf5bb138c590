"""The page on which an undo is decided row by row."""
