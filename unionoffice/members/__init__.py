"""Members: who belongs to the union, since when, and what follows from it."""
