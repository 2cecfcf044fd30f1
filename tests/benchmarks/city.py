"""A made-up city of any size: 25 streets, 500 communities, 5,000 grids and their requests over 36 months.

Everything is drawn in SQL from the number of the row, so that the same size is the same city on every machine.
"""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.database import Database

DISTRICT = "998800"


@dataclass(frozen=True)
class Shape:
    """How many streets there are, communities in each, and grids in each of these."""

    streets: int
    communities: int
    grids: int


CITY, STREET = Shape(25, 20, 10), Shape(1, 5, 19)
AT_ONCE = 10_000_000  # rows that are drawn and put in order together
FIRST_MONTH, MONTHS = "2023-11-01", 36
LAST_MONTHS = (date(2026, 9, 1), date(2026, 10, 1))
LAST_YEAR = tuple(date(2025 + (month >= 12), month % 12 + 1, 1) for month in range(10, 22))
ONE_STREET = f"{DISTRICT}003"

_AREAS = f"""
with streets as (select unnest(range(1, $streets + 1)) as s),
communities as (select s, unnest(range(1, $communities + 1)) as c from streets),
grids as (select s, c, unnest(range(1, $grids + 1)) as g from communities),
places as (
    select '{DISTRICT}' as area_code, '试验区' as area_name, 'district' as level, null as parent_code,
        null as households
    union all
    select format('{DISTRICT}{{:03d}}', s), format('第{{}}街道', s), 'street', '{DISTRICT}', 60000 from streets
    union all
    select format('{DISTRICT}{{:03d}}{{:03d}}', s, c), format('第{{}}街道第{{}}社区', s, c), 'community',
        format('{DISTRICT}{{:03d}}', s), 3000
    from communities
    union all
    select format('{DISTRICT}{{:03d}}{{:03d}}{{:03d}}', s, c, g), format('第{{}}街道第{{}}社区第{{}}网格', s, c, g),
        'grid',
        format('{DISTRICT}{{:03d}}{{:03d}}', s, c), 300
    from grids
)
insert into area (area_code, area_name, level, parent_code, households, valid_from)
select area_code, area_name, level, parent_code, households, date '2000-01-01' from places
"""

# `draw(i, k)`: an even number from 0 to below 1 for the k-th question about row i. Rows come in the order of time.
_DRAW = "create or replace temp macro draw(i, k) as (hash(i * 64 + k) % 1000003) / 1000003.0"
CATEGORIES = ("停车充电", "下水管网", "房屋漏水", "环保", "邻里纠纷", "治安", "养犬", "安全隐患", "社会保障",
              "卫生健康", "养老服务", "树木修剪", "应急", "房产办证", "企业政策", "其他")
_CHANNELS = ("12345热线", "网格微信群", "网格员走访", "来访", "智慧平台", "来电", "其他")


def requests(rows: int, first: int = 0, shape: Shape = CITY, of: int | None = None) -> str:
    """SQL: `rows` requests from number `first` on, of a city that has `of` (else so many) in all 36 months."""
    return f"""
    with numbers as (
        select i, date_trunc('second',
                timestamp '{FIRST_MONTH} 00:00:00' + to_microseconds(i::bigint * {_span(of or rows)})
            ) as received_at
        from range({first}, {first + rows}) as r(i)
    ),
    drawn as (
        select
            i, received_at,
            1 + (draw(i, 1) * {shape.streets})::integer % {shape.streets} as s,
            1 + (draw(i, 2) * {shape.communities})::integer % {shape.communities} as c,
            1 + (draw(i, 3) * {shape.grids})::integer % {shape.grids} as g,
            draw(i, 4) as how_long, draw(i, 5) as is_open, draw(i, 6) as level, draw(i, 7) as rating
        from numbers
    ),
    told as (
        select *,
            case when is_open < 0.02 then null
                else received_at + to_minutes((60 + how_long * how_long * 24 * 60 * 14)::bigint) end as closed_at
        from drawn
    )
    select
        format('GD{{:010d}}', i) as request_no,
        received_at,
        format('{DISTRICT}{{:03d}}{{:03d}}{{:03d}}', s, c, g) as area_code,
        {_one_of(_CHANNELS, 8)} as channel,
        case when draw(i, 9) < 0.03 then 'enterprise' else 'resident' end as requester_type,
        {_one_of(CATEGORIES, 10)} as category,
        case when draw(i, 11) < 0.5 then '求助' else '投诉' end as kind,
        '居民反映的第' || i || '件事，请社区和网格尽快到现场查看处理' as title,
        case when level < 0.5 then 'grid' when level < 0.8 then 'community' else 'street' end as level,
        case when closed_at is null then '办理中' else '已办结' end as status,
        received_at + to_minutes((5 + draw(i, 12) * 1600)::bigint) as responded_at,
        (received_at + interval '7' day)::date as due_at,
        closed_at,
        case when closed_at is null then null when rating < 0.7 then '1' when rating < 0.75 then '0'
            else 'not_called' end as resolved,
        case when closed_at is null then null when rating < 0.6 then '2' when rating < 0.7 then '1'
            when rating < 0.75 then '0' else 'not_called' end as satisfied,
        draw(i, 13) < 0.05 as is_repeat,
        case when level < 0.8 then '社区' else '城市管理办' end as handler
    from told
    order by i
    """


def _span(rows: int) -> int:
    """Microseconds from one request to the next."""
    return 36 * 30 * 24 * 3600 * 1_000_000 // rows


def _one_of(words: tuple[str, ...], question: int) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"[{listed}][1 + (draw(i, {question}) * {len(words)})::integer % {len(words)}]"


def found_city(path: Path, shape: Shape = CITY) -> Database:
    """A store with the areas of the city and nothing that has happened in them."""
    database = Database(path)
    with database.write() as cursor:
        cursor.execute(_AREAS, vars(shape))
    return database


def fill(database: Database, rows: int, shape: Shape = CITY) -> None:
    """The city's requests, straight into the table as an import would leave them; no indicator is computed."""
    with database.write() as cursor:
        cursor.execute(_DRAW)
        for first in range(0, rows, AT_ONCE):
            some = requests(min(AT_ONCE, rows - first), first, shape, of=rows)
            cursor.execute(
                f"insert into service_request select *, 'bench' as batch_id, '诉求' as sheet, "
                f"{first} + row_number() over () from ({some})"
            )


HEADINGS = ("工单编号", "受理时间", "所属网格", "来源渠道", "诉求主体", "诉求类别", "诉求性质", "诉求内容", "分级",
            "办理状态", "首次联系时间", "办理时限", "办结时间", "是否解决", "是否满意", "是否重复", "承办单位")


def write_csv(database: Database, path: Path, rows: int, encoding: str = "utf-8") -> None:
    """The ledger of the city as a clerk would export it, with Chinese headings."""
    import pyarrow.csv as csv

    with database.cursor() as cursor:
        cursor.execute(_DRAW)
        texts = cursor.sql(f"select columns(*)::varchar from ({requests(rows)})").to_arrow_table()
    texts = texts.rename_columns(list(HEADINGS))
    if encoding == "utf-8":
        csv.write_csv(texts, path)
        return
    draft = path.with_suffix(".utf8")
    csv.write_csv(texts, draft)
    with draft.open(encoding="utf-8", newline="") as source, path.open("w", encoding=encoding, newline="") as target:
        while block := source.read(1 << 22):
            target.write(block)
    draft.unlink()


def write_workbook(database: Database, path: Path, rows: int) -> None:
    """The same as a workbook, times as Excel's own; takes a minute and a half for half a million rows."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("诉求")
    sheet.append(HEADINGS)
    with database.cursor() as cursor:
        cursor.execute(_DRAW)
        cursor.execute(f"select * replace (is_repeat::integer as is_repeat) from ({requests(rows)})")
        while batch := cursor.fetchmany(10_000):
            for row in batch:
                sheet.append(row)
    book.save(path)
