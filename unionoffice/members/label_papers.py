"""标签, 信封 and 档案盒脊: what is stuck on, posted, and put on a shelf."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unionoffice.errors import InvalidInput
from unionoffice.members import persons
from unionoffice.members.paper_rows import (
    FIRST,
    TRIAL,
    WHO,
    Holder,
    committee,
    holders,
    place_on_sheet,
)
from unionoffice.paper.card.envelope import ENVELOPES, Envelopes, Receiver, Sender
from unionoffice.paper.card.label import (
    Label,
    LabelSheets,
    Spine,
    label_format,
    label_formats,
)
from unionoffice.printing import NO, YES, PaperJob, Setting, union_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from unionoffice.office import Office
    from unionoffice.printing import Request

ADDRESSES, NAMES = "地址标签", "姓名标签"
OTHER_SHEET = "自定义"
PLAIN = "不写"
HONORIFICS = "同志", "师傅", "女士/先生", PLAIN

_POSTCODE = re.compile(r"(?<!\d)(\d{6})(?!\d)")


def member_labels(office: Office, request: Request) -> LabelSheets:
    """会员标签: addresses for letters, or names for desks and bags."""
    told = request.settings
    held = holders(
        office, request, (persons.ADDRESS, persons.UNIT, persons.SEX, persons.TRADE)
    )
    if told["kind"] == ADDRESSES:
        labels = tuple(_address_label(holder, request) for holder in held)
    else:
        labels = tuple(map(_name_label, held))
    return _labels(request, labels)


def member_envelopes(office: Office, request: Request) -> Envelopes:
    """信封: one for each person, the union being the sender."""
    told = request.settings
    held = holders(office, request, (persons.ADDRESS, persons.UNIT, persons.SEX))
    paper = next(paper for paper in ENVELOPES if paper.name == told["size"])
    sender = Sender(told["sender"], told["sender_address"], told["sender_postcode"])
    receivers = tuple(
        Receiver(holder.name, address, postcode, _title(holder, request))
        for holder in held
        for postcode, address in [_address(holder)]
    )
    return Envelopes("信封", receivers, sender, paper, boxes=request.flag("boxes"))


def box_labels(_office: Office, request: Request) -> LabelSheets:
    """档案盒脊: the titles of archive boxes, running down."""
    told = request.settings
    lines = told["boxes"].replace("\\n", "\n").splitlines()
    spines = tuple(_spine(line, request) for line in lines if line.strip())
    return _labels(request, spines)


def postcode_of(address: str) -> tuple[str, str]:
    """The postcode that stands at either end of an address, and the rest."""
    told = " ".join(address.split())
    for found in _POSTCODE.finditer(told):
        if found.start() == 0 or found.end() == len(told):
            rest = f"{told[: found.start()]}{told[found.end() :]}"
            return found[1], rest.strip(" ,，、")
    return "", told


def _name_label(holder: Holder) -> Label:
    below = holder.said(persons.UNIT), holder.said(persons.TRADE)
    return Label(holder.name, below=tuple(filter(None, below)))


def _labels(
    request: Request, labels: tuple[Label, ...] | tuple[Spine, ...]
) -> LabelSheets:
    told = request.settings
    sheet = told["sheet"]
    return LabelSheets(
        "标签",
        labels,
        label_format(told["custom"] if sheet == OTHER_SHEET else sheet),
        skip=place_on_sheet(request, "first"),
        cut=request.flag("cut"),
        trial=request.flag("trial"),
    )


def _address_label(holder: Holder, request: Request) -> Label:
    above = tuple(filter(None, _address(holder)))
    return Label(holder.name, above, _title(holder, request))


def _address(holder: Holder) -> tuple[str, str]:
    """Postcode and address; who has none is written to at work."""
    return postcode_of(holder.first(persons.ADDRESS, persons.UNIT))


def _title(holder: Holder, request: Request) -> str:
    told = request.settings["honorific"]
    if told == PLAIN:
        return "收"
    if "/" in told:
        woman, man = told.split("/")
        told = woman if holder.said(persons.SEX) == "女" else man
    return f"{told}　收"


def _spine(line: str, request: Request) -> Spine:
    """题名，年度，盒号 as one line tells them.

    Raises:
        InvalidInput: the line has more than these three.
    """
    parts = [part.strip() for part in re.split("[,，]", line)]
    if len(parts) > 3:
        raise InvalidInput(f"“{line.strip()}”写不下，每行只写“题名，年度，盒号”。")
    title, year, number = (*parts, "", "")[:3]
    kept = request.settings["kept"]
    told = (("年度", year), ("保管期限", kept), ("盒号", number))
    return Spine(title, request.settings["union"], told)


def _default_boxes(_office: Office, day: date) -> str:
    year = day.year
    return (
        f"会员入会申请书，{year}，1\n会员登记表，{year}，2\n"
        f"会费收缴台账，{year}，3\n会籍变动材料，{year}，4"
    )


def _label_settings(*, spine: bool) -> Iterator[Setting]:
    known = tuple(item.name for item in label_formats() if item.spine is spine)
    yield Setting("sheet", "标签纸", known[0], choices=(*known, OTHER_SHEET))
    yield Setting(
        "custom",
        "自定义标签纸",
        "30×200 6×1" if spine else "63.5×38.1 3×7",
        help="宽×高 列×行，毫米；可以再写左,上边距，如 63.5×38.1 3×7 7,15",
    )
    yield FIRST
    yield Setting("cut", "裁切标记", YES if spine else NO, choices=(YES, NO))
    yield TRIAL


HONORIFIC = Setting("honorific", "称呼", HONORIFICS[0], choices=HONORIFICS)

LABEL_PAPERS = (
    PaperJob(
        "member-labels",
        "会员标签",
        persons.MEMBERS.key,
        (
            Setting("kind", "种类", ADDRESSES, choices=(ADDRESSES, NAMES)),
            WHO,
            HONORIFIC,
            *_label_settings(spine=False),
        ),
        member_labels,
    ),
    PaperJob(
        "member-envelopes",
        "信封",
        persons.MEMBERS.key,
        (
            WHO,
            Setting(
                "size",
                "信封规格",
                ENVELOPES[1].name,
                choices=tuple(paper.name for paper in ENVELOPES),
            ),
            HONORIFIC,
            Setting("sender", "寄件单位", committee),
            Setting("sender_address", "寄件地址", "矿区建设街 1 号"),
            Setting("sender_postcode", "寄件邮编", help="六位数字，不填则不印"),
            Setting(
                "boxes",
                "印邮编框",
                YES,
                choices=(YES, NO),
                help="信封上已经印有红框的选“否”",
            ),
        ),
        member_envelopes,
    ),
    PaperJob(
        "box-labels",
        "档案盒脊标签",
        None,
        (
            Setting(
                "boxes",
                "档案盒",
                _default_boxes,
                lines=True,
                help="每行一盒：题名，年度，盒号",
            ),
            Setting("union", "单位名称", union_name),
            Setting("kept", "保管期限", "永久"),
            *_label_settings(spine=True),
        ),
        box_labels,
    ),
)
"""Labels, envelopes and the spines of boxes."""
