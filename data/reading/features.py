"""GeoJSON FeatureCollection -> a sheet: one feature a row, one property a column, the geometry as text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data.reading.columns import Row
from data.reading.delimited import encoding_of
from data.reading.projections import declared_projection
from data.reading.refusal import Refusal

GEOMETRY_HEADING = "边界"
SYSTEM_HEADING = "坐标系"
_DECLARING = ("crs", "coordinate_system", "coordinateSystem", SYSTEM_HEADING)


def feature_rows(path: Path) -> list[Row]:
    """The sheet of a GeoJSON file. Raises Refusal when it is not one."""
    document = _document(path)
    features = [(_properties(one), one.get("geometry")) for one in document["features"]]
    system = _system(document)
    if projection := declared_projection(system):
        try:
            features = [(said, projection.degrees(geometry)) for said, geometry in features]
        except (TypeError, IndexError, RecursionError):
            raise Refusal("not_features") from None
        system = projection.system
    return rows_of_features(features, system)


def rows_of_features(features: Sequence[tuple[dict[str, Any], Any]], system: str | None) -> list[Row]:
    """Row 1 holds the names of the attributes and 边界; feature i, as (attributes, geometry), is row i + 1.

    A coordinate system that the file declares stands in a column 坐标系 of its own.
    """
    names = list(dict.fromkeys(name for attributes, _ in features for name in attributes))
    declared = [system] if system and not set(names) & set(_DECLARING) else []
    rows: list[Row] = [(1, [*names, GEOMETRY_HEADING, *([SYSTEM_HEADING] if declared else [])])]
    for number, (attributes, geometry) in enumerate(features, start=2):
        texts = [_text(attributes.get(name)) for name in names]
        rows.append((number, [*texts, _text(geometry), *declared]))
    return rows if features else []


def _document(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding_of(path)))
    except json.JSONDecodeError as error:
        raise Refusal("broken_json", line=error.lineno) from None
    except RecursionError:
        raise Refusal("not_features") from None
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise Refusal("not_features")
    features = document.get("features")
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise Refusal("not_features")
    return document


def _system(document: dict[str, Any]) -> str | None:
    """What the member crs or coordinate_system says: a name, or an object that holds one."""
    said = next((document[name] for name in _DECLARING if document.get(name)), None)
    while isinstance(said, dict):
        said = said.get("properties") or said.get("name") or said.get("code")
    return said if isinstance(said, str) else None


def _properties(feature: dict[str, Any]) -> dict[str, Any]:
    found = feature.get("properties")
    return found if isinstance(found, dict) else {}


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
