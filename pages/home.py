"""总览: the street in one minute: ten numbers, the year's targets, what is overdue, where to look."""

from components import cards, charts, page, published, worklists

view = page.start("home")

cards.headlines(
    view,
    [
        "request_count",
        "ontime_closure_rate",
        "resolution_rate",
        "satisfaction_rate",
        "overdue_open_count",
        "renovation_start_rate",
        "renovation_done_rate",
        "urban_new_employment",
        "jobs_developed",
        "fair_intent_rate",
    ],
)

left, middle, right = page.three_columns()
with left:
    charts.pace(view, "urban_new_employment", "reemployment", "hardship_employment", "jobs_developed")
with middle:
    worklists.due(view)
with right:
    worklists.grids_to_look_at(view)

worklists.data_covered(view)
published.figures(view)
