"""What the page of a household shows."""
