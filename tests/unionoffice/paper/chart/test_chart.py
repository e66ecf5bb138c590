"""Charts: as long as their values, named in full, inside their frame, in black."""

from __future__ import annotations

import math
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.unionoffice.paper.reading import ReadBack
from unionoffice.errors import Refused
from unionoffice.paper.chart.chart import Chart, ChartKind, Series
from unionoffice.paper.chart.fills import FILLS, filled_area
from unionoffice.paper.chart.parts import Area, apart, shown
from unionoffice.paper.chart.scale import scale_for
from unionoffice.paper.chart.sheet import ChartSheet
from unionoffice.paper.document import (
    Box,
    Document,
    Ink,
    Item,
    Page,
    Rule,
    Shape,
    Text,
)
from unionoffice.paper.flow import TableBlock
from unionoffice.paper.pdf.writer import pdf_bytes
from unionoffice.paper.typeset.fonts import FontBook

BARS = (ChartKind.COLUMNS, ChartKind.BARS)
STACKS = (ChartKind.STACKED_COLUMNS, ChartKind.STACKED_BARS)
FRAME = Area(30, 40, 420, 260)
UNITS = ("综掘一队", "综采队", "机电队", "运输队", "通风队")
LONG = "一个名称特别特别长长长的外包工程施工单位第三项目部工会小组"


def chart(
    kind: ChartKind, *values: float | None, labels: tuple[str, ...] = ()
) -> Chart:
    names = labels or tuple(f"第{number}组" for number in range(len(values)))
    return Chart(kind, "会员人数", names, (Series("人数", values),), "人")


def drawn(one: Chart, book: FontBook, frame: Area = FRAME) -> tuple[Item, ...]:
    return one.items(*frame, book)


def read(items: tuple[Item, ...], book: FontBook) -> str:
    page = Page(180, 140, items)
    (words,) = ReadBack(pdf_bytes(Document("图", (page,)), book)).pages
    return words


def extent(item: Item, book: FontBook) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of what an item covers, outlines without their width."""
    match item:
        case Text(x, y, text, role, size):
            inked = text.rstrip()
            wide = item.places[len(inked) - 1] if item.places else 0.0
            wide += book.width(inked[-1:] if item.places else inked, role, size)
            return x, y - 0.88 * size, x + wide, y + 0.12 * size
        case Rule(x1, y1, x2, y2):
            return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
        case Box(x, y, width, height):
            return x, y, x + width, y + height
        case Shape(steps):
            xs = [x for step in steps for x in step.at[::2]]
            ys = [y for step in steps for y in step.at[1::2]]
            return min(xs), min(ys), max(xs), max(ys)
        case _:
            raise AssertionError(item)


def bars_of(items: tuple[Item, ...], book: FontBook) -> list[Area]:
    """The filled rectangles, in the order of their values."""
    shapes = [one for one in items if isinstance(one, Shape) and one.fill is not None]
    edges = [extent(one, book) for one in shapes if len(one.steps) == 5]
    return [Area(x1, y1, x2 - x1, y2 - y1) for x1, y1, x2, y2 in edges]


def length(kind: ChartKind, bar: Area) -> float:
    upright = kind in {ChartKind.COLUMNS, ChartKind.STACKED_COLUMNS}
    return bar.height if upright else bar.width


NUMBERS = st.one_of(
    st.integers(-(10**9), 10**9), st.integers(-50, 50), st.floats(-1e6, 1e6)
)


@settings(max_examples=80, deadline=None)
@given(kind=st.sampled_from(BARS), values=st.lists(NUMBERS, min_size=1, max_size=30))
def test_bars_are_as_long_as_their_values(
    book: FontBook, kind: ChartKind, values: list[float]
) -> None:
    told = [value for value in values if value]
    assume(told and max(map(abs, told)) < 1e6 * min(map(abs, told)))
    found = bars_of(drawn(chart(kind, *values), book), book)
    assert len(found) == len(told)
    by_point = [
        length(kind, bar) / abs(value) for bar, value in zip(found, told, strict=True)
    ]
    assert by_point == pytest.approx([by_point[0]] * len(told))


@settings(max_examples=40, deadline=None)
@given(
    kind=st.sampled_from(STACKS),
    rows=st.lists(
        st.tuples(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500)),
        min_size=1,
        max_size=8,
    ),
)
def test_stacks_are_as_long_as_their_sums_and_have_no_gap(
    book: FontBook, kind: ChartKind, rows: list[tuple[int, ...]]
) -> None:
    assume(any(map(any, rows)))
    series = tuple(
        Series(name, tuple(row[place] for row in rows))
        for place, name in enumerate("甲乙丙")
    )
    labels = tuple(map(str, range(len(rows))))
    items = drawn(Chart(kind, "题", labels, series), book)
    found = bars_of(items, book)[3:]  # after the three swatches of the legend
    parts = [value for row in rows for value in row if value]
    lengths = [length(kind, bar) for bar in found]
    scale = sum(lengths) / sum(parts)
    assert lengths == pytest.approx([scale * part for part in parts])
    for before, after in pairwise(found):
        if kind is ChartKind.STACKED_COLUMNS and before.x == after.x:
            assert after.bottom == pytest.approx(before.y)
        if kind is ChartKind.STACKED_BARS and before.y == after.y:
            assert after.x == pytest.approx(before.right)


@settings(max_examples=60, deadline=None)
@given(values=st.lists(st.integers(-500, 500), min_size=2, max_size=40))
def test_a_line_rises_as_its_values_do(book: FontBook, values: list[int]) -> None:
    assume(len(set(values)) > 1)
    items = drawn(chart(ChartKind.LINE, *values), book)
    line = max(
        (one for one in items if isinstance(one, Shape) and one.fill is None),
        key=lambda one: len(one.steps),
    )
    heights = [step.at[1] for step in line.steps]
    low, high = values.index(min(values)), values.index(max(values))
    point = (heights[low] - heights[high]) / (values[high] - values[low])
    zero = heights[low] + values[low] * point
    assert heights == pytest.approx([zero - value * point for value in values])


@settings(max_examples=60, deadline=None)
@given(values=st.lists(st.integers(1, 5000), min_size=2, max_size=12))
def test_slices_are_as_wide_as_their_shares(book: FontBook, values: list[int]) -> None:
    items = drawn(chart(ChartKind.PIE, *values), book)
    slices = [one for one in items if isinstance(one, Shape) and one.fill is not None]
    assert len(slices) == len(values)
    turn = 0.0
    for one, value in zip(slices, values, strict=True):
        middle, rim = one.steps[0].at, one.steps[1].at
        angle = math.atan2(rim[0] - middle[0], middle[1] - rim[1]) % (2 * math.pi)
        assert math.cos(angle - turn) == pytest.approx(1, abs=1e-6)
        turn += value / sum(values) * 2 * math.pi


@settings(max_examples=40, deadline=None)
@given(values=st.lists(st.integers(0, 5000), min_size=1, max_size=30))
def test_per_cents_of_a_pie_make_a_hundred(book: FontBook, values: list[int]) -> None:
    assume(any(values))
    words = "\n".join(
        one.text
        for one in drawn(chart(ChartKind.PIE, *values), book, Area(0, 0, 500, 400))
        if isinstance(one, Text)
    )
    shares = [float(part.split("%")[0]) for part in words.split("（")[1:]]
    assert sum(shares) == pytest.approx(100)


def several(kind: ChartKind, count: int, series: int = 1) -> Chart:
    names = (LONG, "机电队", "3 组", "A very long name")
    labels = tuple(names[place % 4] for place in range(count))
    low = 0 if kind is ChartKind.PIE else -3
    rows = tuple(
        Series(f"{n}{LONG}", tuple((at * 37 + n) % 11 + low for at in range(count)))
        for n in range(1 if kind is ChartKind.PIE else series)
    )
    return Chart(kind, f"{LONG}、{LONG}与{LONG}", labels, rows, "人次")


@pytest.mark.parametrize("kind", list(ChartKind))
@pytest.mark.parametrize(
    ("count", "series"), [(0, 1), (1, 1), (5, 3), (4, 8), (40, 8), (500, 1)]
)
@pytest.mark.parametrize("size", [(180, 140), (260, 190), (480, 300)])
def test_nothing_lies_outside_the_frame(
    book: FontBook, kind: ChartKind, count: int, series: int, size: tuple[int, int]
) -> None:
    area = Area(30, 40, *size)
    for item in several(kind, count, series).items(*area, book):
        left, top, right, bottom = extent(item, book)
        assert left >= area.x - 0.5, item
        assert top >= area.y - 0.5, item
        assert right <= area.right + 0.5, item
        assert bottom <= area.bottom + 0.5, item


@pytest.mark.parametrize("kind", list(ChartKind))
def test_every_label_and_value_of_a_small_chart_can_be_read(
    book: FontBook, kind: ChartKind
) -> None:
    values = (1200, 84, 333, 27, 3)
    words = read(drawn(chart(kind, *values, labels=UNITS), book), book)
    assert "会员人数" in words
    assert all(unit in words.replace("\n", "") for unit in UNITS)
    assert all(shown(value) in words for value in values)


@pytest.mark.parametrize("kind", [*BARS, *STACKS])
def test_several_series_are_named_in_a_legend(book: FontBook, kind: ChartKind) -> None:
    series = (Series("男", (120, 98)), Series("女", (3, 6)))
    words = read(drawn(Chart(kind, "题", ("甲", "乙"), series), book), book)
    assert {"男", "女", "甲", "乙"} <= set(words)


def test_lines_are_named_at_their_ends_without_a_legend(book: FontBook) -> None:
    series = (Series("去年", (3, 8, 5)), Series("今年", (5, 9, 20)))
    items = drawn(Chart(ChartKind.LINE, "题", ("一", "二", "三"), series), book)
    names = {one.text: one.x for one in items if isinstance(one, Text)}
    assert min(names["去年"], names["今年"]) > names["三"]


def test_a_line_has_a_gap_where_there_is_no_value(book: FontBook) -> None:
    items = drawn(chart(ChartKind.LINE, 1, 2, None, 4, 5), book)
    strokes = [one for one in items if isinstance(one, Shape) and one.fill is None]
    assert [len(stroke.steps) for stroke in strokes] == [2, 2]


def test_negative_bars_hang_below_the_line_of_zero(book: FontBook) -> None:
    items = drawn(chart(ChartKind.COLUMNS, 5, -3, 0), book)
    above, below = bars_of(items, book)
    assert above.bottom == pytest.approx(below.y)
    assert {"5", "-3", "0"} <= {one.text for one in items if isinstance(one, Text)}


@pytest.mark.parametrize("kind", list(ChartKind))
@pytest.mark.parametrize("values", [(), (None, None)])
def test_a_chart_without_values_says_so(
    book: FontBook, kind: ChartKind, values: tuple[None, ...]
) -> None:
    assert "无数据" in read(drawn(chart(kind, *values), book), book)


def test_a_pie_of_zeroes_says_so(book: FontBook) -> None:
    assert "合计为 0" in read(drawn(chart(ChartKind.PIE, 0, 0), book), book)


def test_a_single_slice_is_a_whole_circle(book: FontBook) -> None:
    items = drawn(chart(ChartKind.PIE, 7), book)
    assert "7人（100.0%）" in read(items, book)
    (circle,) = [one for one in items if isinstance(one, Shape) and one.fill]
    left, top, right, bottom = extent(circle, book)
    assert right - left == pytest.approx(bottom - top)


def test_small_slices_beyond_the_most_are_put_together(book: FontBook) -> None:
    words = read(drawn(chart(ChartKind.PIE, *range(1, 21)), book), book)
    assert "其他 9 项" in words
    assert f"{sum(range(1, 10))}人" in words


def test_a_pie_of_several_series_or_below_zero_is_refused() -> None:
    with pytest.raises(Refused, match="负数"):
        chart(ChartKind.PIE, 1, -1)
    with pytest.raises(Refused, match="一组"):
        Chart(ChartKind.PIE, "题", (), (Series("甲", ()), Series("乙", ())))


@pytest.mark.parametrize("value", [math.inf, math.nan, 1e16])
def test_what_is_no_number_is_no_value(value: float) -> None:
    with pytest.raises(ValueError, match="no number"):
        chart(ChartKind.LINE, value)


def test_a_series_needs_a_value_for_each_label() -> None:
    with pytest.raises(ValueError, match="人数"):
        chart(ChartKind.LINE, 1, labels=("甲", "乙"))


def test_of_forty_labels_those_that_are_shown_are_whole(book: FontBook) -> None:
    labels = tuple(f"采煤{number}班" for number in range(40))
    items = drawn(chart(ChartKind.COLUMNS, *range(40), labels=labels), book)
    words = "".join(one.text for one in items if isinstance(one, Text))
    assert "采煤0班" in words
    assert "…" not in words


def test_only_black_and_its_shades_are_used(book: FontBook) -> None:
    for kind in ChartKind:
        items = drawn(several(kind, 5, 3), book)
        inks = {getattr(one, "ink", Ink.BLACK) for one in items}
        fills = {getattr(one, "fill", None) for one in items}
        assert inks == {Ink.BLACK}
        assert fills <= {None, Ink.BLACK}


def test_neighbouring_fills_are_told_apart_in_grey(book: FontBook) -> None:
    side = 60
    items = [
        item
        for number, fill in enumerate(FILLS)
        for item in filled_area(Area(number * side, 0, side, side), fill)
    ]
    page = Page(len(FILLS) * side * 25.4 / 72, side * 25.4 / 72, tuple(items))
    pdf = pypdfium2.PdfDocument(pdf_bytes(Document("纹", (page,)), book))
    image = pdf[0].render(scale=2).to_pil().convert("L")
    prints = []
    for number in range(len(FILLS)):
        box = (number * 2 * side + 6, 6, (number + 1) * 2 * side - 6, 2 * side - 6)
        cut = image.crop(box)
        rows = [sum(cut.crop((0, y, cut.width, y + 1)).tobytes()) for y in range(50)]
        columns = [sum(cut.crop((x, 0, x + 1, 100)).tobytes()) for x in range(50)]
        mean = sum(rows) / 50 / cut.width
        spread = (
            (max(rows) - min(rows)) / cut.width,
            (max(columns) - min(columns)) / 100,
        )
        prints.append((round(mean / 12), round(spread[0] / 60), round(spread[1] / 60)))
    assert len(set(prints)) >= len(FILLS) - 1


def test_hatching_stays_inside_what_it_fills(book: FontBook) -> None:
    area = Area(13.3, 7.7, 51.9, 23.1)
    for fill in FILLS:
        for item in filled_area(area, fill):
            left, top, right, bottom = extent(item, book)
            assert left >= area.x - 1e-6
            assert top >= area.y - 1e-6
            assert right <= area.right + 1e-6
            assert bottom <= area.bottom + 1e-6


@given(
    values=st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=20),
    steps=st.integers(2, 10),
)
def test_an_axis_is_round_holds_everything_and_is_not_too_long(
    values: list[float], steps: int
) -> None:
    assume(all(value == 0 or abs(value) > 1e-6 for value in values))
    scale = scale_for(values, steps)
    assert all(-1e-6 <= scale.share(value) <= 1 + 1e-6 for value in [0, *values])
    assert scale.last - scale.first <= steps + 1
    digits = f"{scale.step:.12g}".replace("0", "").replace(".", "").split("e")[0]
    assert digits in {"1", "2", "5"}


@pytest.mark.parametrize(
    ("values", "steps", "ticks"),
    [
        ([0, 1301], 4, ["0", "500", "1,000", "1,500"]),
        ([3], 5, ["0", "1", "2", "3"]),
        ([0.3], 3, ["0.0", "0.1", "0.2", "0.3"]),
        ([-12, 8], 5, ["-15", "-10", "-5", "0", "5", "10"]),
        ([0], 5, ["0", "1"]),
        ([12_000_000], 3, ["0", "5,000,000", "10,000,000", "15,000,000"]),
    ],
)
def test_the_marks_of_an_axis(
    values: list[float], steps: int, ticks: list[str]
) -> None:
    assert [words for _, words in scale_for(values, steps).ticks()] == ticks


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (1234567, "1,234,567"),
        (-0.001, "0"),
        (2.5, "2.5"),
        (-1200.456, "-1,200.46"),
    ],
)
def test_numbers_are_written_with_separators(value: float, words: str) -> None:
    assert shown(value) == words


@given(
    wanted=st.lists(st.floats(-50, 250), max_size=12).map(sorted),
    least=st.floats(1, 30),
)
def test_labels_are_moved_apart_and_stay_in_their_room(
    wanted: list[float], least: float
) -> None:
    found = apart(wanted, least, 0, 200)
    assert len(found) == len(wanted)
    assert all(-1e-6 <= place <= 200 + 1e-6 for place in found)
    if (len(wanted) - 1) * least <= 200:
        gaps = (b - a for a, b in pairwise(found))
        assert all(gap >= least - 1e-6 for gap in gaps)


def test_a_sheet_shows_two_charts_to_a_page(book: FontBook) -> None:
    charts = tuple(chart(kind, 5, 1234, 7) for kind in ChartKind)
    sheet = ChartSheet("工作统计图", charts, "2026年一季度")
    document = sheet.layout(book)
    pages = ReadBack(pdf_bytes(document, book)).pages
    assert len(pages) == 3
    assert "工作统计图" in pages[0]
    assert "2026年一季度" in pages[0]
    assert all("1,234" in page for page in pages)
    assert "第 3 页　共 3 页" in pages[-1]


@pytest.mark.parametrize("count", [0, 1, 500])
def test_a_sheet_is_printed_for_any_number_of_values(
    book: FontBook, count: int
) -> None:
    one = chart(ChartKind.COLUMNS, *range(count))
    content = pdf_bytes(ChartSheet("图", (one,)).layout(book), book)
    words = "".join(ReadBack(content).pages)
    assert all(f"第{number}组" in words for number in range(count))


def test_a_sheet_without_charts_is_a_page(book: FontBook) -> None:
    assert len(ChartSheet("图", ()).layout(book).pages) == 1


def test_word_gets_the_figures_as_tables() -> None:
    one = chart(ChartKind.LINE, 5, None, 1234.5)
    flow = ChartSheet("图", (one,)).flow()
    (table,) = [block for block in flow.blocks if isinstance(block, TableBlock)]
    assert table.rows == (("第0组", "5"), ("第1组", "—"), ("第2组", "1,234.5"))


def test_a_frame_too_small_for_a_chart_is_a_mistake(book: FontBook) -> None:
    with pytest.raises(ValueError, match="180 × 140"):
        chart(ChartKind.LINE, 1).items(0, 0, 100, 100, book)


@pytest.mark.parametrize(
    ("kind", "few", "many"), [(ChartKind.BARS, 36, 37), (ChartKind.PIE, 12, 13)]
)
def test_a_chart_that_leaves_something_out_is_followed_by_its_figures(
    book: FontBook, kind: ChartKind, few: int, many: int
) -> None:
    pages = [
        len(ChartSheet("图", (chart(kind, *range(1, count + 1)),)).layout(book).pages)
        for count in (few, many)
    ]
    assert pages[0] == 1 < pages[1]


@pytest.mark.parametrize("kind", BARS)
def test_bars_without_figures_after_them_are_named_in_full(
    book: FontBook, kind: ChartKind
) -> None:
    one = chart(kind, *range(101, 137), labels=tuple(f"{n}队" for n in range(51, 87)))
    (page,) = ChartSheet("图", (one,)).layout(book).pages
    told = {item.text for item in page.items if isinstance(item, Text)}
    assert {str(value) for value in range(101, 137)} <= told
    if kind is ChartKind.BARS:
        assert set(one.labels) <= told
