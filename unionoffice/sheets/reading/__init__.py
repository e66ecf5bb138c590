"""Files of others, read safely: what they are, how big, what stands in their cells."""
