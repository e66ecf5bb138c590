"""Chinese type sizes and papers, against domain.md §6.2 and §6.4."""

from __future__ import annotations

import pytest

from unionoffice.paper.sizes import A4, ID_1, PAPERS, TYPE_SIZES, points


def test_an_inch_is_72_points() -> None:
    assert points(25.4) == pytest.approx(72)


def test_the_sizes_fall_from_name_to_name() -> None:
    sizes = list(TYPE_SIZES.values())
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) == 16


def test_the_size_of_official_text_is_16_points() -> None:
    assert TYPE_SIZES["三号"] == 16


def test_a_sheet_turned_has_its_long_side_across() -> None:
    assert (A4.landscape.width_mm, A4.landscape.height_mm) == (297, 210)


def test_a_card_turned_is_85_60_wide() -> None:
    assert ID_1.landscape.width_mm == 85.6


def test_no_two_papers_share_a_name() -> None:
    assert len({paper.name for paper in PAPERS}) == len(PAPERS)
