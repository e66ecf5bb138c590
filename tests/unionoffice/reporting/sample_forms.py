"""Draws the worked examples of the office above into `resources/reporting/`.

Run `python -m tests.unionoffice.reporting.sample_forms` after one was changed; open
what it wrote before it is committed. The layouts are our own (domain.md §1.3, §2.3).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from tests.unionoffice.reporting.form_look import Drawn, Sheet, drawn_file, mapping_of
from unionoffice.codes import code_list
from unionoffice.paths import resources
from unionoffice.reporting.form import FROM_SHEET, Shape, Source, Way
from unionoffice.reporting.form_json import to_json
from unionoffice.reporting.store import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

A3, A4 = 8, 9
DAY, AMOUNT, WHOLE = "yyyy-mm-dd", "#,##0.00", "0"
YES_NO = ("是", "否")
POLITICAL = tuple(item.short for item in code_list("political").items)
EDUCATION = (
    *("研究生", "大学本科", "大学专科", "中专", "技校", "职高", "高中", "初中"),
    *("小学", "其他"),
)
SIMPLE = tuple(item.name for item in code_list("political_simple").items)
SKILLS = (
    *("学徒工", "初级工", "中级工", "高级工", "技师", "高级技师", "特级技师"),
    *("首席技师", "无等级"),
)


def short_words(key: str) -> tuple[tuple[str, str], ...]:
    """From the codes of a list to its short words."""
    return tuple((item.code, item.short) for item in code_list(key).items)


def education_words() -> Iterator[tuple[str, str]]:
    """From the codes of GB/T 4658 to the ten words of the form."""
    told = {"10": "研究生", "20": "大学本科", "30": "大学专科", "40": "中专"}
    told |= {"41": "中专", "44": "职高", "45": "职高", "46": "职高", "47": "技校"}
    told |= {"48": "技校", "49": "技校", "60": "高中", "70": "初中", "80": "小学"}
    for item in code_list("education").items:
        broad = told.get(item.broader or item.code, "其他")
        yield item.code, told.get(item.code, broad)


def simple_political() -> Iterator[tuple[str, str]]:
    """From every way to write a political status to the five words of the form."""
    simple = {item.code: item.name for item in code_list("political_simple").items}
    told: dict[str, str] = {}
    for item in code_list("political").items:
        for word in (item.name, item.short, *item.aliases):
            told.setdefault(word, simple[item.broader])
    return iter(told.items())


NUMBER = Drawn("", "序号", 5, source=Source.SERIAL, number_format=WHOLE)
REAL_NAME = Sheet(
    name="会员信息采集表",
    title="工会会员实名制信息采集表",
    paper=A3,
    conditions=("在会会员",),
    order=("unit_id", "name"),
    columns=(
        NUMBER,
        Drawn("身份信息", "姓名", 9, "name", star=True),
        Drawn(
            "身份信息",
            "证件类型",
            9,
            "id_type",
            Way.SHORT,
            star=True,
            words=(("", "身份证"),),
        ),
        Drawn(
            "身份信息",
            "证件号码",
            21,
            "id_number",
            Way.TEXT,
            star=True,
            shape=Shape.ID_NUMBER,
            unique=True,
            total="COUNTA",
        ),
        Drawn("身份信息", "性别", 5, "sex", star=True, allowed=("男", "女")),
        Drawn("身份信息", "出生日期", 11, "born_on", Way.DAY, star=True),
        Drawn("身份信息", "民族", 8, "ethnic", star=True),
        Drawn(
            "联系方式", "手机号", 13, "phone", Way.TEXT, star=True, shape=Shape.MOBILE
        ),
        Drawn("联系方式", "家庭住址", 22, "address", align="left"),
        Drawn(
            "政治与教育",
            "政治面貌",
            11,
            "political",
            star=True,
            allowed=POLITICAL,
            words=short_words("political"),
        ),
        Drawn(
            "政治与教育",
            "学历",
            9,
            "education",
            allowed=EDUCATION,
            words=tuple(education_words()),
        ),
        Drawn(
            "户籍",
            "户籍类型",
            8,
            "household_type",
            allowed=("非农业", "农业", "农转居", "居民户口"),
        ),
        Drawn(
            "户籍", "是否农民工", 7, "migrant", star=True, allowed=YES_NO, warns=True
        ),
        Drawn("就业信息", "所属单位", 14, "unit_id", star=True),
        Drawn("就业信息", "班组", 10, "crew_id"),
        Drawn("就业信息", "工种", 10, "trade"),
        Drawn("就业信息", "职务", 9, "duty"),
        Drawn(
            "就业信息",
            "技能等级",
            9,
            "skill",
            allowed=SKILLS,
            words=short_words("skill"),
        ),
        Drawn(
            "就业信息",
            "用工形式",
            10,
            "employment",
            star=True,
            allowed=tuple(item.name for item in code_list("employment").items),
        ),
        Drawn("就业信息", "参加工作时间", 9, "started_work_on", Way.MONTH),
        Drawn("工会信息", "入会时间", 9, "joined_on", Way.MONTH, star=True),
        Drawn("工会信息", "会员证号", 12, "card_no", Way.TEXT),
        Drawn("工会信息", "工会职务", 9, "union_duty"),
        Drawn(
            "工会信息",
            "会籍状态",
            9,
            "state",
            star=True,
            allowed=("正常", "保留会籍"),
            words=(("20", "正常"), ("21", "正常")),
        ),
        Drawn(
            "工会信息",
            "是否职工代表",
            8,
            "congress_delegate",
            words=(("", "否"),),
            allowed=YES_NO,
        ),
        Drawn("", "备注", 12, "note", align="left"),
    ),
    notes=(
        "填表说明",
        "1. 带★的栏为必填。姓名、证件号码应与居民身份证一致，证件号码为 18 位。",
        "2. 出生日期写成 2026-03-15，参加工作时间、入会时间写成 2026-03。",
        "3. 政治面貌、学历、技能等级、用工形式、会籍状态从下拉列表中选择。",
        "4. 是否农民工：户籍在农村、以工资为主要收入来源的职工填“是”。",
        "5. 本表由基层工会汇总，单位负责人、审核人签字并加盖工会印章后报送。",
    ),
)
HARDSHIP = Sheet(
    name="困难职工档案汇总表",
    title="困难职工档案汇总表",
    paper=A3,
    columns=(
        NUMBER,
        Drawn("职工本人", "姓名", 9, "姓名", star=True),
        Drawn("职工本人", "性别", 5, "性别", star=True, allowed=("男", "女")),
        Drawn("职工本人", "民族", 7, "民族"),
        Drawn(
            "职工本人",
            "政治面貌",
            9,
            "政治面貌",
            star=True,
            allowed=SIMPLE,
            words=tuple(simple_political()),
        ),
        Drawn(
            "职工本人",
            "身份证号",
            21,
            "身份证号",
            Way.TEXT,
            star=True,
            shape=Shape.ID_NUMBER,
            unique=True,
            total="COUNTA",
        ),
        Drawn(
            "职工本人",
            "手机号码",
            13,
            "手机号码",
            Way.TEXT,
            star=True,
            shape=Shape.PHONE,
        ),
        Drawn("职工本人", "所在单位", 13, "所在单位"),
        Drawn(
            "职工本人",
            "工作状态",
            8,
            "工作状态",
            star=True,
            allowed=(
                "在岗",
                "下（待）岗",
                "失（无）业",
                "退休",
                "病休",
                "内退",
                "离休",
                "农民工",
            ),
        ),
        Drawn(
            "困难情况",
            "困难类别",
            9,
            "困难类别",
            star=True,
            allowed=("深度困难", "相对困难", "意外致困"),
        ),
        Drawn(
            "困难情况",
            "主要致困原因",
            16,
            "主要致困原因",
            star=True,
            allowed=(
                "无劳动能力",
                "有劳动能力而未就业",
                "下岗失业",
                "未参加社会保险",
                "社会保险待遇落实不到位",
                "患重特大疾病",
                "遭受自然灾害",
                "遭受意外事故",
                "子女上学",
                "其他",
            ),
        ),
        Drawn(
            "困难情况",
            "健康状况",
            10,
            "健康状况",
            star=True,
            allowed=(
                "良好",
                "恶性肿瘤",
                "心血管病",
                "脑血管病",
                "终末期肾病",
                "精神病",
                "肝病",
                "血液病",
                "糖尿病",
                "肿瘤病",
                "腰颈椎病",
                "高血压病",
                "肺病",
                "一般疾病",
                "深度昏迷",
                "永久瘫痪",
                "严重阿尔茨海默病",
                "严重帕金森病",
                "严重运动神经元病",
                "残疾",
            ),
        ),
        Drawn(
            "家庭情况",
            "婚姻状况",
            7,
            "婚姻状况",
            star=True,
            allowed=("已婚", "未婚", "离异", "丧偶"),
            words=(("离婚", "离异"),),
        ),
        Drawn(
            "家庭情况",
            "户口类型",
            8,
            "户口类型",
            star=True,
            allowed=("非农业", "农业", "农转居"),
        ),
        Drawn(
            "家庭情况",
            "住房类型",
            12,
            "住房类型",
            star=True,
            allowed=(
                "承租单位公房",
                "政府廉租房",
                "自购房",
                "无房",
                "租房",
                "自建房",
                "其他",
            ),
        ),
        Drawn(
            "家庭情况",
            "家庭人口",
            6,
            "家庭人口",
            Way.NUMBER,
            star=True,
            number_format=WHOLE,
            total="SUM",
        ),
        Drawn(
            "家庭情况",
            "家庭年度总收入（元）",
            17,
            "家庭年度总收入",
            Way.YUAN,
            star=True,
            number_format=AMOUNT,
            total="SUM",
            align="right",
        ),
        Drawn(
            "家庭情况",
            "家庭月人均收入（元）",
            17,
            number_format=AMOUNT,
            align="right",
            formula='=IF(N(P{row})=0,"",ROUND(Q{row}/P{row}/12,2))',
        ),
        Drawn("家庭情况", "医保状况", 10, "医保状况", star=True),
        Drawn("家庭情况", "家庭住址", 22, "家庭住址", star=True, align="left"),
        Drawn("账户", "开户银行", 12, "开户银行"),
        Drawn(
            "账户", "银行卡号", 21, "银行卡号", Way.TEXT, shape=Shape.DIGITS, warns=True
        ),
        Drawn("", "建档日期", 11, "建档日期", Way.DATE, star=True, number_format=DAY),
        Drawn("", "备注", 12, "备注", align="left"),
    ),
    notes=(
        "填表说明",
        "1. 以家庭为单位，一户一档，带★的栏为必填；身份证号为 18 位，不得重复。",
        "2. 困难类别：深度困难、相对困难、意外致困，口径以当年文件为准。",
        "3. 主要致困原因限选一项。政治面貌从下拉列表中选择，民主党派成员填民主党派。",
        "4. 家庭月人均收入由表内公式计算：家庭年度总收入 ÷ 家庭人口 ÷ 12。",
        "5. 公示期满无异议后，由单位负责人、审核人签字盖章报送。",
    ),
)
SAMPLES = {
    "real_name": (REAL_NAME, "members", "上级实名制采集表的样子，按在会会员填写"),
    "hardship": (HARDSHIP, FROM_SHEET, "内容来自您手上的困难职工表格"),
}


def told(sheet: Sheet, register: str, note: str) -> str:
    """A form as it lies beside its file."""
    said = {
        "format": MARK,
        "name": sheet.title,
        "register": register,
        "note": note,
        "file_name": f"{sheet.title}.xlsx",
        "mapping": to_json(mapping_of(sheet)),
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def draw(folder: Path) -> None:
    """Write every example and its mapping."""
    for name, (sheet, register, note) in SAMPLES.items():
        (folder / f"{name}.xlsx").write_bytes(drawn_file(sheet))
        words = told(sheet, register, note)
        (folder / f"{name}.json").write_text(words, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    draw(resources() / "reporting")
