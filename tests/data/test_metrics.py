"""The code table of statistics: one name, one meaning, one unit."""
from __future__ import annotations

import pytest

from data import metrics as code_table
from data.contracts import contracts
from data.metrics import Metric, MetricError, metrics, resolve


@pytest.mark.parametrize("written", [
    "fair_participants", "组织参加招聘会人数", "组织参加人数", " 组织参加 人数 ", "組織參加人數",
    "People taken to job fairs",
])
def test_a_metric_is_found_by_id_name_synonym_and_traditional_spelling(written):
    assert resolve(written).id == "fair_participants"


@pytest.mark.parametrize("written", ["", "招聘会", "满意率"])
def test_a_name_that_is_not_in_the_table_is_not_guessed(written):
    assert resolve(written) is None


def test_every_metric_has_both_languages_and_a_unit():
    for one in metrics().values():
        assert one.label.zh and one.label.en and one.unit, one.id


def test_every_employment_column_is_a_metric_in_the_same_unit():
    for field in contracts()["employment_stat"].fields:
        if field.is_number:
            assert field.name in metrics(), field.name
            assert metrics()[field.name].factor(field.unit) == 1, field.name


def test_31万元_are_310000_yuan():
    dibao = metrics()["dibao_paid"]
    assert dibao.unit == "元"
    assert 31 * dibao.factor("万元") == 310_000


def test_600名_are_600人():
    assert metrics()["fair_participants"].factor("名") == 1


@pytest.mark.parametrize(("metric", "unit"), [
    ("renovation_buildings", "套"), ("enterprise_visits", "家"), ("joint_beneficiaries", "人"),
    ("households", "人"), ("parking_added", "处"), ("dibao_paid", ""), ("dibao_paid", None),
])
def test_a_number_in_another_unit_is_not_converted(metric, unit):
    assert metrics()[metric].factor(unit) is None


def test_shares_as_printed_are_never_components():
    for one in metrics().values():
        assert not (one.unit in ("%", "比例") and one.additive), one.id


def test_two_metrics_that_answer_to_one_name_are_refused():
    found = (Metric("a", resolve("fairs").label, "场"), Metric("b", resolve("fairs").label, "场"))
    with pytest.raises(MetricError, match=r"^b and a are both called"):
        code_table._index(found)
