"""A Meeting written by hand, with everything that can be in one: for the deck, the brief, the wall and the annex."""
from __future__ import annotations

import math
from typing import Any

from reports.content import (
    Cell,
    Chart,
    Definition,
    Figure,
    Map,
    Meeting,
    Patch,
    Ranking,
    Sentence,
    Series,
    Step,
    Table,
    Topic,
)
from reports.map_classes import RAMP

AREA, STREET, MONTH, YEAR = "990101001", "西街道（演示）", "2026-10", "2026-01..2026-10"
COMMUNITIES = (
    "新华社区", "长山社区", "文昌社区", "桃园社区", "滨河社区", "北关社区", "和平社区", "南湖社区", "铁西社区",
    "东风社区", "花园国际城第二社区", "老电厂家属区联合社区",
)
COLUMNS, ROWS = 12, 8  # a lattice of 96 fields; two of them are one grid in two parts
MONTHS = tuple(f"{2025 + at // 12}-{at % 12 + 1:02d}" for at in range(10, 22))


def figure(shown: str, indicator: str, value: float | None = None, **more: Any) -> Figure:
    return Figure(shown, indicator, AREA, MONTH, value=value, **more)


def sentence(name: str, text: str, **shown: float | None) -> Sentence:
    """A sentence whose figures are the named numbers, printed as they stand in the text."""
    return Sentence(name, text, tuple(figure(one, name, value) for one, value in shown.items()))


def _corner(across: int, down: int) -> tuple[float, float]:
    """A corner of the lattice, moved a little as streets are, the same every time."""
    x = across + 0.28 * math.sin(3.1 * down + 1.7 * across) * (0 < across < COLUMNS)
    y = down + 0.28 * math.cos(2.3 * across + 1.1 * down) * (0 < down < ROWS)
    return round(116.76 + 0.0042 * x, 6), round(33.93 + 0.0044 * y, 6)


def _field(across: int, down: int) -> tuple[tuple[float, float], ...]:
    corners = [(across, down), (across + 1, down), (across + 1, down + 1), (across, down + 1), (across, down)]
    return tuple(_corner(*one) for one in corners)


def _community(across: int, down: int) -> int:
    """Twelve communities of two columns and four rows each."""
    return across // 2 + COLUMNS // 2 * (down // 4)


def grid_map(title: str, turn: int = 0) -> Map:
    """95 grids: one in two parts, one with a hole, some without a number, some on a small base."""
    fields = [(across, down) for down in range(ROWS) for across in range(COLUMNS)]
    patches = []
    for at, (across, down) in enumerate(fields[:-1]):
        rings = [_field(across, down)]
        if at == 0:
            rings.append(_field(*fields[-1]))  # the last field belongs to the first grid
        if at == 40:
            (west, south), (east, _), (_, north) = rings[0][:3]
            mid, low = (west + east) / 2, (south + north) / 2
            rings.append(((mid, low), (mid + 0.0006, low), (mid + 0.0006, low + 0.0006), (mid, low)))
        step = None if (at + turn) % 17 == 0 else (at * 7 + turn) % len(RAMP)
        patches.append(Patch(f"{AREA}{_community(across, down) + 1:03d}{at + 1:03d}", f"第{at + 1}网格", tuple(rings),
                             step, "暂无数据" if step is None else f"{90 + step}.0%", (at + turn) % 23 == 5))
    outlines = tuple(
        Patch(f"{AREA}{at + 1:03d}", name, (_outline(at % 6 * 2, at // 6 * 4),), None, "")
        for at, name in enumerate(COMMUNITIES)
    )
    steps = tuple(Step(colour, text) for colour, text in zip(
        RAMP, ("< 90%", "90%–92%", "92%–95%", "95%–98%", "≥ 98%"), strict=True))
    return Map(title, tuple(patches), outlines, steps, ("基数小于20，仅供参考",))


def _outline(across: int, down: int) -> tuple[tuple[float, float], ...]:
    ring = [(across, down), (across + 1, down), (across + 2, down)]
    ring += [(across + 2, down + step) for step in range(1, 5)]
    ring += [(across + 1, down + 4), (across, down + 4)]
    ring += [(across, down + step) for step in (3, 2, 1, 0)]
    return tuple(_corner(*one) for one in ring)


TREND = Chart("line", "按时办结率", MONTHS, (
    Series("各月", (96.1, 95.8, None, 94.2, 95.5, 96.8, 97.0, 95.1, 94.9, 96.3, 93.6, 95.2)),
    Series("去年同月", (94.0, 93.1, 92.8, None, 93.9, 94.4, 95.0, 94.1, 93.7, 94.8, 95.0, 94.6)),
), "%")
COUNTS = Chart("line", "群众诉求受理量", MONTHS, (
    Series("各月", (812, 790, 1045, 933, 871, 902, 950, 1012, 1103, 987, 1204, 1101)),
), "件")
TASKS = Chart("column", "年度目标完成进度", ("城镇新增就业", "失业人员再就业", "就业困难人员就业", "公益性岗位开发"), (
    Series("已完成", (95.3, 71.8, 40.2, None)), Series("序时进度", (83.3, 83.3, 83.3, 83.3)),
), "%")
KINDS = Chart("bar", "各社区办结率", COMMUNITIES, (
    Series("办结率", (100, 99.2, 98.7, 98.1, 97.4, 97.0, 96.6, 95.9, 95.0, 93.8, 90.5, 88)),
), "%")
CHANGES = Chart("bar", "财政收入超序时进度", ("一季度", "二季度", "三季度"), (
    Series("万元", (-120.5, 340.25, 3691.59)),
), "万元")


def communities_table() -> Table:
    heads = ("区域", "群众诉求受理量（件）", "响应率", "按时办结率", "解决率", "满意率")
    rows = []
    for at, name in enumerate((*COMMUNITIES, STREET)):
        light = ("green", "yellow", "red")[at % 3]
        count = 61 + 7 * at
        rows.append((
            Cell(name), Cell(f"{count}", count), Cell("100%", 100), Cell(f"{99 - at}.4%", 99.4 - at, light),
            Cell("暂无数据") if at == 4 else Cell(f"{97 - at}.0%", 97 - at),
            Cell("66.7%（4/6）", 66.7) if at == 7 else Cell(f"{98 - at / 2:.1f}%", 98 - at / 2, "green"),
        ))
    return Table("service_communities", f"{STREET}各社区对照，2026年1—10月", heads, tuple(rows),
                 "括号内为分子/分母，基数小于下限时列出；末行为街道合计口径。")


def overview() -> Table:
    names = (
        "群众诉求受理量", "按时办结率", "满意率", "超期未办结诉求", "老旧小区改造开工率（按小区数）", "城镇新增就业",
        "企业问题办结率", "财政收入完成率", "数据上报完整率", "解决率", "就业困难人员就业", "失业人员再就业",
        "开发公益性岗位", "改造惠及户数", "招商引资到位资金",
    )
    rows = []
    for at, name in enumerate(names):
        light = ("green", "green", "yellow", "red")[at % 4]
        word = {"green": "● 正常", "yellow": "▲ 滞后", "red": "■ 严重滞后"}[light]
        rest = (Cell("—"),) * 4 if at % 5 == 0 else (
            Cell("30,826万元" if at == 7 else "不少于600人" if at == 5 else "95%", 95),
            Cell(f"{95.3 - at}%", 95.3 - at),
            Cell(f"{12 - at * 3:+.1f}".replace("-", "−"), 12 - at * 3), Cell(word, None, light))
        rows.append((Cell(name), Cell(f"{9_873 - at:,}件" if at % 3 == 0 else f"{97 - at}.2%", 97.2 - at),
                     Cell("提高1.2个百分点" if at % 2 else "上升3.4%", 1.2), *rest))
    heads = ("指标", "累计", "同比", "全年目标", "完成率", "序时", "灯")
    return Table("overview", f"{STREET}主要指标一览，2026年1—10月", heads, tuple(rows),
                 "● 正常或达标 ▲ 滞后或未达标 ■ 严重滞后或差距较大；序时为快（+）慢（−）于序时进度的百分点。")


def overdue(count: int = 64) -> Table:
    heads = ("来源", "编号", "事项", "区域", "责任单位", "应完成日期", "超期天数")
    about = "老电厂家属区联合社区3号楼至7号楼楼道照明、公共水管更换及单元门维修，居民多次反映，需物业与产权单位共同解决"
    rows = tuple(
        (Cell("诉求工单"), Cell(f"GD2026{at:06d}"), Cell(about if at % 4 == 0 else "路灯不亮"),
         Cell(COMMUNITIES[at % 12]), Cell("综合行政执法大队"), Cell(f"2026-09-{at % 28 + 1:02d}"),
         Cell(f"{62 - at % 28}", 62 - at % 28))
        for at in range(count)
    )
    return Table("overdue", f"超期未办事项（{count}项，截至2026-10-31）", heads, rows)


def topics() -> tuple[Topic, ...]:
    source = "指标：{}。时期：2026-01-01—2026-10-31。数据截至2026-10-31。来源文件：04_诉求工单.csv（20261123-0006）。"
    return (
        Topic("service", "为民服务", "按时办结率95.2%，同比提高0.6个百分点", (
            Sentence("service_closed", "按时办结9,399件、超时办结474件、未办结113件，按时办结率95.2%。", (
                figure("9,399件", "ontime_closure_rate", 9399), figure("474件", "closed_late_count", 474),
                figure("113件", "open_count", 113),
                figure("95.2%", "ontime_closure_rate", 95.2, numerator=9399, denominator=9873))),
            sentence("service_rates", "响应率99.1%、解决率91.4%、满意率96.0%，三率综合得分95.1分。",
                     **{"99.1%": 99.1, "91.4%": 91.4, "96.0%": 96.0, "95.1分": 95.1}),
            sentence("service_levels", "在网格办结的占62.3%，在社区以内办结的占88.7%；线上渠道诉求占70.2%。",
                     **{"62.3%": 62.3, "88.7%": 88.7, "70.2%": 70.2}),
        ), TREND, grid_map(f"{STREET}各网格的按时办结率，2026年1—10月"), communities_table(),
            source.format("按时办结率")),
        Topic("requests", "诉求受理", "前10个月累计受理群众诉求不少于10,000件，同比上升3.4%", (
            sentence("count", "累计受理群众诉求不少于10,000件，同比上升3.4%；10月受理1,101件，环比下降8.6%。",
                     **{"不少于10,000件": 10000, "1,101件": 1101}),
            sentence("kinds", "物业管理1,987件、市容环境1,655件、停车秩序1,203件，合计占48.5%。",
                     **{"1,987件": 1987, "1,655件": 1655, "1,203件": 1203, "48.5%": 48.5}),
        ), COUNTS, None, None, source.format("群众诉求受理量")),
        Topic("commitment", "开门一件事", "“开门一件事”316项已办结152项（48.1%），逾期未销号11项", (
            sentence("list", "社区事项清单在册316项，已办结152项，办结率48.1%，逾期未销号11项。",
                     **{"316项": 316, "152项": 152, "48.1%": 48.1, "11项": 11}),
            sentence("key", "重点工作共10项，其中推进滞后2项，滞后占比20.0%（2/10）。",
                     **{"10项": 10, "2项": 2, "20.0%（2/10）": 20}),
        ), KINDS, grid_map(f"{STREET}各网格的清单办结率，2026年1—10月", 3), None, source.format("清单办结率")),
        Topic("renovation", "老旧小区改造", "老旧小区改造开工率按小区数78.6%、按户数91.2%", (
            sentence("course", "老旧小区改造项目14个，惠及272栋、8,983户；"
                               "开工率（按小区数）78.6%、（按户数）91.2%，完工率35.7%。",
                     **{"14个": 14, "272栋": 272, "8,983户": 8983, "78.6%": 78.6, "91.2%": 91.2, "35.7%": 35.7}),
            sentence("pace", "改造惠及户数完成8,983户，占全年目标任务的89.8%，快于序时进度6.5个百分点。",
                     **{"8,983户": 8983, "89.8%": 89.8, "6.5": 6.5}),
            sentence("removed", "拆除违建48处、160余户、约2,350平方米；居民同意率不少于95%。",
                     **{"48处": 48, "160余户": 160, "约2,350平方米": 2350, "不少于95%": 95}),
            sentence("added", "加装电梯完工率66.7%（4/6）；新增停车位412个、充电桩86个。",
                     **{"66.7%（4/6）": 66.7, "412个": 412, "86个": 86}),
        ), TASKS, grid_map(f"{STREET}各网格的老旧小区改造开工率（按小区数），2026年1—10月", 8), None,
            source.format("开工率")),
        Topic("employment", "就业保障", "城镇新增就业不少于600人，占全年目标任务的95.3%，快于序时进度12.0个百分点", (
            sentence("jobs", "城镇新增就业完成不少于600人，占全年目标任务的95.3%，快于序时进度12.0个百分点。",
                     **{"不少于600人": 600, "95.3%": 95.3, "12.0": 12.0}),
            sentence("again", "失业人员再就业完成287人，占全年目标任务的71.8%，慢于序时进度11.5个百分点。",
                     **{"287人": 287, "71.8%": 71.8, "11.5": 11.5}),
            sentence("hard", "就业困难人员就业完成41人，占全年目标任务的40.2%，慢于序时进度43.1个百分点。",
                     **{"41人": 41, "40.2%": 40.2, "43.1": 43.1}),
            sentence("fairs", "开发岗位1,204个，发布用工信息89条，组织招聘会12场，"
                              "参加600余人，达成就业意向300余人，意向达成率约50%。",
                     **{"1,204个": 1204, "89条": 89, "12场": 12, "600余人": 600, "300余人": 300, "约50%": 50}),
            sentence("dibao", "发放低保金186.4万元，人均低保金暂无数据。", **{"186.4万元": 186.4, "暂无数据": None}),
        ), TASKS, None, communities_table(), source.format("城镇新增就业")),
        Topic("economy", "营商与财政", "财政收入完成29,379.92万元，超序时进度3,691.59万元", (
            sentence("fiscal", "财政收入完成29,379.92万元，占全年目标任务的95.3%，超序时进度3,691.59万元。",
                     **{"29,379.92万元": 29379.92, "95.3%": 95.3, "3,691.59万元": 3691.59}),
        ), CHANGES, None, None, source.format("财政收入")),
        Topic("volunteer", "志愿与党建", "开展志愿服务89次，惠及1.2万余人次", (
            sentence("held", "开展志愿服务89次，参加1,340人次，惠及1.2万余人次。",
                     **{"89次": 89, "1,340人次": 1340, "1.2万余人次": 12000}),
            sentence("talks", "召开三级协商会37次，协商达成率86.5%；志愿服务队21支。",
                     **{"37次": 37, "86.5%": 86.5, "21支": 21}),
        ), None, None, None, source.format("志愿服务")),
    )


def meeting(**changed: Any) -> Meeting:
    """The sample, with what is given in place of its own."""
    usual: dict[str, Any] = {
        "area_code": AREA, "area": STREET, "month": MONTH, "period": YEAR,
        "title": f"关于{STREET}2026年10月工作情况的通报", "subtitle": "2026年1—10月 · 数据截至2026-10-31",
        "as_of": "2026-10-31", "is_demo": True, "lang": "zh",
        "summary": (
            sentence("so_far", "截至2026年10月31日，西街道（演示）今年以来累计受理群众诉求9,986件，"
                               "同比上升3.4%；办结率98.9%，同比提高0.3个百分点。",
                     **{"9,986件": 9986, "98.9%": 98.9}),
            sentence("month", "10月受理1,101件，环比下降8.6%；"
                              "按时办结率95.2%，环比提高1.6个百分点；满意率96.0%。",
                     **{"1,101件": 1101, "95.2%": 95.2, "96.0%": 96.0}),
            sentence("tasks", "年度目标任务共9项，其中达到序时进度5项、滞后2项、严重滞后2项。",
                     **{"9项": 9, "5项": 5, "2项": 2}),
        ),
        "overview": overview(), "topics": topics(),
        "hot": (sentence("hot", "诉求量居前三位的是物业管理（1,987件）、市容环境（1,655件）、"
                                "停车秩序（1,203件），合计占48.5%。",
                         **{"1,987件": 1987, "1,655件": 1655, "1,203件": 1203, "48.5%": 48.5}),
                sentence("risen", "增长最多的是电动自行车充电，共312件，同比上升41.2%。",
                         **{"312件": 312, "41.2%": 41.2})),
        "ranking": Ranking(
            "各社区三率综合得分红黑榜，2026年1—10月",
            (Cell("新华社区 98.7分", 98.7), Cell("长山社区 98.2分", 98.2), Cell("花园国际城第二社区 97.9分", 97.9)),
            (Cell("桃园社区 92.0分", 92.0), Cell("铁西社区 91.1分", 91.1), Cell("老电厂家属区联合社区 88.4分", 88.4)),
            "样本不足或暂无数据，不参与排名：滨河社区 暂无数据、北关社区 66.7分。",
            "口径：响应率×20%＋解决率×40%＋满意率×40%"),
        "problems": tuple(
            sentence(f"problem_{at}", text, **shown) for at, (text, shown) in enumerate((
                ("就业困难人员就业完成41人，占全年目标任务的40.2%，慢于序时进度43.1个百分点。",
                 {"41人": 41, "40.2%": 40.2}),
                ("解决率91.4%，未达到95%的目标。", {"91.4%": 91.4, "95%": 95}),
                ("超期未办结诉求53件、逾期未销号11项，其中综合行政执法大队20件，数量最多。", {"53件": 53, "11项": 11}),
                ("综合行政执法大队承办58项，滞后12项，填报原因：产权单位已撤销，无人签字（5项）、资金未到位（3项）。",
                 {"58项": 58, "12项": 12}),
                ("老电厂家属区联合社区第3网格按时办结率71.4%，低于街道平均水平（95.2%）。", {"71.4%": 71.4}),
                ("花园国际城第二社区尚未报送：志愿活动、设施台账、就业月报。", {}),
            ))),
        "next_steps": tuple(
            sentence(f"step_{at}", text, **shown) for at, (text, shown) in enumerate((
                ("就业困难人员就业距全年目标还差61人，后2个月月均需完成31人。", {"61人": 61, "31人": 31}),
                ("综合行政执法大队抓紧办结超期事项20项（最早应于2026-08-31完成），逐一销号。", {"20项": 20}),
                ("2026-11-30前到期132项，由综合行政执法大队、物业管理办公室、新华社区等承办单位按期办结。",
                 {"132项": 132}),
            ))),
        "annex": (overdue(),),
        "definitions": (Definition("按时办结率", "分子", "在时限内办结的诉求"),),
        "notes": ("没有数的写“暂无数据”，不写0。",),
    }
    return Meeting(**(usual | changed))
