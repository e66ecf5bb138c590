"""The papers of certificates: whom they name, what they say, what they refuse."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow

from tests.offices import TODAY, new, write_sheets
from unionoffice.dates import DATINGS, dated
from unionoffice.documents.award_words import (
    APPOINTMENT,
    Wording,
)
from unionoffice.documents.awards import (
    Winner,
    number_words,
    numbered,
    winners_in,
    winners_told,
)
from unionoffice.documents.certificates import (
    PAPERS,
    WORDINGS,
    certificates_of,
    committee,
    texts_of,
)
from unionoffice.errors import InvalidInput, Refused
from unionoffice.office import UNION_NAME, Office
from unionoffice.paper.certificate.certificate import Certificates
from unionoffice.paper.document import Page, Picture, Placed
from unionoffice.paper.sizes import paper_named
from unionoffice.printing import PaperJob, Request, make_content, print_to
from unionoffice.text import fill_in

UNION = "青石岭煤矿工会"


@pytest.fixture
def union(office: Office) -> Office:
    office.set_fact(UNION_NAME, UNION)
    return office


def made(union: Office, job: PaperJob, **told: str) -> Certificates:
    content = make_content(union, job, Request(TODAY, settings=told))
    assert isinstance(content, Certificates)
    return content


def spoken(content: Certificates) -> list[str]:
    """What each certificate says to its person."""
    return [each.salutation + "".join(each.paragraphs) for each in content.people]


HONOURS, APPOINTMENTS, DONATIONS = PAPERS


def test_an_honour_is_worded_as_unions_word_it(union: Office) -> None:
    content = made(union, HONOURS, names="韩建国", reason="2026年“五一”劳动竞赛")
    assert spoken(content) == [
        "韩建国同志：在2026年“五一”劳动竞赛中成绩突出，"
        "被评为“安全生产先进个人”。特发此证，以资鼓励。"
    ]
    assert content.signatures == ("青石岭煤矿工会委员会",)
    assert content.day == "二〇二六年三月十五日"


def test_an_appointment_says_to_what_and_for_how_long(union: Office) -> None:
    content = made(union, APPOINTMENTS, names="韩建国,,井口接待站站长")
    assert spoken(content) == [
        "兹聘请韩建国同志担任井口接待站站长，聘期自2026年3月15日至2028年3月14日。此聘。"
    ]


def test_a_term_that_would_begin_on_29_february_ends_on_a_day_there_is() -> None:
    told = texts_of(APPOINTMENT, {}, UNION, date(2028, 2, 29))
    assert told["ends"] == "2030-02-28"


def test_a_donation_tells_the_amount_in_capitals_and_figures(union: Office) -> None:
    content = made(union, DONATIONS, names="韩建国,,,,1680.32\n掘进二队")
    one, other = spoken(content)
    assert one.startswith("韩建国同志：感谢您在“金秋助学”募捐活动中捐款")
    assert "捐款人民币壹仟陆佰捌拾元叁角贰分（¥1,680.32）" in one
    assert other.startswith("掘进二队：感谢贵单位")
    assert "人民币伍佰元整（¥500.00）" in other
    assert other.endswith("特发此证，以表谢意。")


def test_an_amount_need_not_be_told(union: Office) -> None:
    [told] = spoken(made(union, DONATIONS, names="韩建国", show_amount="否"))
    assert "¥" not in told
    assert "慷慨解囊" in told


@pytest.mark.parametrize(
    ("way", "words"),
    [
        (DATINGS[0], "二〇二六年十一月五日"),
        (DATINGS[1], "二〇二六年十一月"),
        (DATINGS[2], "2026年11月5日"),
    ],
)
def test_the_day_is_written_as_it_was_wished(way: str, words: str) -> None:
    assert dated(date(2026, 11, 5), way) == words


@pytest.mark.parametrize("job", PAPERS, ids=lambda job: job.key)
def test_every_certificate_prints_for_0_1_and_500_members(
    union: Office, job: PaperJob, tmp_path: Path
) -> None:
    names = [f"欧阳{chr(0x4E00 + number)}" for number in range(500)]
    keys = [new(union, "members", name=names[0])]
    path = tmp_path / "证书.pdf"
    assert print_to(union, job, Request(TODAY, ids=[]), path) == 1
    assert print_to(union, job, Request(TODAY, ids=keys), path) == 1
    told = {"names": "\n".join(names)}
    assert print_to(union, job, Request(TODAY, settings=told), path) == 500


def test_chosen_members_are_named_with_their_photos(union: Office) -> None:
    written = BytesIO()
    Pillow.new("RGB", (50, 70), (1, 2, 3)).save(written, "PNG")
    digest = union.keep_file(written.getvalue(), "照片.png", "image/png")
    keys = [
        new(union, "members", name="张三丰", photo=digest),
        new(union, "members", name="李四光"),
    ]
    asked = Request(TODAY, ids=keys, settings={"photo": "一寸", "names": "别人"})
    content = make_content(union, HONOURS, asked)
    assert isinstance(content, Certificates)
    assert [person.name for person in content.people] == ["张三丰", "李四光"]
    first, second = content.layout().pages
    assert pictures(first) == 1
    assert pictures(second) == 0


def pictures(page: Page) -> int:
    """How many pictures stand on a page."""
    figures = [item.figure for item in page.items if isinstance(item, Placed)]
    items = [item for figure in figures for item in figure.items]
    return sum(isinstance(item, Picture) for item in items)


def test_without_a_choice_the_first_three_members_are_shown(union: Office) -> None:
    assert [p.name for p in made(union, HONOURS).people] == ["韩建国"]
    for name in ("甲一一", "乙二二", "丙三三", "丁四四"):
        new(union, "members", name=name)
    assert len(made(union, HONOURS).people) == 3


def test_nobody_gives_a_blank_certificate_without_a_number(union: Office) -> None:
    content = made(union, HONOURS, names=" ")
    [blank] = content.people
    assert blank.salutation == "________同志："
    assert blank.number == "证字第______号"


@pytest.mark.parametrize(
    "name", ["掘进二队", "综采一队一班", "机电科党支部", "女工家属协会"]
)
def test_a_team_is_not_called_comrade(name: str) -> None:
    assert Winner(name).collective


@pytest.mark.parametrize("name", ["王科", "李处", "张二队", "阿迪力·买买提"])
def test_a_person_is_no_team(name: str) -> None:
    assert not Winner(name).collective


def test_numbers_count_on_but_ones_own_number_stays() -> None:
    people = [Winner("甲甲"), Winner("乙乙", number="特1号"), Winner("丙丙")]
    found = [each.number for each in numbered(people, "工证字〔2026〕{nnn}号", 9)]
    assert found == ["工证字〔2026〕009号", "特1号", "工证字〔2026〕010号"]


@given(st.integers(0, 10**6), st.integers(1, 8))
def test_the_number_is_never_cut(count: int, places: int) -> None:
    words = number_words("证字第{" + "n" * places + "}号", count)
    assert int(words.removeprefix("证字第").removesuffix("号")) == count
    assert len(words) >= 4 + places


def test_no_numbers_are_printed_if_none_are_wished(union: Office) -> None:
    [person] = made(union, HONOURS, names="韩建国", number="无").people
    assert person.number == ""


def test_a_field_nobody_knows_is_refused_with_those_there_are() -> None:
    with pytest.raises(InvalidInput, match=r"“\{\{性名\}\}”不认识，可以用：姓名、单位"):
        fill_in("{{性名}}同志", {"姓名": "张三", "单位": ""})


@given(st.text(max_size=60), st.text(max_size=20))
def test_what_is_filled_in_is_never_read_as_a_field_again(text: str, name: str) -> None:
    pattern = text.replace("{", "").replace("}", "") + "{{姓名}}"
    assert fill_in(pattern, {"姓名": name}) == pattern.removesuffix("{{姓名}}") + name


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.key)
def test_a_certificate_can_be_made_without_any_office(wording: Wording) -> None:
    told = texts_of(wording, {}, "", TODAY)
    content = certificates_of([Winner("韩建国")], told, TODAY)
    assert content.signatures == ()
    assert len(content.layout().pages) == 1


def test_the_committee_signs() -> None:
    assert committee("某矿工会", TODAY) == "某矿工会委员会"
    assert committee("某矿工会委员会", TODAY) == "某矿工会委员会"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"first_number": "一"}, "起始编号"),
        ({"paper": "桌布"}, "不认识纸张“桌布”"),
        ({"paper": "9000x20"}, "太大"),
        ({"border": "碎花"}, "花边只能是"),
        ({"day": "明天吧"}, "不是日期"),
        ({"titel": "x"}, r"title（标题）"),
    ],
)
def test_a_setting_that_cannot_be_is_told_so(
    union: Office, told: dict[str, str], sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        made(union, HONOURS, **told)


@pytest.mark.parametrize(
    ("words", "sides"),
    [
        ("A4 横", (297, 210)),
        ("A4 竖", (210, 297)),
        ("a4", (210, 297)),
        ("16K", (195, 270)),
        ("正度 16 开 横", (270, 195)),
        ("大度 16 开", (210, 285)),
        ("210×285", (210, 285)),
        ("182.5x257毫米", (182.5, 257)),
        ("210*285 横", (285, 210)),
    ],
)
def test_papers_are_known_by_name_or_by_their_sides(
    words: str, sides: tuple[float, float]
) -> None:
    found = paper_named(words)
    assert (found.width_mm, found.height_mm) == sides


LIST = (
    "序号,姓名,单位,荣誉称号,证书编号\n1,张三,采煤一队,先进工作者,特1号\n\n2,李㛃,,,\n"
)
PEOPLE = [Winner("张三", "采煤一队", "先进工作者", "特1号"), Winner("李㛃")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_is_read_in_any_encoding_of_the_office(
    encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes(LIST.encode(encoding))
    assert winners_in(path) == PEOPLE


def test_a_list_needs_no_header(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("张三,采煤一队,先进工作者,特1号\n李㛃\n", "utf-8")
    assert winners_in(path) == PEOPLE


def test_a_workbook_is_a_list_too_and_its_title_is_passed_over(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["表彰名单"],
        ["姓名", "金额"],
        ["张三", 500],
        ["李四", 1680.32],
    ]
    path = write_sheets(tmp_path / "名单.xlsx", {"名单": rows})
    found = [(each.name, each.fen) for each in winners_in(path)]
    assert found == [("张三", 50000), ("李四", 168032)]


def test_typed_names_may_be_the_path_of_a_list(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text(LIST, "utf-8")
    assert winners_told(f" {path} ") == PEOPLE
    assert winners_told("张三，采煤一队；先进工作者\t特1号\\n李㛃") == PEOPLE
    assert winners_told("  ") == []


@pytest.mark.parametrize("content", ["", "姓名,单位\n", "姓名\n,\n"])
def test_a_list_with_nobody_in_it_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(Refused, match="名单是空的"):
        winners_in(path)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("买" * 300 + ",采煤一队", "名单第 3 行：姓名有 300 个字"),
        (",采煤一队", "名单第 3 行：姓名没有填写"),
        ("😀,采煤一队", "名单第 3 行：姓名“😀”里没有一个字"),
        ("张三," + "队" * 300, "名单第 3 行：单位有 300 个字"),
        ("张三,,,,很多", "名单第 3 行：.*不是金额"),
    ],
)
def test_a_bad_row_is_refused_by_its_number(
    line: str, sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / "名单.csv"
    path.write_text(f"姓名,单位,称号,编号,金额\n李四,,,,\n{line}\n", "utf-8")
    with pytest.raises(Refused, match=sentence):
        winners_in(path)


def test_a_character_nobody_can_draw_is_refused_with_the_name(
    union: Office, tmp_path: Path
) -> None:
    asked = Request(TODAY, settings={"names": "韩建国\n李😀四"})
    path = tmp_path / "证书.pdf"
    with pytest.raises(Refused, match="李"):
        print_to(union, HONOURS, asked, path)
    assert not path.exists()
