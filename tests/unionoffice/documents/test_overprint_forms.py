"""套打格式 and 打印机校准: kept, changed, undone, sent to another office."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow

from tests.offices import TODAY, dump
from unionoffice.documents.form_text import form_in, form_text
from unionoffice.documents.overprint import (
    discard_form,
    form_named,
    forms,
    save_form,
    with_scan,
)
from unionoffice.documents.overprint_papers import PAPERS, SAMPLE_FORM
from unionoffice.errors import InvalidInput, Refused
from unionoffice.office import Office
from unionoffice.paper.align import Align
from unionoffice.paper.certificate.overprint import Field, OverprintForm
from unionoffice.paper.certificate.shifting import PrinterOffset
from unionoffice.paper.content import Content
from unionoffice.paper.document import Text
from unionoffice.paper.sizes import points
from unionoffice.paper.typeset.fonts import Role
from unionoffice.printers import (
    discard_offset,
    offset_of,
    offsets,
    save_offset,
)
from unionoffice.printing import PaperJob, Request, make_content, print_to

FORM = OverprintForm(
    "劳模证书内芯",
    284.5,
    201.25,
    (
        Field("称谓", 40.5, 60.25, 120, 12, Role.SUBHEADING, 26),
        Field("编号", 30, 170, 60, 8, Role.SONG, 12, Align.RIGHT, 2, 1),
    ),
)
OVERPRINT, CALIBRATION, RULER = PAPERS


def picture(colour: tuple[int, int, int] = (200, 40, 40)) -> bytes:
    written = BytesIO()
    Pillow.new("RGB", (60, 40), colour).save(written, "PNG")
    return written.getvalue()


def printed(office: Office, job: PaperJob, **told: str) -> Content:
    return make_content(office, job, Request(TODAY, settings=told))


def words(content: Content) -> list[Text]:
    document = content.layout()
    return [i for page in document.pages for i in page.items if isinstance(i, Text)]


def test_a_form_comes_back_as_it_was_saved(office: Office) -> None:
    save_form(office, FORM, note="2026年采购")
    [kept] = forms(office)
    assert (kept.form, kept.note, kept.scan) == (FORM, "2026年采购", None)
    assert form_named(office, FORM.name) == kept


def test_saving_a_form_can_be_undone(office: Office, path: Path) -> None:
    before = dump(path)
    batch = save_form(office, FORM).batch
    assert batch is not None
    office.undo(batch)
    assert dump(path) == before


def test_a_changed_form_takes_the_place_of_the_old_one_and_keeps_its_scan(
    office: Office,
) -> None:
    save_form(office, FORM, scan=picture())
    [kept] = forms(office)
    wider = replace(FORM, name="新名称", width_mm=300.0)
    save_form(office, wider, record_id=kept.id)
    [changed] = forms(office)
    assert (changed.id, changed.form, changed.scan) == (kept.id, wider, kept.scan)


def test_two_forms_cannot_have_one_name_but_a_discarded_one_gives_it_free(
    office: Office,
) -> None:
    save_form(office, FORM)
    with pytest.raises(Refused, match="已有名为“劳模证书内芯”"):
        save_form(office, FORM)
    [kept] = forms(office)
    discard_form(office, kept.id)
    assert forms(office) == []
    save_form(office, FORM)
    assert len(forms(office)) == 1


def test_a_form_that_makes_no_sense_is_not_kept(office: Office) -> None:
    with pytest.raises(InvalidInput, match="位置在纸外"):
        save_form(office, replace(FORM, width_mm=50.0))
    with pytest.raises(Refused, match="图片"):
        save_form(office, FORM, scan=b"no picture")
    assert forms(office) == []


def test_a_form_nobody_knows_is_refused_with_those_there_are(office: Office) -> None:
    save_form(office, FORM)
    with pytest.raises(Refused, match="劳模证书内芯"):
        form_named(office, "别的")


def test_the_scan_is_kept_and_shown(office: Office) -> None:
    save_form(office, FORM, scan=picture())
    form = with_scan(office, form_named(office, FORM.name))
    assert form.background is not None
    assert (form.background.width_px, form.background.height_px) == (60, 40)


def test_a_form_goes_to_another_office_with_its_scan(office: Office) -> None:
    save_form(office, FORM, scan=picture())
    form = with_scan(office, form_named(office, FORM.name))
    assert form_in(form_text(form)) == form
    assert form_in(form_text(FORM)) == FORM


MM = st.integers(0, 9000).map(lambda hundredths: hundredths / 100)


@given(
    st.lists(
        st.builds(
            Field,
            key=st.text("姓名称谓编号日期甲乙", min_size=1, max_size=6),
            x_mm=MM,
            y_mm=MM,
            width_mm=MM.map(lambda mm: mm + 1),
            height_mm=MM.map(lambda mm: mm + 1),
            role=st.sampled_from(Role),
            size=st.sampled_from((5.0, 10.5, 26.0)),
            align=st.sampled_from(Align),
            lines=st.integers(1, 9),
            indent=st.integers(0, 4),
        ),
        unique_by=lambda field: field.key,
        max_size=8,
    )
)
def test_every_form_survives_its_own_text(fields: list[Field]) -> None:
    form = OverprintForm("格式", 200, 200, tuple(fields))
    assert form_in(form_text(form)) == form


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "[" * 5000,
        '{"version": 1}',
        form_text(FORM).replace("284.5", '"宽"'),
        form_text(FORM).replace("284.5", "NaN"),
        form_text(FORM).replace("小标宋", "花体").replace("楷体", "花体"),
        form_text(FORM).replace("284.5", "10"),
        json.dumps({**json.loads(form_text(FORM)), "version": 99}),
        json.dumps({**json.loads(form_text(FORM)), "background": "不是图"}),
        json.dumps({**json.loads(form_text(FORM)), "background": "aGVsbG8="}),
        json.dumps({**json.loads(form_text(FORM)), "fields": 5}),
    ],
    ids=range(13),
)
def test_a_text_that_is_no_form_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        form_in(text)
    assert refusal.value.sentence.endswith("。")


def test_an_offset_is_kept_by_printer_and_tray(office: Office) -> None:
    small, large = PrinterOffset(0.5, -1.25, 1.001, 0.999), PrinterOffset(2)
    save_offset(office, "惠普 1020", "", small, TODAY)
    save_offset(office, "惠普 1020", "手送", large, TODAY)
    assert offset_of(office, "惠普 1020", "手送") == large
    assert offset_of(office, "惠普 1020", "纸盒1") == small
    assert offset_of(office, "佳能") == PrinterOffset()
    assert [kept.label for kept in offsets(office)] == ["惠普 1020", "惠普 1020：手送"]


def test_a_new_measurement_replaces_the_old_one_even_a_discarded_one(
    office: Office,
) -> None:
    save_offset(office, "惠普", "", PrinterOffset(1), TODAY)
    save_offset(office, "惠普", "", PrinterOffset(2), date(2026, 4, 1))
    [kept] = offsets(office)
    assert (kept.offset, kept.measured_on) == (PrinterOffset(2), date(2026, 4, 1))
    discard_offset(office, kept.id)
    assert offsets(office) == []
    save_offset(office, " 惠普 ", "", PrinterOffset(3), TODAY)
    assert offset_of(office, "惠普") == PrinterOffset(3)


def test_a_measurement_can_be_undone(office: Office, path: Path) -> None:
    before = dump(path)
    batch = save_offset(office, "惠普", "", PrinterOffset(1), TODAY).batch
    assert batch is not None
    office.undo(batch)
    assert dump(path) == before


@pytest.mark.parametrize("printer", ["", "  ", "机" * 121])
def test_a_printer_without_a_proper_name_is_refused(
    office: Office, printer: str
) -> None:
    with pytest.raises(InvalidInput):
        save_offset(office, printer, "", PrinterOffset(), TODAY)


def test_the_sample_form_shows_how_it_works_until_one_is_measured(
    office: Office,
) -> None:
    found = {text.text for text in words(printed(office, OVERPRINT, names="韩建国"))}
    assert {"韩建国同志：", "二〇二六年三月十五日", "证字第0001号"} <= found
    save_form(office, FORM)
    own = words(printed(office, OVERPRINT, names="韩建国"))
    assert own[0].x == pytest.approx(points(40.5))
    again = words(printed(office, OVERPRINT, names="韩建国", form=SAMPLE_FORM.name))
    assert again[0].x == pytest.approx(points(45))


def test_an_overprint_is_moved_as_its_printer_needs_it(office: Office) -> None:
    save_form(office, FORM)
    save_offset(office, "惠普", "手送", PrinterOffset(1.5, -2), TODAY)
    plain = words(printed(office, OVERPRINT, names="韩建国"))
    moved = words(printed(office, OVERPRINT, names="韩建国", printer="惠普：手送"))
    for before, after in zip(plain, moved, strict=True):
        assert after.x - before.x == pytest.approx(points(1.5))
        assert after.y - before.y == pytest.approx(points(-2))


def test_a_printer_that_was_not_measured_is_refused(office: Office) -> None:
    with pytest.raises(Refused, match="还没有校准"):
        printed(office, OVERPRINT, printer="佳能")


@pytest.mark.parametrize("job", PAPERS, ids=lambda job: job.key)
def test_each_paper_prints_for_0_and_500_people(
    office: Office, job: PaperJob, tmp_path: Path
) -> None:
    path = tmp_path / "纸.pdf"
    assert print_to(office, job, Request(TODAY, ids=[]), path) == 1
    if job is OVERPRINT:
        names = "\n".join(f"欧阳{chr(0x4E00 + number)}" for number in range(500))
        told = Request(TODAY, settings={"names": names})
        assert print_to(office, job, told, path) == 500


def test_the_calibration_sheet_can_be_of_any_paper(office: Office) -> None:
    [page] = printed(office, CALIBRATION, paper="260×185").layout().pages
    assert (page.width_mm, page.height_mm) == (260, 185)
    [page] = printed(office, RULER).layout().pages
    assert (page.width_mm, page.height_mm) == (210, 297)
