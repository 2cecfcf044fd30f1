"""发布口径核对: figures are found, matched and judged as they are worded; what is not sure is said to be so."""
from __future__ import annotations

import csv
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.database import Database
from data.metrics import resolve
from data.published import files
from queries.catalogue import catalogue
from queries.periods import Period
from queries.press import MOST, Finding, TooLong, as_json, check
from queries.press_figures import figures_in
from queries.press_names import FURTHER_NAMES, things
from tests.queries.press_sentences import NOVEMBER, SENTENCES, SEPTEMBER, WEST
from tests.queries.store import FIRST, GRID, OTHER_GRID, STREET, Store, activity, figure, request
from tests.stores import copied

# Dates, a year, a vague word, the 套 that should be 栋, and two names of methods that hold a numeral.
NO_AMOUNTS = {"F0-02", "F1-20", "F1-21", "F2-01", "F3-09", "F3-31", "F4-02", "F4-03", "F0-17", "F0-20", "F0-21"}


@pytest.fixture(scope="module")
def published(published_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database(copied(published_store, tmp_path_factory.mktemp("published")))
    yield database
    database.close()


def of(database: Database, text: str, area: str = WEST, month: str = SEPTEMBER) -> list[Finding]:
    return check(database, text, area, Period.parse(month))


def one(database: Database, text: str, area: str = WEST, month: str = SEPTEMBER) -> Finding:
    [found] = of(database, text, area, month)
    return found


def told(metric: str, value: float, unit: str, **given: object) -> dict[str, object]:
    """A figure that the street reported for January to October 2026."""
    return figure(metric, value, unit, **({"area_code": STREET, "version": "reported", "period_kind": "ytd",
                                           "period_start": "2026-01-01", "period_end": "2026-10-31"} | given))


def judged(store: Store, text: str, month: str = "2026-10") -> Finding:
    return one(store, text, STREET, month)


@pytest.mark.parametrize(("text", "printed"), [
    ("组织６００余名群众", "６００余名"), ("发放31万余元", "31万余元"), ("完成29,379.92万元", "29,379.92万元"),
    ("近三十户", "近三十户"), ("为上千居民", "上千"), ("满意度超过百分之九十五", "超过百分之九十五"),
    ("不足38处", "不足38处"),
    ("提高2.2个百分点", "2.2个百分点"), ("占近2/3", "近2/3"), ("约2350平方米", "约2350平方米"),
    ("100人以上", "100人以上"),
    ("二十余次", "二十余次"), ("到位8.56亿元", "8.56亿元"), ("共１２台", "１２台"),
])
def test_a_figure_is_found_with_its_qualifier_and_unit(text: str, printed: str) -> None:
    assert [each.text for each in figures_in(text)] == [printed]


@pytest.mark.parametrize("text", [
    "2026年10月31日", "今年3月以来", "7月下旬", "2026-10-31",
    "10月1—7日", "10月1日—7日", "第3网格", "第一批", "一、总体情况", "（一）为民服务",
    "拨打12345热线", "“三会五步”工作法", "统一部署", "一是加强", "60岁以上老人", "9：30", "三社联动", "网上办理",
    "1. 概况",
])
def test_dates_ordinals_numbering_and_names_are_no_figures(text: str) -> None:
    assert [each for each in figures_in(text) if not each.is_article] == []


def test_a_finding_says_where_it_stands(published: Database) -> None:
    text = "西街道：\n今年以来开发就业岗位26个。"
    found = one(published, text)

    assert text[found.start:found.end] == found.text == "26个"
    assert (found.line, found.words) == (2, "今年以来开发就业岗位26个")
    assert as_json(found)["title"] == "开发就业岗位"


@pytest.mark.parametrize(("value", "text", "verdict"), [
    (602, "组织600余人参加招聘会。", "fits"), (598, "组织600余人参加招聘会。", "not_fits"),
    (598, "组织近600人参加招聘会。", "fits"), (602, "组织602人参加招聘会。", "fits"),
    (602, "组织603人参加招聘会。", "not_fits"),
    (602, "组织超过600人参加招聘会。", "fits"), (600, "组织超过600人参加招聘会。", "not_fits"),
    (602, "组织600人以上参加招聘会。", "fits"), (12_345, "组织1.2万余人参加招聘会。", "fits"),
    (602, "组织六百余人参加招聘会。", "fits"), (602, "组织不足700人参加招聘会。", "fits"),
    (602, "组织约600人参加招聘会。", "fits"),
])
def test_a_wording_fits_the_number_or_not(store: Store, value: float, text: str, verdict: str) -> None:
    store.load("statistic", [told("fair_participants", value, "人")])

    found = judged(store, text)

    assert (found.metric, found.verdict, found.exact) == ("fair_participants", verdict, value)


def test_37_sites_fit_近38_and_38_do_not(store: Store) -> None:
    store.load("statistic", [told("illegal_sites", 37, "处")])
    assert judged(store, "拆除乱搭乱建近38处。").verdict == "fits"

    store.load("statistic", [told("illegal_sites", 38, "处", period_end="2026-09-30", period_start="2026-01-01")])
    assert judged(store, "拆除乱搭乱建近38处。", "2026-09").verdict == "not_fits"


def test_a_later_number_of_the_year_does_not_excuse_a_wrong_one(store: Store) -> None:
    days = ["2026-01-05 09:00", "2026-01-06 09:00", "2026-02-05 09:00"]
    store.load("service_request", [request(request_no=str(at), received_at=day, responded_at=None, closed_at=None,
                                           resolved=None, satisfied=None) for at, day in enumerate(days)])

    assert judged(store, "诉求受理量3件。", "2026-01").verdict == "not_fits"


def test_what_does_not_fit_comes_with_the_exact_number_and_a_wording_that_does(store: Store) -> None:
    store.load("statistic", [told("fair_participants", 598, "人")])

    found = judged(store, "组织600余人参加招聘会。")

    assert (found.exact, found.area, found.period) == (598, "试验街道", "2026-10-ytd")
    assert found.suggestion == "598人、500余人、近600人"


def test_money_is_compared_in_its_own_unit(store: Store) -> None:
    store.load("statistic", [told("dibao_paid", 314_000, "元")])

    assert judged(store, "发放低保金31万余元。").verdict == "fits"
    assert judged(store, "发放低保金31.4万元。").verdict == "fits"
    assert judged(store, "发放低保金32万余元。").verdict == "not_fits"


def test_a_rate_is_rounded_as_it_is_printed_and_judged_against_its_month(store: Store) -> None:
    rows = [request(request_no=f"R{at}", closed_at="2026-01-06" if at < 2 else "2026-01-20") for at in range(3)]
    store.load("service_request", rows)

    fits, wrong = of(store, "1月按时办结率66.7%。按时办结率67.7%。", STREET, "2026-01")
    assert (fits.verdict, wrong.verdict) == ("fits", "not_fits")
    assert wrong.exact == pytest.approx(66.666667)
    assert judged(store, "按时办结率67%。", "2026-01").verdict == "fits"


def test_the_grid_that_is_named_is_the_one_that_is_judged(store: Store) -> None:
    store.load("service_request", [request(request_no="1"), request(request_no="2", area_code=f"{GRID[:-1]}2")])

    found = judged(store, "甲社区第1网格诉求受理量1件。", "2026-01")

    assert (found.verdict, found.area_code) == ("fits", GRID)
    assert judged(store, "诉求受理量2件。", "2026-01").verdict == "fits"
    assert judged(store, "甲社区、乙社区诉求受理量2件。", "2026-01").verdict in ("ambiguous", "no_number")


def test_a_period_that_is_named_is_the_only_one_tried(store: Store) -> None:
    days = ["2026-01-05 09:00", "2026-02-05 09:00", "2026-02-06 09:00"]
    store.load("service_request", [request(request_no=str(at), received_at=day, responded_at=None, closed_at=None,
                                           resolved=None, satisfied=None) for at, day in enumerate(days)])

    verdicts = {text: judged(store, text, "2026-02").verdict for text in (
        "诉求受理量2件。", "诉求受理量3件。", "本月诉求受理量2件。", "本月诉求受理量3件。", "今年以来诉求受理量3件。",
        "今年以来诉求受理量2件。", "1月诉求受理量1件。", "截至2月底诉求受理量3件。")}

    assert [text for text, verdict in verdicts.items() if verdict == "not_fits"] == [
        "本月诉求受理量3件。", "今年以来诉求受理量2件。"]
    assert set(verdicts.values()) == {"fits", "not_fits"}


def test_a_change_is_judged_with_its_direction_and_its_unit(store: Store) -> None:
    days = ["2026-01-05", "2026-01-06", "2026-02-05", "2026-02-06", "2026-02-07"]
    store.load("service_request", [request(request_no=str(at), received_at=f"{day} 09:00", responded_at=None,
                                           closed_at=None, resolved=None, satisfied=None)
                                   for at, day in enumerate(days)])

    def change(words: str) -> Finding:
        return of(store, f"本月诉求受理量3件，{words}。", STREET, "2026-02")[1]

    assert change("环比上升50%").verdict == "fits"
    assert change("环比上升60%").verdict == "not_fits"
    assert change("环比上升50个百分点").verdict == "not_fits"
    assert change("上升50%").verdict == "ambiguous"
    down = change("环比下降50%")
    assert (down.verdict, down.why.zh if down.why else "") == ("not_fits", "升降方向相反")


@pytest.mark.parametrize(("text", "verdict"), [
    ("停车投诉办结率98%。", "ambiguous"), ("辖区企业办结率88%。", "ambiguous"),
    ("举办招聘会宣传活动3次。", "ambiguous"),
    ("退役军人专场招聘会3场。", "ambiguous"), ("党员志愿服务队15支。", "ambiguous"),
    ("全市志愿服务次数900次。", "ambiguous"),
    ("招聘会提供岗位26个。", "ambiguous"), ("8个部门联合行动。", "unknown"), ("发放口罩600个。", "unknown"),
    ("投入资金8.56亿元。", "unknown"), ("走访企业140家。", "unknown"), ("志愿服务时长4000小时。", "unknown"),
    ("改造涉及楼房272套。", "unknown"), ("走访企业140—150家次。", "unknown"), ("建成志愿者学院3个。", "no_number"),
])
def test_what_may_mean_something_else_is_never_judged(published: Database, text: str, verdict: str) -> None:
    found = one(published, text)

    assert (found.verdict, found.exact) == (verdict, None)
    assert found.why is not None


def test_another_unit_says_which_one_the_number_has(published: Database) -> None:
    assert one(published, "改造涉及楼房272套。").why == check(published, "改造涉及楼房272套。", WEST,
                                                       Period.parse("2021-09"))[0].why
    assert "按“栋”计，不按“套”计" in str(one(published, "改造涉及楼房272套。").why)


def test_a_number_known_only_roughly_fits_its_own_wording_and_no_exact_one(published: Database) -> None:
    assert one(published, "开展志愿服务150余次。").verdict == "fits"
    assert one(published, "开展志愿服务100余次。").verdict == "fits"
    assert one(published, "开展志愿服务152次。").verdict == "not_fits"
    assert one(published, "开展志愿服务超过200次。").verdict == "not_fits"


def test_a_share_of_the_target_and_a_lead_are_judged(published: Database) -> None:
    text = "截至10月31日，地方财政收入29379.92万元，占全年目标任务的95.31%，快于序时进度11.98个百分点。"

    found = of(published, text, "371602002", NOVEMBER)

    assert [each.verdict for each in found] == ["fits"] * 3
    slower = text.replace("快于", "慢于").replace("95.31", "95.4")
    assert [each.verdict for each in of(published, slower, "371602002", NOVEMBER)] == ["fits", "not_fits", "not_fits"]


def test_sentences_of_other_words_and_orders_are_recognised_and_right(published: Database) -> None:
    """All 54 figures of 30 sentences of our own."""
    for area, month, text, wanted in SENTENCES:
        found = [(each.text, each.metric) for each in of(published, text, area, month) if each.verdict == "fits"]
        assert [each for each in wanted if each not in found] == [], text


def lines() -> list[dict[str, str]]:
    with files()[1].open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if not row["编号"].endswith("订正")]


def sentence(row: dict[str, str], printed: str | None = None) -> str:
    unit = "" if row["单位"] == "比例" else row["单位"]
    return f"今年以来，{row['指标']}{printed or row['数值']}{unit}。"


def by_place(printed: str | None = None) -> dict[tuple[str, str], list[tuple[dict[str, str], str]]]:
    """The figures with their sentences, those of one street and month together: each a line of one text."""
    found: dict[tuple[str, str], list[tuple[dict[str, str], str]]] = {}
    for row in lines():
        found.setdefault((row["区域编码"][:9], row["期间止"][:7]), []).append((row, sentence(row, printed)))
    return found


def test_of_152_published_figures_all_141_that_are_amounts_are_recognised_and_fit(published: Database) -> None:
    wrong, fitting = [], 0
    for (area, month), rows in by_place().items():
        findings = of(published, "\n".join(text for _, text in rows), area, month)
        for line, (row, text) in enumerate(rows, 1):
            found = [each for each in findings if each.line == line]
            metric = resolve(row["指标"])
            fit = [each for each in found if each.verdict == "fits" and metric and each.metric == metric.id]
            fitting += bool(fit)
            if bool(fit) == (row["编号"] in NO_AMOUNTS) or any(each.verdict == "not_fits" for each in found):
                wrong.append((row["编号"], text, [each.verdict for each in found]))

    assert wrong == []
    assert fitting == 141


def test_another_number_in_their_place_never_fits(published: Database) -> None:
    verdicts: Counter[str] = Counter()
    for (area, month), rows in by_place("77777").items():
        text = "\n".join(text for row, text in rows if row["编号"] not in NO_AMOUNTS)
        verdicts.update(each.verdict for each in of(published, text, area, month) if each.text.startswith("77777"))

    assert verdicts["fits"] == 0
    assert verdicts["not_fits"] >= 130


def test_a_whole_article_is_checked_at_once_and_a_book_is_refused(published: Database) -> None:
    text = "".join(text for area, month, text, _ in SENTENCES if area == WEST)

    assert all(each.verdict == "fits" for each in of(published, text))
    assert of(published, "") == []
    with pytest.raises(TooLong):
        of(published, "字" * (MOST + 1))


# What a sentence leaves out is taken from those before it, and never guessed

def verdicts(store: Store, text: str, month: str = "2026-10") -> list[tuple[str, str, str]]:
    return [(each.text, each.verdict, each.title.zh if each.title else "") for each in of(store, text, STREET, month)]


def requests(*days: str, closed: bool = False, category: str = "停车充电", area: str = GRID) -> list[dict[str, object]]:
    rest = {} if closed else {"responded_at": None, "closed_at": None, "resolved": None, "satisfied": None}
    return [request(request_no=f"{area}{category}{day}{at}", area_code=area, received_at=f"{day} 09:00",
                    category=category, **rest) for at, day in enumerate(days)]


def test_a_count_in_brackets_is_judged_as_a_part_of_what_stands_before_it(store: Store) -> None:
    store.load("service_request", [*requests("2026-10-05", "2026-10-06"),
                                   *requests("2026-10-07", category="下水管网")])

    assert verdicts(store, "受理群众诉求3件（其中停车充电2件、下水管网2件）。") == [
        ("3件", "fits", "诉求受理量"), ("2件", "fits", "诉求受理量（停车充电）"),
        ("2件", "not_fits", "诉求受理量（下水管网）")]
    assert verdicts(store, "受理群众诉求3件，其中老旧电梯类2件。")[1][1] == "ambiguous"


def test_a_sentence_without_a_subject_is_told_of_the_one_before_it(store: Store) -> None:
    store.load("statistic", [told("enterprise_visits", 58, "家次"), told("enterprise_issues", 16, "个"),
                             told("enterprise_issues_closed", 15, "个")])

    assert verdicts(store, "走访企业58家次。收集问题16个。已办结15个。") == [
        ("58家次", "fits", "走访调研企业"), ("16个", "fits", "收集企业问题"), ("15个", "fits", "自行办结企业问题")]
    assert verdicts(store, "走访企业58家次。\n已办结15个。")[1][1] != "fits"  # a new paragraph


def test_a_place_and_a_time_hold_for_the_paragraph_until_others_are_named(store: Store) -> None:
    store.load("service_request", [*requests("2026-09-05"), *requests("2026-10-05", "2026-10-06"),
                                   *requests("2026-10-07", area=OTHER_GRID)])

    text = "10月，甲社区第1网格受理诉求2件。未办结3件。街道平均水平以上。"
    assert verdicts(store, text)[:2] == [("2件", "fits", "诉求受理量"), ("3件", "fits", "未办结数")]


def test_where_another_place_or_time_would_fit_instead_both_are_told_and_nothing_is_judged(store: Store) -> None:
    store.load("service_request", [*requests("2026-09-05"), *requests("2026-10-05", "2026-10-06")])
    store.load("activity", [activity("志愿服务", day, activity_no=day) for day in ("2026-09-05", "2026-10-05")])

    _, held = of(store, "10月受理诉求2件。开展志愿服务2次。", STREET, "2026-10")
    assert (held.verdict, held.exact) == ("ambiguous", None)
    assert "2026年10月的1 次" in str(held.why) and "2026年1—10月的2 次" in str(held.why)


def test_the_words_of_a_name_may_stand_in_another_order(store: Store) -> None:
    store.load("employment_stat", [{"area_code": FIRST, "month": "2026-10-01", "urban_new_employment": 9,
                                    "reemployment": 4, "hardship_employment": 2}])

    assert verdicts(store, "新增城镇就业9人，失业再就业4人，困难人员就业3人。") == [
        ("9人", "fits", "城镇新增就业人数"), ("4人", "fits", "失业人员再就业人数"),
        ("3人", "not_fits", "就业困难人员就业人数")]


def test_what_follows_the_name_of_a_list_is_told_of_that_list(store: Store) -> None:
    item = {"area_code": FIRST, "accepted_on": "2026-02-01", "due_on": "2026-03-31", "owner_org": "党建办"}
    store.load("commitment", [
        {**item, "item_no": f"{level}{at}", "title": f"事项{at}", "list_level": level,
         "status": "已办结" if at < closed else "办理中", "closed_on": "2026-05-01" if at < closed else None}
        for level, count, closed in (("书记清单", 4, 3), ("重大事项", 2, 2)) for at in range(count)])

    assert verdicts(store, "书记清单4项，已办结3项（75.0%），逾期未销号1项。") == [
        ("4项", "fits", "承诺事项（书记清单）"), ("3项", "fits", "办实事清单已办结事项（书记清单）"),
        ("75.0%", "fits", "承诺事项办结率（书记清单）"), ("1项", "fits", "逾期未销号数（书记清单）")]
    assert verdicts(store, "书记清单在册4项，办结率50.0%。")[1][1] == "not_fits"


def test_a_noun_is_never_lent_to_the_figure_behind_it(published: Database) -> None:
    """8个社区 are communities; 14个小区 are none, and 28个居民楼栋 in a 社区 are none either."""
    first, second = of(published, "分布于8个社区14个小区。")
    assert (first.metric, first.verdict) == ("communities", "fits")
    assert (second.verdict, second.metric) == ("unknown", None)
    assert one(published, "金科园社区有28个居民楼栋。", "430111004", "2021-11").metric != "communities"


def test_pinyin_behind_a_character_is_no_word(published: Database) -> None:
    assert one(published, "依托95個網(wǎng)格。").metric == "grids"


def test_names_of_press_texts_are_those_of_things_that_are_known() -> None:
    by_id = {name: each for each in things() for name in (each.id, each.indicator)}
    for name, said in tomllib.loads(FURTHER_NAMES.read_text("utf-8")).items():
        assert set(said) <= {"names", "sides"} and set(said.get("names", ())) <= set(by_id[name].names)
        assert all(side.partition("/")[0] in catalogue() for side in said.get("sides", ()))
