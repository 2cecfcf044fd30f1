"""The map card before, without and with the browser's answer to what it can draw."""
from __future__ import annotations

from streamlit.testing.v1 import AppTest

from components import webgl


def app() -> None:
    from components import maps
    from tests.components import map_samples as samples

    communities = samples.communities()
    maps.draw("按时办结率", samples.rates(communities), samples.measure(), communities)


def run(**state: object) -> AppTest:
    test = AppTest.from_function(app, default_timeout=60)
    for name, value in state.items():
        test.session_state[name] = value
    return test.run()


def drawn(test: AppTest) -> list[str]:
    assert not test.exception
    return [kind for kind in ("plotly_chart", "deck_gl_json_chart") if test.get(kind)]


ANSWERED = {"map.card": {"webgl": True, "width": 600}}


def test_until_the_browser_has_answered_nothing_is_drawn_but_the_legend_is_there() -> None:
    test = run()

    assert drawn(test) == []
    assert any("map-legend" in one.proto.body for one in test.get("html"))


def test_a_browser_with_webgl_gets_the_webgl_map() -> None:
    assert drawn(run(webgl=True, **ANSWERED)) == ["deck_gl_json_chart"]


def test_a_browser_without_webgl_gets_the_svg_map() -> None:
    assert drawn(run(webgl=False, **ANSWERED)) == ["plotly_chart"]


def test_a_browser_that_never_answers_gets_the_svg_map() -> None:
    assert drawn(run(**{"map.unanswered": True})) == ["plotly_chart"]


def test_the_address_decides_for_the_whole_session() -> None:
    test = AppTest.from_function(app, default_timeout=60)
    test.query_params["map"] = "svg"
    for name, value in {"webgl": True, **ANSWERED}.items():
        test.session_state[name] = value
    assert drawn(test.run()) == ["plotly_chart"]

    del test.query_params["map"]
    assert drawn(test.run()) == ["plotly_chart"]


def test_what_draws_maps_is_found_among_the_scripts_of_streamlit() -> None:
    found = webgl.bundles("street")

    assert list(found) == list(webgl.DRAWN_BY)
    for path in found.values():
        folder, _, name = path.rpartition("/")
        assert folder == "/street/static/js" and (webgl.SCRIPTS / name).is_file()
