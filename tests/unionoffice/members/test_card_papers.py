"""Cards, labels and envelopes say what the register knows of whoever was asked for."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from PIL import Image as Pillow

from db.vocabulary import EventKind, EventReason, UnitKind
from tests.offices import TODAY, new
from tests.unionoffice.paper.reading import ReadBack
from unionoffice.errors import InvalidInput, Refused
from unionoffice.members import persons
from unionoffice.members.card_papers import CARD_PAPERS
from unionoffice.members.label_papers import LABEL_PAPERS, postcode_of
from unionoffice.members.photos import keep_photo
from unionoffice.office import UNION_NAME, Office
from unionoffice.paper.document import Document, Picture, texts
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.printing import Request, make_content, make_document, paper
from unionoffice.register.view import View

JOBS = (*CARD_PAPERS, *LABEL_PAPERS)
KEYS = [job.key for job in JOBS]
NUMBERS = "370825199001011031", "110101197003070012"
OF_PEOPLE = [job.key for job in JOBS if job.register]


@pytest.fixture
def union(office: Office) -> Office:
    office.set_fact(UNION_NAME, "某矿工会")
    return office


def made(
    office: Office, key: str, ids: list[int] | None = None, **settings: str
) -> Document:
    request = Request(TODAY, ids=ids, settings=settings)
    return make_document(office, paper(JOBS, key), request)


def said(document: Document) -> str:
    return "\n".join(item.text for page in document.pages for item in texts(page.items))


def member(office: Office, name: str, **more: object) -> int:
    facts = {"joined_on": date(2016, 7, 1), **more}
    return new(office, "members", name=name, **facts)


def team(office: Office, name: str) -> int:
    return new(office, "units", name=name, kind=UnitKind.TEAM)


def test_a_card_says_what_the_register_knows(union: Office) -> None:
    key = member(
        union,
        "阿卜杜热依木·买买提明",
        unit_id=team(union, "采煤一队"),
        sex="1",
        ethnic="05",
        card_no="HY0000123",
    )
    found = said(made(union, "member-card", [key]))
    for told in ("采煤一队", "男", "维吾尔", "2016年7月", "HY0000123", "某矿工会"):
        assert told in found
    assert "某矿工会委员会" in found
    assert "2026年3月15日" in found


def test_a_booklet_says_where_its_holder_comes_from(union: Office) -> None:
    key = member(
        union,
        "张三",
        native_place="山东济宁",
        born_on=date(1990, 1, 2),
        education="21",
    )
    document = made(union, "member-booklet", [key])
    found = said(document)
    for told in ("张三", "山东济宁", "1990年1月", "2016年7月", "工会组织关系接转"):
        assert told in found
    assert found.count("会费缴纳记录") == 1
    assert "2031" in found


@pytest.mark.parametrize("page", ["", "大", "90", "30×40", "900×1250", "9" * 5000])
def test_a_booklet_of_an_impossible_size_is_invalid(union: Office, page: str) -> None:
    with pytest.raises(InvalidInput):
        made(union, "member-booklet", page=page)


def test_the_work_card_says_the_office_before_the_trade(union: Office) -> None:
    both = member(union, "张三", trade="采煤工", union_duty="工会干事", staff_no="G01")
    found = said(made(union, "work-card", [both]))
    assert "工会干事" in found
    assert "采煤工" not in found
    assert "G01" in found
    assert "采煤工" in said(
        made(union, "work-card", [member(union, "李四", trade="采煤工")])
    )


def test_the_code_is_the_card_number_or_the_uid_and_never_of_identity(
    union: Office,
) -> None:
    keys = [
        member(union, "张三", card_no="HY1", id_number=NUMBERS[0]),
        member(union, "李四", id_number=NUMBERS[1]),
    ]
    document = made(union, "member-card", keys, backs="否")
    image = pypdfium2.PdfDocument(pdf_bytes(document))[0].render(scale=300 / 72)
    found = {code.text for code in zxingcpp.read_barcodes(image.to_pil())}
    assert found == {"HY1", union.uids(persons.MEMBERS, keys)[keys[1]]}
    assert not any(number in said(document) for number in NUMBERS)


def test_the_photo_of_the_register_stands_on_the_card(union: Office) -> None:
    out = BytesIO()
    Pillow.new("RGB", (295, 413), (60, 120, 190)).save(out, "JPEG")
    digest = keep_photo(union, out.getvalue(), "张三.jpg")
    document = made(union, "member-card", [member(union, "张三", photo=digest)])
    assert any(isinstance(item, Picture) for item in document.pages[0].items)
    assert "贴照片处" not in said(document)


def test_a_photo_that_is_gone_is_refused_by_name(union: Office) -> None:
    key = member(union, "张三", photo="0" * 64)
    with pytest.raises(Refused, match="张三的照片"):
        made(union, "member-card", [key])


@pytest.mark.parametrize("key", OF_PEOPLE)
def test_without_a_choice_the_first_ten_members_are_printed(
    union: Office, key: str
) -> None:
    for number in range(12):
        member(union, f"会员{number:02d}")
    gone = member(union, "会员〇")
    new(
        union,
        "events",
        person_id=gone,
        kind=EventKind.TRANSFERRED_OUT,
        happened_on=date(2025, 1, 1),
        reason=EventReason.MOVED,
    )
    found = said(made(union, key))
    assert sum(f"会员{number:02d}" in found for number in range(12)) == 10
    everybody = said(made(union, key, who="全部"))
    assert all(f"会员{number:02d}" in everybody for number in range(12))
    assert "会员〇" not in everybody
    asked = union.ids(View(persons.MEMBERS, TODAY))[:11]
    assert "会员11" not in said(made(union, key, asked, who="前十人"))


@pytest.mark.parametrize("key", KEYS)
def test_every_paper_prints_in_an_empty_office(union: Office, key: str) -> None:
    content = pdf_bytes(made(union, key))
    assert len(ReadBack(content).pages) >= 1


@pytest.mark.parametrize("key", OF_PEOPLE)
def test_a_list_as_it_was_filtered_is_printed_whole(union: Office, key: str) -> None:
    for number in range(12):
        member(union, f"会员{number:02d}")
    request = Request(TODAY, view=View(persons.MEMBERS, TODAY))
    found = said(make_document(union, paper(JOBS, key), request))
    assert all(f"会员{number:02d}" in found for number in range(12))


@pytest.mark.parametrize("key", KEYS)
def test_the_flow_of_every_paper_holds_the_names(union: Office, key: str) -> None:
    ids = [member(union, "张三")]
    content = make_content(union, paper(JOBS, key), Request(TODAY, ids=ids))
    flow = repr(content.flow())
    assert ("张三" if paper(JOBS, key).register else "会员登记表") in flow


def test_five_hundred_cards_take_fifty_sheets_with_their_backs(union: Office) -> None:
    key = member(union, "张三", card_no="HY1")
    document = made(union, "member-card", [key] * 500, code="否")
    assert len(document.pages) == 100


@pytest.mark.parametrize("first", ["0", "11", "一", "", "-1", "1.5", "9" * 5000])
def test_a_place_that_is_not_on_the_sheet_is_invalid(union: Office, first: str) -> None:
    with pytest.raises(InvalidInput):
        made(union, "member-card", [member(union, "张三")], first=first)


def test_letters_are_addressed_with_the_postcode_in_its_boxes(union: Office) -> None:
    key = member(union, "张三", sex="2", address="272000 山东省济宁市某县建设街 1 号")
    document = made(union, "member-envelopes", [key], honorific="女士/先生")
    found = said(document).split("\n")
    assert [word for word in found if word.isdigit()] == list("272000")
    assert "山东省济宁市某县建设街 1 号" in found
    assert "张三　女士　收" in found
    assert "某矿工会委员会" in found


def test_who_has_no_address_is_written_to_at_work(union: Office) -> None:
    key = member(union, "张三", unit_id=team(union, "采煤一队"))
    assert "采煤一队" in said(made(union, "member-envelopes", [key]))
    assert "采煤一队" in said(made(union, "member-labels", [key]))


def test_name_labels_show_no_address(union: Office) -> None:
    key = member(union, "张三", address="建设街 1 号", trade="采煤工")
    found = said(made(union, "member-labels", [key], kind="姓名标签"))
    assert "采煤工" in found
    assert "建设街" not in found
    assert "收" not in found


def test_another_sheet_of_labels_may_be_told(union: Office) -> None:
    keys = [member(union, f"会员{number}") for number in range(5)]
    told = {"sheet": "自定义", "custom": "90×50 2×2"}
    assert len(made(union, "member-labels", keys, **told).pages) == 2
    with pytest.raises(Refused, match="标签纸"):
        made(union, "member-labels", keys, sheet="自定义", custom="大的")


def test_spines_are_told_line_by_line(union: Office) -> None:
    found = said(made(union, "box-labels", boxes="困难职工档案，2025，7"))
    assert "".join(found.split("\n")).count("困难职工档案") == 1
    assert {"2025", "7", "永久"} <= set(found.split("\n"))
    with pytest.raises(InvalidInput, match="每行只写"):
        made(union, "box-labels", boxes="甲，乙，丙，丁")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("272000 山东省济宁市", ("272000", "山东省济宁市")),
        ("山东省济宁市，272000", ("272000", "山东省济宁市")),
        ("济宁市123456号信箱", ("", "济宁市123456号信箱")),
        ("手机13905371234", ("", "手机13905371234")),
        ("272000", ("272000", "")),
        ("", ("", "")),
    ],
)
def test_the_postcode_is_found_at_either_end_of_an_address(
    address: str, expected: tuple[str, str]
) -> None:
    assert postcode_of(address) == expected
