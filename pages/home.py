"""总览: the street in one minute: ten numbers, the year's targets, what is overdue, where to look, who is silent."""

from components import cards, charts, grids, page, published, reporting, worklists

view = page.start("home")

cards.headlines(
    view,
    [
        "request_count",
        "ontime_closure_rate",
        "satisfaction_rate",
        "overdue_open_count",
        "commitment_closed_rate",
        "commitment_overdue_count",
        "renovation_start_rate",
        "urban_new_employment",
        "enterprise_issue_closure_rate",
        "fiscal_revenue_completion",
        "reporting_coverage_rate",
        "resolution_rate",
        "renovation_done_rate",
        "jobs_developed",
    ],
    most=10,
)

left, middle, right = page.three_columns()
with left:
    charts.pace(view, most=4)
with middle:
    worklists.due(view)
with right:
    grids.to_look_at(view)

left, right = page.two_columns(3, 2)
with left:
    reporting.who_has_not(view)
with right:
    worklists.data_covered(view)
published.figures(view)
