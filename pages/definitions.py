"""指标口径: how every number is defined, where the definition comes from, and its SQL."""

from components import definitions, page

view = page.start("definitions")

definitions.searchable_list(view)
