"""套打证书、校准页、标尺页: what is printed on bought forms, and what makes it fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.documents.award_words import HONOUR, facts
from unionoffice.documents.awards import numbered
from unionoffice.documents.certificates import (
    BLANK,
    DATING,
    DAY,
    FIRST_NUMBER,
    NAMES,
    NOTHING,
    NUMBER,
    SIGNATURE,
    first_number,
    lines,
    winners,
)
from unionoffice.documents.overprint import form_named, forms
from unionoffice.errors import Refused
from unionoffice.members import persons
from unionoffice.paper.align import Align
from unionoffice.paper.certificate.calibration import CalibrationSheet, RulerSheet
from unionoffice.paper.certificate.overprint import Field, Overprint, OverprintForm
from unionoffice.paper.certificate.shifting import PrinterOffset, Shifted
from unionoffice.paper.sizes import TYPE_SIZES, paper_named
from unionoffice.printers import offsets
from unionoffice.printing import PaperJob, Request, Setting
from unionoffice.text import fill_in

if TYPE_CHECKING:
    from datetime import date

    from unionoffice.office import Office
    from unionoffice.paper.certificate.overprint import Row
    from unionoffice.paper.content import Content

UNCORRECTED = "不修正"

SAMPLE_FORM = OverprintForm(
    "荣誉证书内芯 A4 横（示例）",
    297,
    210,
    (
        Field("称谓", 45, 72, 207, 13, size=TYPE_SIZES["一号"]),
        Field("正文", 45, 88, 207, 56, size=TYPE_SIZES["一号"], lines=6, indent=2),
        Field("落款", 165, 150, 90, 9, size=TYPE_SIZES["小二"], align=Align.CENTRE),
        Field("日期", 165, 162, 90, 9, size=TYPE_SIZES["小二"], align=Align.CENTRE),
        Field("编号", 45, 164, 70, 7, size=TYPE_SIZES["四号"]),
    ),
)
"""The usual inner sheet, for an office that has not measured one of its own yet."""


def overprint(office: Office, request: Request) -> Content:
    """套打证书: the words of a certificate in the places of a form."""
    told = request.settings
    content = Overprint(_form(office, told["form"]), rows(office, request))
    offset = _offset(office, told["printer"])
    return content if offset.none else Shifted(content, offset)


def rows(office: Office, request: Request) -> list[Row]:
    """What can be printed of each person, by the words that name a place."""
    told = request.settings
    number = "" if told["number"] == NOTHING else told["number"]
    people = numbered(
        winners(office, request) or [BLANK], number, first_number(told["first_number"])
    )
    found: list[Row] = []
    for each in people:
        known = facts(each, told, request.day)
        texts = [*lines(told["body"]), *lines(told["closing"])]
        body = "\n".join(fill_in(text, known) for text in texts)
        salutation = fill_in(told["salutation"], known)
        found.append({**known, "称谓": salutation, "正文": body})
    return found


def _form(office: Office, name: str) -> OverprintForm:
    if name == SAMPLE_FORM.name and name not in _names(office):
        return SAMPLE_FORM
    return form_named(office, name).form


def _names(office: Office) -> list[str]:
    return [kept.form.name for kept in forms(office)]


def _first_form(office: Office, _day: date) -> str:
    return next(iter(_names(office)), SAMPLE_FORM.name)


def _offset(office: Office, label: str) -> PrinterOffset:
    if label == UNCORRECTED:
        return PrinterOffset()
    known = {kept.label: kept.offset for kept in offsets(office)}
    if label not in known:
        words = "、".join((UNCORRECTED, *known))
        raise Refused(f"打印机“{label}”还没有校准。可以选：{words}。")
    return known[label]


def _calibration(_office: Office, request: Request) -> CalibrationSheet:
    told = request.settings
    printer = "" if told["printer"] == _UNNAMED else told["printer"]
    return CalibrationSheet(paper_named(told["paper"]), printer)


def _ruler(_office: Office, _request: Request) -> RulerSheet:
    return RulerSheet()


_UNNAMED = "未写明"
_WORDS = tuple(item for item in HONOUR.asked if item.name != "title")
_LAST = SIGNATURE, DAY, DATING, NUMBER, FIRST_NUMBER

PAPERS = (
    PaperJob(
        "overprint",
        "套打证书",
        persons.MEMBERS.key,
        (
            Setting("form", "套打格式", _first_form, help="买来的证书按格式定位"),
            NAMES,
            *(item.setting() for item in (*_WORDS, *_LAST)),
            Setting(
                "printer",
                "按哪台打印机修正",
                UNCORRECTED,
                help="从本程序打印会自动修正，不用选；存成 PDF 拿到别处打印时，"
                "写校准过的打印机名，有纸盒的写成 打印机：纸盒",
            ),
        ),
        overprint,
    ),
    PaperJob(
        "calibration",
        "校准页",
        None,
        (
            Setting("paper", "纸张", "A4 竖", help="A4 竖、A4 横，或 210×285（毫米）"),
            Setting("printer", "打印机", _UNNAMED),
        ),
        _calibration,
    ),
    PaperJob("ruler-page", "标尺页", None, (), _ruler),
)
