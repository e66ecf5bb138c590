"""Gifts: who gave what, entered quickly, never counted twice (§3.3)."""
