"""走访慰问: every visit with its reason, fund and signature (domain.md §2.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Person, Visit, VisitRound
from unionoffice.errors import Refused
from unionoffice.hardship.visiting import checks as visit_checks
from unionoffice.hardship.visiting import jobs as visit_jobs
from unionoffice.hardship.visiting.fields import (
    ACTIVITY,
    ADDRESS,
    AMOUNT,
    CIRCUMSTANCES,
    COMPANIONS,
    FILE,
    FORM,
    GOODS,
    GOODS_VALUE,
    HANDLER,
    HOME,
    ID_NUMBER,
    ILLNESS,
    LEADER,
    NAME,
    NOTE,
    NUMBER,
    OCCASION,
    OPINION,
    OVER,
    OVER_REASON,
    PERSON,
    PLACE,
    PRICE,
    PROXY_ID,
    PROXY_REASON,
    QUANTITY,
    RECIPIENT,
    RELATION,
    REVIEWER,
    ROUND,
    SIGNED,
    SIGNER,
    SIGNER_RELATION,
    SOURCE,
    UNIT,
    VALUE,
    VISITED,
    VOUCHER,
    WISHES,
    in_the_list,
    over_limit,
    pending,
    this_year,
    unsigned,
)
from unionoffice.hardship.visiting.fill import fill
from unionoffice.hardship.visiting.history import Judge
from unionoffice.hardship.visiting.lists import VISIT_FILTERS
from unionoffice.hardship.visiting.rows import check_visit
from unionoffice.hardship.visiting.sheet import (
    BOUND,
    MONEY,
    bound,
    check_file,
    is_bound,
    mend_row,
)
from unionoffice.register.action import Action, Needs
from unionoffice.register.column import Section
from unionoffice.register.filter import Between, Missing, Named, OneOf
from unionoffice.register.printout import TablePrintout
from unionoffice.register.register import Guards, Order, Register
from unionoffice.register.sheet import Sheet, SheetColumn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy.engine import Connection

    from unionoffice.register.complaint import Complaint


def _guard_save(
    connection: Connection, record_id: int | None, values: Mapping[str, Any]
) -> Iterator[Complaint]:
    """Judge what a visit gives; an old visit only if that was changed."""
    held: dict[str, Any] = {}
    if record_id is not None:
        names = dict.fromkeys((*BOUND, *MONEY))
        columns = [getattr(Visit, name) for name in names]
        wanted = select(*columns, is_bound().label("bound"))
        wanted = wanted.where(Visit.id == record_id)
        held = connection.execute(wanted).one()._asdict()
        refusal = bound(held, dict(values))
        if refusal is not None:
            yield refusal
        if all(held[key] == values.get(key) for key in MONEY):
            return
    judge = Judge(connection, [values])
    found = judge.faults(values, record_id)
    yield from visit_checks.complaints(found, values.get(OVER_REASON.key))


def _guard_discard(connection: Connection, ids: Sequence[int]) -> None:
    wanted = select(Visit.name, VisitRound.name.label("round")).join(
        VisitRound, VisitRound.id == Visit.round_id
    )
    wanted = wanted.where(Visit.id.in_(ids), is_bound()).limit(1)
    row = connection.execute(wanted).one_or_none()
    if row is not None:
        sentence = f"{row.name}的慰问是“{row.round}”中签领的，请在活动中取消签领。"
        raise Refused(sentence)


ACTIVITIES = ("节日", "活动名称", "节日/活动名称", "节日名称", "慰问活动名称")
SIGNERS = ("签收人", "领取人签名", "领款人", "签名", "签字", "代领人")

VISITS = Register(
    key="visits",
    title="走访慰问",
    noun="慰问",
    model=Visit,
    group="帮扶",
    icon="people",
    sections=(
        Section(
            "慰问",
            (
                *(PERSON, OCCASION, AMOUNT, VISITED, FORM, SOURCE),
                *(GOODS, QUANTITY, PRICE, OVER_REASON),
            ),
        ),
        Section(
            "慰问对象",
            (RECIPIENT, NAME, RELATION, PLACE, ID_NUMBER, FILE, ADDRESS),
        ),
        Section("情况", (ACTIVITY, ILLNESS, CIRCUMSTANCES, HOME, WISHES, OPINION)),
        Section("签收", (SIGNED, SIGNER, SIGNER_RELATION, PROXY_ID, PROXY_REASON)),
        Section(
            "办理",
            (NUMBER, LEADER, COMPANIONS, VOUCHER, HANDLER, REVIEWER, NOTE),
        ),
    ),
    columns=(
        *(NUMBER, VISITED, NAME, PLACE, OCCASION, VALUE, FORM, AMOUNT, GOODS),
        *(SOURCE, SIGNED, ACTIVITY),
    ),
    more_columns=(GOODS_VALUE, OVER, ROUND),
    naming=(NAME, OCCASION),
    order=(
        Order(VISITED, descending=True),
        Order(NUMBER, descending=True),
    ),
    search=(NAME, PLACE, NUMBER, ACTIVITY, GOODS, NOTE),
    filters=(
        Named("this_year", "本年", this_year),
        Named("pending", "待慰问", pending),
        Named("unsigned", "未签收", unsigned),
        Named("over_limit", "超限额", over_limit),
        *VISIT_FILTERS,
        OneOf(OCCASION),
        OneOf(SOURCE),
        OneOf(FORM),
        OneOf(UNIT),
        OneOf(RECIPIENT),
        Between(VISITED),
        Between(VALUE),
        Between(SIGNED),
        Missing(SOURCE),
        Missing(ID_NUMBER),
    ),
    totals=(AMOUNT, GOODS_VALUE, VALUE),
    check=check_visit,
    fill=fill,
    where=in_the_list,
    guards=Guards(save=_guard_save, discard=_guard_discard),
    actions=(
        Action("made", "登记已慰问", Needs.SOME, visit_jobs.made_today, "tick"),
        Action("sign", "登记已签收", Needs.SOME, visit_jobs.signed_today, "ok"),
    ),
    sheet=Sheet(
        columns=(
            SheetColumn(NUMBER, ("慰问编号", "登记编号", "台账编号")),
            SheetColumn(VISITED, ("日期", "走访日期", "慰问时间", "走访时间", "时间")),
            SheetColumn(
                OCCASION,
                ("事由", "慰问原因", "慰问类别", "慰问类型", "原因", "走访事由"),
            ),
            SheetColumn(ACTIVITY, ACTIVITIES),
            SheetColumn(RECIPIENT, ("慰问对象类别", "人员类别", "对象类型")),
            SheetColumn(
                PERSON,
                ("会员身份证号码", "职工身份证号"),
                via=Person.id_number,
                label="会员身份证号",
            ),
            SheetColumn(
                PERSON,
                ("工号", "职工编号", "员工编号", "职工号"),
                via=Person.staff_no,
                label="会员工号",
            ),
            SheetColumn(PERSON, ("会员", "所属会员"), label="会员姓名"),
            SheetColumn(
                NAME,
                (
                    *("姓名", "慰问对象姓名", "被慰问人", "被慰问人姓名", "受慰问人"),
                    *("职工姓名", "走访对象", "慰问人员姓名", "被走访人"),
                ),
            ),
            SheetColumn(RELATION, ("与职工关系", "关系")),
            SheetColumn(
                ID_NUMBER, ("身份证号码", "公民身份号码", "身份证", "证件号码")
            ),
            SheetColumn(
                PLACE,
                (
                    *("单位", "部门", "区队", "所在单位", "工作单位", "班组"),
                    *("所在区队", "所属单位", "单位名称", "车间"),
                ),
            ),
            SheetColumn(FILE, ("档案编号", "困难职工档案号", "档案号")),
            SheetColumn(ADDRESS, ("住址", "地址", "现住址", "家庭地址")),
            SheetColumn(
                CIRCUMSTANCES,
                ("简要情况", "基本情况", "情况简介", "困难情况", "困难/事由简述"),
            ),
            SheetColumn(ILLNESS, ("疾病名称", "病情", "所患疾病")),
            SheetColumn(HOME, ("家庭情况", "家庭状况", "健康状况")),
            SheetColumn(FORM, ("形式", "慰问方式", "发放方式", "发放形式")),
            SheetColumn(
                AMOUNT,
                (
                    *("慰问金额", "金额", "慰问金额元", "现金", "慰问款", "发放金额"),
                    *("慰问标准", "慰问费"),
                ),
            ),
            SheetColumn(GOODS, ("慰问物品", "物品", "慰问品名称", "实物", "物品名称")),
            SheetColumn(QUANTITY, ("慰问品数量", "件数")),
            SheetColumn(PRICE, ("慰问品单价", "慰问品价值", "价值", "折价")),
            SheetColumn(SOURCE, ("经费来源", "资金渠道", "经费渠道", "列支渠道")),
            SheetColumn(OVER_REASON, ("超标原因", "超标准原因")),
            SheetColumn(
                LEADER,
                ("走访人员", "慰问人员", "走访人", "慰问人", "走访领导", "慰问领导"),
            ),
            SheetColumn(COMPANIONS, ("陪同人员", "随同人员")),
            SheetColumn(WISHES, ("诉求", "诉求与建议", "反映问题", "职工诉求")),
            SheetColumn(OPINION, ("处理情况",)),
            SheetColumn(SIGNED, ("签收日期", "领取时间", "签领日期")),
            SheetColumn(SIGNER, SIGNERS),
            SheetColumn(SIGNER_RELATION, ("代领人关系", "领取人与本人关系")),
            SheetColumn(PROXY_ID, ("代领人身份证",)),
            SheetColumn(PROXY_REASON, ("代领事由",)),
            SheetColumn(VOUCHER, ("凭证编号", "票据号")),
            SheetColumn(HANDLER, ("经手人", "登记人")),
            SheetColumn(REVIEWER),
            SheetColumn(NOTE, ("说明",)),
        ),
        match_on=(
            (NUMBER.key,),
            (PERSON.key, VISITED.key, OCCASION.key),
            (ID_NUMBER.key, VISITED.key, OCCASION.key),
            (NAME.key, VISITED.key, OCCASION.key),
        ),
        unique=((NUMBER.key,),),
        ignored=("序号", "顺序号", "是否超限额"),
        when_new=(FORM.key, RECIPIENT.key, NUMBER.key),
        row_check=mend_row,
        file_check=check_file,
        shown=(GOODS_VALUE, VALUE, OVER, ROUND),
        remark=NOTE,
    ),
    printouts=(
        TablePrintout(
            "visit-list",
            "走访慰问台账",
            (
                *(VISITED, NAME, PLACE, OCCASION, FORM, GOODS, AMOUNT, GOODS_VALUE),
                *(VALUE, SOURCE, SIGNER),
            ),
            name_columns=(NAME.key, SIGNER.key),
            totals=(AMOUNT.key, GOODS_VALUE.key, VALUE.key),
            page_sums=True,
            capitals=VALUE.key,
        ),
    ),
    empty="还没有慰问登记。按 Ctrl+N 登记一次慰问，也可以导入以前的慰问台账（Excel）。",
)
"""Every visit, made or still to be made."""
