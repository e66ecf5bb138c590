"""What a row changes in the record it speaks of, column by column as was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unionoffice.sheets.directions import Policy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unionoffice.register.register import Register
    from unionoffice.sheets.planning.plan import PlannedRow
    from unionoffice.sheets.planning.row_reader import ReadRow

SEPARATOR = "；"
EMPTY = (None, "")


class Comparer:
    """Compares rows with what is stored, and keeps words for the remark."""

    def __init__(self, register: Register, policies: Mapping[str, Policy]) -> None:
        """Take the policies; a field without one is overwritten."""
        self._remark = register.sheet.remark.key if register.sheet.remark else ""
        self._policies = {
            key: policy
            for key, policy in policies.items()
            if policy is not Policy.OVERWRITE
        }
        self._written: dict[int, tuple[str | None, list[tuple[str, str]]]] = {}

    def add_remarks(self, row: PlannedRow, causes: Mapping[str, str]) -> None:
        """Keep words that fit nowhere else in the row's remark.

        `causes` names for each remark the field its words came from.
        """
        key = self._remark
        if not causes or not key:
            return
        if self._policies:
            written = self._written.setdefault(id(row), (row.values.get(key), []))
            written[1].extend(causes.items())
        row.values[key] = SEPARATOR.join(filter(None, (row.values.get(key), *causes)))

    def differences(self, row: PlannedRow, stored: Mapping[str, Any]) -> dict[str, Any]:
        """What the row says that is not stored; an empty cell says nothing."""
        return self._differences(row.values, stored)

    def compare(self, row: PlannedRow, stored: Mapping[str, Any]) -> None:
        """Find out what the row changes, and what a policy keeps as it is."""
        if not self._policies:
            row.changes = self._differences(row.values, stored)
            return
        if id(row) in self._written:
            row.values[self._remark] = self._remark_of(row, stored)
        found = self._differences(row.values, stored)
        held = {key for key in found if self._keeps(key, stored)}
        row.changes = {key: found[key] for key in found if key not in held}
        row.held_back = {key: found[key] for key in found if key in held}
        row.values.update({key: stored[key] for key in held})

    def _differences(
        self, values: Mapping[str, Any], stored: Mapping[str, Any]
    ) -> dict[str, Any]:
        found = {
            key: value
            for key, value in values.items()
            if value is not None and key in stored and stored[key] != value
        }
        remark = self._remark
        if remark in found and stored[remark]:
            found[remark] = _joined(stored[remark], found[remark])
            if found[remark] == stored[remark]:
                del found[remark]
        return found

    def _remark_of(self, row: PlannedRow, stored: Mapping[str, Any]) -> str | None:
        """The row's remark without the words of columns that are kept as they are."""
        own, remarks = self._written[id(row)]
        kept = [words for words, key in remarks if not self._keeps(key, stored)]
        return SEPARATOR.join(filter(None, (own, *kept))) or None

    def _keeps(self, key: str, stored: Mapping[str, Any]) -> bool:
        """Whether what is stored in a field stays, whatever the file says."""
        policy = self._policies.get(key, Policy.OVERWRITE)
        if policy is Policy.FILL:
            return stored.get(key) not in EMPTY
        return policy is Policy.KEEP


def causes_of(read: ReadRow) -> dict[str, str]:
    """A row's remarks with the fields they came from, where that is known."""
    return {words: read.causes.get(words, "") for words in read.remarks}


def _joined(stored: str, more: str) -> str:
    """The stored remark with whatever words it does not have yet."""
    parts = [part for part in more.split(SEPARATOR) if part not in stored]
    return SEPARATOR.join((stored, *parts))
