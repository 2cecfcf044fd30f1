"""The published figures of an area, as they were printed: with their qualifier, period and source."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.database import Database
from data.language import Label, label
from data.metrics import metrics
from queries import disclosure


@dataclass(frozen=True)
class Figure:
    """One printed figure. `value` is None where the source names no number (几张), and where it may not be shown."""

    figure_no: str
    area_code: str
    metric_id: str
    metric: Label
    value: float | None
    qualifier: str
    unit: str
    first: date
    last: date
    is_corrected: bool
    source: str
    remark: str
    is_hidden: bool = False

    def printed(self, language: str = "zh") -> str:
        """The number in its own words: 600余人, 近38处, 约2350平方米, 超过95%."""
        if self.is_hidden:
            return disclosure.HIDDEN
        if self.value is None:
            return label("published.no_number").text(language)
        digits = f"{self.value:.0f}"
        if self.unit == "日期" and len(digits) == 8:
            return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
        is_year = self.unit == "年" and 1900 <= self.value < 2100
        amount = digits if is_year else f"{round(self.value, 4):,.10g}"
        return label(f"published.{self.qualifier}", amount=amount, unit=self.unit).text(language)


def published(database: Database, area_code: str) -> list[Figure]:
    """Every published figure of the area and the areas in it, in the order of the source."""
    return figures(database, area_code, ("published", "corrected"))


def figures(database: Database, area_code: str, versions: Sequence[str] | None = None) -> list[Figure]:
    """Every reported figure of the area and the areas in it, or those of the given versions only."""
    rows = database.rows(
        """
        select coalesce(figure_no, '') as figure_no, area_code, metric_id, value, unit,
               coalesce(qualifier, 'exact') as qualifier,
               coalesce(period_start, period_end) as first, period_end as last,
               version = 'corrected' as is_corrected, coalesce(source_words, '') as source,
               coalesce(remark, '') as remark
        from statistic
        where starts_with(area_code, $area) and ($versions is null or list_contains($versions::varchar[], version))
        order by figure_no, area_code, period_end
        """,
        {"area": area_code, "versions": None if versions is None else list(versions)},
    )
    hidden = disclosure.hidden(database, "statistic", area_code)
    for row in rows:
        row["is_hidden"] = (row["area_code"], row["last"], row["metric_id"]) in hidden
        row["value"] = None if row["is_hidden"] else row["value"]
    return [Figure(metric=_title(row["metric_id"]), **row) for row in rows]


def _title(metric_id: str) -> Label:
    known = metrics().get(metric_id)
    return known.label if known else Label(metric_id, metric_id)
