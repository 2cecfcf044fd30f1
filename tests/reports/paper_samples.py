"""A meeting made by hand, with everything that paper has to bear: long names, lights, no data, dangerous texts."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

from reports.content import Cell, Definition, Figure, Meeting, Patch, Ranking, Sentence, Table, Topic
from reports.content import Map as AreaMap

STREET, MONTH, SO_FAR = "990101001", "2026-10", "2026-10-ytd"
DANGEROUS = "{{ 7*7 }} {% for x in y %} <w:p> A&B \"引号\""


def figure(shown: str, value: float | None, **given: Any) -> Figure:
    return Figure(shown, **({"indicator": "ontime_closure_rate", "area_code": STREET, "period": SO_FAR,
                             "value": value} | given))


def sentence(name: str, text: str, *figures: Figure) -> Sentence:
    return Sentence(name, text, figures)


RECEIVED = figure("3,714件", 3714.0, indicator="request_count", numerator=3714.0)
ONTIME = figure("93.6%", 93.58288770053476, numerator=350.0, denominator=374.0)
CHANGE = figure("同比下降1.2个百分点", -1.2034, kind="change")
SERVICE = Topic(
    "service", "为民服务", "按时办结率93.6%，同比下降1.2个百分点",
    (sentence("service_closed", "按时办结350件、超时办结24件，按时办结率93.6%。", ONTIME),
     sentence("service_why", "满意率暂无数据。", figure("暂无数据", None, indicator="satisfaction_rate"))),
    map=AreaMap("每千户诉求量", (Patch("990101001001", "新华社区（演示）", (), 1, "12.1"),), (), ()),
    table=Table(
        "service_communities", "各社区诉求办理情况", ("社区", "诉求受理量", "按时办结率", "满意率"),
        tuple((Cell(f"第{at}社区（演示）"), Cell(f"{1000 + at:,}", 1000 + at),
               Cell(f"{90 + at / 10:.1f}%", 90 + at / 10, ("green", "yellow", "red")[at % 3],
                    figure(f"{90 + at / 10:.1f}%", 90 + at / 10, area_code=f"99010100{at:04d}")),
               Cell("暂无数据" if at == 5 else "75.0%（12/16）", None if at == 5 else 75.0))
              for at in range(1, 61)),
        "基数小于20的社区写明n/m，不参加排名。"),
    source="诉求台账",
)
ECONOMY = Topic("economy", "企业与经济", "地方财政收入完成全年目标的95.3%",
                (sentence("economy", "地方财政收入完成29,379.92万元，占全年目标任务的95.3%，快于序时进度12.0个百分点。",
                          figure("29,379.92万元", 29379.92, indicator="fiscal_revenue")),))
OVERVIEW = Table(
    "overview", "西街道（演示）2026年1—10月主要指标完成情况",
    ("指标", "本期", "同比", "全年目标", "完成率", "超（欠）序时", "灯"),
    ((Cell("诉求受理量"), Cell("3,714 件", 3714.0, figure=RECEIVED), Cell("上升5.8%", 5.8), *[Cell("—")] * 4),
     (Cell("按时办结率"), Cell("93.6%", 93.58288770053476, figure=ONTIME), Cell("下降1.2个百分点", -1.2034),
      Cell("100%", 100.0), Cell("—"), Cell("—"), Cell("▲ 未达标", None, "yellow")),
     (Cell("地方财政收入"), Cell("29,379.92 万元", 29379.92), Cell("持平", 0.01), Cell("30,826万元", 30826.0),
      Cell("95.3%", 95.3089), Cell("−11.98", -11.98), Cell("● 正常", None, "green"))),
    "序时进度按已过月份÷12计算。",
)
MEETING = Meeting(
    area_code=STREET, area="西街道（演示）", month=MONTH, period=SO_FAR,
    title="关于西街道（演示）2026年10月工作情况的通报", subtitle="2026年1—10月 · 数据截至2026-10-31",
    as_of="2026-10-31", is_demo=True, lang="zh",
    summary=(sentence("summary_so_far", "截至2026年10月31日，西街道（演示）今年以来累计受理群众诉求3,714件，"
                      "同比上升5.8%；按时办结率93.6%，同比下降1.2个百分点。", RECEIVED, ONTIME, CHANGE),
             sentence("summary_month", "10月受理402件，环比持平。", figure("402件", 402.0, period=MONTH))),
    overview=OVERVIEW, topics=(SERVICE, ECONOMY),
    hot=(sentence("hot", "诉求量居前三位的是环保（812件）、停车（640件）、噪声（512件），合计占52.9%。"),),
    ranking=Ranking("三率综合得分排名（2026年1—10月）", (Cell("新华社区 97.5分", 97.5), Cell("长山社区 96.1分", 96.1)),
                    (Cell("民生社区 90.2分", 90.2), Cell("安康社区 88.0分", 88.0)),
                    "基数不足20、不参加排名：南苑社区 75.0%（12/16）",
                    "得分 = 0.1 × 响应率 + 0.5 × 解决率 + 0.4 × 满意率"),
    problems=(sentence("off", "按时办结率93.6%，未达到100%的目标。", ONTIME),
              sentence("lagging", "城建办承办12项，滞后3项，填报原因：" + DANGEROUS + "。")),
    next_steps=(sentence("due", "11月30日前到期的事项17项，由城建办、民政办按期销号。"),),
    annex=(Table("overdue", "超期未办结事项", ("类别", "事项", "内容", "责任单位", "应于", "超期天数"),
                 ((Cell("诉求"), Cell("GD20260929009"),
                   Cell("=1+1 小区东门路灯不亮，居民多次反映，需协调供电部门更换线路"), Cell("城建办"),
                   Cell("2026-10-09"), Cell("22", 22)),)),),
    definitions=(Definition("按时办结率", "分子", "在时限内办结的诉求"),
                 Definition("按时办结率", "代号", "ontime_closure_rate"),
                 Definition("诉求受理量", "代号", "request_count")),
    notes=("空的数值不是0：原因写在同一行。",),
)
REAL = replace(MEETING, is_demo=False)
