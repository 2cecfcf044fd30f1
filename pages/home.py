"""总览: the street in one minute: ten numbers, the year's targets, the map, what is overdue, who is silent."""

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
    charts.by_area(view.showing("requests_per_1000_hh"))
with right:
    worklists.due(view)

left, right = page.two_columns(2, 3)
with left:
    grids.to_look_at(view)
with right:
    reporting.who_has_not(view)

worklists.data_covered(view)
published.figures(view)
