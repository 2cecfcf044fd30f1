"""The endings of files that can be imported, as the upload offers them and the server lets them in."""
from __future__ import annotations

SHEETS = ("xlsx", "xls", "et", "xlsm", "xlsb", "ods", "csv", "tsv", "txt")
EXPORTS = ("htm", "html", "mht", "mhtml", "xml")
BOUNDARIES = ("geojson", "json", "zip", "kml", "kmz")
TABLES_AND_BOUNDARIES = (*SHEETS, *EXPORTS, *BOUNDARIES)
