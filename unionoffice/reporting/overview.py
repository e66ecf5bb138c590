"""The forms of an office at a glance: what was handed in last, and what changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from unionoffice.errors import Refused
from unionoffice.reporting.filled import Filled
from unionoffice.reporting.filling import examples
from unionoffice.reporting.form import FROM_SHEET
from unionoffice.reporting.store import discarded_forms, forms, samples
from unionoffice.reporting.submissions import changes_since, submissions

if TYPE_CHECKING:
    from unionoffice.office import Office
    from unionoffice.register.register import Register
    from unionoffice.reporting.filled import Difference, Submission
    from unionoffice.reporting.form import Form
    from unionoffice.reporting.store import Sample

EVERY_RECORD = 10_000_000


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form, and everything that was handed in on it, newest first."""

    form: Form
    submissions: tuple[Submission, ...] = ()

    @property
    def last(self) -> Submission | None:
        """What was handed in last."""
        return self.submissions[0] if self.submissions else None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything there is: forms by name, those in the recycle bin, and samples."""

    lines: tuple[FormLine, ...]
    discarded: tuple[Form, ...] = ()
    samples: tuple[Sample, ...] = ()


def shelf(office: Office) -> Shelf:
    """Every form with its submissions, and what a form can be made of."""
    lines = (FormLine(form, tuple(submissions(office, form))) for form in forms(office))
    return Shelf(tuple(lines), tuple(discarded_forms(office)), tuple(samples()))


def source_words(office: Office, register: str) -> str:
    """Where the records of a form come from, in words."""
    if register == FROM_SHEET:
        return "另选的表格"
    known = office.registers.get(register)
    return known.title if known is not None else f"没有的台账“{register}”"


def since_last(office: Office, form: Form) -> Difference | None:
    """What changed since a form was handed in last, without filling it.

    None where that cannot be known: it was never handed in, or its records come from a
    spreadsheet.

    Raises:
        Refused: the mapping does not fit its register any more.
    """
    if form.register == FROM_SHEET or not submissions(office, form):
        return None
    day = office.clock.today()
    rows = examples(office, form, day, most=EVERY_RECORD)
    return changes_since(office, Filled(form, day, b"", rows, ()))


def record_of(office: Office, register: Register, uid: str) -> int:
    """The key of a record, by its key for life.

    Raises:
        Refused: it is gone, or in the recycle bin.
    """
    model = register.model
    living = select(model.id).where(model.uid == uid, model.deleted_at.is_(None))
    with office.reading() as connection:
        key = connection.scalar(living)
    if key is None:
        raise Refused("这条记录已经删除，请重新核对。")
    return key
