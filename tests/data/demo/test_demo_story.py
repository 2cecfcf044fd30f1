"""The invented ledgers give every chart something to say, the same on every run, and hold no person."""
from __future__ import annotations

import random
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta

import pytest

from data.contracts import contracts
from data.demo import SHEETS, months, write_files

LAST = date(2026, 10, 31)
NOT_NUMBERS = ("社区", "月份", "口径", "填报单位")
LAGGING, IMPROVING = "990101001002", "990101001003"


def when(text):
    return datetime.fromisoformat(text)


@pytest.fixture(scope="module")
def requests(ledgers):
    return ledgers["service_request"]


def rate(rows, good, of):
    asked = [row for row in rows if of(row)]
    return sum(good(row) for row in asked) / len(asked)


def on_time(rows):
    closed = [row for row in rows if row["办结时间"]]
    return rate(closed, lambda r: r["办结时间"][:10] <= r["办理时限"], lambda r: True)


def satisfied(rows):
    return rate(rows, lambda r: r["是否满意"] != "不满意", lambda r: r["是否满意"] not in ("", "未回访"))


def within(rows, code="", start="2024", end="2027"):
    return [row for row in rows if row["所属网格"].startswith(code) and start <= row["受理时间"] < end]


def test_the_files_are_the_same_to_the_byte_on_every_run_whatever_was_drawn_before(files, tmp_path):
    random.seed(20261122)
    told = []
    again = write_files(tmp_path / "again", lambda done, of, name: told.append((done, of, name)))

    assert [path.name for path in again] == [path.name for path in files]
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in files]
    assert told == [(i, len(SHEETS), path.name) for i, path in enumerate(files, 1)]


def test_files_open_in_excel_with_the_headings_of_the_contracts(files):
    for path, (_, table, _) in zip(files, SHEETS, strict=True):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        headings = path.read_text("utf-8-sig").splitlines()[0].split(",")
        known = {field.title.zh for field in contracts()[table].fields}
        assert {heading.split("（")[0] for heading in headings} <= known


def test_every_table_of_the_contracts_has_a_file():
    assert {table for _, table, _ in SHEETS} == set(contracts())


def test_no_file_has_a_column_that_could_name_a_person(files):
    for path, (_, table, _) in zip(files, SHEETS, strict=True):
        headings = path.read_text("utf-8-sig").splitlines()[0].split(",")
        assert not set(headings) & set(contracts()[table].forbidden)


def test_about_nine_thousand_requests_come_from_all_105_grids_in_all_24_months(requests):
    lately = within(requests, "", "2024-11")

    assert 8_500 <= len(lately) <= 9_500
    assert len({row["所属网格"] for row in lately}) == 105
    assert len({row["受理时间"][:7] for row in lately}) == 24
    assert len({row["工单编号"] for row in requests}) == len(requests)


def test_the_year_before_is_like_the_first_and_leaves_nothing_open_to_2025(requests):
    before, first = within(requests, "", "2023", "2024-11"), within(requests, "", "2024-11", "2025-11")

    assert len({row["受理时间"][:7] for row in before}) == 12
    assert 0.9 < len(before) / len(first) < 1
    assert abs(on_time(before) - on_time(first)) < 0.02
    assert all(row["办结时间"] < "2025" for row in before if row["办理状态"] != "不予受理")


def test_nothing_has_happened_after_the_last_day(requests, ledgers):
    for row in requests:
        happened = [row["受理时间"], row["首次联系时间"], row["办结时间"]]
        assert all(when(text).date() <= LAST for text in happened if text)
    for table, heading in (("activity", "日期"), ("commitment", "销号日期"), ("facility", "投用日期"),
                           ("renovation_project", "完工日期"), ("renovation_project", "开工日期")):
        assert all(row[heading] <= LAST.isoformat() for row in ledgers[table])


def test_a_request_is_answered_closed_and_called_back_in_this_order(requests):
    for row in requests:
        if row["首次联系时间"]:
            assert when(row["首次联系时间"]) >= when(row["受理时间"])
        if row["办结时间"]:
            assert when(row["办结时间"]) >= when(row["首次联系时间"])
        assert (row["办理状态"] == "已办结") == bool(row["办结时间"])
        assert row["是否解决"] in ("解决", "未解决", "未回访") if row["办结时间"] else not row["是否解决"]


def test_about_seven_in_ten_closed_requests_are_called_back(requests):
    closed = [row for row in requests if row["办结时间"]]

    assert 0.66 < rate(closed, lambda r: r["是否解决"] != "未回访", lambda r: True) < 0.74


def test_leaks_come_in_summer_and_burst_pipes_in_winter(requests):
    leaks = Counter(int(row["受理时间"][5:7]) for row in requests if row["诉求类别"] == "房屋漏水")
    bursts = Counter(int(row["受理时间"][5:7]) for row in requests if row["诉求内容"] == "水管冻裂停水")

    assert sum(leaks[m] for m in (6, 7, 8)) > 2.5 * sum(leaks[m] for m in (12, 1, 2))
    assert sum(bursts[m] for m in (12, 1, 2)) > sum(bursts[m] for m in (6, 7, 8))


def test_some_requests_are_overdue_and_some_fall_due_within_three_days(requests):
    open_ones = [row for row in requests if row["办理时限"] and not row["办结时间"]]
    due = [when(row["办理时限"]).date() for row in open_ones]

    assert sum(day < LAST for day in due) >= 15
    assert sum(LAST <= day <= LAST + timedelta(days=3) for day in due) >= 5


def test_a_few_requests_are_not_accepted_and_some_come_again(requests):
    refused = [row for row in requests if row["办理状态"] == "不予受理"]

    assert 0.005 < len(refused) / len(requests) < 0.02
    assert 0.02 < rate(requests, lambda r: r["是否重复"] == "是", lambda r: r["是否重复"]) < 0.08


def test_one_community_lags_and_gets_worse(requests):
    before = within(requests, LAGGING, "2024", "2025-11")
    now = within(requests, LAGGING, "2026-05")
    others = [row for row in within(requests, "", "2026-05") if not row["所属网格"].startswith(LAGGING)]

    assert on_time(now) < on_time(before) - 0.05
    assert on_time(now) < on_time(others) - 0.15
    assert satisfied(now) < satisfied(others) - 0.10


def test_one_community_was_poor_and_became_good(requests):
    assert on_time(within(requests, IMPROVING, "2024", "2025-06")) < 0.88
    assert on_time(within(requests, IMPROVING, "2026-06")) > 0.95


def test_one_grid_sends_nothing_for_months(requests):
    sent = {row["受理时间"][:7] for row in requests if row["所属网格"] == "990101001008009"}

    assert not sent & {f"2026-{month:02}" for month in range(1, 9)}
    assert sent & {"2025-10", "2025-11", "2025-12"} and sent & {"2026-09", "2026-10"}


def test_people_move_online(requests):
    online = ("网格微信群", "QQ群", "智慧平台", "移动居委会(线上)")

    def share(start, end):
        return rate(within(requests, "", start, end), lambda r: r["来源渠道"] in online, lambda r: True)

    assert share("2026-05", "2027") > share("2024", "2025-05") + 0.05


def test_start_rates_by_estates_and_by_households_differ(ledgers):
    planned = [row for row in ledgers["renovation_project"] if row["计划开工"].startswith("2026")]
    started = [row for row in planned if row["开工日期"]]
    by_estates = len(started) / len(planned)
    by_households = sum(int(r["惠及户数"]) for r in started) / sum(int(r["惠及户数"]) for r in planned)

    assert (len(started), len(planned)) == (4, 7)
    assert by_households > by_estates + 0.05


def test_every_stage_of_renovation_has_a_project_and_lagging_ones_say_why(ledgers):
    projects = ledgers["renovation_project"]
    stages = next(field for field in contracts()["renovation_project"].fields if field.name == "stage").enum

    assert {row["当前阶段"] for row in projects} == {stage.zh for stage in stages}
    late = [row for row in projects if row["计划开工"] <= LAST.isoformat() and not row["开工日期"]]
    assert late and all(row["存在问题"].startswith("存在问题：") for row in late)


def test_some_votes_are_just_above_and_some_just_below_two_thirds_and_three_quarters(ledgers):
    taking_part = [int(r["征求意见户数"]) / int(r["惠及户数"]) for r in ledgers["renovation_project"]]
    agreeing = [int(r["同意户数"]) / int(r["征求意见户数"]) for r in ledgers["renovation_project"]]

    for shares, threshold in ((taking_part, 2 / 3), (agreeing, 3 / 4)):
        assert any(0 <= share - threshold < 0.02 for share in shares)
        assert any(-0.02 < share - threshold < 0 for share in shares)


def test_one_community_leaves_out_months_and_one_reports_the_year_to_date(ledgers):
    reports = ledgers["employment_stat"]
    sent = defaultdict(set)
    for row in reports:
        sent[row["社区"]].add(row["月份"])

    assert {code: 24 - len(found) for code, found in sent.items() if len(found) < 24} == {LAGGING: 3}
    to_date = [row for row in reports if row["口径"] == "累计"]
    assert {(row["社区"], row["月份"][:4]) for row in to_date} == {("990101001004", "2026")}


def test_year_to_date_reports_never_fall(ledgers):
    before = Counter()
    for row in ledgers["employment_stat"]:
        if row["口径"] == "累计":
            now = Counter({h: int(v) for h, v in row.items() if h not in NOT_NUMBERS})
            assert all(now[heading] >= before[heading] for heading in before)
            before = now
    assert before["城镇新增就业人数"] > 50


def test_lights_of_all_three_colours_are_lit_by_october(ledgers):
    tasks = {(r["指标"], r["年度"]): float(r["全年目标"]) for r in ledgers["target"]}
    headings = {"urban_new_employment": "城镇新增就业人数", "reemployment": "失业人员再就业人数",
                "hardship_employment": "就业困难人员就业人数"}
    latest = [r for r in ledgers["employment_stat"] if r["月份"] == "2026-10-01" and r["口径"] == "累计"]
    behind = {}
    for metric, heading in headings.items():
        done = sum(int(r[heading]) for r in latest)
        done += sum(int(r[heading]) for r in ledgers["employment_stat"]
                    if r["月份"] >= "2026" and r["口径"] == "当月")
        behind[metric] = 100 * (10 / 12 - done / tasks[metric, "2026"])

    assert behind["urban_new_employment"] < 0
    assert 10 < behind["reemployment"] <= 30
    assert behind["hardship_employment"] > 30


def test_months_cover_two_years_up_to_the_last_day():
    assert len(months.MONTHS) == 24
    assert months.MONTHS[0] == date(2024, 11, 1)
    assert months.last_of(months.MONTHS[-1]) == LAST


def test_the_allowance_to_date_adds_up_within_the_year(ledgers):
    paid = defaultdict(float)
    for row in ledgers["welfare_stat"]:
        if row["项目"] == "城市低保" and row["月份"] >= "2025":
            key = (row["社区"], row["月份"][:4])
            paid[key] += float(row["当月资金支出（元）"])
            assert float(row["累计资金支出（元）"]) == paid[key]


def test_facilities_name_projects_that_exist(ledgers):
    known = {row["项目编号"] for row in ledgers["renovation_project"]}
    named = {row["所属改造项目"] for row in ledgers["facility"]} - {""}

    assert named and named <= known
