"""The demonstration district 演示区（演示）: invented, with codes beginning with 99, the same on every run.

Files are written exactly as clerks upload them, and the ordinary import loads them. What they tell stands in
README.md beside this file.
"""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from data.demo import (
    activities,
    assets,
    commitments,
    employment,
    files,
    places,
    plans,
    renovation,
    requests,
    stocks,
)
from data.demo.files import Row
from data.demo.places import Town

Progress = Callable[[int, int, str], None]
Writer = Callable[[Town], list[Row]]

# File name, table, and what makes its rows, in load order: places before what happens in them.
SHEETS: tuple[tuple[str, str, Writer], ...] = (
    ("01_区域与网格.csv", "area", places.rows),
    ("02_人口房屋统计.csv", "resident_stat", stocks.resident_rows),
    ("03_房屋单元.csv", "housing_unit", stocks.housing_rows),
    ("04_诉求工单.csv", "service_request", requests.rows),
    ("05_实事清单.csv", "commitment", commitments.rows),
    ("06_旧改项目.csv", "renovation_project", renovation.rows),
    ("07_设施台账.csv", "facility", assets.facility_rows),
    ("08_就业月报.csv", "employment_stat", employment.employment_rows),
    ("09_救助保障月报.csv", "welfare_stat", employment.welfare_rows),
    ("10_活动与服务.csv", "activity", activities.rows),
    ("11_招商项目.csv", "investment_project", assets.investment_rows),
    ("12_指标数据.csv", "statistic", lambda town: plans.statistic_rows()),
    ("13_目标任务.csv", "target", lambda town: plans.target_rows()),
)


def write_files(folder: Path, progress: Progress | None = None) -> list[Path]:
    """Write the files of the demonstration into a folder (made if missing); returns them in load order.

    `progress` is told after each file how many are done, how many there are, and the file's name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    town = places.build()
    written = []
    for done, (name, table, make) in enumerate(SHEETS, 1):
        written.append(files.write(folder / name, table, make(town)))
        if progress:
            progress(done, len(SHEETS), name)
    return written
