"""Boundaries before they are saved: new and changed shapes over their neighbours, and red where something is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from components import maps, page, ready
from components.language import lang, t
from components.map_legend import legend_html
from components.map_picture import Label, Legend, Patch, Picture
from components.map_shapes import Piece, ground
from components.remembering import remembering
from components.tables import plain
from data.importing.drawn import Drawn, Problem, Shape
from reports.map_classes import Class

# Blue and amber are apart in grey and for every kind of colour blindness; red lies on top and is named in the list.
COLOURS = {"neighbour": "#DDE2EA", "new": "#8DB6E8", "changed": "#F3CD7A", "problem": "#C8281E"}
SHOWN = 40


def preview(drawn: Drawn) -> None:
    """The card with the map, what is wrong in words, and the areas by name."""
    new, changed = drawn.of_state("new"), drawn.of_state("changed")
    with page.card("boundaries", t("drawn.title", new=len(new), changed=len(changed)), t("drawn.note")):
        picture = maps.show(lambda _width: _picture(drawn, lang()), "boundaries_map")
        ready.html(legend_html(picture.legend))
        _list([[_said(one)] for one in drawn.problems], ["problem"])
        rows = [[one.name, one.code, t(f"drawn.{one.state}"), _size(one)] for one in (*new, *changed)]
        _list(rows, ["area", "code", "state", "size"])


@remembering(16)
def _picture(drawn: Drawn, _language: str) -> Picture:
    """The colours say what becomes of a shape; thin lines are the parents, and changed shapes as they were."""
    features = [_feature(one.code, one.name, one.boundary) for one in drawn.shapes]
    wrong = {f"{one.code}-{one.other_code}-{one.kind}": one for one in drawn.problems}
    features += [_feature(key, t(f"drawn.{one.kind}"), one.part) for key, one in wrong.items()]
    outlines = [_feature(one.code, one.name, one.boundary) for one in drawn.parents]
    outlines += [_feature(str(at), "", one) for at, one in enumerate(drawn.before)]
    made = ground({"features": features}, {"features": outlines})
    shapes = {one.code: one for one in drawn.shapes}
    kinds = [kind for kind in COLOURS if (kind == "problem" and wrong) or kind in {one.state for one in drawn.shapes}]
    patches = [_patch(piece, shapes.get(piece.code), wrong.get(piece.code), kinds) for piece in made.pieces]
    return Picture(
        patches=patches,
        outlines=[path for parent in made.parents for path in parent.edge],
        rim=[],
        labels=[
            Label([patch.name], patch.piece.spot)
            for patch in patches
            if patch.code in shapes and shapes[patch.code].state != "neighbour"
        ],
        selected=None,
        legend=Legend([Class(0, 0, COLOURS[kind], t(f"drawn.{kind}")) for kind in kinds], None, None, []),
        bounds=made.bounds,
        summary=t("drawn.summary", new=len(drawn.of_state("new")), changed=len(drawn.of_state("changed")),
                  problems=len(drawn.problems)),
        labels_inside=True,
    )


def _patch(piece: Piece, shape: Shape | None, problem: Problem | None, kinds: Sequence[str]) -> Patch:
    kind = shape.state if shape else "problem"
    tip = [t(f"drawn.{kind}"), _size(shape)] if shape else [_said(problem)] if problem else []
    return Patch(piece.code, piece.name, COLOURS[kind], "plain", kinds.index(kind), tip, piece)


def _feature(code: str, name: str, geometry: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": {"area_code": code, "area_name": name}}


def _said(one: Problem) -> str:
    """One problem in a sentence."""
    return t(f"drawn.{one.kind}_said", name=one.name, code=one.code, other=one.other_name, other_code=one.other_code,
             percent=f"{one.share * 100:.0f}")


def _size(one: Shape) -> str:
    """About how large it is; of a changed one how large it was, too."""
    now = t("drawn.hectares", size=f"{one.square_metres / 10_000:,.2f}")
    if one.square_metres_before is None:
        return now
    return t("drawn.was", now=now, before=t("drawn.hectares", size=f"{one.square_metres_before / 10_000:,.2f}"))


def _list(rows: Sequence[Sequence[object]], heads: Sequence[str]) -> None:
    """The first rows, and how many there are besides."""
    if rows:
        ready.html(plain([t(f"drawn.{one}") for one in heads], rows[:SHOWN], ()))
    if len(rows) > SHOWN:
        st.caption(t("drawn.more", count=len(rows) - SHOWN))
