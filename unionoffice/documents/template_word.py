"""Templates that are Word files: what they say, and filled in for many people."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.vocabulary import TemplateKind
from unionoffice.atomic import replacing
from unionoffice.documents.template_people import register_of
from unionoffice.documents.templates import fields, language, store, word_file
from unionoffice.errors import Refused
from unionoffice.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from unionoffice.documents.templates.language import Fault
    from unionoffice.documents.templates.store import Written
    from unionoffice.office import Office
    from unionoffice.progress import Progress
    from unionoffice.register.changes import Changes


@dataclass(frozen=True, slots=True)
class WordContent:
    """A Word file as a template: its text, its fields, and what is wrong with them.

    `known` are those of its fields that there are.
    """

    text: str
    fields: tuple[str, ...]
    known: frozenset[str]
    faults: tuple[Fault, ...]


def word_content(office: Office, written: Written) -> WordContent:
    """What the Word file of a template says.

    Raises:
        Refused: the file is gone, damaged, or no Word file.
    """
    content = word_bytes(office, written)
    names = fields.names(register_of(office, written))
    text = word_file.text_of(content, written.name)
    said = tuple(language.fields(text))
    wrong = tuple(language.faults(text, names))
    return WordContent(text, said, frozenset(said) & frozenset(names), wrong)


def word_bytes(office: Office, written: Written) -> bytes:
    """The Word file of a template.

    Raises:
        Refused: it has none, or it is gone or damaged.
    """
    if written.digest is None:
        raise Refused(f"“{written.name}”不是 Word 模板。")
    return office.load_file(written.digest)


def take_word_file(
    office: Office, written: Written, content: bytes, reason: str
) -> Changes:
    """Keep a Word file as a new template, or as the newest version of one.

    A file whose fields are wrong is taken as well: the faults are told, and nothing
    is made of it until they are mended.

    Raises:
        InvalidInput: the name is missing or taken.
        Refused: it is no Word file, or too large.
    """
    word_file.text_of(content, written.name)
    store.refuse_name(office, written)
    digest = store.keep_word_file(office, content, f"{written.name}.docx")
    made = replace(written, kind=TemplateKind.WORD, digest=digest)
    return store.save(office, replace(made, title="", body=""), reason)


def write_word(
    office: Office,
    written: Written,
    keys: Sequence[int],
    path: Path,
    progress: Progress = SILENT,
) -> int:
    """Fill a Word template in for these rows, each on a new page; returns how many.

    Raises:
        Refused: a field is wrong, nobody is meant, or the file cannot be written.
        Cancelled: the person asked to stop; nothing was written.
    """
    content = word_bytes(office, written)
    wanted = language.fields(word_file.text_of(content, written.name))
    register, day = register_of(office, written), office.clock.today()
    _refuse_faults(office, written)
    known = fields.of_records(office, register, keys, day, wanted)
    made = word_file.fill_word(content, written.name, known, progress)
    with replacing(path) as draft:
        draft.write_bytes(made)
    return len(known)


def copy_out(content: bytes, folder: Path, name: str) -> Path:
    """Put a Word file where it can be opened and edited; returns where it lies.

    A file that is there already and says something else is left alone.

    Raises:
        Refused: the folder or the file cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Refused(f"不能建立文件夹“{folder}”。") from problem
    stem, number = file_name(name), 1
    path = folder / f"{stem}.docx"
    while path.exists() and path.read_bytes() != content:
        number += 1
        path = folder / f"{stem}（{number}）.docx"
    if not path.exists():
        with replacing(path) as draft:
            draft.write_bytes(content)
    return path


def file_name(words: str) -> str:
    """Words as the name of a file on every computer."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", words).strip(" .") or "模板"


def _refuse_faults(office: Office, written: Written) -> None:
    wrong = word_content(office, written).faults
    if wrong:
        raise Refused(f"“{written.name}”里的字段有错：{wrong[0].sentence}")
