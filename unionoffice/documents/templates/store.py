"""Templates in the store: saved with every version, and exchanged as small files."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, select

from db.models import TemplateVersion, TextTemplate
from db.vocabulary import TemplateKind
from unionoffice.documents.templates.language import LONGEST
from unionoffice.errors import InvalidInput, Refused
from unionoffice.office import changes_of
from unionoffice.paths import resources

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from unionoffice.office import Office
    from unionoffice.register.changes import Changes

LONGEST_NAME, LONGEST_TITLE = 100, 200
LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of a Word template."""
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MARK = "工会办公模板"


@dataclass(frozen=True, slots=True)
class Written:
    """A template as it is written: a title and a text, or a Word file by its digest.

    `paper` is the style its text is printed in, `register` the register whose columns
    are its fields. `uid` is None until it is kept, and of those of the program.
    """

    name: str
    kind: TemplateKind = TemplateKind.TEXT
    paper: str = "notice"
    register: str | None = None
    title: str = ""
    body: str = ""
    digest: str | None = None
    note: str = ""
    uid: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """What a template said at a time."""

    nth: int
    written_at: datetime
    who: str
    reason: str
    title: str
    body: str
    digest: str | None


def own(office: Office) -> list[Written]:
    """The templates of this office, by name."""
    statement = (
        select(TextTemplate, TemplateVersion)
        .join(
            TemplateVersion,
            and_(
                TemplateVersion.template_id == TextTemplate.id,
                TemplateVersion.nth == TextTemplate.current,
            ),
        )
        .where(TextTemplate.deleted_at.is_(None))
        .with_only_columns(
            TextTemplate.name,
            TextTemplate.kind,
            TextTemplate.paper,
            TextTemplate.register,
            TemplateVersion.title,
            TemplateVersion.body,
            TemplateVersion.digest,
            TextTemplate.note,
            TextTemplate.uid,
        )
        .order_by(TextTemplate.name)
    )
    with office.reading() as connection:
        rows = connection.execute(statement).all()
    return [
        Written(
            row.name,
            TemplateKind(row.kind),
            row.paper or "notice",
            row.register,
            row.title or "",
            row.body or "",
            row.digest,
            row.note or "",
            row.uid,
        )
        for row in rows
    ]


def of_program() -> list[Written]:
    """Those that came with the program; saving one makes it the office's own."""
    files = sorted((resources() / "templates").glob("*.json"))
    return [read(file.read_bytes(), file.name)[0] for file in files]


def template(office: Office, name: str) -> Written:
    """The template of a name: the office's own before one of the program.

    Raises:
        Refused: there is none.
    """
    known = {item.name: item for item in (*of_program(), *own(office))}
    if name not in known:
        words = "、".join(known) or "无"
        raise Refused(f"没有名为“{name}”的模板。现有：{words}。")
    return known[name]


def save(office: Office, written: Written, reason: str = "修改") -> Changes:
    """Keep a template: a new one, or a new version of one that is kept.

    Saving what is there already writes nothing.

    Raises:
        InvalidInput: the name is missing, too long or taken; the text is too long.
        Refused: it is gone, or the store says no.
    """
    _accept(written)
    with office.transaction(f"{reason}模板：{written.name}") as writer:
        _refuse_taken(writer.connection, written)
        facts: dict[str, object] = {
            "name": written.name,
            "kind": str(written.kind),
            "paper": written.paper,
            "register": written.register,
            "note": written.note or None,
        }
        text = {"title": written.title, "body": written.body, "digest": written.digest}
        who = {"who": office.who, "reason": reason}
        if written.uid is None:
            key = writer.insert(TextTemplate, {**facts, "current": 1})
            writer.insert(
                TemplateVersion, {"template_id": key, "nth": 1, **text, **who}
            )
        else:
            key, newest, said = _held(writer.connection, written.uid)
            if said != tuple(text.values()):
                row = {"template_id": key, "nth": newest + 1, **text, **who}
                writer.insert(TemplateVersion, row)
                facts["current"] = newest + 1
            writer.update(TextTemplate, key, facts)
    return changes_of(writer.written)


def free_name(office: Office, wanted: str) -> str:
    """This name, with a number behind it if a template of the office has it."""
    taken = {item.name for item in own(office)}
    called, number = wanted, 1
    while called in taken:
        number += 1
        called = f"{wanted}（{number}）"
    return called


def refuse_name(office: Office, written: Written) -> None:
    """Say no before anything is kept.

    Raises:
        InvalidInput: the name is missing, too long or taken; the text is too long.
    """
    _accept(written)
    with office.reading() as connection:
        _refuse_taken(connection, written)


def versions(office: Office, uid: str) -> list[Version]:
    """Everything a template ever said, newest first."""
    statement = (
        select(TemplateVersion)
        .join(TextTemplate, TextTemplate.id == TemplateVersion.template_id)
        .where(TextTemplate.uid == uid)
        .with_only_columns(
            TemplateVersion.nth,
            TemplateVersion.created_at,
            TemplateVersion.who,
            TemplateVersion.reason,
            TemplateVersion.title,
            TemplateVersion.body,
            TemplateVersion.digest,
        )
        .order_by(TemplateVersion.nth.desc())
    )
    with office.reading() as connection:
        rows = connection.execute(statement).all()
    return [
        Version(
            row.nth,
            row.created_at,
            row.who,
            row.reason or "",
            row.title or "",
            row.body or "",
            row.digest,
        )
        for row in rows
    ]


def put_back(office: Office, written: Written, nth: int) -> Changes:
    """Make an older version the newest one again; nothing in between is lost.

    Raises:
        Refused: there is no such version.
    """
    found = {item.nth: item for item in versions(office, written.uid or "")}
    if nth not in found:
        raise Refused(f"模板“{written.name}”没有第 {nth} 版。")
    old = found[nth]
    again = replace(written, title=old.title, body=old.body, digest=old.digest)
    return save(office, again, f"恢复第 {nth} 版，")


def discard(office: Office, written: Written) -> Changes:
    """Move a template to the recycle bin; its versions stay.

    Raises:
        Refused: it is one of the program's own, or gone.
    """
    if written.uid is None:
        raise Refused("随程序的模板不能删除。")
    with office.transaction(f"删除模板：{written.name}") as writer:
        key, _, _ = _held(writer.connection, written.uid)
        writer.discard(TextTemplate, [key])
    return changes_of(writer.written)


def exported(written: Written, file: bytes | None = None) -> bytes:
    """A template as a file to carry away; `file` are the bytes of its Word file."""
    said = asdict(written)
    for key in ("uid", "digest"):
        said.pop(key)
    said = {"format": _MARK, **said}
    if file is not None:
        said["file"] = base64.b64encode(file).decode("ascii")
    return json.dumps(said, ensure_ascii=False, indent=2).encode("utf-8")


def read(content: bytes, name: str) -> tuple[Written, bytes | None]:
    """A template out of such a file, and the bytes of its Word file if it has one.

    Raises:
        Refused: the file is none of ours, or damaged.
    """
    try:
        said = json.loads(content.decode("utf-8-sig"))
        if not isinstance(said, dict) or said.pop("format", None) != _MARK:
            raise Refused(f"“{name}”不是工会办公导出的模板。")
        file = base64.b64decode(said.pop("file", ""), validate=True) or None
        written = Written(**_texts(said))
        _accept(written)
    except (ValueError, TypeError, KeyError, RecursionError, binascii.Error) as problem:
        raise Refused(f"“{name}”已损坏，不能作为模板读入。") from problem
    return written, file


def import_(office: Office, content: bytes, name: str) -> Changes:
    """Read a template from a file and keep it; a taken name gets a number.

    Raises:
        Refused: the file is none of ours, or damaged.
    """
    written, file = read(content, name)
    called = free_name(office, written.name)
    digest = keep_word_file(office, file, called) if file is not None else None
    return save(office, replace(written, name=called, digest=digest), "导入")


def keep_word_file(office: Office, content: bytes, name: str) -> str:
    """Keep the Word file of a template beside the store; returns its fingerprint.

    Raises:
        Refused: it is too large, or the folder cannot be written to.
    """
    if len(content) > LARGEST_FILE:
        raise Refused(f"“{name}”太大，Word 模板不能超过 20 MB。")
    return office.keep_file(content, name, MEDIA_TYPE)


def _texts(said: dict[str, Any]) -> dict[str, Any]:
    """The fields of a file, each of the type it should have."""
    kind = TemplateKind(said.pop("kind"))
    register = said.pop("register", None)
    if any(not isinstance(value, str) for value in (*said.values(), register or "")):
        raise TypeError("a template consists of texts")
    return {**said, "kind": kind, "register": register}


def _accept(written: Written) -> None:
    if not written.name.strip():
        raise InvalidInput("请填写模板名称。")
    if len(written.name) > LONGEST_NAME:
        raise InvalidInput(f"模板名称太长，最多 {LONGEST_NAME} 个字。")
    if len(written.title) > LONGEST_TITLE:
        raise InvalidInput(f"标题太长，最多 {LONGEST_TITLE} 个字。")
    if len(written.body) > LONGEST:
        raise InvalidInput(f"正文太长，最多 {LONGEST} 个字。")


def _refuse_taken(connection: Connection, written: Written) -> None:
    taken = connection.scalar(
        select(TextTemplate.uid).where(
            TextTemplate.name == written.name, TextTemplate.deleted_at.is_(None)
        )
    )
    if taken is not None and taken != written.uid:
        raise InvalidInput(f"已经有名为“{written.name}”的模板，请换一个名称。")


def _held(connection: Connection, uid: str) -> tuple[int, int, tuple[Any, ...]]:
    """Key of a kept template, number of its newest version, and what it says."""
    row = connection.execute(
        select(
            TextTemplate.id,
            TemplateVersion.nth,
            TemplateVersion.title,
            TemplateVersion.body,
            TemplateVersion.digest,
        )
        .join(TemplateVersion, TemplateVersion.template_id == TextTemplate.id)
        .where(TextTemplate.uid == uid, TextTemplate.deleted_at.is_(None))
        .order_by(TemplateVersion.nth.desc())
        .limit(1)
    ).first()
    if row is None:
        raise Refused("这个模板已经不在了。")
    return row[0], row[1], tuple(row[2:])
