"""Every page called over the socket by everybody: what a role may not use, and what is of other areas, never comes."""
from __future__ import annotations

import re

import httpx
import pytest

from components.page import PAGES
from data.language import label
from tests.pages import small_street
from tests.server import sockets

FORBIDDEN = {
    "looker": {"upload", "audit"}, "speaker": {"upload", "audit"}, "clerk-1": {"audit"}, "boss": set[str](),
}
OTHER = "990101001002"  # the community that is not the clerk's
OTHERS = re.compile(rf"{OTHER}|{small_street.COMMUNITIES[OTHER]}|{small_street.PUBLISHED}|{small_street.PROMISED}")
SPOKEN_TO = "不能使用"
EVERYBODY = pytest.mark.parametrize("who", FORBIDDEN)


def shown(address: str, client: httpx.Client, name: str, query: str = "period=2026-10") -> str:
    return sockets.page_of(address, client, "" if name == "home" else name, query)


@pytest.mark.slow
@EVERYBODY
@pytest.mark.parametrize("name", PAGES)
def test_a_page_refuses_itself_to_a_role_that_may_not_use_it_and_is_not_in_its_navigation(
    office: str, people: dict[str, httpx.Client], who: str, name: str
) -> None:
    told = shown(office, people[who], name)

    refused = name in FORBIDDEN[who]
    assert (SPOKEN_TO in told) == refused
    title = re.escape(label(f"pages.{name}").zh)
    assert bool(re.search(rf'class=\\?"page\\?">{title}', told)) != refused
    assert refused == ("file_uploader" not in told) or name != "upload"


def test_a_viewer_who_calls_the_upload_page_is_told_why_not(office: str, people: dict[str, httpx.Client]) -> None:
    told = shown(office, people["looker"], "upload")
    assert "您的角色是查看人员，不能使用“数据导入”" in told and "file_uploader" not in told


def test_a_viewer_takes_nothing_away_and_a_presenter_does(office: str, people: dict[str, httpx.Client]) -> None:
    for name in ("service", "meeting", "analysis"):
        assert "download_button" not in shown(office, people["looker"], name), name
        assert "download_button" in shown(office, people["speaker"], name), name


@pytest.mark.slow
@pytest.mark.parametrize("name", [one for one in PAGES if one not in FORBIDDEN["clerk-1"]])
def test_nothing_of_another_community_reaches_the_clerk_of_one(
    office: str, people: dict[str, httpx.Client], name: str
) -> None:
    """Not by the page, nor by any parameter of its address; the whole stream of the socket is searched."""
    asked = [
        "period=2026-10", f"area={OTHER}&period=2026-10", f"area={small_street.STREET}&period=2026-10",
        f"area={OTHER}001&level=grid", f"trace=ontime_closure_rate&area={OTHER}&period=2026-10",
        f"trace=urban_new_employment&area={small_street.STREET}&period=2026-10&record=GD00001",
        "area=' or 1=1 --", "wall=1&period=2026-10",
    ]
    for query in asked:
        told = shown(office, people["clerk-1"], name, query)
        said = re.sub(rf"您无权查看区域 {OTHER}\d*|area={OTHER}\d*", "", told)  # what the visitor typed is said again
        assert not OTHERS.findall(said), (name, query, OTHERS.findall(said)[:3])


def test_an_address_of_another_area_shows_the_own_one_and_says_so(office: str, people: dict[str, httpx.Client]) -> None:
    told = shown(office, people["clerk-1"], "service", f"area={OTHER}&period=2026-10")
    assert f"您无权查看区域 {OTHER}" in told and "新华社区" in told and "长山社区" not in told


@pytest.mark.slow
def test_a_file_made_for_one_person_is_not_given_to_another(office: str, people: dict[str, httpx.Client]) -> None:
    with sockets.opened(office, people["boss"]) as socket:
        told = "\n".join(sockets.texts(sockets.ask(socket, "upload")))
        paths = re.findall(r"/media/[0-9a-f]+\.\w+", told)
        boss = [people["boss"].get(one).status_code for one in paths]
        others = [people["looker"].get(one).status_code for one in paths]
    assert paths and set(boss) == {200}
    logo = {one for one in paths if people["looker"].get(one).status_code == 200}
    assert set(others) <= {200, 404} and logo <= set(re.findall(r"/media/[0-9a-f]+\.png", told))
