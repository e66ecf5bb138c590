"""The books: booking, payments, reversal, the balance proven row by row (§3.3)."""
