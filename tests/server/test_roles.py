"""Every page called over the socket by everybody: what a role may not use, and what is of other areas, never comes."""
from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from components.page import PAGES
from data import audit
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


@pytest.mark.slow
def test_a_viewer_takes_nothing_away_and_a_presenter_does(office: str, people: dict[str, httpx.Client]) -> None:
    for name in PAGES:
        assert "download_button" not in shown(office, people["looker"], name), name
    for name in ("service", "meeting", "analysis"):
        assert "download_button" in shown(office, people["speaker"], name), name


@pytest.mark.slow
def test_slides_briefs_editions_and_templates_are_offered_to_whom_they_belong(
    office: str, people: dict[str, httpx.Client]
) -> None:
    offered = {"looker": set[str](), "clerk-1": set[str](), "speaker": {"meeting_deck", "freeze"},
               "boss": {"meeting_deck", "freeze", "template_deck"}}
    for who, wanted in offered.items():
        told = shown(office, people[who], "meeting", f"area={small_street.STREET}&period=2026-10")
        found = {one for one in ("meeting_deck", "freeze", "template_deck") if f"-{one}" in told}
        assert found == wanted, who


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


def test_a_file_made_for_one_person_says_so_and_is_not_given_to_another(
    office: str, office_folder: Path, people: dict[str, httpx.Client]
) -> None:
    with sockets.opened(office, people["speaker"]) as socket:
        address = sockets.press_download(socket, sockets.ask(socket, "service", "period=2026-10"))
        taken = people["speaker"].get(address)
        others = {who: client.get(address).status_code for who, client in people.items() if who != "speaker"}

    assert taken.status_code == 200
    last = taken.content.decode("utf-8-sig").splitlines()[-1]
    assert "导出：speaker（汇报人员）" in last and "西街道" in last
    assert others == {"": 401, "looker": 404, "clerk-1": 404, "boss": 404}
    entry = audit.search(office_folder / "street.duckdb", "export")[0]
    assert (entry.action, entry.account, entry.area_code) == ("export", "speaker", small_street.STREET)
