"""Word files as templates: made in WPS, with the same fields (docxtpl).

The file is opened as data: its fields are checked like those of a text template before
anything is filled in, in its body, its heads and its feet.
"""

from __future__ import annotations

import copy
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.enum.text import WD_BREAK
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml.etree import LxmlError

from unionoffice.documents.templates.language import Fault, environment, faults
from unionoffice.errors import Refused
from unionoffice.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from unionoffice.documents.templates.fields import Values
    from unionoffice.progress import Progress

LARGEST_UNPACKED = 200 * 1024 * 1024
"""Bytes; a Word file of more is a bomb."""
_BROKEN = (
    *(PackageNotFoundError, zipfile.BadZipFile, LxmlError, KeyError, ValueError),
    *(OSError, EOFError, NotImplementedError),
)


def text_of(content: bytes, name: str) -> str:
    """Everything that is written in a Word file, line by line.

    Raises:
        Refused: it is no Word file, or too large unpacked.
    """
    return "\n".join(_lines(_opened(content, name)))


def word_faults(content: bytes, name: str, known: Collection[str]) -> list[Fault]:
    """What is wrong with the fields of a Word file; places are those in `text_of`.

    Raises:
        Refused: it is no Word file.
    """
    return faults(text_of(content, name), known)


def fill_word(
    content: bytes,
    name: str,
    records: Sequence[Values],
    progress: Progress = SILENT,
) -> bytes:
    """A Word file with the template filled in for every record, each on a new page.

    Raises:
        Refused: it is no Word file, a field is wrong, or nobody is given.
        Cancelled: the person asked to stop.
    """
    if not records:
        raise Refused("没有选中任何人，没有生成文件。")
    wrong = word_faults(content, name, records[0])
    if wrong:
        raise Refused(f"“{name}”里的字段有错：{wrong[0].sentence}")
    whole = _filled(content, name, records[0])
    for number, values in enumerate(records[1:], start=2):
        progress.report(number / len(records), f"第 {number} 份，共 {len(records)} 份")
        _append(whole, _filled(content, name, values))
    written = BytesIO()
    whole.save(written)
    return written.getvalue()


def _filled(content: bytes, name: str, values: Values) -> docx.document.Document:
    template = DocxTemplate(BytesIO(content))
    try:
        template.render(dict(values), environment(), autoescape=True)
    except (TemplateError, LxmlError, RecursionError) as problem:
        raise Refused(
            f"“{name}”里有读不懂的字段，请在 WPS 中把该字段删掉重新输入一次再试。"
        ) from problem
    made = BytesIO()
    template.save(made)
    return docx.Document(BytesIO(made.getvalue()))


def _append(whole: docx.document.Document, part: docx.document.Document) -> None:
    """Put the body of one file behind that of another of the same template."""
    whole.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    end = whole.element.body.find(qn("w:sectPr"))
    for piece in part.element.body:
        if piece.tag == qn("w:sectPr"):
            continue
        if end is None:
            whole.element.body.append(copy.deepcopy(piece))
        else:
            end.addprevious(copy.deepcopy(piece))


def _opened(content: bytes, name: str) -> docx.document.Document:
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST_UNPACKED:
                raise Refused(f"“{name}”解开后太大，不能作为模板。")
        return docx.Document(BytesIO(content))
    except _BROKEN as problem:
        raise Refused(
            f"“{name}”不是 .docx 文件，或已损坏。请在 WPS 中另存为 .docx 再试。"
        ) from problem


def _lines(file: docx.document.Document) -> Iterator[str]:
    """The texts of body, heads and feet, tables and text boxes included."""
    parts = (part for each in file.sections for part in (each.header, each.footer))
    bodies = [file.element.body, *(part._element for part in parts)]  # noqa: SLF001  python-docx has no name for it
    for body in bodies:
        for line in body.iter(qn("w:p")):
            yield "".join(piece.text or "" for piece in line.iter(qn("w:t")))
