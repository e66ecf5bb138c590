"""How old lists write kinds of aid, funds and ways of paying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.vocabulary import AidKind, FundSource, PayMethod

if TYPE_CHECKING:
    from unionoffice.register.kinds.choices import Written

KINDS: Written = (
    (AidKind.LIVING, ("生活帮扶", "生活困难", "生活补助", "困难补助", "助困", "生活")),
    (AidKind.MEDICAL, ("大病救助", "医疗帮扶", "医疗补助", "大病", "医疗", "助医")),
    (AidKind.SCHOOLING, ("助学", "助学救助", "子女助学", "助学金", "金秋助学金")),
    (AidKind.ONE_OFF, ("临时救助", "临时生活救助", "一次性补助", "一次性", "应急救助")),
)
SOURCES: Written = (
    (
        FundSource.OWN,
        (
            *("工会经费", "本级经费", "会费", "工会", "本级工会", "工会账户"),
            *("基层工会经费", "工会本级"),
        ),
    ),
    (FundSource.FIRM, ("行政", "行政经费", "福利费", "公司拨付", "矿拨", "行政福利费")),
    (
        FundSource.SUPERIOR,
        (
            *("上级工会", "上级", "上级拨款", "上级补助", "集团工会", "总工会"),
            *("省总工会", "市总工会", "区总工会", "县总工会"),
        ),
    ),
    (
        FundSource.FISCAL,
        ("财政", "财政资金", "政府", "中央财政", "省级财政", "市级财政", "地方财政"),
    ),
    (FundSource.DONATED, ("捐款", "社会捐赠", "爱心捐款", "募捐")),
    (FundSource.AID, ("帮扶资金", "专项资金", "帮扶专项资金", "困难帮扶资金")),
)
METHODS: Written = (
    (PayMethod.CASH, ("现款", "现金发放", "发现金")),
    (
        PayMethod.TRANSFER,
        (
            *("银行转账", "转帐", "打卡", "银行卡", "银行打卡", "一卡通", "汇款"),
            *("银行代发", "工资卡"),
        ),
    ),
)
