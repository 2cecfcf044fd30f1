"""The brief of a meeting: what it says of a street and month, and that it says nothing else."""
from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import reports.meeting
from data.database import Database
from queries import changes, press, series
from queries.catalogue import catalogue
from queries.periods import Period
from reports import content
from reports.content import Figure, Meeting, Sentence
from reports.meeting import NothingToTell, meeting
from tests.pages import small_street
from tests.queries.store import FIRST, REAL, SECOND, STREET, Store, figure, request
from tests.stores import copied

OCTOBER = Period.parse("2026-10")
NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


@pytest.fixture(scope="module")
def told(street: Database) -> Meeting:
    return meeting(street, small_street.STREET, OCTOBER)


def said(found: Meeting, name: str) -> Sentence:
    return next(one for one in found.sentences() if one.id == name)


def test_the_brief_begins_with_what_was_received_so_far_this_year(told: Meeting) -> None:
    first = told.summary[0]
    assert first.text.startswith("截至2026年10月31日，西街道（演示）今年以来累计受理群众诉求")
    assert first.figures[0] == Figure(first.figures[0].shown, "request_count", small_street.STREET, "2026-10-ytd",
                                      "all", first.figures[0].value, first.figures[0].value, None)


def test_every_number_in_a_sentence_is_one_that_the_database_gave(told: Meeting) -> None:
    for one in told.sentences():
        left = one.text
        for each in one.figures:
            assert each.shown in left
            left = left.replace(each.shown, "", 1)
        for name in (*catalogue(), ):
            left = left.replace(catalogue()[name].title.zh, "")
        left = re.sub(r"\d{4}年1?—?\d+月(\d+日)?|\d{4}-\d{2}-\d{2}|后\d+个月|\d+月份|第\d+网格|\d+项）|60岁", "", left)
        assert NUMBER.findall(left) == [], one.text


def test_every_value_in_sentences_and_tables_is_what_the_indicator_answers(street: Database, told: Meeting) -> None:
    cells = [cell.figure for table in told.tables() for row in table.rows for cell in row if cell.figure]
    for one in (*cells, *(each for sentence in told.sentences() for each in sentence.figures)):
        if one.kind != "value" or one.part != "all" or (one.indicator == "request_count" and one.denominator):
            continue
        asked = series.value(street, one.indicator, one.area_code, Period.parse(one.period))
        assert one.value in (asked.value, asked.numerator, asked.denominator)


def test_lists_of_several_levels_are_told_each_by_itself(told: Meeting) -> None:
    topic = next(one for one in told.topics if one.key == "commitment")
    lists = [one for one in topic.sentences if one.id.startswith("list_")]
    assert len(lists) > 1 and all("在册" in one.text for one in lists)


def test_an_edition_reads_back_from_json_as_it_was(told: Meeting) -> None:
    assert content.from_json(json.loads(json.dumps(content.as_json(told)))) == told


def test_every_indicator_that_is_named_is_defined(told: Meeting) -> None:
    named = {each.indicator for one in told.sentences() for each in one.figures if each.indicator}
    assert {catalogue()[one].title.zh for one in named} <= {one.indicator for one in told.definitions}


def test_it_reads_in_english_without_chinese_sentences(street: Database) -> None:
    found = meeting(street, small_street.STREET, OCTOBER, "en")
    assert found.summary[0].text.startswith("Up to 2026-10-31 ")
    assert not any("，" in one.text or "。" in one.text for one in found.sentences())


def test_reasons_are_only_those_that_people_typed(small_store: Path, tmp_path: Path) -> None:
    street = Database(copied(small_store, tmp_path))
    with street.write() as cursor:
        cursor.execute("update commitment set due_on = date '2026-09-30', status = '推进滞后', "
                       "remark = case item_no when '7' then '原因：等待批复' end "
                       "where list_no = '承诺' and closed_on is null")
    said = [one.text for one in meeting(street, small_street.STREET, OCTOBER).problems if "滞后1项" in one.text]
    street.close()

    assert sorted(text.partition("其中滞后1项，")[2] for text in said) == [
        "填报的原因主要有：等待批复（1项）。", "未填报原因。"]


def test_600_odd_participants_stay_600_odd(store: Store) -> None:
    store.load("statistic", [figure("fair_participants", 600, "人", value_bound=2),
                             figure("intents", 300, "人", value_bound=2)])

    found = said(meeting(store, REAL, Period.parse("2021-09")), "employment_fairs")
    assert "参加600余人，达成就业意向300余人，意向达成率约50.0%" in found.text


def test_a_change_that_rounds_to_nothing_is_unchanged(store: Store) -> None:
    store.load("service_request", [request(received_at=f"{year}-01-05 09:00", due_at=f"{year}-01-10",
                                           closed_at=f"{year}-01-06 09:00") for year in (2025, 2026)])

    text = meeting(store, STREET, Period.parse("2026-01")).summary[0].text
    assert "受理群众诉求1件，同比持平；办结率100.0%（1/1），同比持平" in text


def test_what_is_not_known_is_said_and_is_never_nought(store: Store) -> None:
    store.load("statistic", [figure("job_notices", 124, "条")])

    found = said(meeting(store, REAL, Period.parse("2021-09")), "employment_fairs")
    assert found.text.startswith("开发岗位暂无数据，发布用工信息124条")


@pytest.mark.parametrize(("month", "named"), [("2019-01", "2019年1月"), ("2030-01", "2030年1月")])
def test_a_month_before_or_after_all_data_has_no_brief(street: Database, month: str, named: str) -> None:
    with pytest.raises(NothingToTell, match=f"{named}没有数据"):
        meeting(street, small_street.STREET, Period.parse(month))


def test_a_light_in_the_overview_is_that_of_the_card(street: Database, told: Meeting) -> None:
    for row in told.overview.rows:
        name, asked = row[1].figure.indicator, Period.parse("2026-10-ytd")
        target = changes.target(street, name, small_street.STREET, asked)
        assert row[-1].light == ((target and target.light) or "")


def test_an_unknown_street_has_no_brief(street: Database) -> None:
    with pytest.raises(NothingToTell, match="没有区域"):
        meeting(street, "123456789", OCTOBER)


def test_maps_carry_the_grids_with_their_boundaries(told: Meeting) -> None:
    drawn = next(one.map for one in told.topics if one.key == "service")
    assert drawn is not None and len(drawn.patches) in (2, 6)
    assert all(len(ring) > 3 for one in drawn.patches for ring in one.rings)


def test_the_check_of_press_texts_finds_nothing_wrong_in_the_brief_itself(street: Database, told: Meeting) -> None:
    """What an analysis expects or counts is no figure to publish: it may go unjudged, yet is never called wrong."""
    analysed = [one for topic in told.topics if topic.key in content.ANALYSES for one in topic.sentences]
    plain = [one for one in told.sentences() if one not in analysed]

    of_all, found = (press.check(street, "\n".join(one.text for one in sentences), told.area_code,
                                 Period.parse(told.month)) for sentences in (analysed, plain))

    assert [each for each in (*of_all, *found) if each.verdict == "not_fits"] == []
    assert sum(each.verdict == "fits" for each in found) >= 0.7 * len(found)


def test_an_english_brief_has_a_space_before_a_unit_and_one_item_not_one_items(street: Database) -> None:
    told = meeting(street, small_street.STREET, OCTOBER, "en")
    at = told.overview.heads.index("Target")

    targets = [row[at].shown for row in told.overview.rows]
    assert any(re.fullmatch(r"[\d,]+ people", one) for one in targets)
    assert not [one for one in targets if re.search(r"\d[a-z]", one)]
    assert not [one.text for one in told.sentences() if re.search(r"\b1 (items|requests)\b", one.text)]
    assert any(re.search(r"\b1 (item|request)\b", one.text) for one in told.sentences())


def test_an_english_list_of_overdue_items_names_the_category_of_a_request_in_english(street: Database) -> None:
    told = meeting(street, small_street.STREET, OCTOBER, "en")

    [overdue] = [one for one in told.annex if one.key == "overdue"]
    requests = [row for row in overdue.rows if row[0].shown == "Service requests"]
    assert requests and all(row[2].shown.isascii() for row in requests)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_where_the_ledger_names_nobody_the_brief_says_so(store: Store, language: str) -> None:
    store.load("service_request", [
        request(request_no=due, received_at="2026-10-02 09:00", responded_at=None, due_at=due, closed_at=None,
                status="办理中", handler=None) for due in ("2026-10-09", "2026-11-02")
    ] + [request(request_no="last", received_at="2026-10-31 09:00", due_at="2026-11-20", closed_at=None)])

    told = meeting(store, STREET, OCTOBER, language)

    words = ("未填承办单位" if language == "zh" else "names nobody")
    assert [words in said(told, name).text for name in ("overdue", "step_soon")] == [True, True]


def test_the_brief_of_a_district_holds_its_streets_beside_each_other(store: Store) -> None:
    elsewhere = f"{STREET[:6]}002"
    store.load("area", [{"area_code": elsewhere, "area_name": "邻街道", "level": "street", "valid_from": "2020-01-01",
                         "parent_code": STREET[:6]}])
    store.load("service_request", [
        request(request_no=f"{area}-{at}", area_code=area, received_at="2026-10-05 09:00", due_at="2026-10-12",
                closed_at=None if at < late else "2026-10-09 10:00", status="办理中" if at < late else "已办结")
        for area, late in ((FIRST, 5), (f"{elsewhere}001", 2)) for at in range(40)
    ] + [request(request_no="last", received_at="2026-10-31 09:00", due_at="2026-11-20", closed_at=None)])

    told = meeting(store, STREET[:6], OCTOBER)

    [table] = [one.table for one in told.topics if one.key == "service"]
    assert [row[0].shown for row in table.rows] == ["试验街道", "邻街道", "试验区"]
    assert "各街道" in table.title and "各街道" in told.ranking.title
    [by_area] = [one for one in told.annex if one.key == "overdue_areas"]
    assert [(row[0].shown, row[1].number) for row in by_area.rows] == [("试验街道", 5), ("邻街道", 2)]


def test_the_brief_of_a_district_of_one_street_holds_its_communities_beside_each_other(store: Store) -> None:
    store.load("service_request", [
        request(request_no=f"{area}-{at}", area_code=area, received_at="2026-10-05 09:00", closed_at="2026-10-09 10:00")
        for area in (FIRST, SECOND) for at in range(40)
    ] + [request(request_no="last", received_at="2026-10-31 09:00", due_at="2026-11-20", closed_at=None)])

    told = meeting(store, STREET[:6], OCTOBER)

    [table] = [one.table for one in told.topics if one.key == "service"]
    assert [row[0].shown for row in table.rows] == ["甲社区", "乙社区", "试验区"]


def test_of_very_many_overdue_items_the_longest_are_listed_and_all_counted(
    store: Store, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reports.meeting, "MOST_OVERDUE", 3)
    store.load("service_request", [
        request(request_no=f"R{day:02}", received_at="2026-09-01 09:00", responded_at=None, due_at=f"2026-10-{day:02}",
                closed_at=None, status="办理中") for day in range(1, 9)
    ] + [request(request_no="last", received_at="2026-10-31 09:00", due_at="2026-11-20", closed_at=None)])

    told = meeting(store, STREET, OCTOBER)

    [listed] = [one for one in told.annex if one.key == "overdue"]
    assert [row[1].shown for row in listed.rows] == ["R01", "R02", "R03"]
    assert "8项" in listed.title and "最久的3项" in listed.note
    assert "超期未办结诉求8件" in said(told, "overdue").text


def test_a_single_month_of_last_year_is_no_line(store: Store) -> None:
    store.load("service_request", [request(request_no=f"R{month}", received_at=f"{month}-10 09:00")
                                   for month in ("2025-10", "2026-09", "2026-10")])

    [drawn] = [one.chart for one in meeting(store, STREET, OCTOBER).topics if one.key == "service" and one.chart]

    assert [one.name for one in drawn.series] == ["各月"]
