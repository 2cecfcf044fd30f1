"""The requests that are open now, kept beside their ledger: lists of what is to be done tell of these alone, and nobody
has to look through all others for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb

from data.contracts import contracts, main_date
from data.database import SEEN_AT_ONCE

LEDGER = "service_request"
_COLUMNS = "request_no, area_code, received_at, requester_type, category, due_at, handler"
_OPEN = "closed_at is null and status not in ('已办结', '不予受理')"


def note(cursor: duckdb.DuckDBPyConnection, chosen: str, values: Mapping[str, Any]) -> None:
    """Bring `open_request` up to date with the chosen rows of the ledger; `chosen` calls the day that places a row
    `{day}`, and names no other column but the area.
    """
    chosen = chosen.format(day=main_date(contracts()[LEDGER]))
    cursor.execute(f"delete from open_request where {chosen}", values)
    rows = f"select {_COLUMNS} from {LEDGER} where {_OPEN} and {chosen}"
    cursor.execute(f"insert into open_request {rows} {SEEN_AT_ONCE}", values)
