"""What an import or an undo would make of the numbers, before anything is saved."""

from __future__ import annotations

from datetime import date

import pytest

from data import importing
from data.database import Database
from data.reading import Reading
from queries import cube
from queries.periods import Period
from queries.rehearsal import Effects, Rehearsal
from queries.series import value
from tests.data.importing.importing_office import AREAS, cells

OCTOBER = Period.month(2026, 10)
HEADING = "工单编号,受理时间,所属网格,来源渠道,诉求类别,办理状态,办结时间\n"
STREET = "340603003"


def row(number: str, day: str, closed: str = "", community: str = "新华社区") -> str:
    return f"{number},{day},{community}/第1网格,来访,环保,{'已办结' if closed else '办理中'},{closed}\n"


@pytest.fixture(scope="module")
def told():
    """Ten requests of each community in September, ten of one in October; nine in ten are closed."""
    database = Database(":memory:")
    months = [("2026-09", "新华社区"), ("2026-09", "安康社区"), ("2026-10", "新华社区")]
    load(database, AREAS)
    load(database, HEADING + "".join(
        row(f"{month}{community}{n}", f"{month}-{n + 10}", f"{month}-25" if n else "", community)
        for month, community in months
        for n in range(10)
    ))
    yield database
    database.close()


def load(database: Database, text: str, **options) -> importing.Report:
    """Import the text as the one sheet of a file."""
    reading = Reading([cells("台账", text)], "csv")
    return importing.import_file(database, __file__, reading=reading, **{"refresh": cube.refresh} | options)


def rehearsed(database: Database, text: str) -> importing.Report:
    rehearsal = Rehearsal(database)
    return load(database, text, refresh=rehearsal.refresh, observe=rehearsal.observe, dry_run=True)


def sentences(effects: Effects) -> list[str]:
    return [one.sentence().zh for one in effects.changed]


def test_every_number_that_would_change_is_told_by_area_before_anything_is_saved(told):
    effects = rehearsed(told, HEADING + "".join(row(f"N{n}", "2026-10-20") for n in range(2))).seen

    assert "办结率 西街道 2026年10月：90.0%（9/10） → 75.0%（9/12）（下降15.0个百分点）" in sentences(effects)
    assert "诉求受理量 新华社区 2026年10月：10 → 12（上升20.0%）" in sentences(effects)
    assert not [one for one in sentences(effects) if "安康社区" in one]
    assert effects.unchanged > 0
    assert value(told, "request_count", STREET, OCTOBER).value == 10


def test_what_is_told_comes_true(told):
    text = HEADING + "".join(row(f"N{n}", "2026-10-20", "2026-10-21") for n in range(3))
    effects = rehearsed(told, text).seen
    batch = load(told, text).batch

    for one in effects.changed[:6]:
        now = value(told, one.after.indicator.id, one.after.area_code, one.after.period)
        assert now.display() == one.after.display()
    importing.undo(told, batch, refresh=cube.refresh)


def test_the_biggest_changes_come_first(told):
    effects = rehearsed(told, HEADING + row("N", "2026-10-20")).seen

    sizes = [one.size for one in effects.changed]
    assert sizes == sorted(sizes, reverse=True) and len(sizes) > 2


def test_a_month_without_numbers_before_has_new_ones(told):
    effects = rehearsed(told, HEADING + row("N", "2026-11-20")).seen

    assert "诉求受理量 西街道 2026年11月：暂无数据 → 1（新有数据）" in sentences(effects)


def test_a_number_that_the_file_does_not_touch_is_not_told_for_the_new_month(told):
    """The households of a grid are a matter of the areas, whatever month the requests are of."""
    effects = rehearsed(told, HEADING + row("N", "2026-11-20")).seen

    assert effects.changed and not [one for one in sentences(effects) if "网格平均户数" in one]


def test_a_file_that_says_what_is_known_has_nothing_to_rehearse(told):
    assert rehearsed(told, HEADING + row("2026-10新华社区0", "2026-10-10")).status == "unchanged"


def test_a_community_that_sent_the_month_before_and_is_missing_now_is_named(told):
    warned = [one.zh for one in rehearsed(told, HEADING + row("N", "2026-10-20")).seen.warnings()]

    assert warned == ["诉求工单：1个社区上月报了、2026年10月没有数据：安康社区"]


def test_a_number_that_would_move_by_more_than_half_is_pointed_at(told):
    text = HEADING + "".join(row(f"N{n}", "2026-10-20", "2026-10-21") for n in range(8))
    warned = "".join(one.zh for one in rehearsed(told, text).seen.warnings())

    assert "变化超过一半" in warned and "10 → 18" in warned


def test_a_new_month_is_held_against_the_month_before_and_a_year_that_grows_by_it_is_no_jump(told):
    few = HEADING + "".join(row(f"N{n}", "2026-11-01") for n in range(3))
    jumps = [one for one in rehearsed(told, few).seen.warnings() if "变化超过一半" in one.zh]
    assert "诉求受理量 新华社区 2026年11月：10 → 3（下降70.0%），与2026年10月相比" in jumps[0].zh

    as_many = HEADING + "".join(row(f"N{n}", "2026-11-01") for n in range(12))
    assert not [one for one in rehearsed(told, as_many).seen.changed if one.is_jump]


def test_new_changed_and_unchanged_rows_are_counted_by_sheet(told):
    text = HEADING + row("N", "2026-10-20") + row("2026-10新华社区0", "2026-10-10", "2026-10-29")
    sheet = rehearsed(told, text + row("2026-10新华社区1", "2026-10-11", "2026-10-25")).sheets[0]

    assert (sheet.rows_new, sheet.rows_changed, sheet.rows_unchanged) == (1, 1, 1)


def test_the_effect_of_an_undo_is_told_and_nothing_is_undone(told):
    rehearsal = Rehearsal(told)
    batch = next(one["batch"] for one in importing.history(told) if one["state"] == "已入库")
    done = importing.undo(told, batch, refresh=rehearsal.refresh, observe=rehearsal.observe, dry_run=True)

    assert "诉求受理量 西街道 2026年10月：10 → 暂无数据（不再有数据）" in sentences(done.seen)
    assert value(told, "request_count", STREET, OCTOBER).value == 10
    assert batch in [one["batch"] for one in importing.history(told) if one["state"] == "已入库"]


def test_plans_that_lie_ahead_do_not_move_the_month_that_is_told(told):
    heading = HEADING.replace("办结时间", "办结时间,办结时限")
    text = heading + row("N", "2026-10-20").replace("\n", ",2026-12-31\n")
    effects = rehearsed(told, text).seen

    assert {one.after.period.end for one in effects.changed} == {date(2026, 10, 31)}


def test_lists_that_are_never_pooled_are_told_list_by_list(told):
    listed = ("清单编号,事项编号,清单层级,事项名称,所属社区,责任单位,立项日期,完成时限,销号日期,状态\n"
              "BZ,1,办实事项目,修路,新华社区,城建办,2026-09-02,2026-12-30,2026-10-01,已办结\n"
              "SJ,1,书记清单,修灯,新华社区,城建办,2026-09-02,2026-12-30,,推进顺利\n")
    effects = rehearsed(told, listed).seen

    found = [one for one in sentences(effects) if one.startswith("承诺事项办结率") and " 西街道 2026年10月" in one]
    assert sorted(one.split(" ")[0] for one in found) == ["承诺事项办结率（书记清单）", "承诺事项办结率（办实事项目）"]
