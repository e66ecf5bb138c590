"""困难档案: one household on one page, from application to the end of its file."""
