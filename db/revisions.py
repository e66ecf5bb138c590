"""The schema revisions this program knows, oldest first (see `db/migrations`).

Kept as plain data so that opening a store need not load the migration library; a test
compares it with the migration scripts.
"""

KNOWN = ("0001", "0002", "0003", "0004", "0005")
HEAD = KNOWN[-1]
