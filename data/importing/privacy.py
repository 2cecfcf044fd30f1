"""No person's number, e-mail or door enters the store: masked in free text, cells of private columns go altogether.

Names of persons in sentences stay: nothing tells 王芳 from a word with certainty, and half of them would be worse.

Numbers of things look like numbers of persons: a credit code of 18 digits, a request's number made of the area's code
and the day. Keys are never masked; in a sentence such a number stays where the words before it name it (工单编号：…) or
its own check digit proves it, unless the check digit proves it a person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle

from data.reading.matching import heading as heading_of

PHONE_MASK, IDENTITY_MASK, CARD_MASK = "（电话已隐去）", "（证件号已隐去）", "（账号已隐去）"
EMAIL_MASK = "（邮箱已隐去）"
DOOR_MASK, CELL_MASK = "（门牌已隐去）", "（个人信息已隐去）"
Span = tuple[int, int]

# One character for one, so that a place in the plain text is the place in the text as it was written.
_PLAIN = {0xFEE0 + number: number for number in range(ord("!"), ord("~") + 1)} | dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_PLAIN[ord("　")] = " "

_IDENTITY = re.compile(
    r"(?<!\d)[1-9]\d{5}[ -]?(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[\dXx](?!\d)"
)
_OLD_IDENTITY = re.compile(r"(?:身份证|证件)[件号码编为是: ]{0,5}(?P<n>[1-9]\d{14}(?:\d\d[\dXx])?)(?!\d)")
_MOBILE = re.compile(r"(?<!\d)(?:(?:\+|00)?86[- ]?|0)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_AREA_CODE = r"0(?:10|2\d|[3-9]\d\d)"
_LANDLINE = re.compile(
    rf"(?<![\d.])(?:\+?86[- ]?)?(?:\({_AREA_CODE}\)|{_AREA_CODE})[- ]?[2-9]\d{{2,3}}[- ]?\d{{4}}"
    r"(?:(?:-|转|ext\.?) ?\d{1,5})?(?!\d)"
)
_LOCAL = re.compile(
    r"(?:电话|座机|固话|tel)[号码为是:. ]{0,4}(?P<n>(?!(?:19|20)\d\d-?[01]\d)[2-9]\d{2,3}[- ]?\d{4})(?!\d)",
    re.IGNORECASE,
)
_CARD = re.compile(r"(?<!\d)\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)")
_ACCOUNT = re.compile(r"(?:卡号|银行卡|账号|帐号|账户)[号码为是: ]{0,4}(?P<n>\d{3}[\d -]{5,22}\d)(?!\d)")
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9_.%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![A-Za-z0-9@])"
)
_ISSUED = re.compile(r"(?:6[02]\d{14,17}|[45]\d{15}|955\d{16})")  # 银联, Visa, Mastercard, and the old ones of 工行
_CREDIT = re.compile(r"(?<![0-9A-Z])[1-9A-NY][0-9A-HJ-NP-RTUWXY]\d{6}[0-9A-HJ-NP-RTUWXY]{10}(?![0-9A-Z])")
_NAMED = re.compile(r"(?:编号|单号|代码|编码|文号)[为是: ]{0,3}(?P<n>[0-9A-Za-z-]{8,24})")

_COUNT = "零〇一二三四五六七八九十百"
_HOUSE = rf"(?:(?:\d{{1,4}}|[A-Za-z甲乙丙丁]|[{_COUNT}]{{1,4}})(?:号楼|栋|幢|座|号院|号|楼|#楼?))"
_NUMBER = rf"(?:\d{{1,4}}|[{_COUNT}]{{1,5}})"
_BARE = r"\d{3,4}(?![\d户人元米平次个年月日%块台盏万名余多号楼栋./-])"  # no count, no year, no other house
_ROOM = rf"(?:{_NUMBER}(?:室|号房|房(?![屋子]))|{_BARE})"
_UNIT = rf"(?:\d{{1,2}}|[{_COUNT}甲乙丙丁东西中]{{1,2}})单元"
_DOORS = (
    # 3栋2单元501室: the estate and the building stay.
    re.compile(rf"(?P<n>{_UNIT}[,、 -]?(?:\d{{1,2}}[楼层])?[,、 -]?(?:{_ROOM}|{_NUMBER}号(?!楼)))"),
    re.compile(rf"{_HOUSE}[,、 -]?(?P<n>\d{{1,2}}-\d{{3,4}}室?)(?![\d-])"),  # 3号楼2-501
    re.compile(r"(?<![\d.-])\d{1,3}-(?P<n>\d{1,2}-(?:\d{3,4}室|(?!19\d\d|20\d\d)\d{3,4}))(?![\d-])"),  # 3-2-501
    re.compile(r"(?<![\d.-])\d{1,3}-(?P<n>\d{3,4}室)"),  # 3-501室
)
_MAYBE_PUBLIC = (
    re.compile(rf"{_HOUSE}[,、 -]?(?P<n>{_ROOM})"),  # 3栋501室
    re.compile(rf"(?<!\d)(?P<n>(?:\d{{3,4}}|[{_COUNT}]{{3,4}})室)"),  # 501室
)
_PUBLIC = re.compile("中心|办公|大厅|会议|活动室|服务站|工作站|学校|医院|大厦|写字楼|政务|居委会|办事处|派出所|驿站")
_NEAR = 10  # characters before a room that may say whose it is


def masked(text: str, doors: bool = False) -> str:
    """The text without telephone, identity and card numbers and e-mail addresses; with `doors` without doors either."""
    plain = text.translate(_PLAIN)
    found = sorted(_private(plain, doors), key=lambda one: (one[0][0], -one[0][1]))
    parts, end = [], 0
    for (first, last), mask in found:
        if first >= end:
            parts += [text[end:first], mask]
            end = last
    return "".join([*parts, text[end:]]) if parts else text


def surely_private(text: str) -> bool:
    """Whether there is a mobile number, an identity number or an e-mail address: what no other text looks like."""
    identities = (one[0] for one in _IDENTITY.finditer(text))
    return bool(_MOBILE.search(text) or _EMAIL.search(text)) or any(map(_is_identity, identities))


def masked_cell(text: str, heading: str = "", doors: bool = True) -> str:
    """One cell of an uploaded sheet as it may be kept: nothing of a column about persons, numbers of things whole.

    `heading` is what stands above it, both lines of a double heading joined; the heading itself is no such cell.
    """
    above = heading_of("", heading) if heading else None
    if above and above.is_private:
        return CELL_MASK if text.strip() else text
    if above and re.search("(?:编号|单号|编码|代码|文号)$", above.spellings[-1] if above.spellings else ""):
        return text
    return masked(text, doors)


def perhaps_private(doors: bool = False) -> str:
    """The pattern of every text that `masked` would change, and of some others: cheap to ask of a whole column."""
    digit = "[0-9０-９]"
    pattern = f"({digit}[^0-9０-９]{{0,3}}){{7}}|[@＠]"
    if doors:
        pattern += f"|室|单元|[栋幢座楼号院＃#－‐‑‒–—−-].{{0,4}}{digit}"
    return pattern


def perhaps_private_sql(expression: str, doors: bool = False) -> str:
    """SQL, cheap and true for every text that `masked` would change: seven digits close together, @, or a door."""
    pattern = perhaps_private(doors)
    return f"regexp_matches({expression}, '{pattern}')"


def _private(plain: str, doors: bool) -> Iterator[tuple[Span, str]]:
    kept = list(_of_things(plain))
    for one in _IDENTITY.finditer(plain):
        if _is_identity(one[0]) or not _within(one.span(), kept):
            yield one.span(), IDENTITY_MASK
    for one in _OLD_IDENTITY.finditer(plain):
        yield one.span("n"), IDENTITY_MASK
    for one in _EMAIL.finditer(plain):
        yield one.span(), EMAIL_MASK
    for one in _MOBILE.finditer(plain):
        yield one.span(), PHONE_MASK
    for pattern in (_LANDLINE, _LOCAL):
        for one in pattern.finditer(plain):
            if not _within(span := one.span("n" if pattern is _LOCAL else 0), kept):
                yield span, PHONE_MASK
    for one in _ACCOUNT.finditer(plain):
        yield one.span("n"), CARD_MASK
    for one in _CARD.finditer(plain):
        if _is_card(re.sub("[ -]", "", one[0])) and not _within(one.span(), kept):
            yield one.span(), CARD_MASK
    if doors:
        yield from ((span, DOOR_MASK) for span in _doors(plain))


def _doors(plain: str) -> Iterator[Span]:
    for pattern in _DOORS:
        yield from (one.span("n") for one in pattern.finditer(plain))
    for pattern in _MAYBE_PUBLIC:
        for one in pattern.finditer(plain):
            if not _PUBLIC.search(plain, max(one.start() - _NEAR, 0), one.start()):
                yield one.span("n")


def _of_things(plain: str) -> Iterator[Span]:
    """Where the numbers of enterprises and of cases stand."""
    yield from (one.span() for one in _CREDIT.finditer(plain) if _is_credit_code(one[0]))
    yield from (one.span("n") for one in _NAMED.finditer(plain))


def _within(span: Span, others: list[Span]) -> bool:
    return any(first <= span[0] and span[1] <= last for first, last in others)


def _is_identity(text: str) -> bool:
    """GB 11643: the last of the 18 is the check digit of the others."""
    number = re.sub("[ -]", "", text).upper()
    total = sum(int(digit) * (2 ** (17 - at) % 11) for at, digit in enumerate(number[:17]))
    return "10X98765432"[total % 11] == number[17]


def _is_card(number: str) -> bool:
    """Luhn's check digit behind the first digits of a bank that issues cards here."""
    weighed = (int(digit) * weight for digit, weight in zip(reversed(number), cycle((1, 2)), strict=False))
    return bool(_ISSUED.fullmatch(number)) and sum(sum(divmod(one, 10)) for one in weighed) % 10 == 0


def _is_credit_code(code: str) -> bool:
    """GB 32100: the last of the 18 is the check digit of the others.

    Of a number without letters, or with an X at its end, that proves little; only those of enterprises (9…) cannot be a
    citizen's as well.
    """
    if code[:17].isdigit() and code[0] != "9":
        return False
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(signs.index(sign) * (3**at % 31) for at, sign in enumerate(code[:17]))
    return signs[-total % 31] == code[17]
