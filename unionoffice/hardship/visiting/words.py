"""How old lists write occasions, forms and whom, and what is meant by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from typing_extensions import override

from db.vocabulary import Recipient, VisitForm, VisitOccasion
from unionoffice import names, text
from unionoffice.errors import InvalidInput
from unionoffice.register.complaint import Level
from unionoffice.register.kind import Reading
from unionoffice.register.kinds import Choice, Text, as_words, synonyms

if TYPE_CHECKING:
    from datetime import date

    from unionoffice.register.kinds.choices import Written

O = VisitOccasion  # noqa: E741  read as a table

OCCASIONS: Written = (
    (O.FESTIVAL, ("节日", "过节")),
    (O.BIRTHDAY, ("生日慰问", "过生日", "职工生日")),
    (O.WEDDING, ("结婚慰问", "婚", "新婚", "婚庆", "结婚登记")),
    (O.CHILDBIRTH, ("生育慰问", "生小孩", "生孩子", "产假", "分娩", "生产住院")),
    (O.HOSPITAL, ("住院", "生病", "因病住院", "住院慰问", "看望病号", "病号", "病")),
    (O.DEATH, ("职工去世", "会员死亡", "职工死亡", "本人去世", "病故")),
    (O.KIN_DEATH, ("亲属去世", "家属去世", "直系亲属死亡", "丧事", "丧葬", "丧")),
    (O.RETIREMENT, ("退休", "退休慰问", "离岗", "光荣退休")),
    (O.HARDSHIP, ("困难", "困难职工", "困难帮扶", "困难职工慰问", "特困", "帮扶")),
    (O.HARSH_WORK, ("高温", "高温慰问", "送清凉", "一线慰问", "防暑降温", "坚守岗位")),
    (O.WOMEN, ("三八节", "妇女节慰问", "三八", "三八妇女节")),
    (O.CHILDREN, ("六一", "儿童节慰问", "六一儿童节")),
    (O.INJURY, ("工伤", "职业病", "工伤慰问", "工亡家属", "负伤")),
    (O.OTHER, ("其他慰问", "其它")),
)
"""What is written for an occasion and loses nothing by being read as it."""

MEANT: Written = (
    (O.WOMEN, ("三八", "妇女节")),
    (O.CHILDREN, ("六一", "儿童节")),
    (O.HARSH_WORK, ("高温", "清凉", "防暑", "坚守", "一线", "苦脏累险")),
    (
        O.FESTIVAL,
        (
            *("元旦", "春节", "清明", "劳动节", "五一", "端午", "中秋", "国庆"),
            *("两节", "双节", "节日", "过年", "年货"),
        ),
    ),
    (O.INJURY, ("工伤", "职业病", "尘肺", "受伤", "砸伤", "因公", "工亡")),
    (O.RETIREMENT, ("退休", "离岗")),
    (
        O.KIN_DEATH,
        tuple(
            f"{who}{what}"
            for who in ("父亲", "母亲", "父", "母", "妻子", "丈夫", "配偶", "亲属")
            for what in ("去世", "病故", "逝世", "过世")
        ),
    ),
    (O.CHILDBIRTH, ("生育", "分娩", "产", "生子", "生女")),
    (O.DEATH, ("去世", "病故", "逝世", "死亡")),
    (O.HOSPITAL, ("住院", "手术", "患病", "生病", "病", "骨折", "治疗")),
    (O.WEDDING, ("结婚", "新婚", "婚礼")),
    (O.BIRTHDAY, ("生日", "寿")),
    (O.HARDSHIP, ("困难", "特困", "贫困", "救助", "帮扶", "低保")),
)
"""What part of longer words tells the occasion; the first that fits decides."""

FORMS: Written = (
    (VisitForm.CASH, ("慰问金", "现款", "钱", "现金慰问", "发放现金", "慰问款")),
    (VisitForm.TRANSFER, ("银行转账", "打卡", "银行卡", "转帐", "汇款", "工资卡")),
    (VisitForm.GOODS, ("慰问品", "物品", "物资", "礼品", "实物慰问", "纪念品")),
    (VisitForm.VOUCHER, ("提货券", "蛋糕券", "购物券", "提货卡", "卡券")),
)
RECIPIENTS: Written = (
    (Recipient.MEMBER, ("职工", "本人", "会员本人", "在职职工", "工会会员")),
    (Recipient.FAMILY, ("职工家属", "亲属", "遗属", "家属遗属")),
    (Recipient.OTHER, ("社会人员", "外单位", "其他人员", "群众", "外来人员")),
)
SELF = frozenset({"", "本人", "自己", "户主"})
"""What is written as the relation of somebody who stands for nobody else."""


def meant(words: str) -> str | None:
    """The occasion that longer words tell of: 因病住院（胆结石） is 生病住院."""
    found = (code for code, parts in MEANT if any(part in words for part in parts))
    return next(map(str, found), None)


@dataclass(frozen=True)
class Occasions(Choice):
    """The occasion of a visit; longer words are understood, and kept beside it."""

    @override
    def read(self, raw: object, *, today: date) -> Reading[str]:
        reading = super().read(raw, today=today)
        if reading.value is not None or reading.level is None:
            return reading
        words = text.tidy(as_words(raw))
        code = meant(text.no_spaces(words))
        if code is None:
            return reading
        sentence = f"“{words}”按“{self.show(code)}”登记，请核对"
        return Reading(code, Level.WARN, sentence, words)


@dataclass(frozen=True)
class VisitedName(Text):
    """Who is visited: a person's name, or words for several (掘进一队夜班职工)."""

    longest: int = 50
    width: int = 10

    @override
    def read(self, raw: object, *, today: date) -> Reading[str]:
        words = as_words(raw)
        if not text.tidy(words):
            return Reading(None)
        try:
            return Reading(names.clean_name(words))
        except InvalidInput:
            return super().read(raw, today=today)


def occasions() -> Occasions:
    """The kind of the field 慰问事由."""
    items = tuple((str(word), word.label) for word in VisitOccasion)
    return Occasions(items, match=synonyms(OCCASIONS).get, width=14)


def split_names(words: str) -> list[str]:
    """The names in 张书记、李主席，王平."""
    for mark in "，,；;/＋+ 　":
        words = words.replace(mark, "、")
    return [name.strip() for name in words.split("、") if name.strip()]
