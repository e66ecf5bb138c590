"""档案材料 and 查阅登记: what lies in a file, and who looked into it (§2.3 E, §2.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.models import FileLook, FileMaterial
from unionoffice.errors import Refused
from unionoffice.hardship.filing.pointing import FILE_TARGET, head_of
from unionoffice.register.column import Field, Section
from unionoffice.register.filter import Between, Missing, OneOf
from unionoffice.register.kinds import Day, Picture, Reference, Text, coded
from unionoffice.register.printout import TablePrintout
from unionoffice.register.register import Guards, Order, Register
from unionoffice.register.sheet import Sheet, SheetColumn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

_A, _L = FileMaterial, FileLook

FILE = Field(_A.file_id, "档案编号", Reference(FILE_TARGET), required=True, fixed=True)
VOLUME = Field(_A.volume, "卷别", coded("file_volume"))
KIND = Field(
    _A.kind,
    "材料类型",
    Text(40),
    required=True,
    help="申请书、户口簿、身份证、收入证明、诊断书、票据、录取通知书、残疾证 …",
)
NAME = Field(_A.name, "材料名称", Text(100))
RECEIVED = Field(_A.received_on, "收到日期", Day())
PICTURE = Field(_A.picture, "照片", Picture(), sensitive=True)
NOTE = Field(_A.note, "备注", Text(200))
HEAD = head_of(_A.file_id)

MATERIALS = Register(
    key="hardship-materials",
    title="档案材料",
    noun="档案材料",
    model=FileMaterial,
    group="帮扶",
    icon="copy",
    part_of="hardship-files",
    sections=(Section("材料", (FILE, KIND, NAME, VOLUME, RECEIVED, PICTURE, NOTE)),),
    columns=(FILE, HEAD, KIND, NAME, VOLUME, RECEIVED),
    naming=(KIND, NAME),
    order=(Order(FILE), Order(RECEIVED)),
    search=(HEAD, KIND, NAME),
    filters=(OneOf(VOLUME), Between(RECEIVED), Missing(RECEIVED)),
    sheet=Sheet(
        columns=(
            SheetColumn(FILE, ("档案号", "困难档案号")),
            SheetColumn(KIND, ("附件类型", "类型")),
            SheetColumn(NAME, ("附件名称", "名称")),
            SheetColumn(VOLUME),
            SheetColumn(RECEIVED, ("收件日期",)),
            SheetColumn(PICTURE),
            SheetColumn(NOTE, ("说明",)),
        ),
        match_on=((FILE.key, KIND.key, NAME.key), (FILE.key, KIND.key)),
        shown=(HEAD,),
    ),
    printouts=(
        TablePrintout(
            "hardship-materials",
            "困难档案卷内材料目录",
            (FILE, HEAD, KIND, NAME, VOLUME, RECEIVED, NOTE),
            name_columns=(HEAD.key,),
        ),
    ),
    empty="还没有档案材料。建档时把申请书、证明、票据逐件登记，可以附照片。",
)


def _keep(_connection: Connection, _ids: Sequence[int]) -> None:
    """Who looked is a record about privacy: it is not taken away."""
    raise Refused("查阅登记不能删除；登记错了在备注里写明。")


LOOK_FILE = Field(
    _L.file_id, "档案编号", Reference(FILE_TARGET), required=True, fixed=True
)
LOOKED = Field(_L.looked_on, "查阅日期", Day(), required=True)
WHO = Field(_L.who, "查阅人", Text(50), required=True)
WHO_UNIT = Field(_L.who_unit, "查阅人单位", Text(100))
DOCUMENT = Field(_L.document, "证件或介绍信", Text(100))
REASON = Field(_L.reason, "查阅事由", Text(200), required=True)
APPROVER = Field(
    _L.approver, "批准人", Text(50), help="本人凭有效证件查阅的不用批准；外单位要批准"
)
LOOK_NOTE = Field(_L.note, "备注", Text(200))
LOOK_HEAD = head_of(_L.file_id)

LOOKS = Register(
    key="hardship-looks",
    title="查阅登记",
    noun="查阅登记",
    model=FileLook,
    group="帮扶",
    icon="search",
    sections=(
        Section("查阅", (LOOK_FILE, LOOKED, WHO, WHO_UNIT, DOCUMENT, REASON)),
        Section("批准", (APPROVER, LOOK_NOTE)),
    ),
    columns=(LOOKED, LOOK_FILE, LOOK_HEAD, WHO, WHO_UNIT, REASON, APPROVER),
    naming=(WHO, LOOKED),
    order=(Order(LOOKED, descending=True),),
    search=(LOOK_HEAD, WHO, WHO_UNIT, REASON),
    filters=(Between(LOOKED), Missing(APPROVER)),
    guards=Guards(discard=_keep),
    sheet=Sheet(
        columns=(
            SheetColumn(LOOK_FILE, ("档案号",)),
            SheetColumn(LOOKED, ("日期",)),
            SheetColumn(WHO, ("姓名",)),
            SheetColumn(WHO_UNIT, ("单位",)),
            SheetColumn(DOCUMENT, ("证件",)),
            SheetColumn(REASON, ("事由",)),
            SheetColumn(APPROVER),
            SheetColumn(LOOK_NOTE),
        ),
        match_on=((LOOK_FILE.key, LOOKED.key, WHO.key),),
        shown=(LOOK_HEAD,),
    ),
    printouts=(
        TablePrintout(
            "hardship-looks",
            "困难档案查阅登记簿",
            (LOOKED, LOOK_FILE, LOOK_HEAD, WHO, WHO_UNIT, DOCUMENT, REASON, APPROVER),
            name_columns=(LOOK_HEAD.key, WHO.key),
        ),
    ),
    empty="还没有人查阅过困难档案。档案不外借，谁查阅、为什么、谁批准都登记在这里。",
)
