"""Files that are uploaded to a small store by a clerk, each read once for all tests."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from data import importing
from data.audit import Actor
from data.database import Database
from data.importing import Report
from data.reading import Reading, read_file

AREAS = "区域编码,区域名称\n340603,相山区\n340603003,西街道\n340603003001,新华社区\n"
REQUESTS = "工单编号,受理时间,所属网格,来源渠道,诉求类别,诉求内容,办理状态,办结时间\n"
GOOD = REQUESTS + "A1,2026-01-03 10:00,新华社区,来访,应急,漏水,已办结,2026-01-05\n"
WANG = Actor("wang", "clerk", "340603003")


@cache
def read(text: str) -> Reading:
    """The sheets of a CSV file."""
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        Path(file.name).write_text(text, "utf-8")
        return read_file(Path(file.name))


def nothing(*_: Any) -> None:
    """The indicators are not what is tested."""


def upload(
    store: Database, text: str = AREAS, name: str = "areas.csv", refresh: Any = nothing, **options: Any
) -> Report:
    """The report of an import by the clerk Wang."""
    file = Path(store.path).with_name(name)
    file.write_text(text, "utf-8")
    reading = read(text) if text else None
    return importing.import_file(store, file, refresh=refresh, actor=WANG, reading=reading, **options)
