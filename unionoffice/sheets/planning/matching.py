"""Matches rows with the store and with each other, and judges each one."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from unionoffice.register.complaint import Complaint, Level
from unionoffice.sheets.directions import AskedRow, Otherwise
from unionoffice.sheets.planning.comparing import causes_of
from unionoffice.sheets.planning.plan import PlannedRow, RowState, Wanted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from unionoffice.progress import Progress
    from unionoffice.register.register import Register
    from unionoffice.sheets.directions import Answer, AskedWords
    from unionoffice.sheets.known import Known
    from unionoffice.sheets.planning.comparing import Comparer
    from unionoffice.sheets.planning.row_reader import ReadRow

AT_A_TIME = 1_000
"""Rows compared between two reports."""
MOST_ALIKE = 50
"""What more records than this bear identifies none of them."""


class Matcher:
    """Finds for each row the record it speaks of, and what it says about it."""

    def __init__(
        self,
        register: Register,
        known: Known,
        comparer: Comparer,
        sheet_names: Sequence[str],
        answers: Mapping[AskedWords | AskedRow, Answer],
    ) -> None:
        """Begin with the store's records and no rows yet."""
        self.register = register
        self.sheet = register.sheet
        self.known = known
        self.candidates: dict[AskedRow, tuple[int, ...]] = {}
        self._comparer = comparer
        self._sheet_names = sheet_names
        self._answers = {
            asked: said
            for asked, said in answers.items()
            if isinstance(asked, AskedRow)
        }
        self._first: dict[tuple[Any, ...], PlannedRow] = {}
        self._seen: dict[tuple[Any, ...], PlannedRow] = {}
        self._spoken: dict[int, PlannedRow] = {}

    def judge(self, sheet: int, number: int, read: ReadRow) -> PlannedRow:
        """Judge one row by itself and against the rows above it.

        Whether a matched row really changes anything is found by `compare` for all
        rows together.
        """
        uid = read.values.pop("uid", None)
        row = PlannedRow(sheet, number, RowState.NEW, read.values, read.complaints)
        if read.remarks:
            self._comparer.add_remarks(row, causes_of(read))
        if read.skipped or (self._answers and self._answer(row) is Otherwise.SKIP):
            row.state = RowState.SKIPPED
        elif any(item.level is Level.REJECT for item in read.complaints):
            row.state = RowState.REJECTED
        elif read.asks:
            row.state = RowState.ASKED
            row.asks = tuple(ask.asked for ask in read.asks)
        elif (earlier := self._earlier(row, uid)) is not None:
            self._judge_again(row, earlier)
        else:
            self._find_record(row, uid)
        return row

    def compare(
        self, rows: Sequence[PlannedRow], given: Collection[str], progress: Progress
    ) -> None:
        """Find out what the matched rows change; those that change nothing are same."""
        matched = [row for row in rows if row.state is RowState.CHANGED]
        fields = [self.register.fields[key] for key in sorted(self._comparable(given))]
        for start in range(0, len(matched), AT_A_TIME):
            progress.report(0.85 + 0.1 * start / len(matched), "与已有记录比较")
            progress.check()
            part = matched[start : start + AT_A_TIME]
            held = self.known.values([row.record_id or 0 for row in part], fields)
            for row in part:
                self._comparer.compare(row, held[row.record_id or 0])
                if not row.changes:
                    row.state = RowState.SAME

    def recognise(
        self, rows: Sequence[PlannedRow], given: Collection[str], progress: Progress
    ) -> None:
        """Find the rows that say nothing but what some record holds already.

        A row without any number, such as a name and a unit, is matched by nothing;
        read a second time it must not make a second person. Nor need anybody choose
        between records where one of them holds all that the row says.
        """
        if not self.known.identities:
            return
        alike = list(self._alike(rows))
        fields = [self.register.fields[key] for key in sorted(self._comparable(given))]
        for start in range(0, len(alike), AT_A_TIME):
            progress.report(0.95, "与已有记录比较")
            progress.check()
            part = alike[start : start + AT_A_TIME]
            wanted = sorted({record for _, found in part for record in found})
            held = self.known.values(wanted, fields)
            for row, records in part:
                progress.check()
                for record in records:
                    if not self._comparer.differences(row, held[record]):
                        row.record_id, row.state, row.asks = record, RowState.SAME, ()
                        break

    def _alike(
        self, rows: Sequence[PlannedRow]
    ) -> Iterator[tuple[PlannedRow, Sequence[int]]]:
        """The rows that may say nothing new, with the records to look at."""
        for row in rows:
            if row.state is RowState.NEW:
                if self.sheet.tallied:
                    continue
                found: Sequence[int] = self.known.alike(row.values)
            elif row.state is RowState.ASKED:
                found = [
                    record
                    for asked in row.asks
                    if isinstance(asked, AskedRow)
                    for record in self.candidates[asked]
                ]
            else:
                continue
            if found:
                yield row, found

    def _comparable(self, given: Collection[str]) -> set[str]:
        known = set(self.register.fields)
        derived: set[str] = set()
        for row in self._spoken.values():
            derived.update(row.values)
        remark = {self.sheet.remark.key} if self.sheet.remark else set()
        late = set(self.sheet.when_new) - set(given)
        return ((set(given) | derived | remark) & known) - late

    def _find_record(self, row: PlannedRow, uid: str | None) -> None:
        """Match a row with the store; ask where several records fit it."""
        found = self._match(row, uid)
        if len(found) > 1:
            answer = self._answer(row)
            if answer is Otherwise.NEW:
                return
            if answer not in found:
                asked = self._asked(row)
                self.candidates[asked] = tuple(found)
                row.state, row.asks = RowState.ASKED, (asked,)
                return
            found = [record for record in found if record == answer]
        if found:
            row.record_id = found[0]
            row.state = RowState.CHANGED
            self._refuse_second(row)
            self._refuse_taken(row)

    def _asked(self, row: PlannedRow) -> AskedRow:
        return AskedRow(self._sheet_names[row.sheet], row.number)

    def _answer(self, row: PlannedRow) -> Answer | None:
        return self._answers.get(self._asked(row))

    def _earlier(self, row: PlannedRow, uid: str | None) -> PlannedRow | None:
        """The row above that speaks of the same thing; the row itself is remembered."""
        group = self._unique_group(row)
        if group is not None:
            value = tuple(row.values[key] for key in group)
            return self._remember(self._first, (group, value), row)
        if self.sheet.tallied and uid is None:
            return None
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

    def _match(self, row: PlannedRow, uid: str | None) -> Sequence[int]:
        """The record a row speaks of; several, if no identity tells them apart."""
        by_uid = self.known.by_uid.get(uid or "")
        if by_uid is not None:
            return (by_uid,)
        if not self.known.identities:
            return ()
        several: Sequence[int] = ()
        for place, group in enumerate(self.sheet.match_on):
            values = tuple(row.values.get(key) for key in group)
            if any(value is None or isinstance(value, Wanted) for value in values):
                continue
            bearers = self.known.find(group, values)
            if self.sheet.tallied:
                bearers = [key for key in bearers if key not in self._spoken]
            elif len(bearers) > MOST_ALIKE:
                continue
            found = [
                record
                for record in bearers
                if not self._contradicts(row, record, place)
            ]
            if found and self.sheet.tallied:
                return (min(found, key=lambda record: self._unlike(row, record)),)
            if len(found) == 1:
                return found
            several = several or found
        return several

    def _unlike(self, row: PlannedRow, record: int) -> tuple[int, int]:
        """In how much a record differs from a row; of equals the older one first."""
        differing = sum(
            value is not None and self.known.column(key).get(record) != value
            for key, value in row.values.items()
            if key in self.register.fields
        )
        return differing, record

    def _contradicts(self, row: PlannedRow, record: int, place: int) -> bool:
        """Whether a surer identity says that the record is another one.

        What a row above gives the record counts as if it were stored already.
        """
        spoken = self._spoken.get(record)
        given = spoken.values if spoken else {}
        return self.known.contradicts(record, row.values, place, given)

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
