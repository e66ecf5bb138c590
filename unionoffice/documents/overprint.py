"""套打格式 as the office keeps them; in the store lengths are hundredths of a mm."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import OverprintForm as FormRow
from unionoffice.documents.form_text import SCAN_PX, field_facts, field_of
from unionoffice.errors import Refused
from unionoffice.office import changes_of
from unionoffice.paper.certificate.overprint import OverprintForm
from unionoffice.paper.images import read_image

if TYPE_CHECKING:
    from sqlalchemy import Row
    from sqlalchemy.engine import Connection

    from unionoffice.office import Office
    from unionoffice.register.changes import Changes

_PER_MM = 100


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form of the office; `scan` is the fingerprint of its picture, if it has one."""

    id: int
    form: OverprintForm
    scan: str | None
    note: str


def forms(office: Office) -> list[KeptForm]:
    """The office's forms by name, without their pictures."""
    living = select(FormRow).where(FormRow.deleted_at.is_(None)).order_by(FormRow.name)
    with office.reading() as connection:
        return [_kept_form(row) for row in connection.execute(living)]


def form_named(office: Office, name: str) -> KeptForm:
    """The form of this name.

    Raises:
        Refused: there is none; the sentence says which there are.
    """
    known = {kept.form.name: kept for kept in forms(office)}
    if name not in known:
        words = "、".join(known) or "（还没有）"
        raise Refused(f"没有名为“{name}”的套打格式。现有：{words}。")
    return known[name]


def with_scan(office: Office, kept: KeptForm) -> OverprintForm:
    """The form with the picture of it, to be shown on the screen.

    Raises:
        Refused: the picture is gone or damaged.
    """
    if kept.scan is None:
        return kept.form
    content = office.load_file(kept.scan)
    return replace(kept.form, background=read_image(content, longest_px=SCAN_PX))


def save_form(
    office: Office,
    form: OverprintForm,
    *,
    scan: bytes | None = None,
    note: str = "",
    record_id: int | None = None,
) -> Changes:
    """Keep a form: a new one, or in the place of one that is known by `record_id`.

    Without `scan` a form keeps the picture it has.

    Raises:
        InvalidInput: the form makes no sense.
        Refused: another form has this name, or the scan is no picture.
    """
    form.check()
    values: dict[str, Any] = {
        "name": form.name.strip(),
        "width": _hundredths(form.width_mm),
        "height": _hundredths(form.height_mm),
        "fields": [field_facts(field) for field in form.fields],
        "note": note or None,
    }
    if scan is not None:
        values["background"] = keep_scan(office, scan, form.name)
    with office.transaction(f"保存套打格式：{form.name}") as writer:
        twin = _form_id(writer.connection, values["name"])
        if twin not in {None, record_id}:
            raise Refused(f"已有名为“{form.name}”的套打格式，请换个名称。")
        if record_id is None:
            writer.insert(FormRow, {"background": None, **values})
        else:
            writer.update(FormRow, record_id, values)
    return changes_of(writer.written)


def keep_scan(office: Office, content: bytes, name: str) -> str:
    """Keep the scan of a form beside the store; returns its fingerprint.

    Raises:
        Refused: it is no picture.
    """
    image = read_image(content, longest_px=SCAN_PX)
    kind = "png" if image.content.startswith(b"\x89PNG") else "jpeg"
    return office.keep_file(image.content, f"{name} 扫描件.{kind}", f"image/{kind}")


def discard_form(office: Office, record_id: int) -> Changes:
    """Move a form to the recycle bin."""
    with office.transaction("删除套打格式") as writer:
        writer.discard(FormRow, [record_id])
    return changes_of(writer.written)


def _form_id(connection: Connection, name: str) -> int | None:
    living = select(FormRow.id).where(FormRow.deleted_at.is_(None))
    return connection.scalar(living.where(FormRow.name == name))


def _kept_form(row: Row[Any]) -> KeptForm:
    fields = tuple(map(field_of, row.fields))
    form = OverprintForm(row.name, row.width / _PER_MM, row.height / _PER_MM, fields)
    return KeptForm(row.id, form, row.background, row.note or "")


def _hundredths(mm: float) -> int:
    return round(mm * _PER_MM)
