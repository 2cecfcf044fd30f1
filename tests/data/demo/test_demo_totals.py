"""Every total of the invented ledgers is the figure its model published, to the last unit."""
from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from queries.wording import fits

NOT_NUMBERS = ("社区", "月份", "口径", "填报单位")
WEST, POWER = "990101001", "990101002001"


def total(rows, heading):
    return sum(float(row[heading] or 0) for row in rows)


def chosen(rows, **wanted):
    return [row for row in rows if all(row[heading] == word for heading, word in wanted.items())]


@pytest.fixture(scope="module")
def employed(ledgers):
    """The employment reports with year-to-date rows turned back into months."""
    so_far, months = defaultdict(Counter), []
    for row in sorted(ledgers["employment_stat"], key=lambda row: row["月份"]):
        numbers = Counter({h: int(v) for h, v in row.items() if h not in NOT_NUMBERS})
        if row["口径"] == "累计":
            key = (row["社区"], row["月份"][:4])
            numbers, so_far[key] = numbers - so_far[key], numbers
        months.append({"社区": row["社区"], "月份": row["月份"], **numbers})
    return months


def sum_of(months, heading):
    return sum(month.get(heading, 0) for month in months)


def test_fourteen_projects_renew_fourteen_estates_in_all_eight_communities(ledgers, figure):
    projects = ledgers["renovation_project"]

    assert len(projects) == figure("F0-13")
    assert total(projects, "小区数") == len({row["项目名称"] for row in projects}) == figure("F0-16")
    assert len({row["所属社区/小区"] for row in projects}) == figure("F0-15")
    assert all("2024-11-01" <= row["计划开工"] <= "2026-10-31" for row in projects)
    assert total(projects, "楼栋数") == figure("F0-17订正")
    assert total(projects, "惠及户数") == figure("F0-18")


def test_one_estate_removed_the_illegal_additions_that_were_published(ledgers):
    (project,) = [row for row in ledgers["renovation_project"] if row["拆违处数"]]

    assert (project["拆违处数"], project["拆违户数"], project["拆除面积"]) == ("38", "33", "2350")


def test_no_community_renovates_more_households_or_buildings_than_it_has(ledgers):
    areas = {row["区域编码"]: row for row in ledgers["area"]}
    for heading, of_area in (("惠及户数", "户数"), ("楼栋数", "楼栋数")):
        renovated = Counter()
        for row in ledgers["renovation_project"]:
            renovated[row["所属社区/小区"]] += int(row[heading])
        assert all(number < int(areas[code][of_area]) for code, number in renovated.items())


def test_jobs_notices_and_fairs_add_up_to_the_published_figures(employed, figure):
    assert sum_of(employed, "开发就业岗位") == figure("F0-39")
    assert sum_of(employed, "发布用工信息") == figure("F0-40")
    assert sum_of(employed, "招聘会场次") == figure("F0-43")


def test_people_at_fairs_and_intentions_suit_the_published_wording(employed, printed):
    assert fits(sum_of(employed, "组织参加人数"), printed["F0-42"]["数值"])
    assert fits(sum_of(employed, "达成就业意向人数"), printed["F0-44"]["数值"])


def test_six_of_seven_wage_disputes_were_mediated(employed, figure):
    assert sum_of(employed, "调解成功") == figure("F0-41")
    assert sum_of(employed, "受理劳动工资争议") == 7


def test_the_allowance_paid_suits_the_published_wording_and_the_number_of_persons(ledgers, printed):
    paid = chosen(ledgers["welfare_stat"], 项目="城市低保")

    assert len(paid) == 8 * 24
    assert fits(total(paid, "当月资金支出（元）"), printed["F0-45"]["数值"])
    assert all(500 <= float(row["当月资金支出（元）"]) / int(row["低保人数"]) <= 800 for row in paid)


def test_every_issue_an_enterprise_raised_was_closed(ledgers, figure):
    issues = chosen(ledgers["service_request"], 诉求主体="企业")

    assert len(issues) == figure("F0-11")
    assert len(chosen(issues, 办理状态="已办结")) == figure("F0-12")
    assert all(row["办结时间"] and row["所属网格"].startswith(WEST) for row in issues)


def test_enterprise_visits_briefings_and_symposiums_are_the_published_ones(ledgers, figure):
    held = ledgers["activity"]

    assert total(chosen(held, 活动类型="企业走访"), "场次") == figure("F0-10")
    assert total(chosen(held, 活动类型="企业走访"), "发现问题数") == figure("F0-11")
    assert total(chosen(held, 活动类型="政策宣讲"), "场次") == figure("F0-08")
    assert total(chosen(held, 活动类型="企业座谈会"), "场次") == figure("F0-09")


def test_volunteering_and_joint_activities_suit_the_published_wording(ledgers, figure, printed):
    volunteering = chosen(ledgers["activity"], 活动类型="志愿服务")
    joint = chosen(ledgers["activity"], 活动类型="大工委大党委共建")

    assert fits(total(volunteering, "场次"), printed["F0-28"]["数值"])
    assert fits(total(volunteering, "参加人数"), printed["F0-29"]["数值"])
    assert total(joint, "场次") == figure("F0-30")
    assert fits(total(joint, "参与单位数"), printed["F0-31"]["数值"])
    assert fits(total(joint, "受益人次"), printed["F0-32"]["数值"])


def test_inspections_and_consultations_are_the_published_ones(ledgers, figure, printed):
    held = ledgers["activity"]

    assert fits(total(chosen(held, 活动类型="安全检查"), "场次"), printed["F0-37"]["数值"])
    for kind, number in (("议事协商会", "F3-27"), ("联动协商会", "F3-28"), ("听证协商会", "F3-29")):
        assert total(chosen(held, 活动类型=kind), "场次") == figure(number)


def test_152_of_316_promises_in_128_lists_are_closed(ledgers, figure):
    promises = chosen(ledgers["commitment"], 清单层级="班子成员清单")

    assert len({row["清单编号"] for row in promises}) == figure("F1-24")
    assert len(promises) == figure("F1-25")
    assert len(chosen(promises, 状态="已办结")) == figure("F1-40")
    assert all(row["所属社区/网格"].startswith(WEST) for row in promises)


def test_major_and_practical_matters_and_wishes_are_the_published_ones(ledgers, figure, printed):
    ledger = ledgers["commitment"]
    major = chosen(ledger, 清单层级="重大事项")
    practical = chosen(ledger, 清单层级="办实事项目")
    wishes = chosen(ledger, 清单层级="微心愿")

    assert len(major) == figure("F1-09")
    assert len(chosen(major, 状态="已办结")) == figure("F1-10")
    assert len({row["所属大项"] for row in practical}) == figure("F0-33")
    assert fits(len(practical), printed["F0-34"]["数值"])
    assert fits(len(wishes), printed["F3-25"]["数值"])
    assert len(chosen(wishes, 状态="已办结")) == figure("F3-26")
    assert all(int(row["微行动次数"]) >= 1 for row in wishes if row["认领日期"])


def test_what_was_built_in_the_power_station_community_is_what_was_published(ledgers, figure):
    east = [row for row in ledgers["facility"] if row["所在社区/网格"].startswith(POWER)]

    for kind, unit, number in (("停车位", "个", "F2-11"), ("晾衣架", "处", "F2-12"),
                               ("健身器材", "组", "F2-13"), ("长条椅", "处", "F2-14")):
        assert total(chosen(east, 设施类型=kind, 单位=unit, 状态="已投用"), "数量") == figure(number)


def test_what_was_built_in_the_west_street_is_what_was_published(ledgers, figure):
    west = [row for row in ledgers["facility"] if row["所在社区/网格"].startswith(WEST)]

    assert total(chosen(west, 设施类型="智能充电桩", 单位="处", 状态="已投用"), "数量") == figure("F3-02")
    assert total(chosen(west, 设施类型="停车位", 单位="个", 状态="已投用"), "数量") == figure("F3-04")
    assert total(chosen(west, 设施类型="电梯", 状态="已投用"), "数量") == figure("F3-16")
    assert total(chosen(west, 设施类型="电梯", 状态="在建"), "数量") == figure("F3-17")
    assert total(west, "床位数") == figure("F3-21")
    assert len(chosen(west, 设施类型="网格党群服务站", 是否精品="是")) == figure("F1-46")


def test_projects_landed_and_reported_and_their_money_are_the_published_ones(ledgers, figure):
    projects = ledgers["investment_project"]

    assert len(chosen(projects, 状态="落户")) == figure("F1-11")
    assert len(chosen(projects, 状态="上报")) == figure("F1-12")
    assert total(projects, "总投资额（万元）") == figure("F1-13") * 10_000
    assert total(projects, "到位资金（万元）") == figure("F1-14") * 10_000


def test_funds_in_place_by_month_are_those_of_the_projects(ledgers, figure):
    months = chosen(ledgers["statistic"], 指标="到位资金")
    (task,) = chosen(ledgers["target"], 指标="funds_in_place")

    assert len(months) == 10
    assert total(months, "数值") == total(ledgers["investment_project"], "到位资金（万元）")
    assert round(100 * total(months, "数值") / (float(task["全年目标"]) * 10_000)) == figure("F1-15")


def test_revenue_by_october_2026_and_its_target_give_the_published_shares(ledgers, figure):
    months = [row for row in chosen(ledgers["statistic"], 指标="地方财政收入") if row["期间起"] >= "2026"]
    revenue = round(total(months, "数值"), 2)
    (task,) = chosen(ledgers["target"], 指标="fiscal_revenue", 年度="2026")
    target = float(task["全年目标"])

    assert len(months) == 10
    assert revenue == figure("F1-16")
    assert round(100 * revenue / target, 2) == figure("F1-17")
    assert round(revenue - target * 10 / 12, 2) == figure("F1-18")


def test_every_dwelling_of_the_power_station_community_is_on_record(ledgers, figure):
    dwellings = chosen(ledgers["housing_unit"], 统计时点="2026-10-31")
    latest = chosen(ledgers["resident_stat"], 维度="房屋状态", 统计时点="2026-10-31")
    counted = Counter()
    for row in latest:
        if row["网格编码"].startswith(POWER):
            counted[row["类别"]] += int(row["数量"])

    assert len(dwellings) == len({(row["楼栋编码"], row["房号"]) for row in dwellings}) == figure("F2-04")
    assert len({row["楼栋编码"] for row in dwellings}) == figure("F2-03")
    assert Counter(row["房屋状态"] for row in dwellings) == counted


def test_every_resident_of_the_power_station_community_is_entered(ledgers, figure):
    latest = [row for row in chosen(ledgers["resident_stat"], 统计时点="2026-10-31")
              if row["网格编码"].startswith(POWER)]

    assert total(chosen(latest, 类别="总人数"), "数量") == figure("F2-05")
    assert total(chosen(latest, 类别="已录入人数"), "数量") == figure("F2-05")


def test_what_each_grid_counts_at_the_last_date_is_what_the_area_ledger_says(ledgers):
    areas = {row["区域编码"]: row for row in ledgers["area"]}
    latest = chosen(ledgers["resident_stat"], 统计时点="2026-10-31")
    dwellings = Counter()
    for row in latest:
        area = areas[row["网格编码"]]
        if row["类别"] in ("总户数", "总人数"):
            assert row["数量"] == area["户数" if row["类别"] == "总户数" else "人口数"]
        if row["维度"] == "房屋状态":
            dwellings[row["网格编码"]] += int(row["数量"])
    assert len(dwellings) == 105
    assert all(number <= int(areas[code]["户数"]) for code, number in dwellings.items())
