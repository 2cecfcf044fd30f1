"""No person's number enters the store: telephone and identity numbers in free text are masked."""

from __future__ import annotations

import re

PHONE_MASK, IDENTITY_MASK = "（电话已隐去）", "（证件号已隐去）"
_DIGIT = "[0-9０-９]"
_IDENTITY = (
    f"(^|[^0-9０-９])([1-9１-９]{_DIGIT}{{5}}(?:19|20|１９|２０){_DIGIT}{{2}}[01０１]{_DIGIT}"
    f"[0-3０-３]{_DIGIT}{_DIGIT}{{3}}[0-9０-９XxＸｘ])($|[^0-9０-９])"
)
_PHONE = (
    f"(^|[^0-9０-９])((?:[+＋]?(?:86|８６)[- ]?)?[1１][3-9３-９]{_DIGIT}[- ]?{_DIGIT}{{4}}[- ]?"
    f"{_DIGIT}{{4}})($|[^0-9０-９])"
)
_MASKS = ((_IDENTITY, IDENTITY_MASK), (_PHONE, PHONE_MASK))


def masked(text: str) -> str:
    """The text without telephone and identity numbers."""
    for pattern, mask in _twice():
        text = re.sub(pattern, rf"\g<1>{mask}\g<3>", text)
    return text


# Cheap, and true for every text that `masked` would change: eleven digits, perhaps grouped.
PERHAPS_PRIVATE = f"({_DIGIT}[- ]?){{11}}"


def perhaps_private_sql(expression: str) -> str:
    """SQL, cheap and true for every text that `masked` would change: eleven digits, perhaps grouped."""
    return f"regexp_matches({expression}, '{PERHAPS_PRIVATE}')"


def _twice() -> list[tuple[str, str]]:
    """Each pattern twice: two numbers parted by one character share it, and one pass takes only the first."""
    return [one for one in _MASKS for _ in range(2)]
