"""Numbers that must never be made: asked for, they give no number and say why."""
from __future__ import annotations

from dataclasses import replace

import pytest

from data.metrics import metrics
from queries import refusals
from queries.catalogue import catalogue
from queries.refusals import RefusalError, refused_pair


def test_two_parts_of_one_refusal_are_not_a_pair_in_either_order() -> None:
    some = catalogue()["jobs_developed"]
    handled = replace(some, id="hazards", statistic=(("all", ("hazard_reports_handled",), ()),))
    held = replace(some, id="inspections", statistic=(("all", ("safety_inspections",), ()),))

    for one, other in ((handled, held), (held, handled)):
        found = refused_pair(one, other)
        assert found is not None and found.id == "hazard_handling_rate"
    assert refused_pair(handled, some) is None


def test_what_is_refused_as_a_number_may_still_stand_side_by_side_where_it_is_only_a_matter_of_adding() -> None:
    assert refused_pair(catalogue()["renovation_start_rate"], catalogue()["renovation_start_rate_hh"]) is None


def test_no_indicator_makes_what_is_refused() -> None:
    for refusal in refusals.refusals().values():
        parts = set(refusal.parts) & set(metrics())
        for one in catalogue().values():
            for _, numerator, denominator in one.statistic:
                assert len(parts & set(numerator)) <= 1, f"{one.id} adds up {refusal.id}"
                if refusal.kind == "ratio" and refusal.forbids_pairs:
                    assert not (refusal.parts[0] in numerator and refusal.parts[1] in denominator), one.id


@pytest.mark.parametrize(("wrong", "said"), [
    ({"parts": ["parking_added", "no_such_thing"]}, "no_such_thing"),
    ({"kind": "product"}, "kind is one of"),
    ({"why_en": ""}, "needs"),
])
def test_a_wrong_entry_fails_at_load(wrong: dict, said: str) -> None:
    right = {"id": "a", "zh": "甲", "en": "A", "kind": "sum", "parts": ["parking_added", "benches"],
             "why_zh": "不行", "why_en": "No"}

    assert refusals._refusal(right).parts == ("parking_added", "benches")
    with pytest.raises(RefusalError, match=said):
        refusals._refusal(right | wrong)
