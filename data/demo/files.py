"""Rows to the CSV files a clerk would upload: Chinese headings, Chinese words, UTF-8 with BOM for Excel."""
from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data.contracts import Contract, Field, contracts

Row = dict[str, Any]
MONEY = ("元", "万元")


def write(path: Path, table: str, rows: Sequence[Row]) -> Path:
    """Write rows keyed by field name under the contract's Chinese headings, in the contract's order.

    Raises KeyError when a row has a field that the contract does not know.
    """
    contract = contracts()[table]
    used = set().union(*rows)
    fields = [field for field in contract.fields if field.name in used]
    _refuse_unknown(contract, used)
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target, lineterminator="\r\n")
        writer.writerow([_heading(field) for field in fields])
        words = [_words(field) for field in fields]
        for row in rows:
            cells = (row.get(field.name) for field in fields)
            writer.writerow([_text(cell, word) for cell, word in zip(cells, words, strict=True)])
    return path


def _refuse_unknown(contract: Contract, used: set[str]) -> None:
    unknown = used - {field.name for field in contract.fields}
    if unknown:
        raise KeyError(f"{contract.name} has no field {', '.join(sorted(unknown))}")


def _heading(field: Field) -> str:
    return f"{field.title.zh}（{field.unit}）" if field.unit in MONEY else field.title.zh


def _words(field: Field) -> dict[str, str]:
    return {value.value: value.zh for value in field.enum}


def _text(cell: object, words: dict[str, str]) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, dict):
        return json.dumps(cell, separators=(",", ":"))
    return words.get(str(cell), str(cell))
