"""志愿与党建: volunteering, stations, three levels of consultation, and the mobile committee."""

from components import cards, charts, page, tables, volunteering

view = page.start("volunteer")

cards.headlines(
    view,
    [
        "volunteer_activities",
        "participants_per_activity",
        "beneficiaries",
        "volunteer_teams",
        "partner_units_per_activity",
        "grid_station_coverage",
        "model_station_share",
        "volunteer_site_coverage",
        "consultation_count",
        "consultation_agreed_rate",
    ],
)

volunteering.kinds(view)

left, right = page.two_columns(6, 5)
with left:
    volunteering.consultations(view)
    volunteering.mobile_committee(view)
    volunteering.linkage(view)
with right:
    volunteering.stations(view)

left, right = page.two_columns(6, 5)
with left:
    charts.by_area(view)
with right:
    charts.trend(view)
    charts.ranking(view)

tables.records(view, "activity")
