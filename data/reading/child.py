"""The child process: `python -m data.reading.child FILE FOLDER MEMORY_MB SECONDS`.

Reads FILE under hard limits and writes FOLDER/result.json beside one Arrow file per sheet. A hostile file may
abort this process; that is what it is for. It never sees the database.
"""
from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

EXIT_MEMORY = 3


def main(file: str, folder: str, memory_mb: str, seconds: str) -> int:
    _limit(int(memory_mb), int(seconds))
    from data.reading.refusal import Refusal

    result: dict[str, object]
    try:
        result = _read(Path(file), Path(folder))
    except MemoryError:
        return EXIT_MEMORY
    except Refusal as refusal:
        result = {"refused": refusal.code, "values": refusal.values}
    (Path(folder) / "result.json").write_text(json.dumps(result), "utf-8")
    return 0


def _limit(memory_mb: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 20, memory_mb << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(file: Path, folder: Path) -> dict[str, object]:
    from data.reading.kinds import kind_of

    kind = kind_of(file.read_bytes())
    encoding: str | None = None
    if kind == "text":
        from data.reading.delimited import read_delimited

        table, encoding = read_delimited(file)
        sheets = [(file.stem, table, ())]
    elif kind == "json":
        from data.reading.features import read_features

        sheets = [(file.stem, read_features(file), ())]
    else:
        from data.reading.workbook import read_workbook

        sheets = list(read_workbook(file, kind))
    found = [one for one in sheets if one[1] is not None]
    if not found:
        from data.reading.refusal import Refusal

        raise Refusal("empty")
    return {
        "kind": {"text": "csv", "json": "geojson"}.get(kind, kind),
        "encoding": encoding,
        "sheets": [_saved(folder, i, *one) for i, one in enumerate(found)],
    }


def _saved(folder: Path, i: int, name: str, table, merges) -> dict[str, object]:
    import pyarrow as pa

    path = folder / f"{i}.arrow"
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return {"name": name, "file": path.name, "merges": merges}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
