"""会议汇报: a street and a month as a brief whose every number can be followed, to be edited, frozen and taken away."""

from components import meeting, page

view = page.start("meeting")
shown = meeting.chosen(view)

meeting.take_away(view, shown)
meeting.since_last(view, shown)
meeting.brief(view, shown)
