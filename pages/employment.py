"""就业保障: jobs and welfare against the year's task."""

from components import cards, charts, page, tables

view = page.start("employment")

cards.headlines(
    view,
    [
        "urban_new_employment",
        "reemployment",
        "hardship_employment",
        "jobs_developed",
        "job_notices",
        "fair_intent_rate",
        "vacancy_seeker_ratio",
        "dispute_mediation_rate",
        "dibao_paid",
        "dibao_per_person",
    ],
)

left, right = page.two_columns()
with left:
    charts.pace(view, "urban_new_employment", "reemployment", "hardship_employment", "jobs_developed")
with right:
    charts.fair(view)

left, right = page.two_columns(6, 5)
with left:
    charts.by_area(view)
with right:
    charts.trend(view)
    charts.ranking(view)
    charts.breakdown(view)

tables.records(view, "employment_stat")
