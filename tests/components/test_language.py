"""Everything a user sees stands in the language module, in both languages."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from data import language

ROOT = Path(__file__).parents[2]
SOURCES = sorted([ROOT / "dashboard.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "components").glob("*.py")])
CHINESE = re.compile(r"[\u3400-\u9fff]")
KEYS = language.keys()
SCREENS = ("pages", "cards", "charts", "filters", "tables", "worklists", "meters", "definitions", "upload", "map",
           "volunteering", "facilities")
# The language switch names each language in its own tongue, whichever is being read.
OWN_NAMES = {"中文"}


def docstrings(tree: ast.AST) -> set[int]:
    """The ids of the nodes that are documentation."""
    bodies = [
        node.body
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}


def literals(path: Path) -> list[str]:
    """Every string of a source file that is not documentation."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = docstrings(tree)
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_page_and_no_component_spells_chinese_itself(path):
    assert [one for one in literals(path) if CHINESE.search(one) and one not in OWN_NAMES] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_text_that_is_asked_for_exists(path):
    sections = {key.partition(".")[0] for key in KEYS}
    asked = [
        one for one in literals(path) if re.fullmatch(r"[a-z_]+\.[a-z0-9_]+", one) and one.partition(".")[0] in sections
    ]
    # A name that ends in _ is the beginning of one that is put together.
    missing = [
        one for one in asked if one not in KEYS and not (one.endswith("_") and any(key.startswith(one) for key in KEYS))
    ]
    assert missing == []


def test_every_text_has_chinese_and_english():
    for key in KEYS:
        one = language.label(key)
        assert one.zh.strip() and one.en.strip(), key


def test_the_english_of_the_screens_has_no_chinese_in_it():
    of_screens = [key for key in KEYS if key.partition(".")[0] in SCREENS]

    assert of_screens and [key for key in of_screens if CHINESE.search(language.label(key).en)] == []


def test_both_languages_fill_in_the_same_values():
    def names(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    different = [key for key in KEYS if names(language.label(key).zh) != names(language.label(key).en)]
    assert different == []


def test_a_text_without_its_english_is_refused(tmp_path, monkeypatch):
    (tmp_path / "x.toml").write_text('[x]\ngreeting = { zh = "你好" }\n', "utf-8")
    monkeypatch.setattr(language, "TEXTS", tmp_path)
    language._texts.cache_clear()
    try:
        with pytest.raises(language.TextError, match="exactly zh and en"):
            language.label("x.greeting")
    finally:
        monkeypatch.undo()
        language._texts.cache_clear()
