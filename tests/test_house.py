"""The house rules: who may import whom, who may know Streamlit, what may not be committed."""
from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# A room may import itself and every room below it.
ROOMS = ["data", "queries", "reports", "components", "pages", "dashboard", "server"]
BELOW = {
    "data": {"data"},
    "queries": {"data", "queries"},
    "reports": {"data", "queries", "reports"},
    "components": {"data", "queries", "reports", "components"},
    "pages": {"data", "queries", "reports", "components"},
    "dashboard": {"data", "queries", "reports", "components", "pages"},
    "server": {"data", "components", "server"},
}
SHOWN = {"components", "pages", "dashboard", "server"}
SOURCES = sorted(
    path.relative_to(ROOT) for path in [*ROOT.glob("*.py"), *ROOT.glob("*/**/*.py")]
    if path.relative_to(ROOT).parts[0].removesuffix(".py") in ROOMS
)
VAGUE = re.compile(r"(^|_)(utils?|helpers?|manager|common|misc)($|_)")


def room(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The top-level names of everything a file imports."""
    for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_imports_go_downhill_only(path: Path) -> None:
    """`__main__.py` files are entries from outside and may bring rooms together."""
    if path.name == "__main__.py":
        return
    assert {name for name in imported(path) if name in ROOMS} <= BELOW[room(path)]


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_only_what_is_shown_knows_streamlit(path: Path) -> None:
    assert room(path) in SHOWN or "streamlit" not in set(imported(path))


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_names_say_what_is_inside(path: Path) -> None:
    assert not VAGUE.search(path.stem)


def test_pages_are_thin_and_begin_with_start() -> None:
    pages = sorted((ROOT / "pages").glob("*.py"))
    assert pages
    for path in pages:
        text = path.read_text("utf-8")
        assert len(text.splitlines()) <= 80, f"{path.name} has grown thick"
        assert re.search(r"^view = page\.start\(", text, re.MULTILINE), f"{path.name} begins without page.start()"


def test_every_requirement_is_pinned() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-cluster.txt"):
        for line in (ROOT / name).read_text("utf-8").splitlines():
            if line and not line.startswith(("#", "-r ")):
                assert re.fullmatch(r"[A-Za-z0-9_.\-]+(\[[a-z]+\])?==[0-9][0-9A-Za-z.]*", line), f"{name}: {line}"


def test_who_only_looks_at_pages_needs_no_library_for_files() -> None:
    pages = ", ".join(f"components.{path.stem}" for path in sorted((ROOT / "components").glob("[a-z]*.py")))
    asked = f"import sys, {pages}; print(*{{'pandas', 'docx', 'docxtpl', 'lxml', 'pptx'}} & set(sys.modules))"

    found = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)

    assert found.stdout.split() == []
