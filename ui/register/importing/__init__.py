"""Taking a file in: chosen, mapped, mended, asked about, and only then written."""
