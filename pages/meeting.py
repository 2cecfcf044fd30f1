"""会议汇报: a street and a month as a brief whose every number can be followed, to be edited, frozen and shown."""

from components import meeting, page, press, wall

view = page.start("meeting")
shown = meeting.chosen(view)

if wall.wanted():
    wall.show(view, shown)
else:
    meeting.take_away(view, shown)
    wall.button()
    meeting.since_last(view, shown)
    meeting.brief(view, shown)
    press.checked(view, meeting.month_of(view))
