"""The words that a letter to somebody visited has at first, occasion by occasion.

They speak of no illness, no family and no sum: a letter lies open on a table. In
braces stands what is filled in for each person; a last line that begins with 祝 closes
the letter (domain.md §6.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.vocabulary import VisitOccasion

if TYPE_CHECKING:
    from collections.abc import Sequence

O = VisitOccasion  # noqa: E741  read as a table


@dataclass(frozen=True, slots=True)
class Wording:
    """The letter of some occasions.

    Attributes:
        name: what its setting is called.
        label: what a clerk calls it.
        occasions: the occasions it is for.
        title: the words at its head.
        body: the text, a paragraph a line.
    """

    name: str
    label: str
    occasions: Sequence[VisitOccasion]
    title: str
    body: str


SYMPATHY, CONGRATULATION = "慰问信", "贺信"

WORDINGS = (
    Wording(
        "festival",
        "节日",
        (O.FESTIVAL, O.WOMEN, O.CHILDREN),
        SYMPATHY,
        """\
值此{节日}之际，{工会}向您和您的家人致以节日的问候和美好的祝愿！
一年来，您在{单位}勤恳工作，为矿山的安全和发展付出了辛勤的汗水。您的付出，矿党政工都看在眼里、记在心上；您家人的理解和支持，是我们最坚强的后盾。
节日期间，望您劳逸结合，保重身体，上班时牢记安全。生活和工作中遇到困难，请随时向工会小组或矿工会反映，工会永远是职工的家。
祝 节日快乐、身体健康、阖家幸福！""",
    ),
    Wording(
        "birthday",
        "生日",
        (O.BIRTHDAY,),
        CONGRATULATION,
        """\
在您生日到来之际，{工会}向您送上最诚挚的祝福！
感谢您在{单位}尽心尽力、踏实工作。矿山的每一点进步，都有您的一份辛劳。
愿您在新的一岁里平平安安上班，高高兴兴回家。
祝 生日快乐、身体健康、万事如意！""",
    ),
    Wording(
        "wedding",
        "结婚",
        (O.WEDDING,),
        CONGRATULATION,
        """\
欣闻您喜结良缘，{工会}向您和您的爱人致以热烈的祝贺！
愿你们互敬互爱，孝敬父母，勤俭持家，在工作上互相支持。家庭是安全生产的第二道防线，愿家人的叮咛伴您每一个平安的班次。
祝 新婚快乐、百年好合！""",
    ),
    Wording(
        "childbirth",
        "生育",
        (O.CHILDBIRTH,),
        CONGRATULATION,
        """\
欣闻您家喜添新丁，{工会}向您全家表示热烈的祝贺！
愿孩子健康成长，愿全家平安和顺。按规定享受的假期和待遇如有不清楚的地方，请随时向工会女职工委员会询问。
祝 母子平安、阖家幸福！""",
    ),
    Wording(
        "hospital",
        "住院、工伤",
        (O.HOSPITAL, O.INJURY),
        SYMPATHY,
        """\
得知您身体不适，{工会}和{单位}的工友们都十分牵挂，特向您表示亲切的慰问！
请您放下工作上的事，安心治疗和休养，听从医生的安排。岗位上的工作，工友们会一起担起来。
您和家人在治疗、陪护和生活上有什么困难，请告诉我们，工会将尽力帮助。
祝 早日康复！""",
    ),
    Wording(
        "death",
        "会员去世",
        (O.DEATH,),
        SYMPATHY,
        """\
{姓名}同志不幸逝世，{工会}和{单位}的全体工友深感悲痛，谨向您和家人致以深切的慰问！
{姓名}同志生前工作勤恳，待人真诚，为矿山建设付出了心血，我们将永远怀念。
望您和家人节哀保重。后事办理和今后的生活中有什么困难，请随时与我们联系，工会将尽力帮助。""",
    ),
    Wording(
        "kin_death",
        "亲属去世",
        (O.KIN_DEATH,),
        SYMPATHY,
        """\
惊悉您的亲人不幸离世，{工会}和{单位}的工友们向您和家人表示深切的慰问！
逝者已去，望您节哀，保重身体，照顾好家人。工作上的事请放心，工友们会妥善安排。
有什么需要帮助的，请随时与我们联系。""",
    ),
    Wording(
        "retirement",
        "退休",
        (O.RETIREMENT,),
        SYMPATHY,
        """\
您为矿山辛勤工作了大半生，如今光荣退休，{工会}向您表示衷心的感谢和崇高的敬意！
多年来，您在{单位}兢兢业业、任劳任怨，带出了一批又一批徒弟，矿山的发展凝结着您的心血。
退休以后，矿山仍是您的家。欢迎您常回来看看，也请您继续关心矿山的安全和发展。
祝 健康长寿、晚年幸福！""",
    ),
    Wording(
        "hardship",
        "困难",
        (O.HARDSHIP,),
        SYMPATHY,
        """\
{工会}惦记着您和您的家人，特向您表示亲切的慰问！
一时的难处，大家一起来扛。请您和家人坚定信心，相信有党和政府的关怀，有矿山和工友们的帮助，日子会一天天好起来。
就业、就学、就医和生活上还有什么困难，请随时告诉我们，工会将按政策尽力帮助。
祝 身体健康、阖家幸福！""",
    ),
    Wording(
        "harsh_work",
        "高温和一线",
        (O.HARSH_WORK,),
        SYMPATHY,
        """\
您坚守在{单位}，不怕苦、不怕累，{工会}向您和您的家人致以亲切的慰问和崇高的敬意！
您的辛劳，矿党政工都看在眼里、记在心上。望您劳逸结合，注意休息，按章操作，保重身体。
作业环境、饮水和休息场所有什么不足，请随时向工会反映，我们将督促改进。
祝 平安健康、工作顺利！""",
    ),
    Wording(
        "other",
        "其他事由",
        (O.OTHER,),
        SYMPATHY,
        """\
{工会}惦记着您和您的家人，特向您表示亲切的慰问！
感谢您在{单位}的辛勤工作。工作和生活中有什么困难和建议，请随时向工会反映，工会永远是职工的家。
祝 身体健康、工作顺利、阖家幸福！""",
    ),
)
"""One for every occasion there is; the last one for what has none of its own."""

OF_OCCASION = {item: wording for wording in WORDINGS for item in wording.occasions}

FESTIVALS = (
    ("元旦、春节", ("两节", "双节", "元旦春节", "元旦、春节")),
    ("新春佳节", ("春节", "新春", "过年", "年货")),
    ("元旦", ("元旦",)),
    ("清明节", ("清明",)),
    ("端午节", ("端午",)),
    ("中秋节", ("中秋",)),
    ("国庆节", ("国庆",)),
    ("妇女节", ("三八", "妇女节")),
    ("儿童节", ("六一", "儿童节")),
    ("“五一”国际劳动节", ("五一", "劳动节")),
)
"""How a letter calls the festival that the words of an activity tell of."""


def festival_of(occasion: VisitOccasion, activity: str) -> str:
    """The festival of a visit, in the words of a letter; 佳节 if nobody says which."""
    for name, parts in FESTIVALS:
        if any(part in activity for part in parts):
            return name
    of_occasion = {O.WOMEN: "妇女节", O.CHILDREN: "儿童节"}
    return of_occasion.get(occasion, "佳节")
