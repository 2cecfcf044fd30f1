"""Personal data that was uploaded by mistake stands on no page, with whatever is chosen there."""

from __future__ import annotations

import pytest

from components.page import PAGES
from data.database import Database
from tests.data.test_personal_markers import PERSON, found_in, office
from tests.pages.conftest import visitor

__all__ = ["office"]
MORE = {
    "home": ({"trace": "request_count"}, {"trace": "request_count", "record": "A1"}),
    "upload": ({}, {"table": "service_request"}),
}


@pytest.mark.slow
def test_no_page_shows_a_marker(office, monkeypatch):
    database = Database(office / "street.duckdb")
    open_page = visitor(database, monkeypatch)
    try:
        for name in PAGES:
            for more in ({}, *MORE.get(name, ())):
                at = open_page(name, area="340603003", period="2026-01", **more)
                assert not at.exception, (name, more, at.exception)
                told = everything(at)
                assert len(told) > 1_000
                assert not found_in(told.encode()), (name, more)
    finally:
        database.close()


def everything(at) -> str:
    """All that the page sends, figures and tables included."""
    protos = [str(getattr(one, "proto", "")) for one in nodes(at._tree)]
    return "\n".join(protos).encode().decode("unicode_escape", "ignore").encode("latin-1", "ignore").decode(
        "utf-8", "ignore") + "\n".join(protos)


def nodes(block):
    for one in block.children.values():
        yield one
        if hasattr(one, "children"):
            yield from nodes(one)


def test_the_search_reads_chinese_out_of_what_a_page_sends():
    from streamlit.proto.Html_pb2 import Html

    class Node:
        proto = Html(body=f"<p>{PERSON}</p>")

    class Tree:
        class _tree:
            children = {0: Node()}  # noqa: RUF012

    assert found_in(everything(Tree).encode()) == [PERSON]
