"""What may be written for a number, and what a printed wording allows."""
from __future__ import annotations

import pytest

from queries.wording import fits, nearly, written


@pytest.mark.parametrize("value", [600, 602, 699])
def test_a_number_from_600_to_699_may_be_printed_as_600余(value):
    assert fits(value, "600余") is True


@pytest.mark.parametrize("value", [598, 599.9, 700, 6000])
def test_600余_is_refused_for_numbers_below_600_and_from_700(value):
    assert fits(value, "600余") is False


def test_37_is_nearly_38_but_38_and_39_are_not():
    assert fits(37, "近38") is True
    assert fits(38, "近38") is False
    assert fits(39, "近38") is False


def test_20_is_not_nearly_38():
    assert fits(20, "近38") is False
    assert fits(20, "不足38") is True


def test_万余_covers_the_next_ten_thousand_only():
    assert fits(310_000, "31万余元") is True
    assert fits(319_999.99, "31万余元") is True
    assert fits(320_000, "31万余元") is False


def test_超过95_means_more_than_95_and_至少1_includes_1():
    assert fits(95, "超过95%") is False
    assert fits(95.1, "超过95%") is True
    assert fits(1, "至少1次") is True


def test_上千_is_any_number_of_that_order():
    assert fits(1_000, "上千") is True
    assert fits(2_400, "上千") is True
    assert fits(999, "上千") is False
    assert fits(10_000, "上千") is False


def test_约_allows_five_per_cent_either_way():
    assert fits(2_340, "约2350平方米") is True
    assert fits(2_600, "约2350平方米") is False


def test_an_exact_figure_fits_only_itself():
    assert fits(272, "272") is True
    assert fits(271, "272") is False


@pytest.mark.parametrize("printed", ["几张", "若干", "几"])
def test_no_number_can_be_held_against_几张(printed):
    assert fits(3, printed) is None


@pytest.mark.parametrize(("value", "wording"), [
    (628, "600余"), (602, "600余"), (598, "500余"), (600, "600"), (26, "20余"), (7, "7"), (0, "0"),
    (10, "10"), (8_983, "8000余"), (4_000, "4000"), (314_000, "31万余"), (310_000, "31万"),
    (1_234_567, "123万余"), (12.5, "10余"), (0.5, "0.5"),
])
def test_a_number_is_rounded_down_with_余_and_never_up(value, wording):
    assert written(value) == wording
    assert fits(value, wording)


@pytest.mark.parametrize(("value", "wording"), [
    (598, "近600"), (97, "近100"), (318_000, "近32万"), (628, None), (600, None), (9, None), (599.9, None),
])
def test_近_is_offered_only_just_below_a_round_number(value, wording):
    assert nearly(value) == wording
    assert wording is None or fits(value, wording)
