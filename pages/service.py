"""为民服务: residents' requests, from receipt to satisfaction."""

from components import cards, charts, page, records, tables, workflow

view = page.start("service")
records.asked_for(view, "service_request")

cards.headlines(
    view,
    [
        "request_count",
        "response_rate",
        "ontime_closure_rate",
        "resolution_rate",
        "satisfaction_rate",
        "overdue_open_count",
        "avg_handling_days",
        "requests_per_1000_hh",
        "grid_self_resolve_rate",
        "online_share",
    ],
)

left, right = page.two_columns(6, 5)
with left:
    charts.by_area(view)
    charts.ranking(view)
with right:
    charts.trend(view)
    charts.breakdown(view)

workflow.from_sheets(view)
workflow.steps(view)
left, right = page.two_columns(2, 3)
with left:
    workflow.levels(view)
with right:
    workflow.channels(view)

tables.areas_compared(
    view, "request_count", "response_rate", "ontime_closure_rate", "resolution_rate", "satisfaction_rate"
)
tables.records(view, "service_request")
