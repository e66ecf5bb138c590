"""The table in a sheet: where its header is, and what each column means."""
