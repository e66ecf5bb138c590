"""What mapping a form asks of the office; every function runs in the worker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ui import tasks
from ui.screens.reporting.deeds import read
from ui.screens.reporting.marking import Examples
from unionoffice.errors import OfficeError
from unionoffice.office import UNION_NAME
from unionoffice.reporting import store
from unionoffice.reporting.filling import examples, fixed_examples
from unionoffice.reporting.form import FROM_SHEET, Form
from unionoffice.reporting.headings import headings
from unionoffice.reporting.picture import pictures
from unionoffice.reporting.proposing import propose
from unionoffice.sheets.reading.read import ReadingCancelled, read_workbook
from unionoffice.sheets.tables.labels import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from unionoffice.office import Office
    from unionoffice.register.changes import Changes
    from unionoffice.reporting.form import FormMapping
    from unionoffice.reporting.picture import SheetPicture
    from unionoffice.sheets.reading.raw import Workbook

ENOUGH = 3
"""Columns a register must know of a form to be proposed for it."""


@dataclass(frozen=True)
class Opened:
    """A form to be mapped: as it is kept or proposed, its file, how it looks."""

    form: Form
    content: bytes
    pictures: tuple[SheetPicture, ...]
    union: str
    new: bool = False


@dataclass(frozen=True)
class Saved:
    """A form that was kept."""

    form: Form
    changes: Changes


def opened(office: Office, form: Form) -> Opened:
    """A form of this office.

    Raises:
        Refused: its file is gone or damaged.
    """
    content = store.template(office, form)
    return Opened(form, content, pictures(content), office.fact(UNION_NAME))


def begun(office: Office, file: Path, progress: tasks.Progress) -> Opened:
    """A superior's file as a new form, mapped as far as its headings say.

    Raises:
        Refused: it is no .xlsx that can be filled.
    """
    content = read(file)
    found = pictures(content)
    register, mapping = _best(office, content, progress)
    name = store.free_name(office, file.stem.strip())
    form = Form(name, register, mapping, file.name, "")
    return Opened(form, content, found, office.fact(UNION_NAME), new=True)


def proposed(office: Office, register: str, opened: Opened) -> Form:
    """The form mapped anew for another register.

    Raises:
        Refused: there is no such register.
    """
    mapping = propose(office, register, opened.content)
    return replace(opened.form, register=register, mapping=mapping)


def kept(office: Office, form: Form, content: bytes) -> Saved:
    """Keep a form, new or not.

    Raises:
        InvalidInput: its name or its mapping makes no sense.
        Refused: it is gone, or names cells that its file does not have.
    """
    if form.uid is not None:
        changes = store.save(office, form, "修改对应，")
    else:
        changes = store.add(
            office,
            content,
            form.file_name,
            name=form.name,
            register=form.register,
            mapping=form.mapping,
            note=form.note,
        )
    return Saved(store.form(office, form.name.strip()), changes)


def looked_at(office: Office, form: Form, source: Workbook | None) -> Examples:
    """What the first records give; why there are none is a sentence, no refusal."""
    try:
        fixed = fixed_examples(office, form)
        if form.register == FROM_SHEET and source is None:
            return Examples(fixed=fixed)
        rows = examples(office, form, source=source)
        return Examples(form.mapping, rows, fixed)
    except OfficeError as problem:
        return Examples(trouble=problem.sentence)


def read_source(file: Path, progress: tasks.Progress) -> Workbook:
    """The spreadsheet that the records of a form come from.

    Raises:
        Refused: it cannot be read.
        Cancelled: the person asked to stop.
    """
    try:
        return read_workbook(
            file,
            progress=lambda share: progress.report(share, "读取文件"),
            cancelled=lambda: progress.cancelled,
        )
    except ReadingCancelled as stopped:
        raise tasks.Cancelled from stopped


def headings_of(source: Workbook) -> tuple[str, ...]:
    """The headings of a spreadsheet, each once."""
    found = (headings(sheet, Vocabulary.of({})) for sheet in source.sheets)
    columns = (column for each in found if each is not None for column in each.columns)
    return tuple(dict.fromkeys(column.label for column in columns))


def _best(
    office: Office, content: bytes, progress: tasks.Progress
) -> tuple[str, FormMapping]:
    """The register that knows most of the headings; a spreadsheet if none knows any."""
    best = FROM_SHEET, propose(office, FROM_SHEET, content)
    most = ENOUGH - 1
    for register in office:
        if register.locked:
            continue
        progress.check()
        mapping = propose(office, register.key, content)
        if len(mapping.names) > most:
            best, most = (register.key, mapping), len(mapping.names)
    return best
