"""光荣榜 and 红榜 as papers: who stands on them, with which photo, and what is told."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pytest
from PIL import Image as Pillow

from tests.offices import TODAY, new
from tests.unionoffice.paper.hanging import flow_words, jpeg, pictures, words
from unionoffice.documents.donors import gifts
from unionoffice.documents.honoured import typed
from unionoffice.documents.honours import PAPERS
from unionoffice.errors import InvalidInput, Refused
from unionoffice.members.persons import MEMBERS, PHONE
from unionoffice.members.photos import keep_photo
from unionoffice.office import UNION_NAME, Office
from unionoffice.paper.document import Document
from unionoffice.paper.typeset.glyphs import check
from unionoffice.paper.wall.red_roll import Gift
from unionoffice.paper.wall.roll import Honour, Honoured
from unionoffice.paper.word.writer import docx_bytes
from unionoffice.printing import PaperJob, Request, make_content
from unionoffice.register.filter import Missing
from unionoffice.register.view import View

ROLL, RED = PAPERS


@pytest.fixture
def union(office: Office) -> Office:
    office.set_fact(UNION_NAME, "红星煤矿工会")
    return office


def member(office: Office, name: str, **values: object) -> int:
    return new(office, "members", name=name, **values)


def made(
    office: Office,
    job: PaperJob,
    ids: Sequence[int] | None = None,
    **told: str,
) -> Document:
    return make_content(office, job, Request(TODAY, ids, settings=told)).layout()


def joined(office: Office, name: str) -> int:
    return member(office, name, joined_on=TODAY.replace(year=2020))


@pytest.mark.parametrize("job", PAPERS, ids=lambda job: job.key)
def test_it_prints_with_what_it_has_at_first(job: PaperJob, union: Office) -> None:
    content = make_content(union, job, Request(TODAY))
    document = content.layout()
    assert document.pages
    assert check(document) == []
    assert docx_bytes(content.flow())


def test_without_a_choice_the_first_twelve_in_the_union_stand_on_it(
    union: Office,
) -> None:
    for number in range(30):
        joined(union, f"张人{chr(0x4E00 + number)}")
    member(union, "张人未")
    told = words(made(union, ROLL))
    assert told.count("张人") == 12
    assert "张人未" not in told
    assert words(made(union, ROLL, most="20")).count("张人") == 20


def test_whoever_was_chosen_stands_on_it_in_that_order(union: Office) -> None:
    keys = [member(union, f"张人{chr(0x4E00 + number)}") for number in range(15)]
    told = words(made(union, ROLL, keys[::-1], photo="不用照片"))
    assert told.count("张人") == 15
    assert told.index("张人" + chr(0x4E00 + 14)) < told.index("张人一")


def test_nobody_chosen_is_an_empty_roll(union: Office) -> None:
    joined(union, "张伟")
    assert "张伟" not in words(made(union, ROLL, []))


def test_a_filtered_list_gives_its_first_few(union: Office) -> None:
    joined(union, "张伟")
    member(union, "李强", phone="13805370001", joined_on=TODAY)
    view = View(MEMBERS, TODAY, (Missing(PHONE).of(),))
    told = words(make_content(union, ROLL, Request(TODAY, None, view)).layout())
    assert "张伟" in told
    assert "李强" not in told


def test_500_members_stand_on_it_once(union: Office) -> None:
    names = [f"人{chr(0x4E00 + n // 25)}{chr(0x4E00 + n % 25)}" for n in range(500)]
    text = "\n".join(f"{name} 机电队" for name in names)
    told = words(made(union, ROLL, people=text))
    assert [told.count(name) >= 1 for name in names] == [True] * 500
    assert told.count("机电队") == 500


def test_the_wall_is_told_nothing_but_name_unit_and_trade(union: Office) -> None:
    key = member(
        union,
        "张伟",
        trade="采煤机司机",
        phone="13805370001",
        health="糖尿病",
        address="幸福里3号楼",
        id_number="370825199001011031",
        bank_account="6222020000000000001",
        note="家中困难",
    )
    content = make_content(union, ROLL, Request(TODAY, [key]))
    for told in (words(content.layout()), flow_words(content.flow())):
        assert "张伟" in told
        assert "采煤机司机" in told
        for secret in ("1380537", "糖尿病", "幸福里", "370825", "6222", "困难"):
            assert secret not in told


def test_a_photo_of_the_register_fills_its_frame(union: Office) -> None:
    digest = keep_photo(union, jpeg(260, 350), "张伟.jpg")
    key = member(union, "张伟", photo=digest)
    (picture,) = pictures(made(union, ROLL, [key]))
    assert picture.width / picture.height == pytest.approx(35 / 49, rel=0.01)


def test_a_photo_of_another_shape_is_shown_whole(union: Office) -> None:
    digest = keep_photo(union, jpeg(800, 600), "张伟.jpg")
    key = member(union, "张伟", photo=digest)
    (picture,) = pictures(made(union, ROLL, [key]))
    assert picture.width / picture.height == pytest.approx(4 / 3, rel=0.01)


def test_a_large_photo_becomes_small(union: Office) -> None:
    file = BytesIO()
    Pillow.effect_noise((2500, 3500), 60).convert("RGB").save(file, "JPEG", quality=30)
    key = member(union, "张伟", photo=keep_photo(union, file.getvalue(), "张伟.jpg"))
    (picture,) = pictures(made(union, ROLL, [key]))
    assert max(picture.image.width_px, picture.image.height_px) <= 700


def test_a_photo_that_is_none_is_refused_with_the_name(union: Office) -> None:
    digest = union.keep_file(b"no picture at all", "photo.jpg", "image/jpeg")
    key = member(union, "张伟", photo=digest)
    with pytest.raises(Refused, match="张伟的照片不能用"):
        made(union, ROLL, [key])
    assert "张伟" in words(made(union, ROLL, [key], photo="不用照片"))


def test_a_photo_that_is_gone_is_refused_with_the_name(union: Office) -> None:
    key = member(union, "李强", photo="0" * 64)
    with pytest.raises(Refused, match="李强的照片不能用"):
        made(union, ROLL, [key])


def test_merits_go_to_the_people_they_name(union: Office) -> None:
    keys = [member(union, name) for name in ("张伟", "李强")]
    told = words(made(union, ROLL, keys, merits="李强：查出隐患12条。\\n张 伟:立功。"))
    assert told.index("张伟") < told.index("立功。") < told.index("李强")
    assert "查出隐患12条。" in told


def test_a_merit_of_somebody_else_is_refused(union: Office) -> None:
    keys = [member(union, "张伟")]
    with pytest.raises(Refused, match=r"王五.*不在选定的会员里"):
        made(union, ROLL, keys, merits="王五：立功。")
    with pytest.raises(InvalidInput, match="姓名：事迹"):
        made(union, ROLL, keys, merits="张伟立功")


def test_namesakes_are_told_apart_by_their_unit(union: Office) -> None:
    units = [
        new(union, "units", name=name, kind="team") for name in ("综采一队", "机电队")
    ]
    keys = [member(union, "张伟", unit_id=unit) for unit in units]
    with pytest.raises(Refused, match="有 2 位“张伟”"):
        made(union, ROLL, keys, merits="张伟：立功。")
    told = words(made(union, ROLL, keys, merits="张伟(机电队)：立功。"))
    assert told.index("机电队") < told.index("立功。")


def test_typed_people_stand_alone_or_after_the_members(union: Office) -> None:
    joined(union, "张伟")
    people = "李强 机电队 立功。\\n【模范家属】\\n赵敏"
    told = words(made(union, ROLL, people=people, photo="不用照片"))
    assert "张伟" not in told
    assert "先进工作者李强机电队立功。模范家属赵敏" in told
    keys = [member(union, "王刚")]
    told = words(made(union, ROLL, keys, people=people, photo="不用照片"))
    assert told.index("王刚") < told.index("李强") < told.index("赵敏")
    assert told.count("先进工作者") == 1


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("张伟", Honoured("张伟")),
        ("张伟 机电队", Honoured("张伟", "机电队")),
        ("张　伟　机电队　立功 两次。", Honoured("张伟", "机电队", "立功 两次。")),
        (
            "Ali Khan\t机电队\t立功 两次。",
            Honoured("Ali Khan", "机电队", "立功 两次。"),
        ),
        ("<b>&", Honoured("<b>&")),
    ],
)
def test_a_typed_line_is_name_unit_and_merit(line: str, person: Honoured) -> None:
    assert typed(line, "劳模") == [Honour("劳模", [person])]


def test_a_title_without_words_is_told() -> None:
    with pytest.raises(InvalidInput, match="没有写称号"):
        typed("【 】\n张伟", "劳模")


@pytest.mark.parametrize("most", ["", "-1", "两", "2001"])
def test_a_number_of_people_that_is_none_is_told(most: str, union: Office) -> None:
    with pytest.raises(InvalidInput, match="最多人数应为"):
        made(union, ROLL, most=most)


@pytest.mark.parametrize(
    ("line", "gift"),
    [
        ("张伟 200", Gift("张伟", 20_000)),
        ("张　伟　200.50元", Gift("张伟", 20_050)),
        ("张伟，1,200", Gift("张伟", 120_000)),
        ("张伟：¥50", Gift("张伟", 5_000)),
        ("张伟\t50 未公布", Gift("张伟", 5_000, told=False)),
        ("匿名 1000", Gift("", 100_000)),
        ("Ali Khan 50", Gift("Ali Khan", 5_000)),
        ("<b>&张 50", Gift("<b>&张", 5_000)),
    ],
)
def test_a_typed_line_is_donor_and_amount(line: str, gift: Gift) -> None:
    ((found,),) = (part.given for part in gifts(line))
    assert found == gift


@pytest.mark.parametrize(
    "line", ["张伟", "200", "张伟 两百", "张伟 0", "张伟 -5", "张伟 1.005", "张伟 20o"]
)
def test_a_line_without_a_good_amount_is_told_by_its_number(line: str) -> None:
    with pytest.raises(InvalidInput, match="第 2 行"):
        gifts(f"李强 100\n{line}")


def test_collectives_are_counted_apart() -> None:
    first, second = gifts("【集体捐款】\n机电队 100\n【个人捐款】\n张伟 100\n李强 5")
    assert (first.collective, second.collective) == (True, False)
    assert (first.counted, second.counted) == ("1个", "2人")


def test_a_red_roll_tells_only_what_is_published(union: Office) -> None:
    assert "匿名1,000.00" in words(made(union, RED))
    assert "200.00" not in words(made(union, RED, published="只公布姓名"))
    assert "张伟" not in words(made(union, RED, published="只公布汇总"))


def test_a_red_roll_may_be_empty(union: Office) -> None:
    assert "人民币零元整" in words(made(union, RED, donors=""))
