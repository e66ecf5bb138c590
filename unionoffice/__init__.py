"""What the office does: pure Python, runs without a screen."""

__version__ = "0.1.0"
