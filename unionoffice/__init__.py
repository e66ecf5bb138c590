"""What the office does: pure Python, runs without a screen."""
