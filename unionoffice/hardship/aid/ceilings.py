"""How much aid a household may get in a year, by the standard in force (§2.6).

All limits are parameters of a 困难标准; where it says none, there is none. Counted is
what was paid in the calendar year and not reversed: by household and kind, for
金秋助学 by student.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Self

from db.vocabulary import AidKind, HardshipCategory, SchoolLevel
from unionoffice.hardship.judging.sentences import per_head, yuan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unionoffice.money import Fen

C = HardshipCategory
LIVING = {
    C.DEEP: "living_deep_months",
    C.DIBAO: "living_deep_months",
    C.RELATIVE: "living_relative_months",
    C.EDGE: "living_relative_months",
    C.ACCIDENT: "living_accident_months",
    C.ACCIDENT_OLD: "living_accident_months",
}
"""Which limit holds for 生活救助; the old categories go by the new ones beside them."""

SCHOOLING = {
    SchoolLevel.HIGH: "school_months",
    SchoolLevel.VOCATIONAL: "school_months",
    SchoolLevel.HIGHER_VOCATIONAL: "college_months",
    SchoolLevel.COLLEGE: "college_months",
    SchoolLevel.BACHELOR: "college_months",
    SchoolLevel.MASTER: "college_months",
}
"""Which limit holds for a student; compulsory schooling has none of its own."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a 困难标准 says about aid; money in fen, months of the 低保 line."""

    dibao: Fen
    living_deep_months: int | None = None
    living_relative_months: int | None = None
    living_accident_months: int | None = None
    medical_ceiling: Fen | None = None
    college_months: int | None = None
    school_months: int | None = None
    one_off_ceiling: Fen | None = None

    @classmethod
    def of(cls, row: Any) -> Self:  # noqa: ANN401  a row with these columns
        """The limits among the columns of a standard."""
        return cls(*(getattr(row, each.name) for each in fields(cls)))


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most of a year, and how it is worked out."""

    limit: Fen
    how: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """What a payment makes of the ceiling of its year."""

    kind: AidKind
    year: int
    ceiling: Ceiling
    already: Fen
    amount: Fen

    @property
    def over(self) -> Fen:
        """By how much the ceiling is passed; 0 on the line and below."""
        return max(0, self.already + self.amount - self.ceiling.limit)

    @property
    def sentence(self) -> str:
        """The figures: limit, already paid, this time, over by."""
        how = f"（{self.ceiling.how}）" if self.ceiling.how else ""
        whose = "每生" if self.kind is AidKind.SCHOOLING else "每户"
        return (
            f"{self.year} 年{self.kind.label}{whose}限额 {per_head(self.ceiling.limit)}"
            f"{how}，已发 {per_head(self.already)}，本次 {per_head(self.amount)}，"
            f"超出 {per_head(self.over)}"
        )


def ceiling(
    kind: AidKind, limits: Limits, category: str | None, level: str | None
) -> Ceiling | None:
    """The most a household of this category (a student at this level) may get."""
    match kind:
        case AidKind.MEDICAL:
            return _money(limits.medical_ceiling)
        case AidKind.ONE_OFF:
            return _money(limits.one_off_ceiling)
        case AidKind.LIVING:
            name = LIVING.get(HardshipCategory(category)) if category else None
            return _months(limits, name)
        case AidKind.SCHOOLING:
            name = SCHOOLING.get(SchoolLevel(level)) if level else None
            return _months(limits, name)


def over_words(uses: Iterable[Use]) -> str:
    """The sentences of the payments that pass their ceilings."""
    return "；".join(use.sentence for use in uses if use.over)


def _money(limit: Fen | None) -> Ceiling | None:
    return None if limit is None else Ceiling(limit)


def _months(limits: Limits, name: str | None) -> Ceiling | None:
    """So many times the monthly 低保 line."""
    months = getattr(limits, name) if name else None
    if months is None:
        return None
    how = f"低保 {yuan(limits.dibao)} 元 × {months} 个月"
    return Ceiling(limits.dibao * months, how)
