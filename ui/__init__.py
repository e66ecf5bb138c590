"""What is seen: windows, pages and widgets; no SQL, no rules."""
