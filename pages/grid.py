"""网格与房屋: the grids with their households and dwellings, and every dwelling of every building."""

from components import buildings, cards, charts, grid_profile, page, tables

view = page.start("grid")

cards.headlines(
    view,
    [
        "households_per_grid",
        "persons_per_household",
        "vacant_share",
        "rental_share",
        "info_entry_rate",
    ],
)

grid_profile.profile(view)
buildings.overview(view)

left, right = page.two_columns(6, 5)
with left:
    charts.by_area(view)
with right:
    charts.trend(view)

grid_profile.divisions(view)
tables.records(view, "resident_stat")
