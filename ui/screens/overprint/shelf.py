"""The forms as they are kept: read, saved, taken in and given out. For the worker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from ui.screens.overprint.editing import Draft
from unionoffice.atomic import replacing
from unionoffice.documents.form_text import SCAN_PX, form_in, form_text
from unionoffice.documents.overprint import form_named, forms, save_form, with_scan
from unionoffice.errors import Refused
from unionoffice.paper.images import read_image

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from unionoffice.documents.overprint import KeptForm
    from unionoffice.office import Office
    from unionoffice.paper.certificate.overprint import OverprintForm
    from unionoffice.paper.document import Image
    from unionoffice.register.changes import Changes


@dataclass(frozen=True)
class Saved:
    """A form that was kept: under which id, what was written, and all there are."""

    id: int
    changes: Changes
    kept: list[KeptForm]


@dataclass(frozen=True)
class Opened:
    """A form with its picture; `trouble` says why it has none, where it should."""

    draft: Draft
    trouble: str = ""


def opened(office: Office, kept: KeptForm) -> Opened:
    """A kept form as it is edited."""
    try:
        return Opened(Draft(with_scan(office, kept), kept.note))
    except Refused as lost:
        return Opened(Draft(kept.form, kept.note), f"底图看不到了：{lost.sentence}")


def kept(
    office: Office, draft: Draft, picture: Image | None, record_id: int | None
) -> Saved:
    """Keep what stands in the editor; `picture` only where it is another one.

    Raises:
        InvalidInput: the form makes no sense.
        Refused: another form has this name.
    """
    scan = picture.content if picture else None
    form = replace(draft.form, background=None)
    changes = save_form(office, form, scan=scan, note=draft.note, record_id=record_id)
    return Saved(form_named(office, form.name).id, changes, forms(office))


def taken_in(office: Office, file: Path) -> Saved:
    """Keep the form that another office wrote; a name that is taken gets a number.

    Raises:
        Refused: it is no form, or cannot be read.
    """
    try:
        form = form_in(_read(file).decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise Refused("这不是套打格式文件，或者已损坏。") from problem
    names = {each.form.name for each in forms(office)}
    form = replace(form, name=free_name(form.name.strip(), names))
    return kept(office, Draft(form), form.background, None)


def give_out(form: OverprintForm, file: Path) -> None:
    """Write a form, picture and all, for another office.

    Raises:
        Refused: the file cannot be written.
    """
    with replacing(file) as draft:
        draft.write_text(form_text(form), "utf-8")


def scanned(file: Path) -> Image:
    """The picture in a file.

    Raises:
        Refused: there is none.
    """
    return read_image(_read(file), longest_px=SCAN_PX)


def shown(picture: Image) -> QImage:
    """A picture as the screen shows it."""
    return QImage.fromData(picture.content)


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, with a number behind it if somebody has it already."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} {number}"
    return free


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as problem:
        raise Refused(f"“{file.name}”读不出来，请检查文件是否还在。") from problem
