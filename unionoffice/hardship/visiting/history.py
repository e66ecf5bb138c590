"""What people were given before, and how they stand: what the checks ask the store.

Everything is read in bulk for all the visits to be judged, so that a file of years is
judged as quickly as a form. A visit without a day (待慰问) is not judged and does not
count: nothing has been given yet.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, select

from db.models import Person, Visit
from db.vocabulary import (
    FundSource,
    MemberState,
    Recipient,
    VisitForm,
    VisitOccasion,
)
from unionoffice.hardship.visiting.checks import Fault, Given, Standing, faults
from unionoffice.hardship.visiting.gift import value_of
from unionoffice.hardship.visiting.rules import RuleBook
from unionoffice.members import facts
from unionoffice.members.membership import state_on

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

PART = 400
Who = tuple[str, object]

FACTS = (
    *("person_id", "id_number", "visited_on", "occasion", "form", "amount"),
    *("quantity", "unit_price", "source", "illness", "recipient"),
)
"""The columns of a visit by which it is judged."""


def who(values: Mapping[str, Any]) -> Who | None:
    """Whose account a visit stands to: the member's, else that of an ID number."""
    if values.get("person_id") is not None:
        return ("person", values["person_id"])
    if values.get("id_number"):
        return ("id", values["id_number"])
    return None


def given(values: Mapping[str, Any]) -> Given | None:
    """The columns of a visit as the rules see it; None while it is not judged."""
    day, occasion = values.get("visited_on"), values.get("occasion")
    if day is None or not occasion or not values.get("form"):
        return None
    source = values.get("source")
    return Given(
        on=day,
        occasion=VisitOccasion(occasion),
        form=VisitForm(values["form"]),
        value=value_of(values),
        source=FundSource(source) if source else None,
        illness=values.get("illness"),
        recipient=Recipient(values.get("recipient") or Recipient.MEMBER),
    )


class Judge:
    """Judges visits beside what the store holds and what was judged before them."""

    def __init__(
        self, connection: Connection, visits: Sequence[Mapping[str, Any]]
    ) -> None:
        """Read what is needed for these visits; `visits` are columns by name."""
        self._connection = connection
        self._rules = RuleBook(connection)
        self._given: dict[Who, dict[object, Given]] = defaultdict(dict)
        self._whose: dict[object, Who] = {}
        self._standing: dict[tuple[int, date], Standing] = {}
        wanted = {found for values in visits if (found := who(values)) is not None}
        for values in self._stored(wanted):
            self.count(values, values["id"])
        self._stand(visits)

    def faults(self, values: Mapping[str, Any], key: object = None) -> list[Fault]:
        """What speaks against a visit; `key` names it if it is among the others."""
        visit, person = given(values), who(values)
        if visit is None:
            return []
        others = self._given.get(person, {}) if person else {}
        return list(
            faults(
                visit,
                [item for at, item in others.items() if key is None or at != key],
                self._rules.rule(visit.occasion, visit.on),
                warmth=self._rules.warmth(visit.on),
                standing=self._standing.get((values.get("person_id") or 0, visit.on)),
            )
        )

    def count(self, values: Mapping[str, Any], key: object) -> None:
        """Count a visit as made from now on, in place of an older one of its key."""
        visit, person = given(values), who(values)
        self.forget(key)
        if visit is not None and person is not None:
            self._given[person][key] = visit
            self._whose[key] = person

    def forget(self, key: object) -> None:
        """Count a visit no longer: it will be another one."""
        person = self._whose.pop(key, None)
        if person is not None:
            del self._given[person][key]

    def _stored(self, wanted: Collection[Who]) -> Iterator[dict[str, Any]]:
        columns = [getattr(Visit, name) for name in FACTS]
        statement = select(Visit.id, *columns).where(
            Visit.deleted_at.is_(None), Visit.visited_on.is_not(None)
        )
        for kind, attribute in (("person", Visit.person_id), ("id", Visit.id_number)):
            keys = [key for of, key in wanted if of == kind]
            alone = Visit.person_id.is_(None) if kind == "id" else None
            for part in _parts(keys):
                mine = attribute.in_(part)
                condition = mine if alone is None else and_(mine, alone)
                for row in self._connection.execute(statement.where(condition)):
                    yield row._asdict()

    def _stand(self, visits: Iterable[Mapping[str, Any]]) -> None:
        """How members stand on the days of their visits, where a rule asks for it."""
        by_day: dict[date, set[int]] = defaultdict(set)
        for values in visits:
            visit, person = given(values), values.get("person_id")
            if visit is None or not isinstance(person, int):
                continue
            rule = self._rules.rule(visit.occasion, visit.on)
            if rule is not None and rule.payers_only:
                by_day[visit.on].add(person)
        for day, persons in by_day.items():
            for key, standing in standings(self._connection, persons, day).items():
                self._standing[key, day] = standing


def standings(
    connection: Connection, persons: Collection[int], day: date
) -> dict[int, Standing]:
    """How these people stand with the union on a day."""
    found: dict[int, Standing] = {}
    columns = (Person.id, state_on(day), facts.months_in_arrears(day))
    for part in _parts(sorted(persons)):
        rows = connection.execute(select(*columns).where(Person.id.in_(part)))
        for key, state, months in rows:
            found[key] = Standing(MemberState(state), months)
    return found


def _parts(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(keys), PART):
        yield keys[start : start + PART]
