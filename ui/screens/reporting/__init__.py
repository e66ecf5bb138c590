"""上报报表: forms of the office above, mapped once, filled and handed in."""
