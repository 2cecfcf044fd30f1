"""指标分析: any indicator by area, month and kind, alone or beside another, to look at and to take away."""

from components import explorer, explorer_choices, page

view = page.start("analysis")
chosen = explorer_choices.choose(view)

explorer.show(view, chosen)
