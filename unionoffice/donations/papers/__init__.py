"""The papers of donations."""
