"""Templates that come and go as files; all of this runs in the worker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.vocabulary import TemplateKind
from unionoffice.atomic import replacing
from unionoffice.documents.template_word import (
    copy_out,
    file_name,
    take_word_file,
    word_bytes,
)
from unionoffice.documents.templates import store
from unionoffice.documents.templates.store import Written
from unionoffice.errors import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from unionoffice.office import Office
    from unionoffice.register.changes import Changes

FOLDER = "模板文件"
"""Where copies of Word templates are put to be edited, beside the store."""

Adopted = tuple["Changes", str]
"""What was written, and the name of the template it made."""


def copied(office: Office, written: Written) -> Adopted:
    """A copy of a template that is the office's own.

    Raises:
        InvalidInput: its name is too long.
    """
    name = store.free_name(office, f"{written.name}（副本）")
    return store.save(office, replace(written, name=name, uid=None), "复制"), name


def imported(office: Office, file: Path) -> Adopted:
    """A template out of a file that somebody exported.

    Raises:
        Refused: it cannot be read, is none of ours, or damaged.
    """
    content = read(file, most=2 * store.LARGEST_FILE)
    name = store.free_name(office, store.read(content, file.name)[0].name)
    return store.import_(office, content, file.name), name


def export(office: Office, written: Written, file: Path) -> None:
    """Write a template into a file to carry away, its Word file with it.

    Raises:
        Refused: the file cannot be written.
    """
    word = written.kind is TemplateKind.WORD
    content = store.exported(written, word_bytes(office, written) if word else None)
    with replacing(file) as draft:
        draft.write_bytes(content)


def new_word(office: Office, file: Path) -> Adopted:
    """A Word file as a new template, called like the file.

    Raises:
        Refused: it cannot be read, or is no Word file.
    """
    name = store.free_name(office, file.stem[: store.LONGEST_NAME - 10])
    written = Written(name, TemplateKind.WORD, register="members")
    return take_word_file(office, written, read(file), "新建"), name


def newer_word(office: Office, written: Written, file: Path) -> Adopted:
    """A Word file as the newest version of a template.

    Raises:
        Refused: it cannot be read, or is no Word file.
    """
    return take_word_file(office, written, read(file), "换成新文件，"), written.name


def word_copy(office: Office, written: Written, digest: str, folder: Path) -> Path:
    """A copy of a Word template to look at and to edit.

    Raises:
        Refused: it is gone, or the copy cannot be written.
    """
    return copy_out(office.load_file(digest), folder / FOLDER, file_name(written.name))


def read(file: Path, most: int = store.LARGEST_FILE) -> bytes:
    """The bytes of a file that somebody chose.

    Raises:
        Refused: it cannot be read, or is too large.
    """
    try:
        if file.stat().st_size > most:
            raise Refused(f"“{file.name}”太大，最多 {most // 1024 // 1024} MB。")
        return file.read_bytes()
    except OSError as problem:
        raise Refused(f"“{file.name}”读不出来：文件不存在，或没有权限。") from problem
