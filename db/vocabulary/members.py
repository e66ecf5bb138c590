"""Members, membership, units, dues."""

from db.vocabulary.word import Word


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


class WorkerKind(Word):
    """The three groups of the statutory retirement age (domain.md §1.8)."""

    MAN = "man", "男职工"
    WOMAN_CADRE = "woman_cadre", "女干部"
    WOMAN_WORKER = "woman_worker", "女工人"
