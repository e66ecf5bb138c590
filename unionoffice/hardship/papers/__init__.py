"""The papers of the hardship area."""
