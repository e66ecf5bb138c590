"""Visits and rounds of them (domain.md §2.7–2.9)."""

from db.vocabulary.word import Word


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
