"""设施与一老一小: what stands and what was added, and what elders and children need against what there is."""

from components import cards, charts, facilities, page, tables

view = page.start("facility")

cards.headlines(
    view,
    [
        "elderly_share_60",
        "elder_beds_per_1000",
        "childcare_places_per_1000",
        "service_area_per_100hh",
        "elevators_completed",
        "elevators_added",
        "parking_added",
        "charging_added",
        "fitness_pieces_added",
    ],
)

left, right = page.two_columns()
with left:
    facilities.need_against_supply(view, "elder_beds_per_1000")
    facilities.need_against_supply(view, "childcare_places_per_1000")
with right:
    facilities.service_space(view)

left, right = page.two_columns(6, 5)
with left:
    facilities.register(view)
with right:
    facilities.added(view)

left, right = page.two_columns(6, 5)
with left:
    charts.by_area(view)
with right:
    charts.trend(view)
    charts.ranking(view)

tables.records(view, "facility", ever=True)
