"""The papers of aid: the form it is applied for and approved on, and the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice import money
from unionoffice.hardship.aid.register import AID, PAID_ON
from unionoffice.hardship.papers.aid_form_rows import told_of
from unionoffice.paper.align import Align
from unionoffice.paper.form.form import Cell, Form, FormRow, Forms
from unionoffice.printing import NO, YES, PaperJob, Setting, chosen, titled, union_name
from unionoffice.table_papers import on_sheet, table_paper, table_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unionoffice.hardship.papers.aid_form_rows import Told
    from unionoffice.office import Office
    from unionoffice.paper.table.sheet import TableSheet
    from unionoffice.printing import Request

_COLUMNS = (24.0, 32.0, 24.0, 34.0, 24.0, 32.0)
_DAY = "　　　　年　　月　　日"
_APPLICANT = "申请人（签名）：　　　　　　", _DAY
_OPINION = "负责人（签名、盖章）：　　　　　　", _DAY
_SEALED = "审批人（签名）：　　　　　　（公章）", _DAY
_RECEIVED = "领取人（签名）：　　　　　　与户主关系：　　　　　", _DAY
_NOTE = (
    "先建档、后帮扶，实名发放。本表一式一份，随困难档案财务卷保存；"
    "代领的，由代领人签名并写明与户主关系和原因。"
)
_ROOMY = 10.0


def aid_forms(office: Office, request: Request) -> Forms:
    """帮扶救助申请审批表: one sheet for each payment, a blank one if none is named."""
    title = request.settings["title"]
    if request.ids is None and request.view is None:
        return Forms(title, (_form(request, {}),))
    _, keys = chosen(office, AID, request)
    told = told_of(office, request, keys)
    forms = tuple(_form(request, each) for each in told)
    return Forms(title, forms or (_form(request, {}),))


def aid_ledger(office: Office, request: Request) -> TableSheet:
    """帮扶救助发放台账: what was paid, reversals among it, and nothing else."""
    view, keys = chosen(office, AID, request)
    days = office.rows(view, [PAID_ON], keys)
    paid = [key for key, (day,) in zip(keys, days, strict=True) if day is not None]
    request.note(paid)
    sheet = table_sheet(office, AID.printouts[0], request, view, paid)
    return on_sheet(sheet, request)


def _form(request: Request, told: Told) -> Form:
    def said(key: str) -> str:
        return told.get(key, "")

    def private(key: str) -> str:
        return said(key) if request.flag("identity") else ""

    rows = (
        _row(
            *_pair("户主姓名", said("head")),
            *_pair("性别", said("head_sex")),
            *_pair("联系电话", said("head_phone")),
        ),
        _row(
            *_pair("身份证号", private("head_id"), 3),
            *_pair("家庭人口", f"{said('size')} 人" if said("size") else ""),
        ),
        _row(
            *_pair("所在单位", said("unit")),
            *_pair("困难类别", said("category")),
            *_pair("救助类别", said("kind")),
        ),
        _row(
            *_pair("救助对象", said("member_id")),
            *_pair("与户主关系", said("relation")),
            *_pair("性别", said("sex")),
        ),
        _row(
            *_pair("对象证件号", private("id_number"), 3),
            *_pair("病种", said("illness") if request.flag("illness") else ""),
        ),
        *_school(said("kind"), told),
        *_money(told),
        _signed("所在单位\n工会意见", "", _OPINION, 30),
        _signed("基层工会\n审批意见", _decision(told), _SEALED, 31),
        _row(
            *_pair("资金来源", said("source")),
            *_pair("发放方式", said("method")),
            *_pair("凭证号", said("voucher_no")),
        ),
        _signed("签领", _receipt(told), _RECEIVED, 28),
    )
    number = said("file_id") or "　　　　　　　　"
    above = f"填报单位：{request.settings['union']}", f"档案编号：{number}"
    title = request.settings["title"]
    return Form(title, _COLUMNS, rows, said("head"), above=above, note=_NOTE)


def _school(kind: str, told: Told) -> Iterator[FormRow]:
    """What 金秋助学 asks; left out where the form is for other aid."""
    if kind and kind != "金秋助学":
        return

    def said(key: str, unit: str = "") -> str:
        words = told.get(key, "")
        return f"{words} {unit}".strip() if words else ""

    yield _row(
        *_pair("学校", said("school")),
        *_pair("学历层次", said("school_level")),
        *_pair("专业", said("major")),
    )
    yield _row(
        *_pair("入学年月", said("enrolled")[:7]),
        *_pair("学制", said("school_years", "年")),
        *_pair("学费", said("tuition", "元")),
    )
    yield _row(
        *_pair("首次助学", said("first_time")),
        *_pair("其他资助", said("other_grants", "元")),
        *_pair("录取通知书", ""),
    )


def _money(told: Told) -> Iterator[FormRow]:
    reason = Cell(
        told.get("reason", ""), across=5, align=Align.LEFT, signing=_APPLICANT
    )
    yield FormRow((Cell("申请事由", label=True), reason), 36)
    yield _row(
        *_pair("申请日期", told.get("applied_on", "")),
        *_pair("申请金额", _amount(told, "applied_amount"), 3),
    )


def _decision(told: Told) -> str:
    if told.get("state") == "未批准":
        return "不同意。"
    amount = _amount(told, "approved_amount")
    return f"同意救助 {amount}。" if amount else ""


def _receipt(told: Told) -> str:
    amount = _amount(told, "paid")
    return f"今收到救助金 {amount}。" if amount else "今收到救助金　　　　　　　　元"


def _amount(told: Told, key: str) -> str:
    """In figures and in words that cannot be altered."""
    fen = told.get(f"{key}_fen", "")
    if not fen:
        return ""
    return f"{money.show(int(fen))} 元（{money.capitals(int(fen))}）"


def _signed(label: str, words: str, signing: tuple[str, ...], least: float) -> FormRow:
    cell = Cell(words, across=5, align=Align.LEFT, signing=signing)
    return FormRow((Cell(label, label=True), cell), least)


def _row(*cells: Cell) -> FormRow:
    return FormRow(cells, _ROOMY)


def _pair(label: str, value: str, across: int = 1) -> tuple[Cell, Cell]:
    return Cell(label, label=True), Cell(value, across=across)


_LEDGER = table_paper(AID, AID.printouts[0])

AID_PAPERS = (
    PaperJob(
        "aid-form",
        "帮扶救助申请审批表",
        AID.key,
        (
            titled("帮扶救助申请审批表"),
            Setting("union", "填报单位", union_name),
            Setting(
                "identity",
                "印身份证号",
                YES,
                choices=(YES, NO),
                help="选“否”则留空由本人填写",
            ),
            Setting(
                "illness", "印病种", YES, choices=(YES, NO), help="病情是隐私，表不外传"
            ),
        ),
        aid_forms,
    ),
    PaperJob(_LEDGER.key, _LEDGER.title, AID.key, _LEDGER.settings, aid_ledger),
)
"""The form, and the ledger of what was really paid."""
