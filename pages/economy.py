"""企业与经济: enterprises served, investment brought in, revenue against the pace of the year."""

from components import cards, charts, economy, page, tables

view = page.start("economy")

cards.headlines(
    view,
    [
        "fiscal_revenue_completion",
        "fiscal_over_schedule",
        "funds_in_place_completion",
        "funds_in_place_ratio",
        "investment_projects",
        "enterprise_visits",
        "enterprise_events",
        "enterprise_issue_closure_rate",
        "issues_per_100_visits",
        "fiscal_revenue",
    ],
)

left, right = page.two_columns(6, 5)
with left:
    economy.revenue(view)
    economy.enterprises(view)
with right:
    charts.pace(view, "fiscal_revenue", "funds_in_place", "investment_landed", "enterprise_visits")
    economy.investments(view)

left, right = page.two_columns(6, 5)
with left:
    charts.by_area(view)
with right:
    charts.trend(view)
    charts.ranking(view)
    charts.breakdown(view)

tables.records(view, "investment_project", ever=True)
