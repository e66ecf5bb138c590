"""Matches rows with the store and with each other, and judges each one."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from unionoffice.register.complaint import Complaint, Level
from unionoffice.sheets.plan import PlannedRow, RowState, Wanted

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from unionoffice.register.register import Register
    from unionoffice.register.sheet import SheetRow
    from unionoffice.sheets.known import Known

SEPARATOR = "；"


class Matcher:
    """Finds for each row the record it speaks of, and what it says about it."""

    def __init__(
        self, register: Register, known: Known, sheet_names: Sequence[str]
    ) -> None:
        """Begin with the store's records and no rows yet."""
        self.register = register
        self._sheet_names = sheet_names
        self.sheet = register.sheet
        self.known = known
        self._first: dict[tuple[Any, ...], PlannedRow] = {}
        self._seen: dict[tuple[Any, ...], PlannedRow] = {}
        self._spoken: dict[int, PlannedRow] = {}

    def judge(self, sheet: int, number: int, read: SheetRow) -> PlannedRow:
        """Judge one row by itself and against the rows above it.

        Whether a matched row really changes anything is found by `compare` for all
        rows together.
        """
        uid = read.values.pop("uid", None)
        row = PlannedRow(sheet, number, RowState.NEW, read.values, read.complaints)
        self.add_remarks(row, read.remarks)
        if any(item.level is Level.REJECT for item in read.complaints):
            row.state = RowState.REJECTED
            return row
        earlier = self._earlier(row, uid)
        if earlier is not None:
            self._judge_again(row, earlier)
            return row
        row.record_id = self._match(row, uid)
        if row.record_id is not None:
            row.state = RowState.CHANGED
            self._refuse_second(row)
            self._refuse_taken(row)
        return row

    def compare(self, rows: Sequence[PlannedRow], given: Collection[str]) -> None:
        """Find out what the matched rows change; those that change nothing are same."""
        matched = [row for row in rows if row.state is RowState.CHANGED]
        fields = [self.register.fields[key] for key in sorted(self._comparable(given))]
        held = self.known.values([row.record_id or 0 for row in matched], fields)
        for row in matched:
            row.changes = self._changes(row, held[row.record_id or 0])
            if not row.changes:
                row.state = RowState.SAME

    def recognise(self, rows: Sequence[PlannedRow], given: Collection[str]) -> None:
        """Find the new rows that say nothing but what some record holds already.

        A row without any number, such as a name and a unit, is matched by nothing;
        read a second time it must not make a second person.
        """
        if not self.known.identities:
            return
        alike = {
            place: found
            for place, row in enumerate(rows)
            if row.state is RowState.NEW and (found := self.known.alike(row.values))
        }
        if not alike:
            return
        fields = [self.register.fields[key] for key in sorted(self._comparable(given))]
        wanted = sorted({record for found in alike.values() for record in found})
        held = self.known.values(wanted, fields)
        for place, records in alike.items():
            row = rows[place]
            for record in records:
                if not self._changes(row, held[record]):
                    row.record_id, row.state = record, RowState.SAME
                    break

    def add_remarks(self, row: PlannedRow, remarks: Sequence[str]) -> None:
        """Keep words that fit nowhere else in the row's remark."""
        if not remarks or self.sheet.remark is None:
            return
        key = self.sheet.remark.key
        row.values[key] = SEPARATOR.join(filter(None, (row.values.get(key), *remarks)))

    def _comparable(self, given: Collection[str]) -> set[str]:
        known = set(self.register.fields)
        derived = {key for row in self._spoken.values() for key in row.values}
        remark = {self.sheet.remark.key} if self.sheet.remark else set()
        late = set(self.sheet.when_new) - set(given)
        return ((set(given) | derived | remark) & known) - late

    def _changes(self, row: PlannedRow, stored: dict[str, Any]) -> dict[str, Any]:
        return {
            key: value
            for key, value in self._wished(row, stored).items()
            if key in stored and stored[key] != value
        }

    def _wished(self, row: PlannedRow, stored: dict[str, Any]) -> dict[str, Any]:
        """What the row wants to be stored; an empty cell never erases."""
        wished = {key: value for key, value in row.values.items() if value is not None}
        remark = self.sheet.remark.key if self.sheet.remark else ""
        if remark in wished and stored.get(remark):
            wished[remark] = _joined(stored[remark], wished[remark])
        return wished

    def _earlier(self, row: PlannedRow, uid: str | None) -> PlannedRow | None:
        """The row above that speaks of the same thing; the row itself is remembered."""
        group = self._unique_group(row)
        if group is not None:
            value = tuple(row.values[key] for key in group)
            return self._remember(self._first, (group, value), row)
        whole = (uid, *sorted(row.values.items(), key=itemgetter(0)))
        return self._remember(self._seen, whole, row)

    def _unique_group(self, row: PlannedRow) -> tuple[str, ...] | None:
        values = row.values
        for group in self.sheet.unique:
            for key in group:
                if values.get(key) is None:
                    break
            else:
                return group
        return None

    @staticmethod
    def _remember(
        rows: dict[Any, PlannedRow], key: object, row: PlannedRow
    ) -> PlannedRow | None:
        earlier = rows.setdefault(key, row)
        return None if earlier is row else earlier

    def _judge_again(self, row: PlannedRow, earlier: PlannedRow) -> None:
        if row.values == earlier.values:
            row.state, row.complaints = RowState.SAME, ()
            return
        row.state = RowState.REJECTED
        group = self._unique_group(row) or ()
        label = "、".join(self.register.fields[key].label for key in group)
        place = self._place(row, earlier)
        words = f"{label}与{place}相同，但其他内容不同，请核对后只留一行"
        row.complaints = [*row.complaints, Complaint(group[0], Level.REJECT, words)]

    def _place(self, row: PlannedRow, earlier: PlannedRow) -> str:
        """Where the earlier row stands, seen from this one."""
        place = f"第 {earlier.number} 行"
        if earlier.sheet == row.sheet:
            return place
        return f"工作表“{self._sheet_names[earlier.sheet]}”{place}"

    def _match(self, row: PlannedRow, uid: str | None) -> int | None:
        by_uid = self.known.by_uid.get(uid or "")
        if by_uid is not None:
            return by_uid
        if not self.known.identities:
            return None
        for place, group in enumerate(self.sheet.match_on):
            values = tuple(row.values.get(key) for key in group)
            if any(value is None or isinstance(value, Wanted) for value in values):
                continue
            found = [
                record
                for record in self.known.find(group, values)
                if not self._contradicts(row, record, place)
            ]
            if len(found) == 1:
                return found[0]
        return None

    def _contradicts(self, row: PlannedRow, record: int, place: int) -> bool:
        """Whether a surer identity says that the record is another one.

        What a row above gives the record counts as if it were stored already.
        """
        held = self.known.identities[record]
        spoken = self._spoken.get(record)
        given = spoken.values if spoken else {}
        for group in self.sheet.match_on[: place + 1]:
            for key in group:
                mine, theirs = row.values.get(key), given.get(key) or held[key]
                if mine is not None and theirs is not None and mine != theirs:
                    return True
        return False

    def _refuse_second(self, row: PlannedRow) -> None:
        """Two rows about one record of the store must not both change it."""
        earlier = self._spoken.setdefault(row.record_id or 0, row)
        if earlier is row or earlier.values == row.values:
            return
        place = self._place(row, earlier)
        words = f"与{place}是同一条记录，但内容不同，请核对后只留一行"
        row.state = RowState.REJECTED
        key = self.sheet.match_on[0][0]
        row.complaints = [*row.complaints, Complaint(key, Level.REJECT, words)]

    def _refuse_taken(self, row: PlannedRow) -> None:
        """What only one record may have must not be taken from another one."""
        group = self._unique_group(row)
        if group is None or group not in self.sheet.match_on:
            return
        holders = self.known.find(group, tuple(row.values[key] for key in group))
        if set(holders) <= {row.record_id}:
            return
        label = "、".join(self.register.fields[key].label for key in group)
        row.state = RowState.REJECTED
        words = f"{label}已登记在另一条记录上，请核对"
        row.complaints = [*row.complaints, Complaint(group[0], Level.REJECT, words)]


def _joined(stored: str, more: str) -> str:
    """The stored remark with whatever words it does not have yet."""
    parts = [part for part in more.split(SEPARATOR) if part not in stored]
    return SEPARATOR.join((stored, *parts))
