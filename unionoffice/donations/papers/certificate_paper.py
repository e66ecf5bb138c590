"""捐款荣誉证书: one for each donor; amounts as the campaign has it (§3.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.dates import DATINGS, dated
from unionoffice.donations.papers.asked import CAMPAIGN
from unionoffice.donations.papers.thanked import (
    AMOUNT,
    CALL,
    FIELDS,
    REGISTER,
    Thanked,
    thanked,
)
from unionoffice.notice_settings import lines_of
from unionoffice.paper.certificate.border import Border
from unionoffice.paper.certificate.certificate import Awarded, Certificates
from unionoffice.paper.document import Ink
from unionoffice.paper.sizes import paper_named
from unionoffice.printing import NO, YES, PaperJob, Setting
from unionoffice.text import fill_in
from unionoffice.wall_sheet import DAY, SEALED, SIGNATURE, required

if TYPE_CHECKING:
    from unionoffice.office import Office
    from unionoffice.printing import Request

_INKS = {"红": Ink.RED, "金": Ink.GOLD}
_NUMBER, _N = "捐证字第{n}号", "{n}"
_OPEN_NUMBER = "______"


def certificates(office: Office, request: Request) -> Certificates:
    """A certificate for each donor; a blank one if nobody gave.

    Raises:
        InvalidInput: a setting cannot be what was said, or no campaign is called so.
    """
    told = request.settings
    people = thanked(office, request) or [Thanked(None, None)]
    return Certificates(
        title=required(told["title"], "标题"),
        people=[_awarded(request, one) for one in people],
        signatures=lines_of(told[SIGNATURE.name]),
        day=dated(request.day_of(DAY.name), told["dating"]),
        paper=paper_named(told["paper"]),
        border=Border(told["border"]),
        title_ink=_INKS[told["title_ink"]],
        tinted=request.flag("tinted"),
        seal=request.flag(SEALED.name),
    )


def _awarded(request: Request, one: Thanked) -> Awarded:
    told = request.settings
    facts = one.facts(amount=request.flag(AMOUNT.name))
    texts = [*lines_of(told["body"]), *lines_of(told["closing"])]
    return Awarded(
        one.name,
        f"{one.called(told[CALL.name].strip())}：",
        tuple(fill_in(text, facts) for text in texts),
        _number(told["number"], one),
    )


def _number(form: str, one: Thanked) -> str:
    """The number of the voucher of the (first) gift: it never changes."""
    voucher = one.gift.voucher if one.gift else ""
    return form.strip().replace(_N, voucher or _OPEN_NUMBER)


DONATION_CERTIFICATES = PaperJob(
    "donation-certificates",
    "捐款荣誉证书",
    REGISTER,
    (
        CAMPAIGN,
        Setting("title", "标题", "荣誉证书"),
        AMOUNT,
        CALL,
        Setting(
            "body",
            "正文",
            "感谢{{您}}在“{{活动}}”中{{捐赠}}，为{{受助人}}送去了温暖和希望。",
            lines=True,
            help=f"可用 {FIELDS}",
        ),
        Setting("closing", "结语", "特发此证，以表谢意。"),
        Setting(
            "number",
            "编号",
            _NUMBER,
            help="{n} 是捐款的凭证号，补打时不变；空着不编号",
        ),
        SIGNATURE,
        DAY,
        Setting("dating", "日期写法", DATINGS[0], choices=DATINGS),
        SEALED,
        Setting("paper", "纸张", "A4 横", help="A4 横、A4 竖、正度 16 开"),
        Setting("border", "花边", Border.SCROLL, choices=tuple(Border)),
        Setting("title_ink", "标题颜色", "红", choices=tuple(_INKS)),
        Setting("tinted", "底纹", YES, choices=(YES, NO)),
    ),
    certificates,
)
"""One page for each donor."""
