"""Marks that may not begin or end a line, that hang or are half blank: GB/T 15834."""

NEVER_FIRST = frozenset(
    "，。、；：？！）》〉」』】〕］｝”’…—·・．～‰％℃‐–" + ",.;:?!)]}%\"'"
)
"""Marks that may not begin a line."""
NEVER_LAST = frozenset("（《〈「『【〔［｛“‘￥＄＃№" + "([{$#¥")
"""Marks that may not end a line."""

HANGING = frozenset("，。、；：！？")
"""Marks that may stand in the margin."""
HALF_BLANK_AFTER = frozenset("，。、；：？！）》〉」』】〕］｝”’")
HALF_BLANK_BEFORE = frozenset("（《〈「『【〔［｛“‘")
HALF_BLANK = HALF_BLANK_AFTER | HALF_BLANK_BEFORE
"""Marks with a blank half, after their ink or before it."""

SPACES = " \t\u3000\xa0"
"""What is left out of account at the end of a line."""
