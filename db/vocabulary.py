"""The words that are stored: each is kept as its short code and shown in Chinese.

Only the standard library is used here, so that every layer, the window included, may
read these words. A code that was once stored is never given another meaning.
"""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A stored code that knows the Chinese word it is shown by.

    Attributes:
        label: The Chinese word for the clerk.
    """

    _value_: str
    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """Make the member of the enumeration that is stored as `code`."""
        word = str.__new__(cls, code)
        word._value_ = code
        word.label = label
        return word


class MemberState(Word):
    """Where a person stands with the union (domain.md §1.2); follows from events."""

    NONE = "00", "非会员"
    APPLYING = "10", "申请中"
    MEMBER = "20", "正常（在会）"
    NOTED = "21", "正常（有标注）"
    RESERVED = "30", "保留会籍"
    TRANSFERRED_OUT = "40", "已转出"
    WITHDRAWN = "50", "退会"
    AUTO_WITHDRAWN = "51", "自动退会"
    EXPELLED = "60", "开除会籍"
    DEAD = "70", "死亡"


class EventKind(Word):
    """What can happen to a membership (domain.md §1.2)."""

    APPLIED = "applied", "申请"
    JOINED = "joined", "批准入会"
    TRANSFERRED_IN = "transferred_in", "转入"
    NOTED = "noted", "标注"
    NOTE_ENDED = "note_ended", "标注结束"
    RESERVED = "reserved", "保留会籍"
    RESUMED = "resumed", "恢复"
    TRANSFERRED_OUT = "transferred_out", "转出"
    WITHDRAWN = "withdrawn", "退会"
    AUTO_WITHDRAWN = "auto_withdrawn", "自动退会"
    EXPELLED = "expelled", "开除会籍"
    DIED = "died", "死亡"


class MemberNote(Word):
    """Why a member in good standing is away; the membership itself stays as it is."""

    LENT = "lent", "借出"
    STUDYING = "studying", "脱产学习"
    WAITING = "waiting", "待岗"
    RETIRED_INSIDE = "retired_inside", "内退"


class EventReason(Word):
    """Why a membership moved (domain.md §1.2, 转移登记)."""

    MOVED = "moved", "调动"
    SECONDED = "seconded", "借调"
    CONTRACT_ENDED = "contract_ended", "解除劳动合同"
    RETIRED = "retired", "退休"
    UNEMPLOYED = "unemployed", "失业"
    ENLISTED = "enlisted", "服兵役"
    CLOSED = "closed", "单位关闭破产"
    OTHER = "other", "其他"


class CardHandling(Word):
    """What became of the membership card when the membership moved."""

    TRAVELS = "travels", "随转"
    TAKEN_BACK = "taken_back", "收回"
    KEPT = "kept", "本人保存"


class UnitKind(Word):
    """What a unit is: the tree of the mine, and the groups of the union."""

    COMPANY = "company", "矿（公司）"
    TEAM = "team", "区队（车间）"
    OFFICE = "office", "科室"
    CREW = "crew", "班组"
    UNION_GROUP = "union_group", "工会小组"


class DuesMethod(Word):
    """How membership dues are paid (domain.md §1.6)."""

    PAYROLL = "payroll", "工资代扣"
    CASH = "cash", "现金"


class PrintWay(Word):
    """How a paper leaves the office."""

    PRINT = "print", "打印"
    PDF = "pdf", "存为PDF"
    DOCX = "docx", "存为Word"


class WorkerKind(Word):
    """The three groups of the statutory retirement age (domain.md §1.8)."""

    MAN = "man", "男职工"
    WOMAN_CADRE = "woman_cadre", "女干部"
    WOMAN_WORKER = "woman_worker", "女工人"


class TemplateKind(Word):
    """What a template is made of."""

    TEXT = "text", "文字"
    WORD = "word", "Word 文件"


class Reckoning(Word):
    """By which generation of categories a household is judged (domain.md §2.1)."""

    CURRENT = "current", "现行三类"
    OLD = "old", "原三类"


class HardshipCategory(Word):
    """What a household in hardship is called, in both generations (domain.md §2.1)."""

    DEEP = "deep", "深度困难"
    RELATIVE = "relative", "相对困难"
    ACCIDENT = "accident", "意外致困"
    DIBAO = "dibao", "低保户"
    EDGE = "edge", "低保边缘户"
    ACCIDENT_OLD = "accident_old", "意外致困户"
    NONE = "none", "不符合"


class IncomeKind(Word):
    """What a household lives on (domain.md §2.2)."""

    WAGE = "wage", "工资性收入"
    BUSINESS = "business", "经营净收入"
    PROPERTY = "property", "财产净收入"
    TRANSFER = "transfer", "转移净收入"
    OTHER = "other", "其他收入"


class ExpenseKind(Word):
    """What a household cannot help spending (刚性支出, domain.md §2.2)."""

    MEDICAL = "medical", "因病支出"
    DISABILITY = "disability", "因残支出"
    SCHOOLING = "schooling", "因学支出"
    HOUSING = "housing", "住房支出"
    EMPLOYMENT = "employment", "必要就业成本"
    OTHER = "other", "其他刚性支出"


class FileState(Word):
    """Where a hardship file stands (domain.md §2.5)."""

    DRAFT = "draft", "草稿"
    APPLIED = "applied", "已申请"
    VISITED = "visited", "已入户核实"
    DISCUSSED = "discussed", "已集体研究"
    POSTING = "posting", "公示中"
    OBJECTED = "objected", "公示有异议"
    REPORTED = "reported", "已上报"
    LIVE = "live", "在档"
    LIFTED = "lifted", "脱困撤档"
    CANCELLED = "cancelled", "已注销"
    MOVED = "moved", "已转出"
    REFUSED = "refused", "不予建档"


class FileStep(Word):
    """What is done with a hardship file (domain.md §2.5)."""

    APPLY = "apply", "申请"
    VISIT = "visit", "入户核实"
    DISCUSS = "discuss", "集体研究"
    POST = "post", "公示"
    OBJECT = "object", "公示有异议"
    SETTLE = "settle", "异议复核"
    REPORT = "report", "上报"
    ENTER = "enter", "认定建档"
    REVIEW = "review", "年度复核"
    CHANGE = "change", "类别调整"
    LIFT = "lift", "脱困撤档"
    CANCEL = "cancel", "注销"
    MOVE = "move", "转出"
    REFUSE = "refuse", "不予建档"


class FileLevel(Word):
    """Whose list a hardship file stands in (domain.md §2.1)."""

    NATIONAL = "national", "全国级档案"
    PROVINCE = "province", "省市级辅助档案"
    FIRM = "firm", "单位内部档案"


class SchoolLevel(Word):
    """What somebody is learning at present (domain.md §2.3, §2.6)."""

    PRIMARY = "primary", "小学"
    MIDDLE = "middle", "初中"
    HIGH = "high", "高中"
    VOCATIONAL = "vocational", "中职"
    HIGHER_VOCATIONAL = "higher_vocational", "高职"
    COLLEGE = "college", "专科"
    BACHELOR = "bachelor", "本科"
    MASTER = "master", "研究生"


class AidKind(Word):
    """For what a household on file is helped (domain.md §2.6)."""

    LIVING = "living", "生活救助"
    MEDICAL = "medical", "医疗救助"
    SCHOOLING = "schooling", "金秋助学"
    ONE_OFF = "one_off", "一次性救助"


class AidState(Word):
    """How far a payment of aid has come."""

    APPLIED = "applied", "申请"
    APPROVED = "approved", "已审批"
    PAID = "paid", "已发放"
    SIGNED = "signed", "已签收"
    REFUSED = "refused", "未批准"
    REVERSED = "reversed", "已冲销"
    REVERSAL = "reversal", "冲销"


class FundSource(Word):
    """Where money for aid and visits comes from; sources are never mixed (§2.7)."""

    AID = "aid", "专项帮扶资金"
    FISCAL = "fiscal", "财政拨款"
    SUPERIOR = "superior", "上级工会补助"
    OWN = "own", "本级工会经费"
    DONATED = "donated", "社会捐助"
    FIRM = "firm", "行政拨付"
    OTHER = "other", "其他"


class PayMethod(Word):
    """How money reaches somebody."""

    CASH = "cash", "现金"
    TRANSFER = "transfer", "转账"


class VisitOccasion(Word):
    """Why somebody is visited (慰问事由, domain.md §2.7, §2.8)."""

    FESTIVAL = "festival", "节日慰问"
    BIRTHDAY = "birthday", "生日"
    WEDDING = "wedding", "结婚"
    CHILDBIRTH = "childbirth", "生育"
    HOSPITAL = "hospital", "生病住院"
    DEATH = "death", "会员去世"
    KIN_DEATH = "kin_death", "直系亲属去世"
    RETIREMENT = "retirement", "退休离岗"
    HARDSHIP = "hardship", "困难慰问"
    HARSH_WORK = "harsh_work", "高温和苦脏累险慰问"
    WOMEN = "women", "妇女节"
    CHILDREN = "children", "儿童节"
    INJURY = "injury", "工伤职业病"
    OTHER = "other", "其他"


class VisitForm(Word):
    """What a visit brings (domain.md §2.9)."""

    CASH = "cash", "现金"
    TRANSFER = "transfer", "转账"
    GOODS = "goods", "实物"
    VOUCHER = "voucher", "券"


class AllowedForm(Word):
    """What may be given on an occasion (domain.md §2.8)."""

    ANY = "any", "实物或现金"
    GOODS = "goods", "只限实物或提货券"


class VisitFrequency(Word):
    """How often somebody is visited on an occasion (domain.md §2.8)."""

    EACH = "each", "按次"
    YEARLY = "yearly", "每年一次"
    ONCE = "once", "一次"
    ILLNESS = "illness", "同一病种一年一次"


class Recipient(Word):
    """Who is visited (domain.md §2.9)."""

    MEMBER = "member", "会员"
    FAMILY = "family", "家属"
    OTHER = "other", "非会员"


class RoundState(Word):
    """How far a round of visits (慰问活动) has come."""

    PLANNING = "planning", "筹备"
    GIVING = "giving", "发放"
    DONE = "done", "办结"


class LeftOut(Word):
    """Why somebody chosen for a round of visits gets nothing (domain.md §2.8)."""

    DUES = "dues", "未缴会费"
    RESERVED = "reserved", "保留会籍"
    ELSEWHERE = "elsewhere", "他处已享受"
    MOVED = "moved", "已调离"
    DECLINED = "declined", "本人谢绝"
    OTHER = "other", "其他"


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
