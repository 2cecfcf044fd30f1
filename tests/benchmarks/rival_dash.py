"""The same small dashboard in Dash and pandas, written as one would: `python -m tests.benchmarks.rival_dash FILE PORT`.

FILE is Parquet, a row a request. Four numbers of the year so far, 36 months, the twenty best communities and twelve
categories, for a street that is chosen. All rows stand in memory, prepared once; a choice is one callback.
"""
from __future__ import annotations

import sys
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

YEAR = pd.Timestamp("2026-01-01")
NUMBERS = ("request_count", "ontime_closure_rate", "resolution_rate", "satisfaction_rate")
CHARTS = ("trend", "ranking", "breakdown")


def read(path: str) -> pd.DataFrame:
    """The requests with what every choice needs, reckoned once."""
    rows = pd.read_parquet(path)
    rows["street"] = rows["area_code"].str[:9].astype("category")
    rows["community"] = rows.pop("area_code").str[:12].astype("category")
    rows["category"] = rows["category"].astype("category")
    rows["closed_in"] = rows["closed_at"].dt.to_period("M").dt.to_timestamp()
    rows["is_on_time"] = rows.pop("closed_at").dt.normalize() <= rows.pop("due_at")
    rows["was_asked"] = rows["resolved"].isin(["0", "1"])
    rows["is_resolved"] = rows.pop("resolved") == "1"
    rows["was_rated"] = rows["satisfied"].isin(["0", "1", "2"])
    rows["is_satisfied"] = rows.pop("satisfied").isin(["1", "2"])
    return rows


def told(rows: pd.DataFrame, street: str | None) -> list[Any]:
    """What the callback answers: the numbers, then the charts."""
    own = rows if street is None else rows[rows["street"] == street]
    closed = own[own["closed_in"] >= YEAR]
    asked, rated = closed[closed["was_asked"]], closed[closed["was_rated"]]
    numbers = [f"{(own['received_at'] >= YEAR).sum():,}", _percent(closed["is_on_time"]),
               _percent(asked["is_resolved"]), _percent(rated["is_satisfied"])]
    months = own.groupby("closed_in")["is_on_time"].mean() * 100
    best = (closed.groupby("community", observed=True)["is_on_time"].mean() * 100).nlargest(20)
    parts = closed.groupby("category", observed=True)["is_on_time"].mean().nlargest(12) * 100
    return [
        *numbers,
        go.Figure(go.Scatter(x=months.index, y=months.to_numpy(), mode="lines+markers")),
        go.Figure(go.Bar(x=best.to_numpy(), y=best.index.astype(str), orientation="h")),
        go.Figure(go.Bar(x=parts.to_numpy(), y=parts.index.astype(str), orientation="h")),
    ]


def _percent(one: pd.Series) -> str:
    return f"{100 * one.mean():.1f}%"


def main(path: str, port: int) -> None:
    """Serve it on the loopback address."""
    rows, app = read(path), Dash(__name__)
    app.layout = html.Div([
        dcc.Dropdown(list(rows["street"].cat.categories), id="street"),
        *(html.H2(id=name) for name in NUMBERS),
        *(dcc.Graph(id=name) for name in CHARTS),
    ])
    app.callback([*(Output(name, "children") for name in NUMBERS), *(Output(name, "figure") for name in CHARTS)],
                 Input("street", "value"))(lambda street: told(rows, street))
    app.run(port=port)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
