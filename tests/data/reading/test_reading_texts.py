"""Whatever reading says, it can say it in both languages."""

from __future__ import annotations

import re
from pathlib import Path

from data import language, reading

SOURCE = "\n".join(path.read_text("utf-8") for path in Path(reading.__file__).parent.glob("*.py"))


TEXTS = frozenset(language.keys())


def test_every_refusal_and_every_remark_has_its_text():
    refusals = {f"unreadable.{code}" for code in re.findall(r'Refusal\(\s*"([a-z_]+)"', SOURCE)}
    said = set(re.findall(r'label\(\s*"([a-z_.]+)"', SOURCE))

    assert len(refusals | said) > 30
    assert refusals | said <= TEXTS


def test_no_text_of_reading_is_left_unused():
    ours = [one for one in sorted(TEXTS) if one.split(".")[0] in ("unreadable", "cell", "sheet", "total")]

    assert [one for one in ours if f'"{one}"' not in SOURCE and f'"{one.split(".")[1]}"' not in SOURCE] == []
