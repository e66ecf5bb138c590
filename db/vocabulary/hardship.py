"""Households in hardship, aid to them (domain.md §2.1–2.6)."""

from db.vocabulary.word import Word


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
