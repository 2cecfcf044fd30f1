"""实事清单: what was promised to residents, list level by list level, until every item is struck off."""

from components import cards, charts, commitments, page, records, tables, worklists

view = page.start("commitment")
records.asked_for(view, "commitment")

cards.headlines(
    view,
    [
        "commitment_closed_rate",
        "commitment_ontime_rate",
        "commitment_overdue_count",
        "commitment_satisfaction",
        "wish_resolved_rate",
    ],
)

commitments.levels(view)
commitments.wall(view)

if commitments.has_items(view):
    left, right = page.two_columns(6, 5)
    with left:
        commitments.burn_down(view)
    with right:
        worklists.due(view, "commitment")
    commitments.offices(view)

left, right = page.two_columns()
with left:
    commitments.wishes(view)
with right:
    commitments.satisfaction(view)

left, right = page.two_columns(6, 5)
with left:
    charts.by_area(view)
with right:
    charts.trend(view)
    charts.ranking(view)

tables.records(view, "commitment", ever=True)
