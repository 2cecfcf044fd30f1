"""access.toml: who gets which role and areas, and what is said of a file that is wrong."""
from __future__ import annotations

from pathlib import Path

import pytest

from data.access import Access, AccessError, read

PROVIDER = """
[provider]
metadata = "https://sso.example.gov.cn/.well-known/openid-configuration"
client_id = "street"
client_secret = "s"
address = "https://street.example.gov.cn"
"""
ADMINISTRATOR = """
[[people]]
account = "admin"
role = "administrator"
"""


@pytest.fixture
def rules(tmp_path: Path):
    """rules(text): what a file of that text says."""

    def said(text: str) -> Access:
        file = tmp_path / "access.toml"
        file.write_text(text, "utf-8")
        return read(file)

    return said


def wrong(rules, text: str) -> str:
    with pytest.raises(AccessError) as found:
        rules(text)
    return str(found.value)


def test_the_example_of_the_documentation_is_right(rules) -> None:
    text = (Path(__file__).parents[3] / "docs" / "access.md").read_text("utf-8")
    found = rules(text.split("```toml\n")[1].split("```")[0])

    assert found.provider is not None and found.provider.is_secure
    assert {one.role for one in found.rules} == {"viewer", "presenter", "clerk", "administrator"}


def test_without_a_file_nobody_can_sign_in(tmp_path: Path) -> None:
    found = read(tmp_path / "none.toml")
    assert found.provider is None and found.person({"sub": "admin"}) is None


def test_the_first_rule_that_fits_gives_role_and_areas(rules) -> None:
    found = rules(PROVIDER + ADMINISTRATOR + """
[[people]]
account = ["li", "wang"]
role = "clerk"
areas = "990101001001"

[[people]]
claim = "groups"
value = ["leaders"]
role = "viewer"
areas = ["990101001"]
""")
    clerk = found.person({"preferred_username": "wang", "groups": ["leaders"]})
    leader = found.person({"preferred_username": "zhao", "groups": ["others", "leaders"], "name": "赵"})

    assert clerk is not None and (clerk.role, clerk.areas) == ("clerk", ("990101001001",))
    assert leader is not None and (leader.role, leader.areas, leader.name) == ("viewer", ("990101001",), "赵")
    assert found.person({"preferred_username": "nobody", "groups": ["others"]}) is None
    assert found.person({}) is None


def test_the_areas_that_rules_give_are_told_once_each_and_those_of_claims_are_not(rules) -> None:
    found = rules(PROVIDER + ADMINISTRATOR + """
[[people]]
account = "li"
role = "viewer"
areas = ["340603003"]

[[people]]
account = "wang"
role = "viewer"
areas = ["340603003"]

[[people]]
account = "zhao"
role = "clerk"
areas = ["340603003001"]

[[people]]
claim = "department"
value = "community"
role = "clerk"
areas_claim = "org_code"
""")
    assert found.scopes() == [(), ("340603003",), ("340603003001",)]
    assert found.scopes(only_look=True) == [("340603003",)]
    assert found.scopes(only_look=False) == [(), ("340603003001",)]
    assert rules("").scopes() == [()]


def test_the_areas_may_stand_in_a_claim_and_without_them_nobody_comes_in(rules) -> None:
    found = rules(PROVIDER + ADMINISTRATOR + """
[[people]]
claim = "department"
value = "community"
role = "clerk"
areas_claim = "org_code"
""")
    said = {"sub": "x", "department": "community"}
    clerk = found.person({**said, "org_code": "990101001002"})

    assert clerk is not None and clerk.areas == ("990101001002",)
    assert found.person({**said, "org_code": "anything"}) is None
    assert found.person(said) is None


def test_an_unverified_address_is_no_account(rules) -> None:
    found = rules(PROVIDER + '[[people]]\naccount = "a@b.cn"\nrole = "administrator"\n')

    assert found.person({"sub": "1", "email": "a@b.cn"}) is not None
    assert found.person({"sub": "1", "email": "a@b.cn", "email_verified": False}) is None


@pytest.mark.parametrize(("text", "line", "reason"), [
    ("[provider\n", 1, "格式不对"),
    (PROVIDER + ADMINISTRATOR + '[[people]]\naccount = "li"\nrole = "boss"\nareas = "all"\n', 13, "role 只能是"),
    (PROVIDER + ADMINISTRATOR + '[[people]]\naccount = "li"\nrole = "clerk"\n', 11, "要写 areas"),
    (PROVIDER + ADMINISTRATOR + '[[people]]\naccount = "li"\nrole = "clerk"\nareas = ["西街道"]\n', 14, "不是区域编码"),
    (PROVIDER + ADMINISTRATOR + '[[people]]\naccount = "li"\ncolour = "red"\n', 13, "不认识“colour”"),
    (PROVIDER + ADMINISTRATOR + '[[people]]\nrole = "clerk"\nareas = "all"\n', 11, "二者取一"),
    (PROVIDER.replace("https://sso", "http://sso") + ADMINISTRATOR, 3, "必须是 https://"),
    (PROVIDER.replace("gov.cn\"\n", "gov.cn/board\"\n") + ADMINISTRATOR, 6, "不带路径"),
    (PROVIDER.replace('client_id = "street"\n', "") + ADMINISTRATOR, 2, "缺少“client_id”"),
    (PROVIDER + "idle_minutes = 0\n" + ADMINISTRATOR, 7, "要在1到10000之间"),
    (PROVIDER + 'idle_minutes = "30"\n' + ADMINISTRATOR, 7, "要写成整数"),
    (PROVIDER, 2, "没有一条规则给出管理员"),
    (PROVIDER + ADMINISTRATOR + 'areas = ["990101001"]\n', 11, "管理员负责全部区域"),
    ("people = 3\n", 1, "[[people]]"),
])
def test_a_mistake_is_told_with_its_line_in_chinese(rules, text: str, line: int, reason: str) -> None:
    said = wrong(rules, text)
    assert f"access.toml第{line}行" in said and reason in said
