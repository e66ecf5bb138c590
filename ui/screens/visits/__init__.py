"""走访慰问: visits made quickly, and rounds of visits step by step."""
