"""What is out of the ordinary in a large CSV file is seen wherever it stands."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from data.reading import regular
from data.reading.records import Dialect, Tally
from data.reading.regular import Irregular


def rows_of(path: Path) -> int:
    """How many rows the quick way finds in a file of two columns."""
    return sum(chunk.num_rows for chunk in regular.regular_chunks(path, "utf-8", Dialect(",", False, 2), Tally()))


@pytest.mark.parametrize("oddity", [b"\n\n", b"\n\r\n", b"\r4", b'4"5'])
@pytest.mark.parametrize("place", range(-4, 2))
def test_it_is_seen_on_the_border_of_two_blocks(tmp_path, oddity, place):
    path = tmp_path / "台账.csv"
    before = b"1,22222\r\n" * (regular.BLOCK // 9) + b"1,2345678901234567890"
    rows = b"\r\n" + b"3,4\r\n" * 9
    path.write_bytes(before[: regular.BLOCK + place] + oddity + rows)

    with pytest.raises(Irregular):
        rows_of(path)


def test_a_return_without_a_line_at_the_very_end_is_seen_and_a_plain_file_has_its_lines(tmp_path):
    path = tmp_path / "台账.csv"
    rows = 500_000
    plain = b"1,2\r\n" * rows
    path.write_bytes(plain + b"3,4")

    assert rows_of(path) == rows + 1

    path.write_bytes(plain + b"3,4\r")
    with pytest.raises(Irregular):
        rows_of(path)


def test_a_blank_line_is_seen_wherever_it_stands(tmp_path):
    path = tmp_path / "台账.csv"
    for place in (0, 3, 400_000, 500_000):
        path.write_bytes(b"1,2\n" * place + b"\n" + b"1,2\n" * (500_000 - place))
        with pytest.raises(Irregular):
            rows_of(path)


def test_a_file_too_large_to_be_mapped_ends_no_reading(tmp_path):
    path = tmp_path / "台账.csv"
    with path.open("wb") as file:
        file.truncate(3 << 30)  # takes no room on the disk
    told = """if True:
        import resource, sys
        from pathlib import Path
        from data.reading.delimited import _is_utf8
        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
        print(_is_utf8(Path(sys.argv[1])))
    """

    found = subprocess.run([sys.executable, "-c", told, str(path)], capture_output=True, text=True, check=False)

    assert found.stdout.strip() == "False", found.stderr
