"""登记表, 审批表 and 慰问信: each thing where it belongs, and only there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from db.vocabulary import LeftOut, VisitOccasion
from tests.offices import TODAY, copied, new, opened
from tests.unionoffice.hardship.rounds_on_paper import (
    NAME,
    begin,
    by_name,
    made,
    people,
    read,
)
from tests.unionoffice.hardship.visiting import member, ready, rule, unit
from tests.unionoffice.paper.hanging import flow_words
from unionoffice.errors import InvalidInput, Refused
from unionoffice.hardship.papers.visit_letter_words import (
    OF_OCCASION,
    WORDINGS,
    festival_of,
)
from unionoffice.hardship.papers.visit_papers import VISIT_PAPERS
from unionoffice.hardship.rounds import sorting as round_sorting
from unionoffice.hardship.visiting import jobs as visit_jobs
from unionoffice.office import UNION_NAME, Office
from unionoffice.paper.document import Document, Picture
from unionoffice.printing import Request, make_content, paper

FORM, APPROVAL, LETTER = "visit-form", "visit-approval", "visit-letter"
IDENTITY, PROXY = "370825199001011031", "110101199003077758"
SECRETS = {
    "illness": "胆囊炎",
    "home": "妻子无业，两个孩子上学",
    "address": "某县李家村7号",
}
TOLD = {
    "occasion": "hospital",
    "activity": "夏季走访",
    "form": "cash",
    "amount": 60_000,
    "goods": "牛奶、水果",
    "quantity": 2,
    "unit_price": 8_850,
    "source": "own",
    "over_reason": "一年两次手术",
    "visited_on": TODAY,
    "circumstances": "在矿医院住院手术",
    "wishes": "希望调换岗位",
    "opinion": "已与区队商定",
    "leader": "王建军",
    "companions": "李爱华、赵小林",
    "signed_on": TODAY,
    "signer": "孙秀英",
    "signer_relation": "配偶",
    "proxy_id": PROXY,
    "proxy_reason": "本人在病房",
    "voucher_no": "记-0312",
    "handler": "周干事",
    "reviewer": "吴科长",
    "note": "回访一次",
}


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Iterator[Office]:
    office = ready(opened(copied(template, tmp_path)))
    office.set_fact(UNION_NAME, "红星煤矿工会")
    yield office
    office.close()


@pytest.fixture
def zhang(desk: Office) -> int:
    """A visit of which everything is known."""
    unit_id = unit(desk, "综采一队")
    person = member(desk, "张三", id_number=IDENTITY, unit_id=unit_id)
    return new(desk, "visits", person_id=person, **TOLD, **SECRETS)


def visit(office: Office, name: str, occasion: str, **more: object) -> int:
    """A visit to a new member."""
    person = member(office, name)
    told = {"person_id": person, "occasion": occasion, "form": "goods", "goods": "茶"}
    return new(office, "visits", visited_on=TODAY, source="own", **{**told, **more})


def picture(wide: int = 64, high: int = 48, shade: int = 120) -> bytes:
    file = BytesIO()
    Image.new("RGB", (wide, high), (shade, 90, 60)).save(file, "JPEG")
    return file.getvalue()


def pictures(document: Document) -> list[Picture]:
    return [
        item
        for page in document.pages
        for item in page.items
        if isinstance(item, Picture)
    ]


def test_the_form_has_every_field_of_a_visit(desk: Office, zhang: int) -> None:
    (page,) = read(made(desk, FORM, [zhang]))
    for words in (
        *("张三", "会员", IDENTITY, "综采一队", "2026-03-15", "生病住院", "夏季走访"),
        *("在矿医院住院手术", "病种：胆囊炎", "妻子无业", "李家村7号", "现金"),
        *("本级工会经费", "600.00元", "人民币陆佰元整", "牛奶、水果", "2×88.50元"),
        *("177.00元", "777.00元", "人民币柒佰柒拾柒元整", "是；一年两次手术"),
        *("王建军", "李爱华、赵小林", "希望调换岗位", "已与区队商定", "孙秀英"),
        *("配偶", PROXY, "本人在病房", "记-0312", "周干事", "吴科长", "回访一次"),
        *("编号：2026-0001", "红星煤矿工会"),
    ):
        assert words in page


def test_the_form_is_blank_and_one_page_where_nobody_was_chosen(
    desk: Office, zhang: int
) -> None:
    assert zhang
    (page,) = read(made(desk, FORM))
    for label in (
        *("编号", "慰问日期", "慰问事由", "节日或活动", "慰问对象", "身份证号"),
        *("单位班组", "困难档案号", "家庭住址", "事由简述", "健康与家庭情况"),
        *("慰问形式", "慰问金", "大写", "慰问品", "数量、单价", "资金来源"),
        *("是否超限额", "带队领导", "随行人员", "诉求与建议", "处理意见"),
        *("领取人签名", "与本人关系", "代领人身份证号", "代领原因", "领取日期"),
        *("经办人", "审核人", "工会主席", "凭证号"),
    ):
        assert label in page
    assert "张三" not in page
    assert "元" not in page


def test_the_number_of_identity_may_be_left_to_the_person(
    desk: Office, zhang: int
) -> None:
    assert IDENTITY not in "".join(read(made(desk, FORM, [zhang], identity="否")))
    assert IDENTITY not in "".join(read(made(desk, APPROVAL, [zhang], identity="否")))


def test_two_photos_at_most_stand_on_the_form_and_it_stays_one_page(
    desk: Office, zhang: int
) -> None:
    assert not pictures(made(desk, FORM, [zhang]))
    for shade in (10, 120, 240):
        visit_jobs.add_photo(desk, zhang, picture(shade=shade), f"{shade}.jpg")
    document = made(desk, FORM, [zhang])
    assert len(pictures(document)) == 2
    assert len(document.pages) == 1
    assert not pictures(made(desk, FORM, [zhang], photos="否"))


def test_a_photo_that_is_gone_is_told_with_whose_it_is(
    desk: Office, zhang: int
) -> None:
    visit_jobs.add_photo(desk, zhang, picture(), "走访.jpg")
    with desk.reading() as connection:
        (photo,) = visit_jobs.photos(connection, zhang)
    for file in desk.store.folder.rglob(f"{photo.picture[:2]}*"):
        for inside in [file] if file.is_file() else [*file.iterdir()]:
            inside.unlink()
    with pytest.raises(Refused, match="张三的走访照片印不出来"):
        made(desk, FORM, [zhang])


def test_long_texts_go_on_and_nothing_of_them_is_lost(desk: Office) -> None:
    long = "".join(f"第{place:03}句。" for place in range(80))
    key = visit(desk, "阿卜杜热合曼·买买提依明江", "other", circumstances=long)
    pages = read(made(desk, FORM, [key]))
    whole = "".join(pages)
    assert all(whole.count(f"第{place:03}句") == 1 for place in range(80))
    assert "阿卜杜热合曼·买买提依明江" in pages[0]


@pytest.mark.parametrize("key", [FORM, APPROVAL, LETTER])
def test_everybody_chosen_has_a_page(desk: Office, key: str) -> None:
    ids = [visit(desk, name, "birthday") for name in ("王一", "赵二", "钱三")]
    pages = read(made(desk, key, ids))
    assert [name for page in pages for name in ("王一", "赵二", "钱三") if name in page]
    assert len(pages) == 3


def test_an_approval_goes_from_the_group_to_who_receives(
    desk: Office, zhang: int
) -> None:
    rule(
        desk,
        "hospital",
        each_limit=100_000,
        frequency="illness",
        document="某工发〔2025〕3号",
    )
    (page,) = read(made(desk, APPROVAL, [zhang]))
    stations = [
        page.index(word) for word in ("小组长", "分工会主席", "上级工会", "领款人")
    ]
    assert stations == sorted(stations)
    for words in (
        *("张三", "综采一队", "生病住院", "在矿医院住院手术", "777.00元"),
        *("人民币柒佰柒拾柒元整", "每人每次不超过1,000.00元", "同一病种一年一次"),
        *("某工发〔2025〕3号", "今收到红星煤矿工会给予的生病住院慰问金"),
        *("人民币陆佰元整（¥600.00）", "慰问品牛奶、水果（价值177.00元）"),
    ):
        assert words in page
    for words in SECRETS.values():
        assert words not in page


def test_a_blank_approval_leaves_the_sum_open(desk: Office) -> None:
    (page,) = read(made(desk, APPROVAL))
    assert "慰问金人民币元整（¥）" in page
    assert "会员资格" in page


def test_every_occasion_has_words_of_its_own_which_are_printed(desk: Office) -> None:
    ids = {item: visit(desk, "张三丰", str(item)) for item in VisitOccasion}
    pages = read(made(desk, LETTER, list(ids.values())))
    assert len(pages) == len(ids)
    for occasion, page in zip(ids, pages, strict=True):
        wording = OF_OCCASION[occasion]
        assert page.startswith(wording.title)
        assert "张三丰同志" in page
        longest = max(re.split(r"\{[^}]*\}|\n", wording.body), key=len)
        assert longest in page
        assert "{" not in page


def test_a_letter_tells_neither_illness_nor_family_nor_sum(
    desk: Office, zhang: int
) -> None:
    (page,) = read(made(desk, LETTER, [zhang]))
    for words in (*SECRETS.values(), "600", "手术", "牛奶", IDENTITY):
        assert words not in page
    for words in ("张三同志：", "综采一队的工友们", "红星煤矿工会委员会", "早日康复！"):
        assert words in page


def test_the_family_is_written_to_when_a_member_has_died(desk: Office) -> None:
    (page,) = read(made(desk, LETTER, [visit(desk, "张三", "death")]))
    assert "张三同志的亲属：" in page
    assert "张三同志不幸逝世" in page
    assert "快乐" not in page


def test_several_people_are_addressed_as_they_are_called(desk: Office) -> None:
    key = new(
        desk,
        "visits",
        recipient="other",
        name="掘进一队夜班全体职工",
        occasion="harsh_work",
        form="goods",
        goods="绿豆",
        source="own",
        visited_on=TODAY,
    )
    (page,) = read(made(desk, LETTER, [key]))
    assert "掘进一队夜班全体职工：" in page


def test_a_letter_without_anybody_has_room_for_a_name(desk: Office) -> None:
    (page,) = read(made(desk, LETTER))
    assert "＿＿＿＿同志：" in page
    (master,) = read(made(desk, LETTER, call="师傅"))
    assert "＿＿＿＿师傅：" in master


def test_everybody_of_a_round_gets_a_letter_but_those_left_out(desk: Office) -> None:
    round_id = begin(desk, people(desk, 5))
    out = by_name(desk, round_id)["会员0002"].entry_id
    round_sorting.leave_out(desk, [out], LeftOut.DECLINED)
    pages = read(made(desk, LETTER, round=NAME))
    assert len(pages) == 4
    assert "会员0002" not in "".join(pages)
    assert all("值此元旦、春节之际" in page for page in pages)


def test_the_words_of_a_letter_may_be_changed_for_its_occasion(desk: Office) -> None:
    ids = [visit(desk, "张三", "birthday"), visit(desk, "李四", "wedding")]
    told = "{姓名}：祝贺您。\\n{工会}\n祝 好！"
    one, other = read(made(desk, LETTER, ids, birthday=told, title="贺卡"))
    assert "张三：祝贺您。红星煤矿工会祝好！" in one
    assert one.startswith("贺卡")
    assert "喜结良缘" in other


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"birthday": "祝{名字}生日快乐"}, "生日的正文里没有“{名字}”可填"),
        ({"other": "  "}, "其他事由的正文没有填写"),
        ({"title": ""}, "标题没有填写"),
        ({"signature": ""}, "署名没有填写"),
        ({"day": "不知道"}, "不是日期"),
    ],
)
def test_bad_words_for_a_letter_are_refused(
    desk: Office, settings: dict[str, str], words: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        made(desk, LETTER, None, **settings)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("activity", "festival"),
    [
        ("2026年“两节”送温暖", "元旦、春节"),
        ("春节走访", "新春佳节"),
        ("五一慰问", "“五一”国际劳动节"),
        ("三八活动", "妇女节"),
        ("走访", "佳节"),
        ("", "佳节"),
    ],
)
def test_a_letter_names_the_festival_of_the_activity(
    activity: str, festival: str
) -> None:
    assert festival_of(VisitOccasion.FESTIVAL, activity) == festival


def test_every_occasion_is_in_one_wording() -> None:
    covered = [item for wording in WORDINGS for item in wording.occasions]
    assert sorted(covered) == sorted(VisitOccasion)


@pytest.mark.parametrize("key", [FORM, APPROVAL, LETTER])
def test_word_gets_who_is_visited(desk: Office, zhang: int, key: str) -> None:
    job = paper(VISIT_PAPERS, key)
    words = flow_words(make_content(desk, job, Request(TODAY, [zhang])).flow())
    assert "张三" in words
