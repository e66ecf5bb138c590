"""What certificates say: wording with fields, and the facts that fill them.

The wording follows domain.md §6.3 and §3.5, amounts §7.2, dates §7.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from unionoffice import dates, money
from unionoffice.dates import DATINGS, dated, read_day
from unionoffice.errors import InvalidInput, OfficeError, Refused
from unionoffice.printing import NO, YES, Setting, union_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from unionoffice.documents.awards import Winner
    from unionoffice.office import Office

_BLANK = "________"
_ADDRESSES = ("同志", "师傅", "先生", "女士", "无")
_TERM_YEARS = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """A setting whose first text depends on no more than the union's name and the day.

    So a certificate can be made without an office, too.
    """

    name: str
    label: str
    words: str | Callable[[str, date], str]
    choices: tuple[str, ...] = ()
    lines: bool = False
    help: str = ""

    def first(self, union: str, day: date) -> str:
        """The text it has if nobody says anything."""
        return self.words if isinstance(self.words, str) else self.words(union, day)

    def setting(self) -> Setting:
        """The same for a paper of an office."""

        def first(office: Office, day: date) -> str:
            return self.first(union_name(office, day), day)

        return Setting(
            self.name, self.label, first, self.choices, self.lines, self.help
        )


@dataclass(frozen=True, slots=True)
class Wording:
    """One sort of certificate: its name, and what may be said on it."""

    key: str
    title: str
    asked: tuple[Asked, ...]


def facts(winner: Winner, told: Mapping[str, str], day: date) -> dict[str, str]:
    """Everything a text may name, by the words in its fields.

    Raises:
        InvalidInput: a setting is no day or no amount.
        Refused: the amount of a person is none.
    """
    told_address = told.get("address", _ADDRESSES[0])
    address = "" if winner.collective or told_address == "无" else told_address
    title = winner.honour or told.get("honour") or told.get("post", "")
    amount = _amount(winner, told)
    return {
        "姓名": winner.name or _BLANK,
        "称呼": address,
        "您": "贵单位" if winner.collective else "您",
        "单位": winner.unit,
        "称号": title,
        "职务": title,
        "事由": told.get("reason", ""),
        "编号": winner.number,
        "金额": "" if amount is None else money.show_yuan(amount),
        "大写": "" if amount is None else money.capitals(amount),
        "捐赠": _given(amount, told),
        "起": _official("begins", told, day),
        "止": _official("ends", told, day),
        "日期": dated(_day("day", told, day), told.get("dating", DATINGS[0])),
        "落款": told.get("signature", ""),
    }


def _amount(winner: Winner, told: Mapping[str, str]) -> money.Fen | None:
    words = winner.amount or told.get("amount", "")
    if not words:
        return None
    try:
        return money.parse(words)
    except OfficeError as error:
        who = f"{winner.name}：" if winner.amount else ""
        raise Refused(f"{who}{error.sentence}") from error


def _given(amount: money.Fen | None, told: Mapping[str, str]) -> str:
    if amount is None or told.get("show_amount", YES) == NO:
        return "慷慨解囊、热心捐助"
    return f"捐款{money.capitals(amount)}（{money.show_yuan(amount)}）"


def _official(name: str, told: Mapping[str, str], today: date) -> str:
    return dates.official(_day(name, told, today)) if told.get(name) else ""


def _day(name: str, told: Mapping[str, str], today: date) -> date:
    words = told.get(name, today.isoformat())
    found = read_day(words, today).day
    if found is None:
        raise InvalidInput(f"“{words}”不是日期，请写成 2026-03-15 这样。")
    return found


def _salutation() -> Asked:
    pattern = "{{姓名}}{{称呼}}："
    return Asked("salutation", "称谓", pattern, help="前面可以加 {{单位}}")


def _ends(_union: str, day: date) -> str:
    try:
        later = day.replace(year=day.year + _TERM_YEARS)
    except ValueError:  # 29 February
        later = day.replace(year=day.year + _TERM_YEARS, month=3, day=1)
    return (later - timedelta(days=1)).isoformat()


_ADDRESS = Asked("address", "称呼", _ADDRESSES[0], choices=_ADDRESSES)
_FIELDS = "可以用 {{姓名}} {{单位}} {{称号}} {{事由}} {{编号}} {{日期}} 等"

HONOUR = Wording(
    "honour-certificate",
    "荣誉证书",
    (
        Asked("title", "标题", "荣誉证书"),
        Asked(
            "reason",
            "事由",
            lambda _union, day: f"{day.year}年度“安康杯”安全生产竞赛",
        ),
        Asked("honour", "称号", "安全生产先进个人", help="名单里写了的以名单为准"),
        _salutation(),
        _ADDRESS,
        Asked(
            "body",
            "正文",
            "在{{事由}}中成绩突出，被评为“{{称号}}”。",
            lines=True,
            help=_FIELDS,
        ),
        Asked("closing", "结语", "特发此证，以资鼓励。"),
    ),
)
APPOINTMENT = Wording(
    "appointment",
    "聘书",
    (
        Asked("title", "标题", "聘书"),
        Asked(
            "post",
            "职务",
            lambda union, _day: f"{union}群众安全监督检查员",
            help="名单里写了的以名单为准",
        ),
        Asked("begins", "聘期起", lambda _union, day: day.isoformat()),
        Asked("ends", "聘期止", _ends),
        _ADDRESS,
        Asked(
            "body",
            "正文",
            "兹聘请{{姓名}}{{称呼}}担任{{职务}}，聘期自{{起}}至{{止}}。",
            lines=True,
            help="隆重的用“特聘请”；可以用 {{姓名}} {{单位}} {{职务}} {{起}} {{止}} 等",
        ),
        Asked("closing", "结语", "此聘。"),
    ),
)
DONATION = Wording(
    "donation-certificate",
    "捐赠证书",
    (
        Asked("title", "标题", "捐赠证书"),
        Asked("reason", "活动", "“金秋助学”募捐活动"),
        Asked("amount", "金额", "500.00", help="名单里写了的以名单为准"),
        Asked("show_amount", "印金额", YES, choices=(YES, NO)),
        _salutation(),
        _ADDRESS,
        Asked(
            "body",
            "正文",
            "感谢{{您}}在{{事由}}中{{捐赠}}，为困难职工家庭送去温暖。",
            lines=True,
            help="可以用 {{姓名}} {{单位}} {{事由}} {{金额}} {{大写}} {{捐赠}} 等",
        ),
        Asked("closing", "结语", "特发此证，以表谢意。"),
    ),
)
