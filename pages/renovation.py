"""老旧小区改造: which project stands where, how many households it reaches, what it adds."""

from components import cards, charts, page, tables

view = page.start("renovation")

cards.headlines(
    view,
    [
        "renovation_start_rate",
        "renovation_start_rate_hh",
        "renovation_done_rate",
        "renovation_projects",
        "renovated_households",
        "owner_consent_rate",
        "illegal_sites_removed",
        "elevators_completed",
        "parking_added",
        "charging_added",
    ],
)

left, right = page.two_columns(8, 5)
with left:
    charts.gantt(view)
with right:
    charts.start_rates(view)
    charts.stages(view)

left, right = page.two_columns(6, 5)
with left:
    charts.by_area(view)
with right:
    charts.trend(view)
    charts.ranking(view)

tables.records(view, "renovation_project", ever=True)
