"""Forms of the office above as they are kept: added, changed, copied, carried away."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import ReportForm
from unionoffice.errors import InvalidInput, Refused
from unionoffice.office import changes_of
from unionoffice.paths import resources
from unionoffice.reporting.form import FROM_SHEET, Form
from unionoffice.reporting.form_json import from_json, refuse_faults, to_json
from unionoffice.reporting.replacing import carried_over
from unionoffice.sheets.filling.fill import Book

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from unionoffice.office import Office
    from unionoffice.register.changes import Changes
    from unionoffice.reporting.form import FormMapping

LONGEST_NAME, LONGEST_FILE_NAME, LONGEST_NOTE = 100, 200, 200
LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of a form."""
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MARK = "工会办公上级报表"

_WANTED = (
    *(ReportForm.name, ReportForm.register, ReportForm.mapping, ReportForm.file_name),
    *(ReportForm.digest, ReportForm.note, ReportForm.uid),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A form that came with the program (内置样例), with the bytes of its file."""

    form: Form
    content: bytes


def forms(office: Office) -> list[Form]:
    """The forms of this office, by name."""
    return _read(office, discarded=False)


def discarded_forms(office: Office) -> list[Form]:
    """Those in the recycle bin, by name."""
    return _read(office, discarded=True)


def form(office: Office, name: str) -> Form:
    """The form of a name, or of a key for life.

    Raises:
        Refused: there is none.
    """
    kept = forms(office)
    found = next((item for item in kept if name in {item.name, item.uid}), None)
    if found is None:
        words = "、".join(item.name for item in kept) or "无"
        raise Refused(f"没有名为“{name}”的上级报表。现有：{words}。")
    return found


def template(office: Office, kept: Form) -> bytes:
    """The superior's own file, byte for byte.

    Raises:
        Refused: it is gone or damaged.
    """
    return office.load_file(kept.digest)


def samples() -> list[Sample]:
    """The forms that came with the program; adopting one makes it the office's own."""
    found = []
    for file in sorted((resources() / "reporting").glob("*.json")):
        form = read(file.read_bytes(), file.name).form
        found.append(Sample(form, file.with_suffix(".xlsx").read_bytes()))
    return found


def adopt(office: Office, sample: Sample) -> Changes:
    """Make a form of the program the office's own; a taken name gets a number.

    Raises:
        Refused: the folder cannot be written to.
    """
    return _keep_new(office, sample, "采用样例")


def add(
    office: Office,
    content: bytes,
    file_name: str,
    *,
    name: str,
    register: str,
    mapping: FormMapping,
    note: str = "",
) -> Changes:
    """Keep a new form.

    Raises:
        InvalidInput: the name is missing or taken, or the mapping contradicts itself.
        Refused: the file is no .xlsx that can be filled, or the mapping names cells it
            does not have.
    """
    made = Form(name.strip(), register, mapping, file_name, "", note)
    _accept(office, made, content)
    digest = _keep_file(office, content, file_name)
    return _write(office, replace(made, digest=digest), f"新增上级报表：{made.name}")


def save(office: Office, changed: Form, reason: str = "修改") -> Changes:
    """Keep a form's new name, mapping, register or note.

    Raises:
        InvalidInput: the name is missing or taken, or the mapping contradicts itself.
        Refused: it is gone, or names cells its file does not have.
    """
    _accept(office, changed, template(office, changed))
    return _write(office, changed, f"{reason}上级报表：{changed.name}")


def replace_file(
    office: Office, kept: Form, content: bytes, file_name: str
) -> tuple[Changes, tuple[str, ...]]:
    """Put the superior's new file in the old one's place.

    The mapping is kept where the headings agree, wherever they stand now.

    Returns:
        What was written, and the headings that found no place any more.

    Raises:
        Refused: the file is no .xlsx that can be filled.
    """
    _refuse_large(content, file_name)
    mapping, lost = carried_over(kept.mapping, template(office, kept), content)
    digest = _keep_file(office, content, file_name)
    made = replace(kept, mapping=mapping, digest=digest, file_name=file_name)
    return save(office, made, "更换表样，"), lost


def copy(office: Office, kept: Form) -> Changes:
    """A second form with the same file and mapping, under a free name."""
    made = replace(kept, name=free_name(office, kept.name), uid=None)
    return _write(office, made, f"复制上级报表：{kept.name}")


def discard(office: Office, kept: Form) -> Changes:
    """Move a form to the recycle bin; what was handed in on it stays.

    Raises:
        Refused: it is gone.
    """
    with office.transaction(f"删除上级报表：{kept.name}") as writer:
        writer.discard(ReportForm, [key_of(writer.connection, kept.uid)])
    return changes_of(writer.written)


def restore(office: Office, kept: Form) -> Changes:
    """Take a form out of the recycle bin; a taken name gets a number.

    Raises:
        Refused: it is gone.
    """
    name = free_name(office, kept.name)
    with office.transaction(f"恢复上级报表：{name}") as writer:
        key = key_of(writer.connection, kept.uid)
        writer.update(ReportForm, key, {"name": name, "deleted_at": None})
    return changes_of(writer.written)


def free_name(office: Office, wanted: str) -> str:
    """This name, with a number behind it if a form of the office has it."""
    taken = {item.name for item in forms(office)}
    called, number = wanted[: LONGEST_NAME - 6], 1
    while called in taken:
        number += 1
        called = f"{wanted[: LONGEST_NAME - 6]}（{number}）"
    return called


def exported(office: Office, kept: Form) -> bytes:
    """A form with its file as one file for another office.

    Raises:
        Refused: its file is gone or damaged.
    """
    return written(kept, template(office, kept))


def written(kept: Form, content: bytes) -> bytes:
    """A form and the bytes of its file as one file."""
    said = {
        "format": MARK,
        "name": kept.name,
        "register": kept.register,
        "note": kept.note,
        "file_name": kept.file_name,
        "mapping": to_json(kept.mapping),
        "file": base64.b64encode(content).decode("ascii"),
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8")


def read(content: bytes, name: str) -> Sample:
    """A form out of such a file.

    Raises:
        Refused: the file is none of ours, or damaged.
    """
    try:
        said = json.loads(content.decode("utf-8-sig"))
        if not isinstance(said, dict) or said.get("format") != MARK:
            raise Refused(f"“{name}”不是工会办公导出的上级报表。")
        file = base64.b64decode(_text(said, "file"), validate=True)
        called, register = _text(said, "name"), _text(said, "register")
        made = Form(
            called,
            register,
            from_json(said.get("mapping")),
            "",
            "",
            _text(said, "note"),
        )
        made = replace(made, file_name=_text(said, "file_name") or f"{called}.xlsx")
    except (ValueError, TypeError, RecursionError, binascii.Error) as problem:
        raise Refused(f"“{name}”已损坏，不能作为上级报表读入。") from problem
    except InvalidInput as problem:
        raise Refused(f"“{name}”不能读入。{problem.sentence}") from problem
    return Sample(made, file)


def import_(office: Office, content: bytes, name: str) -> Changes:
    """Read a form from a file and keep it; a taken name gets a number.

    Raises:
        Refused: the file is none of ours, or damaged.
    """
    return _keep_new(office, read(content, name), "导入")


def key_of(connection: Connection, uid: str | None) -> int:
    """The key of a kept form, by its key for life.

    Raises:
        Refused: it is gone.
    """
    key = connection.scalar(select(ReportForm.id).where(ReportForm.uid == uid))
    if key is None:
        raise Refused("这张上级报表已经不存在，可能已被撤销，请返回列表刷新。")
    return key


def _read(office: Office, *, discarded: bool) -> list[Form]:
    gone = ReportForm.deleted_at
    statement = (
        select(*_WANTED)
        .where(gone.is_not(None) if discarded else gone.is_(None))
        .order_by(ReportForm.name, ReportForm.id)
    )
    with office.reading() as connection:
        rows = connection.execute(statement).all()
    return [
        Form(
            row.name,
            row.register,
            from_json(row.mapping),
            row.file_name,
            row.digest,
            row.note or "",
            row.uid,
        )
        for row in rows
    ]


def _keep_new(office: Office, sample: Sample, reason: str) -> Changes:
    made = replace(sample.form, name=free_name(office, sample.form.name), uid=None)
    _accept(office, made, sample.content)
    digest = _keep_file(office, sample.content, made.file_name)
    return _write(
        office, replace(made, digest=digest), f"{reason}上级报表：{made.name}"
    )


def _write(office: Office, made: Form, reason: str) -> Changes:
    values = {
        "name": made.name,
        "register": made.register,
        "mapping": to_json(made.mapping),
        "file_name": made.file_name[:LONGEST_FILE_NAME],
        "digest": made.digest,
        "note": made.note or None,
    }
    with office.transaction(reason) as writer:
        _refuse_taken(writer.connection, made)
        if made.uid is None:
            writer.insert(ReportForm, values)
        else:
            key = key_of(writer.connection, made.uid)
            writer.update(ReportForm, key, values)
    return changes_of(writer.written)


def _accept(office: Office, made: Form, content: bytes) -> None:
    if not made.name.strip():
        raise InvalidInput("请填写报表名称。")
    if len(made.name) > LONGEST_NAME:
        raise InvalidInput(f"报表名称太长，最多 {LONGEST_NAME} 个字。")
    if len(made.note) > LONGEST_NOTE:
        raise InvalidInput(f"备注太长，最多 {LONGEST_NOTE} 个字。")
    if made.register != FROM_SHEET:
        office.register(made.register)
    refuse_faults(made.mapping)
    _refuse_large(content, made.file_name)
    known = Book(content)
    for sheet in made.mapping.sheets:
        known.refuse_unless_there(sheet.name)
    with office.reading() as connection:
        _refuse_taken(connection, made)


def _refuse_large(content: bytes, name: str) -> None:
    if len(content) > LARGEST_FILE:
        raise Refused(f"“{name}”太大，上级报表的表样不能超过 20 MB。")


def _refuse_taken(connection: Connection, made: Form) -> None:
    taken = connection.scalar(
        select(ReportForm.uid).where(
            ReportForm.name == made.name, ReportForm.deleted_at.is_(None)
        )
    )
    if taken is not None and taken != made.uid:
        raise InvalidInput(f"已经有名为“{made.name}”的上级报表，请换一个名称。")


def _keep_file(office: Office, content: bytes, name: str) -> str:
    return office.keep_file(content, name, MEDIA_TYPE)


def _text(said: dict[str, Any], key: str) -> str:
    value = said.get(key, "")
    if not isinstance(value, str):
        raise TypeError(key)
    return value
