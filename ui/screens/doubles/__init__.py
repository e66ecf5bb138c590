"""查重: likely doubles, two of them side by side, and those that were told apart."""
