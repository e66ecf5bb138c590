"""What the screens of donations read and write at once."""
