"""The office above (上级报表): its own .xlsx, mapped once, filled, checked, handed in.

`form` says what a form is, `store` keeps forms, `proposing` guesses a mapping,
`filling` fills one from a register or a spreadsheet, `submissions` keeps what was
handed in and tells what changed since.
"""
