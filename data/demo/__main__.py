"""python -m data.demo FOLDER: write the files of the demonstration; a line for each as soon as it is there.

The line holds how many there are so far, how many there will be, the table, and the file's name, divided by tabs.
"""
import io
import sys
from pathlib import Path

from data import demo

tables = {name: table for name, table, _ in demo.SHEETS}
told = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", line_buffering=True)


def tell(done: int, total: int, name: str) -> None:
    print(done, total, tables[name], name, sep="\t", file=told)


demo.write_files(Path(sys.argv[1]), tell)
