"""The picture of boundaries before they are saved: what is new, what changed, among which neighbours, what is wrong."""

from __future__ import annotations

import pytest
from shapely.geometry import shape

from data import areas
from data.importing.drawn import Drawn, drawn, square_metres
from data.importing.sheet import Transaction
from tests.data.importing.test_importing_areas import sheet_of, square

FIRST, SECOND = "340603003001001", "340603003001002"
COMMUNITY = "340603003001"


def seen(office, *features: tuple[str, str, object]) -> Drawn | None:
    report = office.upload(
        sheet_of(*features), dry_run=True, observe=lambda cursor: drawn(Transaction(cursor), office.database)
    )
    assert report.status == "rehearsed", report.as_json()
    return report.seen


def states(found: Drawn) -> dict[str, str]:
    return {one.code: one.state for one in found.shapes}


def test_new_shapes_stand_among_their_neighbours_and_nothing_is_saved(office):
    whole = (COMMUNITY, "新华社区", square(116.8, 33.9, 0.02))
    office.upload(sheet_of((FIRST, "第1网格", square(116.80, 33.9)), whole))
    found = seen(office, (SECOND, "第2网格", square(116.81, 33.9)))

    assert states(found) == {FIRST: "neighbour", SECOND: "new"}
    assert [one.code for one in found.parents] == [COMMUNITY]
    assert found.problems == ()
    assert not areas.get(office.database, SECOND).has_boundary


def test_a_changed_shape_comes_with_what_it_was(office):
    office.upload(sheet_of((FIRST, "第1网格", square(116.80, 33.9))))
    found = seen(office, (FIRST, "第1网格", square(116.80, 33.9, 0.02)))

    [one] = found.shapes
    assert one.state == "changed"
    assert one.square_metres == pytest.approx(4 * one.square_metres_before, rel=1e-3)
    assert [shape(each).bounds for each in found.before] == [pytest.approx((116.8, 33.9, 116.81, 33.91))]


def test_an_overlap_is_marked_where_it_is(office):
    office.upload(sheet_of((FIRST, "第1网格", square(116.80, 33.9))))
    found = seen(office, (SECOND, "第2网格", square(116.805, 33.9)))

    [one] = found.problems
    assert (one.kind, {one.code, one.other_code}) == ("overlap", {FIRST, SECOND})
    assert one.share == pytest.approx(0.5)
    assert shape(one.part).bounds == pytest.approx((116.805, 33.9, 116.81, 33.91))


def test_what_lies_outside_of_the_parent_is_marked_where_it_is(office):
    office.upload(sheet_of((COMMUNITY, "新华社区", square(116.8, 33.9, 0.02))))
    found = seen(office, (FIRST, "第1网格", square(116.815, 33.9)))

    [one] = found.problems
    assert (one.kind, one.code, one.other_code) == ("outside", FIRST, COMMUNITY)
    assert one.share == pytest.approx(0.5)
    assert shape(one.part).bounds == pytest.approx((116.82, 33.9, 116.825, 33.91))


def test_a_new_parent_shows_which_of_its_grids_reach_beyond_it(office):
    office.upload(sheet_of((FIRST, "第1网格", square(116.8, 33.9)), (SECOND, "第2网格", square(116.85, 33.9))))
    found = seen(office, (COMMUNITY, "新华社区", square(116.8, 33.9, 0.02)))

    assert [(one.kind, one.code, round(one.share, 3)) for one in found.problems] == [("outside", SECOND, 1.0)]


def test_what_was_wrong_before_is_no_matter_of_this_file(office):
    office.upload(sheet_of((FIRST, "第1网格", square(116.8, 33.9)), (SECOND, "第2网格", square(116.805, 33.9))))
    found = seen(office, ("340603003002001", "第1网格", square(116.9, 33.9)))

    assert found.problems == ()
    assert states(found) == {"340603003002001": "new"}


def test_a_file_that_draws_nothing_has_no_picture(office):
    office.upload(sheet_of((FIRST, "第1网格", square(116.80, 33.9))))
    report = office.upload(
        f"区域编码,区域名称,户数\n{FIRST},第1网格,288\n",
        dry_run=True,
        observe=lambda cursor: drawn(Transaction(cursor), office.database),
    )

    assert (report.status, report.seen) == ("rehearsed", None)


def test_a_hectare_is_a_hectare():
    """A hundredth of a degree at 60° north is half as wide as high: 1113.2 by 556.6 metres."""
    assert square_metres(shape(square(116.0, 60.0))) == pytest.approx(1113.2 * 556.6, rel=1e-3)
