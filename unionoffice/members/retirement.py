"""When a member will probably retire, by the rule in force since 2025.

The statutory age rises in small steps until 2039 (domain.md §1.8). What is worked out
here is an estimate: the personal file may tell another birthday, work underground may
allow an earlier age, and people may choose an earlier or a later month.
"""

from dataclasses import dataclass
from datetime import date

from db.vocabulary import WorkerKind
from unionoffice.calendar import Month


@dataclass(frozen=True, slots=True)
class Retirement:
    """An estimate of when somebody retires.

    Attributes:
        month: The estimated month of retirement.
        age_months: The age reached in that month, in months.
        delay_months: How many months later than before the change.
    """

    month: Month
    age_months: int
    delay_months: int

    @property
    def age_label(self) -> str:
        """The age as papers write it: 60岁1个月."""
        years, months = divmod(self.age_months, 12)
        return f"{years}岁{months}个月" if months else f"{years}岁"


@dataclass(frozen=True, slots=True)
class Rule:
    """How the age of one group rises."""

    old_age: int
    """Years, as before 2025."""
    first_delayed: Month
    """The month of birth of the first who retire later."""
    step: int
    """Months of birth that share one month of delay."""
    most: int
    """The longest delay, in months."""


RULES = {
    WorkerKind.MAN: Rule(60, Month(1965, 1), step=4, most=36),
    WorkerKind.WOMAN_CADRE: Rule(55, Month(1970, 1), step=4, most=36),
    WorkerKind.WOMAN_WORKER: Rule(50, Month(1975, 1), step=2, most=60),
}


def retirement(
    birth: date, kind: WorkerKind, *, special_age: int | None = None
) -> Retirement:
    """The estimated retirement of somebody born on that day.

    Args:
        birth: The day of birth; only its month counts.
        kind: The group with its own age.
        special_age: The age in years at which work underground or the like allows
            an earlier retirement; the earlier of the two counts.
    """
    born = Month.of(birth)
    delay = _delay(born, RULES[kind])
    age = RULES[kind].old_age * 12 + delay
    if special_age is not None and special_age * 12 < age:
        age, delay = special_age * 12, 0
    return Retirement(born + age, age, delay)


def _delay(born: Month, rule: Rule) -> int:
    if born < rule.first_delayed:
        return 0
    return min(rule.most, (born - rule.first_delayed) // rule.step + 1)
