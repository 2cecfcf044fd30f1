"""The line between writer and readers: only the server's own user reaches it, and whoever does not answer is away."""
from __future__ import annotations

import socket
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data import line
from data.line import Away, Line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / ("a folder with a long name " * 5)  # longer than a socket's name may be


@pytest.fixture
def listening(folder: Path) -> Iterator[Line]:
    def answer(asked: dict[str, Any]) -> dict[str, Any]:
        if asked["ask"] == "fail":
            raise OSError(28, "No space left on device")
        return {"said": asked}

    end = line.listen(folder, answer)
    yield Line(folder)
    end()


def test_many_ask_at_once_and_each_gets_the_own_answer(listening: Line) -> None:
    answers: dict[int, dict[str, Any]] = {}
    asking = [threading.Thread(target=lambda n=n: answers.update({n: listening.ask("echo", n=n, name="王芳")}))
              for n in range(40)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert {n: said["said"] for n, said in answers.items()} == {
        n: {"ask": "echo", "n": n, "name": "王芳"} for n in range(40)}


def test_only_the_servers_own_user_can_open_it(listening: Line, folder: Path) -> None:
    assert stat.S_IMODE((folder / line.NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_what_fails_at_the_writer_fails_here_with_its_number(listening: Line) -> None:
    with pytest.raises(OSError, match="No space left") as problem:
        listening.ask("fail")
    assert problem.value.errno == 28 and not isinstance(problem.value, Away)


def test_a_writer_that_is_not_there_is_away(tmp_path: Path) -> None:
    with pytest.raises(Away):
        Line(tmp_path).ask("echo")
    with pytest.raises(Away):
        Line(tmp_path / "nowhere").ask("echo")


def test_a_writer_that_does_not_answer_is_away(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(tmp_path / line.NAME))
        deaf.listen()
        with pytest.raises(Away):
            Line(tmp_path, patience=0.1).ask("echo")


def test_a_new_writer_takes_the_place_of_one_that_was_killed(folder: Path, listening: Line) -> None:
    end = line.listen(folder, lambda asked: {"said": "new"})
    assert listening.ask("echo") == {"said": "new"}
    end()


def test_nonsense_on_the_line_harms_nobody(listening: Line, folder: Path) -> None:
    with line._short(folder) as name, socket.socket(socket.AF_UNIX) as rude:
        rude.connect(name)
        rude.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert rude.recv(100) in (b"", b"{}\n")
    assert listening.ask("echo")
