"""捐款登记: who gave what to which campaign (domain.md §3.3)."""

from __future__ import annotations

from db.models import Campaign, Donation, Person
from unionoffice.donations.gifts.checks import guard_discard, guard_save
from unionoffice.donations.gifts.fields import (
    AMOUNT,
    CAMPAIGN,
    COLLECTOR,
    COUNTED,
    DONOR,
    ESTIMATE,
    GIVEN,
    GOODS,
    GOODS_TO,
    MEASURE,
    MONTH,
    NAME,
    NOTE,
    PART_OF,
    PEOPLE,
    PERSON,
    QUANTITY,
    SHOW_AMOUNT,
    SHOW_NAME,
    SPEC,
    STATE,
    UNIT,
    VOUCHER,
    WAY,
    is_booked,
)
from unionoffice.donations.gifts.judging import check_gift
from unionoffice.donations.gifts.rows import check_rows, mend_row
from unionoffice.register.column import Section
from unionoffice.register.filter import Between, Named, OneOf
from unionoffice.register.printout import TablePrintout
from unionoffice.register.register import Guards, Order, Register
from unionoffice.register.sheet import Sheet, SheetColumn

DONATIONS = Register(
    key="donations",
    title="捐款登记",
    noun="捐款",
    model=Donation,
    group="捐款",
    icon="dues",
    sections=(
        Section("捐款", (CAMPAIGN, PERSON, NAME, AMOUNT, GIVEN, WAY, DONOR)),
        Section("单位和集体", (UNIT, PEOPLE, PART_OF, COLLECTOR)),
        Section("物资", (GOODS, SPEC, QUANTITY, MEASURE, ESTIMATE, GOODS_TO)),
        Section("公示意愿", (SHOW_NAME, SHOW_AMOUNT, MONTH, NOTE)),
    ),
    columns=(GIVEN, CAMPAIGN, NAME, UNIT, AMOUNT, WAY, DONOR, STATE, VOUCHER, GOODS),
    more_columns=(COUNTED,),
    naming=(NAME, GIVEN),
    order=(Order(GIVEN, descending=True), Order(VOUCHER, descending=True)),
    search=(NAME, CAMPAIGN, GOODS, NOTE),
    filters=(
        OneOf(CAMPAIGN),
        OneOf(DONOR),
        OneOf(WAY),
        OneOf(UNIT),
        Between(GIVEN),
        Between(AMOUNT),
        Named("not_booked", "未入账", lambda _day: ~is_booked()),
    ),
    totals=(COUNTED,),
    check=check_gift,
    guards=Guards(save=guard_save, discard=guard_discard),
    sheet=Sheet(
        columns=(
            SheetColumn(
                CAMPAIGN, ("活动号",), via=Campaign.campaign_no, label="活动编号"
            ),
            SheetColumn(CAMPAIGN, ("活动", "活动名称", "campaign")),
            SheetColumn(
                PERSON,
                ("身份证号码", "公民身份号码", "证件号码"),
                via=Person.id_number,
                label="身份证号",
            ),
            SheetColumn(
                PERSON, ("职工编号", "员工编号"), via=Person.staff_no, label="工号"
            ),
            SheetColumn(PERSON, ("会员", "会员姓名", "职工姓名"), label="会员"),
            SheetColumn(NAME, ("姓名", "捐款单位", "捐赠人", "捐款人姓名")),
            SheetColumn(DONOR, ("类别",)),
            SheetColumn(UNIT, ("部门", "区队", "所在单位", "班组")),
            SheetColumn(AMOUNT, ("捐款金额", "捐款数", "捐款额", "捐款（元）")),
            SheetColumn(GIVEN, ("捐款日期", "捐款时间", "时间")),
            SheetColumn(WAY, ("捐款方式", "缴款方式")),
            SheetColumn(PEOPLE, ("人数",)),
            SheetColumn(PART_OF, ("集体",)),
            SheetColumn(COLLECTOR, ("经手人",)),
            SheetColumn(GOODS, ("物品", "物资", "物品名称")),
            SheetColumn(SPEC),
            SheetColumn(QUANTITY),
            SheetColumn(MEASURE),
            SheetColumn(ESTIMATE, ("折价", "估价")),
            SheetColumn(GOODS_TO),
            SheetColumn(SHOW_NAME, ("是否公布姓名",)),
            SheetColumn(SHOW_AMOUNT, ("是否公布金额",)),
            SheetColumn(MONTH),
            SheetColumn(NOTE, ("说明",)),
        ),
        match_on=(
            (CAMPAIGN.key, NAME.key, GIVEN.key, GOODS.key),
            (CAMPAIGN.key, PERSON.key, GIVEN.key, AMOUNT.key),
            (CAMPAIGN.key, NAME.key, UNIT.key, GIVEN.key, AMOUNT.key),
            (CAMPAIGN.key, NAME.key, GIVEN.key, AMOUNT.key),
        ),
        tallied=True,
        when_new=(DONOR.key, WAY.key, SHOW_NAME.key, COLLECTOR.key),
        shown=(STATE, VOUCHER, COUNTED),
        remark=NOTE,
        row_check=mend_row,
        file_check=check_rows,
    ),
    printouts=(
        TablePrintout(
            "donation-list",
            "捐款登记簿",
            (GIVEN, NAME, UNIT, COUNTED, WAY, DONOR, VOUCHER, COLLECTOR),
            name_columns=(NAME.key,),
            totals=(COUNTED.key,),
            page_sums=True,
            capitals=COUNTED.key,
            signers=("登记", "复核", "监督"),
        ),
    ),
    empty="还没有捐款。先在“捐款活动”里开始一次活动，再用“快速登记”一笔笔录入，"
    "也可以导入或粘贴 Excel 名单。",
)
