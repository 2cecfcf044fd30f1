"""The renovation ledger: 14 projects in 14 estates, 272 buildings, 8,983 households, as a clerk keeps it.

Five of seven planned for 2025 started in that year,
four of seven for 2026 so far; counted by households it is
more. One estate removed 38 illegal additions. The counts add up to the published figures of the model.
"""
from __future__ import annotations

from datetime import date
from typing import NamedTuple

from data.demo.files import Row
from data.demo.places import Town


class Project(NamedTuple):
    """One line of the ledger; dates are ISO texts, empty where nothing has happened yet."""

    name: str
    community: str
    content: str
    built: int
    buildings: int
    households: int
    surveyed: int
    consent: int
    invest: float
    planned: tuple[str, str]
    actual: tuple[str, str]
    stage: str
    progress: int
    remark: str = ""


PROJECTS = [
    Project("文昌里小区", "文昌社区", "完善类", 1985, 26, 864, 812, 771, 2246.4, ("2025-02-20", "2025-11-30"),
            ("2025-02-24", "2025-11-18"), "完工", 100),
    Project("和平里小区", "和平社区", "完善类", 1983, 28, 921, 887, 836, 2486.7, ("2025-03-10", "2025-12-15"),
            ("2025-03-17", "2026-01-22"), "完工", 100),
    Project("桃园小区", "桃园社区", "提升类", 1993, 29, 974, 905, 862, 2824.6, ("2025-03-20", "2025-12-31"),
            ("2025-03-20", "2025-12-26"), "完工", 100),
    Project("铁路新村", "铁西社区", "基础类", 1986, 27, 905, 794, 683, 1991.0, ("2025-04-15", "2026-01-31"),
            ("2025-05-12", "2026-05-28"), "移交", 100),
    Project("滨河花园", "滨河社区", "提升类", 1996, 24, 806, 745, 702, 2418.0, ("2025-08-01", "2026-06-30"),
            ("2025-08-11", ""), "验收", 98, "竣工资料整理中，计划11月中旬组织联合验收"),
    Project("北关新村", "北关社区", "完善类", 1987, 25, 838, 612, 462, 2178.8, ("2025-06-20", "2026-05-31"),
            ("2026-03-16", ""), "施工", 46,
            "存在问题：部分楼栋管网改造时序意见不一，违建拆除未完成，进度滞后约5个月"),
    Project("纺织厂家属院", "南湖社区", "基础类", 1982, 15, 471, 398, 341, 1036.2,
            ("2025-09-10", "2026-07-31"),
            ("2026-02-25", ""), "施工", 82, "存在问题：开工推迟5个月，燃气管道迁改影响室外工程"),
    Project("航运宿舍", "滨河社区", "基础类", 1984, 12, 388, 361, 338, 853.6, ("2026-03-01", "2026-09-30"),
            ("2026-03-05", "2026-09-24"), "完工", 100),
    Project("南湖一村", "南湖社区", "完善类", 1990, 21, 702, 655, 604, 1825.2, ("2026-03-15", "2026-12-20"),
            ("2026-03-18", ""), "施工", 74),
    Project("书院巷小区", "文昌社区", "提升类", 1991, 14, 468, 446, 431, 1357.2, ("2026-04-01", "2026-12-31"),
            ("2026-03-26", ""), "施工", 79),
    Project("建设新村", "和平社区", "完善类", 1988, 17, 552, 503, 448, 1435.2, ("2026-05-10", "2027-01-31"),
            ("2026-06-02", ""), "施工", 41),
    Project("印刷厂宿舍", "北关社区", "基础类", 1979, 9, 276, 181, 149, 634.8, ("2026-06-15", "2027-03-31"),
            ("", ""), "招标", 0, "存在问题：参与表决户数不足三分之二，需补充入户征求意见，招标顺延"),
    Project("机务段宿舍", "铁西社区", "基础类", 1981, 11, 352, 236, 178, 774.4, ("2026-08-20", "2027-05-31"),
            ("", ""), "方案设计", 0, "存在问题：产权单位移交手续未办结，方案待会审"),
    Project("东风路小区", "东风社区", "完善类", 1995, 14, 466, 312, 233, 1211.6, ("2026-10-26", "2027-08-31"),
            ("", ""), "摸底征求意见", 0, "存在问题：同意户数未达参与表决户数的四分之三，开工顺延"),
]
DEMOLITION = {"和平里小区": {"illegal_sites": 38, "illegal_households": 33, "demolished_m2": 2350}}


def rows(town: Town) -> list[Row]:
    """The ledger, one row a project."""
    return [_row(f"LG{i:02}", project, town) for i, project in enumerate(PROJECTS, 1)]


def _row(number: str, project: Project, town: Town) -> Row:
    return {
        "project_no": number, "project_name": project.name,
        "area_code": town.community(project.community).code,
        "project_type": "old_estate", "content_class": project.content, "built_year": project.built,
        "estates": 1,
        "buildings": project.buildings, "households": project.households,
        "consent_households": project.consent, "surveyed_households": project.surveyed,
        "invest_wan": project.invest, "planned_start": _date(project.planned[0]),
        "start_on": _date(project.actual[0]),
        "planned_finish": _date(project.planned[1]), "finish_on": _date(project.actual[1]),
        "stage": project.stage, "progress_pct": project.progress, "remark": project.remark or None,
        **DEMOLITION.get(project.name, {}),
    }


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
