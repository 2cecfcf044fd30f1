"""What a cell means does not depend on how far down it stands, nor on how the cells above it are written."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.importing import staging
from tests.data.importing.importing_office import REQUESTS, reasons, warnings

HEADING = "工单编号,受理时间,所属网格,来源渠道,诉求类别,诉求内容,办理状态,办结时间,办理时限\n"
FAR_DOWN = 1200
DAYS = ("2026-01-05", "2026年1月5日", "2026/1/5 9:30", "2026-02-30", "46027", "")
TITLES = ("楼道里堆放了杂物没有人清理", "漏水", "#12345678", "请回电13812345678尽快处理一下", "　楼前的路灯坏了", "")


def plain_rows(count: int) -> str:
    return "".join(f"A{number},2026-01-03,安康社区,来访,应急,楼道里堆放了杂物没有人清理,办理中,\n"
                   for number in range(count))


def test_a_date_written_in_words_far_below_plain_ones_is_read(office):
    odd = "B1,2026年1月5日,安康社区,来访,应急,漏水,办理中,\n"
    report = office.upload(REQUESTS + plain_rows(FAR_DOWN) + odd)

    assert report.status == "committed", reasons(report)
    assert [str(row[0]) for row in office.rows("service_request", "received_at", "request_no") if row[1] == "B1"] == [
        "2026-01-05 00:00:00"]


def test_a_telephone_number_far_below_plain_words_is_not_kept(office):
    odd = "B1,2026-01-05,安康社区,来访,应急,请回电13812345678尽快处理一下,办理中,\n"
    report = office.upload(REQUESTS + plain_rows(FAR_DOWN) + odd)

    assert "13812345678" not in "".join(row[0] for row in office.rows("service_request", "title"))
    assert "B1" in {row[0] for row in office.rows("service_request", "request_no")}
    assert "已隐去（1行：第1202行）" in warnings(report)


def test_a_day_that_does_not_exist_far_below_plain_ones_is_named(office):
    report = office.upload(REQUESTS + plain_rows(FAR_DOWN) + "B1,2026-02-30,安康社区,来访,应急,漏水,办理中,\n")

    assert [one[:3] for one in reasons(report)] == [(FAR_DOWN + 2, "受理时间", "2026-02-30")]


FIGURES = "区域,指标,期间止,口径,数值,单位,编号\n"


def figures(count: int, metric: str, value: str, unit: str, name: str) -> str:
    return "".join(f"安康社区,{metric},2026-01-31,时点,{value},{unit},{name}{number}\n" for number in range(count))


def test_a_unit_beside_its_number_is_read_below_as_many_that_stand_with_the_number(office):
    report = office.upload(FIGURES + figures(FAR_DOWN, "户数", "38户", "", "A")
                           + figures(FAR_DOWN, "户数", "38", "户", "B"))

    assert report.status == "committed", reasons(report)[:3]
    assert set(office.rows("statistic", "value", "unit")) == {(38.0, "户")}


def test_a_short_unit_below_long_ones_is_not_taken_from_the_number(office):
    office.upload(FIGURES + figures(FAR_DOWN, "某某某指标", "38", "元每平方米每月", "A")
                  + figures(3, "户数", "38套", "户", "B"))

    assert set(office.rows("statistic", "unit")) == {("元每平方米每月",), ("户",)}


@given(rows=st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from(TITLES), st.sampled_from(DAYS)), min_size=1,
                     max_size=6),
       first=st.integers(1, 3))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_all_cells_mean_the_same_wherever_they_stand(office, rows, first):
    text = HEADING + "".join(f"C{number},{received},安康社区,来访,应急,{title},办理中,,{due}\n"
                             for number, (received, title, due) in enumerate(rows))
    found = [outcome(office, text, looked_at) for looked_at in (0, first)]

    assert found[0] == found[1]


def outcome(office, text: str, looked_at: int) -> tuple:
    """What a rehearsal says and would store, when so many rows tell how a column is written; with 0 all are asked."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(staging, "FIRST_ROWS", looked_at)
        report = office.upload(text, dry_run=True, accept_good_rows=True, observe=stored)
    return report.status, reasons(report), [one.zh for one in report.warnings], report.seen


def stored(cursor) -> list[tuple]:
    return cursor.execute("select request_no, received_at, title, due_at from service_request order by all").fetchall()
