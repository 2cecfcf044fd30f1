"""How much a rerun of home costs, against an empty page of the same dashboard in the same process."""

from __future__ import annotations

from time import process_time

from streamlit.testing.v1 import AppTest

RUNS = 12
EMPTY = """
import streamlit as st
from components import filters, page
from components.language import settle

filters.adopt_address()
settle()
st.session_state["through_dashboard"] = True
page.start("home")
"""


def seconds(at: AppTest) -> float:
    """What a warm run takes of the processor; the least of several, for others may be using it too."""
    found = []
    for _ in range(RUNS):
        before = process_time()
        at.run()
        found.append(process_time() - before)
    return min(found)


def test_home_takes_at_most_four_times_an_empty_page(visit):
    home = visit("home")
    empty = AppTest.from_string(EMPTY, default_timeout=60).run()
    assert not home.exception and not empty.exception

    assert seconds(home) <= 4 * seconds(empty)


def test_the_explorer_takes_at_most_six_times_an_empty_page(visit):
    explorer = visit("analysis", form="ranking", **{"with": "satisfaction_rate"})
    empty = AppTest.from_string(EMPTY, default_timeout=60).run()
    assert not explorer.exception and not empty.exception

    assert seconds(explorer) <= 6 * seconds(empty)


def test_home_is_few_messages_to_the_browser(visit):
    at = visit("home")

    assert len(at.get("html")) + len(at.get("plotly_chart")) <= 12
