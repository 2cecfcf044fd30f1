"""The child process: `python -m data.reading.child FILE FOLDER MEMORY_MB SECONDS`.

Reads FILE under hard limits and writes FOLDER/result.json beside Arrow files for every sheet. A hostile file may
abort this process; that is what it is for. It never sees the database.
"""

from __future__ import annotations

import errno
import json
import resource
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

EXIT_MEMORY = 3
ROWS_READ = "rows"


def main(file: str, folder: str, memory_mb: str, seconds: str) -> int:
    _limit(int(memory_mb), int(seconds))
    sys.meta_path.insert(0, _WithoutPandas())
    return read_into(Path(folder), Path(file))


def read_into(folder: Path, file: Path) -> int:
    """Write down what the file holds, or why it is refused; the exit code."""
    from data.reading.refusal import Refusal

    result: dict[str, object]
    try:
        result = _read(file, folder)
    except MemoryError:
        return EXIT_MEMORY
    except OSError as error:
        if error.errno == errno.EFBIG:
            return EXIT_MEMORY
        raise
    except Refusal as refusal:
        result = {"refused": refusal.code, "values": refusal.values}
    (folder / "result.json").write_text(json.dumps(result), "utf-8")
    return 0


class _WithoutPandas:
    """pyarrow imports pandas, at twice its own cost, only to ask of each list whether it is a Series."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name, name=name)


def _limit(memory_mb: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 20, memory_mb << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 * memory_mb << 20, 2 * memory_mb << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(file: Path, folder: Path) -> dict[str, object]:
    from data.reading.kinds import kind_of
    from data.reading.refusal import Refusal

    kind, encoding = kind_of(file), None
    sheets: list[Sheet] = []
    if kind == "text":
        from data.reading.delimited import read_delimited

        sheets.append(Sheet(folder, 0, file.stem))
        encoding, sheets[0].lines = read_delimited(file, sheets[0].save)
    else:
        from data.reading.columns import chunks_of

        for name, rows, merges, *more in _workbook(file, kind):
            is_hidden, unseen = (*more, False, {})[:2] if more else (False, {})
            sheets.append(Sheet(folder, len(sheets), name, merges, is_hidden=is_hidden, unseen=unseen))
            sheets[-1].save(chunks_of(rows))
    if not any(sheet.files for sheet in sheets if not sheet.is_hidden):
        raise Refusal("empty")
    return {
        "kind": {"text": "csv", "json": "geojson"}.get(kind, kind),
        "encoding": encoding,
        "sheets": [sheet.about() for sheet in sheets if sheet.files],
    }


def _workbook(file: Path, kind: str) -> Iterable[tuple[Any, ...]]:
    """(name, rows, merges) of every sheet, and perhaps whether it is hidden and what of it is."""
    if kind == "json":
        from data.reading.features import feature_rows

        return [(file.stem, feature_rows(file), ())]
    if kind == "shapefile":
        from data.reading.shapefiles import shapefile_sheets

        return shapefile_sheets(file)
    if kind in ("kml", "kmz"):
        from data.reading import kml

        return [(file.stem, (kml.kml_rows if kind == "kml" else kml.kmz_rows)(file), ())]
    if kind in ("html", "mht"):
        from data.reading import html_tables

        return (html_tables.page_tables if kind == "html" else html_tables.archive_tables)(file)
    if kind == "excel_xml":
        from data.reading.excel_xml import excel_xml_sheets

        return excel_xml_sheets(file)
    from data.reading.workbook import read_workbook

    return read_workbook(file, kind)


class Sheet:
    """Where the rows of one sheet go: a new Arrow file whenever the rows become wider or narrower."""

    def __init__(
        self, folder: Path, index: int, name: str, merges: Sequence[Any] = (), *, is_hidden: bool = False,
        unseen: Mapping[str, Any] | None = None,
    ) -> None:
        self.unseen = dict(unseen or {})
        self.folder, self.index, self.name, self.merges, self.is_hidden = folder, index, name, merges, is_hidden
        self.files: list[str] = []
        self.lines: Any = None
        self.rows = 0

    def save(self, chunks: Iterable[Any]) -> None:
        """Replaces what was saved before; chunks are written as they come, so that they need not be held."""
        import pyarrow as pa

        self.files.clear()
        self.rows = 0
        with ExitStack() as stack:
            schema = writer = None
            for chunk in chunks:
                if not chunk.num_rows:
                    continue
                if chunk.schema != schema:
                    schema = chunk.schema
                    self.files.append(f"{self.index}-{len(self.files)}.arrow")
                    sink = stack.enter_context(pa.OSFile(str(self.folder / self.files[-1]), "wb"))
                    writer = stack.enter_context(pa.ipc.new_file(sink, schema))
                assert writer is not None
                writer.write_table(chunk)
                self.rows += chunk.num_rows
                (self.folder / ROWS_READ).write_text(str(self.rows), "ascii")

    def about(self) -> dict[str, object]:
        return {"name": self.name, "files": self.files, "merges": self.merges, "hidden": self.is_hidden,
                "unseen": self.unseen, "lines": self.lines and asdict(self.lines)}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
