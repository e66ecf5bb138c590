"""The papers of the hardship file say everything, and the one for the wall little."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import pytest

from db.models import Aid, HardshipFile, Person
from tests.offices import TODAY
from tests.unionoffice.hardship.aid_homes import standard
from tests.unionoffice.hardship.paper_homes import (
    ACCOUNT,
    ID_NUMBER,
    ILLNESS,
    LONG_NAME,
    PHONE,
    STREET,
    home,
    judged,
    paper,
    posting,
    refused,
    step,
)
from tests.unionoffice.paper.reading import ReadBack
from unionoffice.catalogue import PAPERS
from unionoffice.errors import InvalidInput
from unionoffice.hardship.filing.files import FILES
from unionoffice.paper.document import Document, texts
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.word.writer import docx_bytes
from unionoffice.printing import Request, make_content
from unionoffice.printing import paper as paper_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unionoffice.office import Office
    from unionoffice.paper.content import Content

ASKED_FOR = """
职工编号 困难类别 姓名 性别 民族 政治面貌 身份证号 出生日期 健康状况
残疾类别 工作状态 劳模类型 住房类型 建筑面积 手机号码 其他联系方式
邮政编码 工作时间 所属行业 婚姻状况 户口 家庭住址 工作单位 单位性质
企业状况 单亲 本人月平均收入 家庭其他非薪资年收入 家庭年度总收入 家庭人口
家庭月人均收入 户口所在地行政区划 医保状况 自救能力 零就业家庭
劳动合同签订时间 合同期限 关系 年龄 月收入 疾病、残疾类别 户口类型
人员身份 当前学历 入学年份 学制 单位或学校 备注 主要致困原因
次要致困原因 困难情况说明 开户银行 支行名称 银行卡号 附件类型 附件名称
解困脱困对象 确定时间 重点群体 脱困措施 建档人 审核人 录入人
基层党组织或行政意见 基层工会意见 公示结果 系统（产业）工会意见 一式三份
"""
"""Every field of domain.md §2.3, A to G."""


def made(
    office: Office, key: str, ids: Sequence[int] | None = None, **told: str
) -> Content:
    request = Request(TODAY, ids, settings=told)
    return make_content(office, paper_of(PAPERS, key), request)


def sides(document: Document) -> list[str]:
    """What stands on each page, without blanks."""
    return [
        "".join("".join(item.text for item in texts(page.items)).split())
        for page in document.pages
    ]


def laid(
    office: Office, key: str, ids: Sequence[int] | None = None, **told: str
) -> list[str]:
    return sides(made(office, key, ids, **told).layout())


def in_word(content: Content) -> str:
    """Everything in every part of a Word file."""
    with ZipFile(BytesIO(docx_bytes(content.flow()))) as file:
        return "".join(
            file.read(name).decode("utf-8", "ignore") for name in file.namelist()
        )


class TestMasterForm:
    """困难职工档案表."""

    def test_a_blank_one_asks_for_everything_on_two_sides(self, office: Office) -> None:
        pages = laid(office, "hardship-file")
        assert len(pages) == 2
        assert not [told for told in ASKED_FOR.split() if told not in "".join(pages)]

    def test_six_people_find_room_on_one_sheet(self, office: Office) -> None:
        pages = laid(office, "hardship-file", [home(office, others=5)])
        assert len(pages) == 2
        assert "张小丁" in pages[1]

    def test_the_seventh_stands_on_a_sheet_of_his_own(self, office: Office) -> None:
        pages = laid(office, "hardship-file", [home(office, others=6)])
        assert len(pages) == 3
        assert "张小戊" not in pages[1]
        assert "张小戊" in pages[2]
        assert "续页" in pages[2]

    def test_a_full_file_keeps_to_its_sheet_and_loses_nothing(
        self, office: Office
    ) -> None:
        words = "本人长期患病，孩子上学，老人需要照料。" * 26
        file = home(office, LONG_NAME, others=5, cause_words=words[:500])
        for nth in range(8):
            paper(office, file, "收入证明", f"第{nth}份证明（单位盖章）")
        front, back = laid(office, "hardship-file", [file])
        assert words[:500] in front
        assert LONG_NAME in front
        assert "第7份证明（单位盖章）" in back

    def test_the_account_and_the_numbers_are_whole(self, office: Office) -> None:
        front, _ = laid(office, "hardship-file", [home(office)])
        for told in (ACCOUNT, ID_NUMBER, PHONE, STREET, ILLNESS):
            assert told in front

    def test_one_main_cause_is_ticked_and_up_to_three_others(
        self, office: Office
    ) -> None:
        file = home(office, third_cause="10")
        front, _ = laid(office, "hardship-file", [file])
        main, others = front.split("次要致困原因")
        assert main.count("■") == 1
        assert "■6.患重特大疾病" in main
        assert "■9.子女上学" in others
        assert "■10.其他" in others

    def test_both_figures_stand_beside_the_sentence(self, office: Office) -> None:
        standard(office)
        file = home(office, others=0)
        judged(office, file, 48_000, 31_200)
        front, _ = laid(office, "hardship-file", [file])
        assert "4,000.00元人均月纯收入（扣刚性支出）1,400.00元" in front
        assert "÷1÷12=1400.00元" in front
        assert "■相对困难" in front

    def test_in_a_pile_each_household_begins_a_sheet(self, office: Office) -> None:
        files = [home(office, others=6), home(office, "李明", "2026-002", others=0)]
        pages = laid(office, "hardship-file", files)
        assert len(pages) == 6
        assert pages[3] == ""
        assert "李明" in pages[4]

    def test_the_result_of_the_posting_is_told(self, office: Office) -> None:
        file = posting(office, posting_result="公示期满，无异议")
        _, back = laid(office, "hardship-file", [file])
        said = "2026年3月9日至2026年3月13日公示，地点：井口公开栏。公示期满，无异议"
        assert said in back

    def test_word_has_every_answer(self, office: Office) -> None:
        file = home(office, others=6)
        paper(office, file, "户口簿", "首页及各页")
        told = in_word(made(office, "hardship-file", [file]))
        for words in (ACCOUNT, "张小戊", "首页及各页", "负责人（签字）", "矿业大学"):
            assert words in told

    def test_blank_forms_are_printed_from_a_list_as_well(self, office: Office) -> None:
        pages = laid(office, "hardship-file", [home(office)], who="空白表")
        assert len(pages) == 2
        assert "张大明" not in "".join(pages)

    def test_a_file_that_is_gone_is_left_out(self, office: Office) -> None:
        assert len(laid(office, "hardship-file", [home(office), 999])) == 2


class TestSurvey:
    """入户调查记录."""

    def test_it_is_filled_from_the_visit_and_the_household(
        self, office: Office
    ) -> None:
        (page,) = laid(office, "hardship-survey", [posting(office)])
        for told in (
            "孙和平、赵秀兰",
            "情况属实",
            "张小甲",
            "2026年3月1日",
            "68平方米",
        ):
            assert told in page

    @pytest.mark.parametrize(
        ("people", "lines"), [("孙和平", 3), ("孙和平、赵秀兰、周会英", 4)]
    )
    def test_every_visitor_signs_two_at_least_and_the_head(
        self, office: Office, people: str, lines: int
    ) -> None:
        file = home(office)
        step(office, file, "visit", date(2026, 3, 1), people=people, words="属实")
        (page,) = laid(office, "hardship-survey", [file])
        assert page.count("签名：") == lines

    def test_a_blank_one_is_for_the_pen(self, office: Office) -> None:
        (page,) = laid(office, "hardship-survey")
        assert "调查情况" in page
        assert page.count("签名：") == 3

    def test_a_long_record_goes_on_and_is_not_cut(self, office: Office) -> None:
        file, words = home(office, others=9), "家中无存款，" * 160
        step(office, file, "visit", date(2026, 3, 1), people="甲、乙", words=words)
        pages = laid(office, "hardship-survey", [file])
        assert "".join(pages).count("家中无存款，") == 160


class TestPosting:
    """公示 for the wall."""

    SECRETS = (ID_NUMBER, PHONE, STREET, ACCOUNT, ILLNESS, "张小甲", "李秀明", "4,000")

    def secrets(self) -> tuple[str, ...]:
        return "张大明", *self.SECRETS

    @pytest.mark.parametrize("style", ["简式通知", "正式公文", "公开栏大字版"])
    def test_no_secret_is_in_text_title_or_properties(
        self, office: Office, style: str
    ) -> None:
        title = "关于张大明等家庭的公示"
        content = made(
            office, "hardship-posting", [posting(office)], title=title, style=style
        )
        written = pdf_bytes(content.layout())
        read = ReadBack(written)
        told = "".join("".join(read.pages).split()) + read.title
        assert "张*明" in told
        assert read.title == "关于张*明等家庭的公示"
        for secret in self.secrets():
            assert secret not in told
            assert secret.encode("utf-16-be") not in written
            assert secret.encode() not in written

    def test_no_secret_is_anywhere_in_the_word_file(self, office: Office) -> None:
        ids = [posting(office)]
        told = in_word(made(office, "hardship-posting", ids, title="公示张大明"))
        assert "张*明" in told
        assert not [secret for secret in self.secrets() if secret in told]

    def test_names_and_numbers_in_free_words_are_hidden_too(
        self, office: Office
    ) -> None:
        file = home(office, state="posting")
        where = {"place": f"张小甲家门口（{PHONE}）", "ends_on": date(2026, 3, 13)}
        step(office, file, "post", date(2026, 3, 9), **where)
        (page,) = laid(office, "hardship-posting", [file])
        assert "张*甲家门口（****）" in page

    def test_the_name_on_the_card_is_hidden_as_the_one_in_the_file(
        self, office: Office
    ) -> None:
        file = posting(office)
        with office.transaction("改名") as writer:
            writer.update(Person, 1, {"name": "张晓明"})
        told = {"basis": "张晓明（原名张大明）申请。"}
        (page,) = laid(office, "hardship-posting", [file], **told)
        assert "张*明（原名张*明）申请。" in page

    def test_with_consent_the_head_is_named_but_nobody_else(
        self, office: Office
    ) -> None:
        ids = [posting(office)]
        told = {"names": "全名（有书面同意）", "basis": "张大明和张小甲"}
        (page,) = laid(office, "hardship-posting", ids, **told)
        assert "张大明和张*甲" in page

    def test_only_the_class_of_the_cause_is_told(self, office: Office) -> None:
        (page,) = laid(office, "hardship-posting", [posting(office)])
        assert "因病医疗救助" in page
        assert "重特大疾病" not in page

    def test_the_help_applied_for_is_proposed(self, office: Office) -> None:
        file = posting(office, category="deep")
        with office.transaction("申请") as writer:
            told = {"file_id": file, "kind": "living", "applied_on": TODAY}
            writer.insert(Aid, told)
        (page,) = laid(office, "hardship-posting", [file])
        assert "因病生活救助" in page

    def test_the_time_is_that_of_the_posting(self, office: Office) -> None:
        (page,) = laid(office, "hardship-posting", [posting(office)])
        assert "2026年3月9日至2026年3月13日，共5个工作日。" in page
        assert "公示地点：井口公开栏。" in page

    def test_what_hangs_at_different_times_says_so_line_by_line(
        self, office: Office
    ) -> None:
        ids = [posting(office), home(office, "王小二", "2026-002", state="discussed")]
        (page,) = laid(office, "hardship-posting", ids)
        assert "各户的公示时间见上表。" in page
        assert "2026-03-09至2026-03-13" in page
        assert "2026-03-15至2026-03-20" in page

    def test_unknown_holidays_are_cautioned_against(self, office: Office) -> None:
        told = {"begins": "2029-03-05", "ends": "2029-03-09"}
        (page,) = laid(office, "hardship-posting", [posting(office)], **told)
        assert "还没有2029年的放假调休安排" in page

    def test_a_day_that_is_none_is_refused_though_nobody_is_posted(
        self, office: Office
    ) -> None:
        with pytest.raises(InvalidInput, match="昨日"):
            made(office, "hardship-posting", begins="昨日")

    def test_days_the_wrong_way_round_are_refused(self, office: Office) -> None:
        told = {"begins": "2026-03-09", "ends": "2026-03-01"}
        with pytest.raises(InvalidInput, match="早于开始日期"):
            made(office, "hardship-posting", [posting(office)], **told)

    def test_without_a_choice_only_what_is_posted_is_on_it(
        self, office: Office
    ) -> None:
        posting(office)
        home(office, "王小二", "2026-002", state="live")
        (page,) = laid(office, "hardship-posting")
        assert "张*明" in page
        assert "王*二" not in page

    def test_the_ledger_hears_who_is_on_it(self, office: Office) -> None:
        file = posting(office)
        home(office, "王小二", "2026-002", state="live")
        request = Request(TODAY)
        make_content(office, paper_of(PAPERS, "hardship-posting"), request)
        assert request.shown == [file]

    def test_in_an_empty_office_there_are_lines_for_the_pen(
        self, office: Office
    ) -> None:
        content = made(office, "hardship-posting")
        (table,) = docx.Document(BytesIO(docx_bytes(content.flow()))).tables
        assert len(table.rows) > 3


class TestSummary:
    """困难职工认定汇总表."""

    def test_units_stand_together_and_categories_are_summed_up(
        self, office: Office
    ) -> None:
        ids = [
            home(office, "王小二", "2026-002", state="discussed", category="deep"),
            posting(office, category="deep", others=2),
            home(office, "赵小三", "2026-003", state="live", category="relative"),
        ]
        (page,) = laid(office, "hardship-summary", ids)
        assert page.index("张大明") < page.index("赵小三")
        assert "深度困难2户7" in page
        assert "相对困难1户4" in page
        assert "合计3户11" in page
        assert "主持人：" in page

    def test_decisions_are_those_of_the_procedure(self, office: Office) -> None:
        states = {"applied": "待研究", "live": "已认定建档", "lifted": "脱困撤档"}
        for nth, (state, decision) in enumerate(states.items(), 1):
            file = home(office, file_no=f"2026-00{nth}", state=state)
            (page,) = laid(office, "hardship-summary", [file])
            assert decision in page
            with office.transaction("了结") as writer:
                writer.update(HardshipFile, file, {"state": "moved"})

    def test_without_a_choice_it_has_what_is_under_way(self, office: Office) -> None:
        posting(office)
        home(office, "王小二", "2026-002", state="live")
        assert "王小二" not in laid(office, "hardship-summary")[0]
        (page,) = laid(office, "hardship-summary", who="在档")
        assert "张大明" not in page
        assert "王小二" in page

    def test_it_says_so_when_there_is_nothing(self, office: Office) -> None:
        assert "没有要汇总的困难档案" in laid(office, "hardship-summary")[0]


class TestRefusal:
    """不予建档告知书."""

    def test_it_says_figures_reasons_and_where_to_turn(self, office: Office) -> None:
        file = refused(office)
        (page,) = laid(office, "hardship-refusal", [file], contact="孙桂兰")
        assert "张大明同志：" in page
        assert "人均月纯收入为4,213.33元" in page
        assert "认定标准为它的2倍即2,124元，您家的人均月纯收入高于这个标准。" in page
        assert "理由：家庭人均月纯收入高于标准。" in page
        assert "向矿工会办公室（联系人：孙桂兰）提出" in page

    def test_a_hit_on_the_checklist_is_named(self, office: Office) -> None:
        file = refused(office, has_car=True, exclusion_reason="x")
        page = "".join(laid(office, "hardship-refusal", [file]))
        assert "不予建档的情形：拥有或经常使用机动车。" in page

    def test_each_refused_household_has_a_letter_and_nobody_else(
        self, office: Office
    ) -> None:
        first = refused(office)
        other = home(office, "王小二", "2026-002", state="live")
        request = Request(TODAY, [first, other])
        job = paper_of(PAPERS, "hardship-refusal")
        pages = sides(make_content(office, job, request).layout())
        assert len(pages) == 1
        assert request.shown == [first]

    def test_a_file_that_is_not_decided_leaves_room_for_the_reason(
        self, office: Office
    ) -> None:
        (page,) = laid(office, "hardship-refusal", [home(office)])
        assert "张大明同志：" in page
        assert "理由：。" in page

    def test_without_anybody_it_is_a_blank_letter(self, office: Office) -> None:
        (page,) = laid(office, "hardship-refusal")
        assert page.startswith("不予建档告知书同志：您年月日提出的")


def test_every_paper_of_the_file_belongs_to_its_register() -> None:
    keys = ("file", "survey", "posting", "summary", "refusal")
    for key in keys:
        assert paper_of(PAPERS, f"hardship-{key}").register == FILES.key
