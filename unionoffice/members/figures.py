"""What a monthly report holds: counts, tables of counts, figures of units (§1.9)."""

from dataclasses import dataclass

from unionoffice.calendar import Month

NOT_KNOWN = "不详"


@dataclass(frozen=True, slots=True)
class Count:
    """A line of a table: so many of so many; `whole` is None where none is known."""

    label: str
    count: int
    whole: int | None = None

    @property
    def percent(self) -> str:
        """The share with one decimal; empty of nothing, 不详 of an unknown whole."""
        if self.whole is None:
            return NOT_KNOWN
        return f"{100 * self.count / self.whole:.1f}%" if self.whole else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table of counts."""

    title: str
    rows: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted for the whole union and for each unit with all beneath it.

    `headcount` is None where nobody has told how many work there.
    """

    opening: int = 0
    increase: int = 0
    decrease: int = 0
    closing: int = 0
    women: int = 0
    migrants: int = 0
    dispatched: int = 0
    minorities: int = 0
    party: int = 0
    headcount: int | None = None

    @property
    def counts(self) -> tuple[int, ...]:
        """All that can be summed up, in the order of the fields; not the headcount."""
        return (
            *(self.opening, self.increase, self.decrease, self.closing),
            *(self.women, self.migrants, self.dispatched),
            *(self.minorities, self.party),
        )

    @property
    def rate(self) -> str:
        """入会率: members per worker, or 不详."""
        return Count("", self.closing, self.headcount).percent or NOT_KNOWN


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit of the tree, `depth` steps beneath the top."""

    unit_id: int | None
    name: str
    depth: int
    figures: Figures


@dataclass(frozen=True, slots=True)
class MonthlyReport:
    """The report of one month: movements in it, and the membership at its end."""

    month: Month
    total: Figures
    increases: tuple[Count, ...]
    decreases: tuple[Count, ...]
    groups: Table
    ages: Table
    education: Table
    skills: Table
    units: tuple[UnitLine, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables of composition."""
        return self.groups, self.ages, self.education, self.skills
