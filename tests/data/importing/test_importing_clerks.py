"""Sheets as communities send them, with the answers worked out by hand."""

from datetime import date

import pytest

from tests.data.importing.importing_office import reasons, warnings

SENT = {
    "a ledger with title, reporter, dots and bare days, total and note": (
        """西街道2026年7月群众诉求办理台账,,,,,,,
填报单位：西街道办事处,,,,,,填报日期：2026.8.2,
序号,工单编号,受理时间,所属社区,来源渠道,诉求类别,诉求内容,办理状态
1,S1,2026.7.3,新华社区,12345热线,环保,夜间噪声,办理中
2,S2,7月28日,安康社区居委会,来访,应急,漏水,办理中
合计,2件,,,,,,
注：本表由各社区报送,,,,,,,
""",
        "select request_no, area_code, received_at::date from service_request order by 1",
        [("S1", "340603003001", date(2026, 7, 3)), ("S2", "340603003002", date(2026, 7, 28))],
    ),
    "money in 万元 under a title that names the month": (
        """西街道2026年7月低保发放表,,,,
社区,项目,低保户数（户）,低保人数（人）,当月资金支出（万元）
安康社区,城市低保,20,31,1.86
小计,,20,31,1.86
""",
        "select month, households, persons, paid_yuan from welfare_stat",
        [(date(2026, 7, 1), 20, 31, 18600.0)],
    ),
    "a total of 亿元 and a start given as a month": (
        """序号,项目名称,所属社区,项目类型,小区数,楼栋数,惠及户数,总投资（亿元）,计划开工,开工,当前阶段,形象进度
1,阳光小区,安康社区,老旧小区改造,1,12幢,360户,0.05,2026年3月,2026.3.15,施工,60%
合计,,,,1,12,360,0.05,,,,
""",
        "select buildings, households, invest_wan, planned_start, start_on, progress_pct from renovation_project",
        [(12, 360, 500.0, date(2026, 3, 1), date(2026, 3, 15), 60)],
    ),
    "numbers with 约, a few, and full-width digits": (
        """设施编号,设施类型,所在社区,数量,单位,状态,投用日期
F1,路灯,安康社区,约30,盏,已投用,2026年5月20日
F2,智能充电桩,新华社区,２组,组,在建,
F3,乒乓球案,安康社区,几张,张,已投用,
""",
        "select facility_no, quantity, quantity_bound, unit from facility order by 1",
        [("F1", 30.0, 3, "盏"), ("F2", 2.0, 0, "组"), ("F3", None, 0, "张")],
    ),
    "activities with 余, 近 and counters in the cells": (
        """日期,社区,活动类型,名称,场次,参加人数,受益人次
2026年7月1日,安康社区,志愿服务,七一慰问,1,20余人,近300
2026-7-2,新华社区,义诊,义诊进社区,2场,15,120人次
""",
        "select sessions, participants, participants_bound, beneficiaries from activity order by held_on",
        [(1, 20, 2, 300), (2, 15, 0, 120)],
    ),
    "a grid ledger with the codes of street and community beside it": (
        """街道编码,街道名称,社区编码,社区名称,网格编码,网格名称,户数
340603003,西街道,340603003002,安康社区,340603003002009,安康第九网格,300
""",
        "select area_name, parent_code, households from area where area_code = '340603003002009'",
        [("安康第九网格", "340603003002", 300)],
    ),
    "a promise list whose title tells the year of its deadlines": (
        """2026年西街道实事清单,,,,,,,,,,
清单名称,事项编号,清单层级,事项名称,责任社区,责任单位,承诺日期,完成时限,状态,完成日期,进度
2026实事,1,办实事项目,加装路灯,安康社区,城管科,2026-01-05,6月30日,已办结,2026-06-20,100%
""",
        "select due_on, closed_on, progress_pct from commitment",
        [(date(2026, 6, 30), date(2026, 6, 20), 100)],
    ),
    "investment in 亿元 beside 万元": (
        """项目编号,名称,状态,上报日期,总投资额（亿元）,到位资金（万元）,所属社区
Z1,面粉加工,签约,2026-05-06,1.2,3000,新华社区
""",
        "select total_wan, in_place_wan, area_code from investment_project",
        [(12000.0, 3000.0, "340603003001")],
    ),
}


@pytest.mark.parametrize("what", SENT)
def test_what_clerks_send_is_read_as_they_mean_it(office, what):
    text, question, answer = SENT[what]
    report = office.upload(text)

    assert report.status == "committed", (reasons(report), warnings(report))
    assert [tuple(row.values()) for row in office.database.rows(question)] == answer
