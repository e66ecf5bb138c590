"""The front desk: everything that is read or written passes here.

Lists get plain tuples, forms a frozen `Draft`; every write is one transaction with a
reason, answers with the `Changes` it made, and can be undone. The office knows the
registers it was given, and none by name.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import func, select

from db import audit_check, derived, files
from db import undo as db_undo
from db.audit import Occasion, Writer, transaction
from db.engine import open_store
from db.migrate import bring_up_to_date, create_store
from db.models import Batch, OfficeFact
from db.undo_rules import final
from unionoffice.clock import Clock
from unionoffice.errors import Refused
from unionoffice.progress import SILENT, without_collecting
from unionoffice.register import draft as drafts
from unionoffice.register import record
from unionoffice.register import view as lists
from unionoffice.register.changes import Changes, PastBatch
from unionoffice.register.past import EVERYTHING, past_batches
from unionoffice.register.refusing import refusing
from unionoffice.sheets.planning import layouts
from unionoffice.sheets.planning.apply import apply as apply_plan
from unionoffice.sheets.planning.make import make_plan
from unionoffice.sheets.tables.table import NOTHING_SAID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from db.audit import Written
    from db.engine import Store
    from db.undo import Decisions
    from unionoffice.progress import Progress
    from unionoffice.register.column import AnyColumn
    from unionoffice.register.complaint import Complaint
    from unionoffice.register.draft import Draft
    from unionoffice.register.kinds import Reference
    from unionoffice.register.past import Sought
    from unionoffice.register.register import Register
    from unionoffice.register.view import View
    from unionoffice.sheets.directions import Directions
    from unionoffice.sheets.planning.plan import Plan
    from unionoffice.sheets.reading.raw import Workbook

UNION_NAME = "union_name"


class Office:
    """An open store with its registers, clock and the person at the desk."""

    def __init__(
        self,
        store: Store,
        registers: Iterable[Register],
        *,
        clock: Clock | None = None,
        who: str = "工会干事",
    ) -> None:
        """Take charge of an open store."""
        self.store = store
        self.registers: dict[str, Register] = {item.key: item for item in registers}
        self.clock = clock or Clock()
        self.who = who

    @classmethod
    def found(
        cls,
        path: Path,
        registers: Iterable[Register],
        *,
        union_name: str,
        clock: Clock | None = None,
    ) -> Self:
        """Make a new store for a union and open it.

        Raises:
            Refused: the name is empty, there is a store already, or the folder
                cannot be written to.
        """
        name = union_name.strip()
        if not name:
            sentence = "请填写单位名称。"
            raise Refused(sentence)
        with refusing():
            create_store(path)
        office = cls.open(path, registers, clock=clock)
        office.set_fact(UNION_NAME, name)
        return office

    @classmethod
    def open(
        cls, path: Path, registers: Iterable[Register], *, clock: Clock | None = None
    ) -> Self:
        """Open a store, bringing an older one up to date first.

        Raises:
            Refused: it is missing, in use, newer than this program, damaged, …
        """
        with refusing():
            if path.is_file():
                bring_up_to_date(path)
            return cls(open_store(path), registers, clock=clock)

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def register(self, key: str) -> Register:
        """The register of this key.

        Raises:
            Refused: there is none.
        """
        if key not in self.registers:
            known = "、".join(f"{item.key}（{item.title}）" for item in self)
            sentence = f"没有名为“{key}”的台账。现有：{known}。"
            raise Refused(sentence)
        return self.registers[key]

    def __iter__(self) -> Iterator[Register]:
        """The registers, in the order they were given."""
        return iter(self.registers.values())

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent state of the store, for jobs that need their own query.

        Raises:
            Refused: the store cannot be read.
        """
        with refusing(), self.store.reading() as connection:
            yield connection

    @contextmanager
    def transaction(self, reason: str, *, kind: str = "edit") -> Iterator[Writer]:
        """Write something: all of it, with its trail, or nothing.

        What was written is in `writer.written` afterwards; see `changes_of`.

        Raises:
            Refused: the store or a row says no.
        """
        occasion = Occasion(self.who, self.clock.now(), reason[:200], kind)
        with refusing(self), transaction(self.store, occasion) as writer:
            yield writer

    def view(self, register: Register) -> View:
        """The register's list as of today, without filters."""
        return lists.View(register, self.clock.today())

    def ids(self, wanted: View) -> list[int]:
        """The keys of the list's rows, in order."""
        with self.reading() as connection:
            return lists.ids(connection, wanted)

    def rows(
        self, wanted: View, columns: Sequence[AnyColumn], keys: Sequence[int]
    ) -> list[tuple[Any, ...]]:
        """The values of these rows, in the order of `keys`; gone rows are left out."""
        with self.reading() as connection:
            found = lists.rows(connection, wanted, columns, keys)
        return [found[key] for key in keys if key in found]

    def uids(self, register: Register, keys: Sequence[int]) -> dict[int, str]:
        """The keys for life of these rows."""
        with self.reading() as connection:
            return lists.uids(connection, register, keys)

    def totals(self, wanted: View) -> dict[str, int]:
        """Sums of the register's totalled columns over the whole list."""
        with self.reading() as connection:
            return lists.totals(connection, wanted)

    def options(self, kind: Reference) -> list[record.Option]:
        """The records a reference may point at."""
        with self.reading() as connection:
            return record.options(connection, kind)

    def new_draft(
        self, register: Register, values: Mapping[str, Any] | None = None
    ) -> Draft:
        """An empty record of a register, with some values filled in."""
        filled = {**dict.fromkeys(register.fields), **(values or {})}
        with self.reading() as connection:
            words = record.shown(connection, register, filled)
        return drafts.Draft(register, None, filled, shown=words)

    def draft(self, register: Register, record_id: int) -> Draft:
        """A record, to look at and to change.

        Raises:
            Refused: it is gone.
        """
        with self.reading() as connection:
            return record.load(connection, register, record_id, self.clock.today())

    def complaints(self, draft: Draft) -> tuple[Draft, tuple[Complaint, ...]]:
        """What would be said if the draft were saved.

        The draft comes back with the values filled in that follow from others.
        """
        values = dict(draft.values)
        today, fill = self.clock.today(), draft.register.fill
        if fill is not None:
            with self.reading() as connection:
                fill(connection, draft.record_id, values, today, self.who)
        found = drafts.check(draft.register, values, today)
        guard = draft.register.guards.save
        if guard is not None:
            with self.reading() as connection:
                found = (*found, *guard(connection, draft.record_id, values))
        return draft.with_values(**values), found

    def save(self, draft: Draft) -> Changes:
        """Write a draft; a new record's key is in `Changes.touched`.

        Raises:
            NotAccepted: a field is missing or wrong, with a complaint each.
            Refused: the record moved on since it was opened, the register is locked,
                or the store says no.
        """
        draft.register.refuse_if_locked()
        draft, found = self.complaints(draft)
        drafts.refuse(found)
        noun = draft.register.noun
        reason = f"修改{noun}：{draft.title}" if draft.record_id else f"新增{noun}"
        with self.transaction(reason) as writer:
            record.write(writer, draft, self.clock.today())
        return changes_of(writer.written)

    def discard(self, register: Register, ids: Sequence[int]) -> Changes:
        """Move records to the recycle bin.

        Raises:
            Refused: a rule of the register forbids it.
        """
        register.refuse_if_locked()
        if register.guards.discard is not None:
            with self.reading() as connection:
                register.guards.discard(connection, ids)
        with self.transaction(f"{register.noun}移入回收站（{len(ids)} 条）") as writer:
            writer.discard(register.model, ids)
        return changes_of(writer.written)

    def restore(self, register: Register, ids: Sequence[int]) -> Changes:
        """Take records out of the recycle bin.

        Raises:
            Refused: a living record stands in the way (same ID number), or one was
                merged: what follows it comes back with it, by undoing the merge.
        """
        register.refuse_if_locked()
        with self.reading() as connection:
            record.refuse_merged(connection, register, ids, self.clock.today())
        with self.transaction(
            f"从回收站恢复{register.noun}（{len(ids)} 条）"
        ) as writer:
            writer.restore(register.model, ids)
        return changes_of(writer.written)

    def plan(
        self,
        register: Register,
        workbook: Workbook,
        progress: Progress = SILENT,
        directions: Directions = NOTHING_SAID,
    ) -> Plan:
        """What the import of a workbook would do; nothing is written.

        Raises:
            Refused: no sheet has a header that can be recognised, nothing may be
                imported into this register, or what was said of the file cannot be.
            Cancelled: the person asked to stop.
        """
        register.refuse_if_locked()
        with self.reading() as connection, without_collecting():
            day = self.clock.today()
            return make_plan(
                connection, register, workbook, day, progress, directions, self
            )

    def apply(self, plan: Plan, progress: Progress = SILENT) -> Changes:
        """Carry out a plan in one transaction; `undo` takes it back whole.

        Raises:
            Refused: the store moved on since the plan was made, or says no.
            Cancelled: the person asked to stop; nothing was written.
        """
        plan.register.refuse_if_locked()
        reason = f"导入{plan.register.title}：{plan.source}（{plan.sentence()}）"
        with without_collecting(), self.transaction(reason, kind="import") as writer:
            mark = writer.connection.scalar(select(func.max(Batch.id))) or 0
            apply_plan(writer, plan, mark=mark, progress=progress)
        return changes_of(writer.written, plan.sentence())

    def remembered(self, register: Register, workbook: Workbook) -> Directions:
        """What was said before of files with the header words of this one."""
        with self.reading() as connection:
            return layouts.recall(connection, register, workbook)

    def remember_layout(self, plan: Plan) -> Changes:
        """Keep what was said of a file's columns, for the next one like it.

        A batch of its own, after the import: undoing either leaves the other alone.
        """
        reason = f"记住“{plan.source}”各列的对应"
        with self.transaction(reason, kind="layout") as writer:
            layouts.remember(writer, plan)
        return changes_of(writer.written)

    def undo(
        self,
        batch: str,
        decisions: Decisions | None = None,
        progress: Progress = SILENT,
    ) -> Changes:
        """Put a batch back: whole, or row by row as was decided (see `undoing`).

        Raises:
            Refused: rows were edited since and nothing was decided; the sentence says
                which. Or the store moved on since it was looked at, or says no.
            Cancelled: the person asked to stop; nothing was written.
        """
        at, who = self.clock.now(), self.who
        with refusing(self), without_collecting():
            written = db_undo.undo(
                self.store, batch, who=who, at=at, decisions=decisions, watch=progress
            )
        return changes_of(written)

    def batches(self, limit: int = 200, sought: Sought = EVERYTHING) -> list[PastBatch]:
        """The newest lines of the trail, or of those of them that are sought."""
        with self.reading() as connection:
            return past_batches(connection, limit, sought)

    def keep_file(self, content: bytes, name: str, media_type: str) -> str:
        """Keep the bytes of a file beside the store; returns their fingerprint.

        Raises:
            Refused: the folder cannot be written to.
        """
        with self.transaction(f"保存附件：{name}", kind="file") as writer:
            folder = self.store.folder
            return files.keep(writer, folder, content, name, media_type)

    def load_file(self, digest: str) -> bytes:
        """The bytes of a fingerprint.

        Raises:
            Refused: they are gone or damaged.
        """
        with refusing():
            return files.load(self.store.folder, digest)

    def problems(self) -> list[str]:
        """Faults of the file, the trail, the search index and the declarations."""
        with refusing():
            found = self.store.check()
        with self.reading() as connection:
            found += audit_check.problems(connection)
            found += derived.problems(connection)
        for register in self:
            found += register.problems()
            found += register.faults(self) if register.faults else ()
        return found

    def fact(self, key: str) -> str:
        """A named fact of this office (单位名称 …), or an empty text."""
        statement = select(OfficeFact.value).where(OfficeFact.key == key)
        with self.reading() as connection:
            return connection.scalar(statement) or ""

    def set_fact(self, key: str, value: str) -> Changes:
        """Keep a named fact of this office."""
        find = select(OfficeFact.id).where(OfficeFact.key == key)
        with self.transaction("修改本单位资料") as writer:
            known = writer.connection.scalar(find)
            if known is None:
                writer.insert(OfficeFact, {"key": key, "value": value})
            else:
                writer.update(OfficeFact, known, {"value": value})
        return changes_of(writer.written)


def changes_of(written: Written, sentence: str = "") -> Changes:
    """What a finished transaction touched, for the screens."""
    touched = {name: frozenset(ids) for name, ids in written.touched.items()}
    return Changes(written.batch, touched, sentence, bool(final(touched)))
