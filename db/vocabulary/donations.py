"""Campaigns, gifts, the mutual-aid fund (domain.md §3)."""

from db.vocabulary.word import Word


class CampaignKind(Word):
    """What a campaign collects for (domain.md §3.3)."""

    CASE = "case", "个案捐款"
    ONE_DAY = "one_day", "一日捐"
    CHARITY_DAY = "charity_day", "慈善日"
    GOODS = "goods", "物资捐赠"
    FUND = "fund", "互助基金"


class CampaignState(Word):
    """How far a campaign has come (domain.md §3.3)."""

    PREPARING = "preparing", "筹备"
    OPEN = "open", "进行"
    ENDED = "ended", "截止"
    POSTED = "posted", "公示"
    PAYING = "paying", "拨付"
    CLOSED = "closed", "结清"


class Disclosure(Word):
    """What the wall says about who gave (domain.md §3.1)."""

    AMOUNTS = "amounts", "公布姓名和金额"
    NAMES = "names", "只公布姓名"
    TOTALS = "totals", "只公布汇总"


class DonorKind(Word):
    """Who gives (domain.md §3.3)."""

    MEMBER = "member", "会员"
    OTHER = "other", "非会员"
    GROUP = "group", "集体"
    ANONYMOUS = "anonymous", "匿名"


class GiftWay(Word):
    """How a gift comes in (domain.md §3.3)."""

    CASH = "cash", "现金"
    TRANSFER = "transfer", "转账"
    WECHAT = "wechat", "微信"
    PAYROLL = "payroll", "代扣"
    GOODS = "goods", "物资"
    INTEREST = "interest", "利息"


class SpendKind(Word):
    """What money of a campaign is spent for."""

    HELP = "help", "拨付受助人"
    COST = "cost", "支出"
    LEFTOVER = "leftover", "结余处理"
    CLAIM = "claim", "互助金给付"


class FundCause(Word):
    """Why the mutual-aid fund pays (domain.md §3.6)."""

    ILLNESS = "illness", "重大疾病"
    INJURY = "injury", "重伤"
    DISASTER = "disaster", "天灾"
    KIN = "kin", "亲属变故"
    DEATH = "death", "会员去世"


class ClaimState(Word):
    """How far a claim on the mutual-aid fund has come."""

    APPLIED = "applied", "申请"
    APPROVED = "approved", "通过"
    REFUSED = "refused", "未通过"
    PAID = "paid", "已给付"
