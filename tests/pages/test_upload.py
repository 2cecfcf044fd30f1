"""数据导入: choose, see, confirm, undo."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from shapely import affinity
from shapely.geometry import mapping, shape

from data import arrivals, audit, importing
from data.contracts import contracts
from data.endings import TABLES_AND_BOUNDARIES
from tests.pages.conftest import html, visitor

GOOD = """工单编号,受理时间,所属网格,来源渠道,诉求主体,诉求类别,办理状态
SB1,2026-10-20 09:00,990101001001001,12345热线,居民,环保,办理中
SB2,2026-10-21 09:00,990101001001002,12345热线,居民,环保,办理中
合计,,,,,,2
"""
SILENT = "990101001001"
BAD = GOOD.replace("2026-10-21 09:00", "十月的某天")


@pytest.fixture
def page(own_street, monkeypatch):
    return visitor(own_street, monkeypatch)("upload")


def choose(page, text: str, name: str = "十月.csv"):
    uploader = page.get("file_uploader")[0]
    return uploader.upload(name, text.encode("utf-8-sig"), "text/csv").run()


def test_a_file_is_rehearsed_and_nothing_is_saved_before_it_is_confirmed(page, own_street):
    at = choose(page, GOOD)

    assert not at.exception
    assert "现在还没有保存" in at.success[0].value
    assert "诉求工单" in html(at) and "合计" in html(at)
    assert "个数字会变" in html(at) and "诉求受理量" in html(at) and "新华社区" in html(at)
    assert own_street.rows("select count(*) as n from service_request where request_no like 'SB%'")[0]["n"] == 0


def test_a_confirmed_file_is_saved_and_can_be_undone_at_once(page, own_street):
    at = choose(page, GOOD)
    at.button(key="upload_confirm").click().run()

    assert not at.exception
    assert "十月.csv" in at.success[0].value
    assert own_street.rows("select count(*) as n from service_request where request_no like 'SB%'")[0]["n"] == 2

    at.button(key="undo_this").click().run()
    assert "已撤回" in at.success[0].value
    assert own_street.rows("select count(*) as n from service_request where request_no like 'SB%'")[0]["n"] == 0
    assert [(one.action, one.account) for one in audit.search(own_street.path)[:2]] == [
        ("undo", "local"), ("import", "local")]


def test_a_bad_cell_is_named_with_its_row_and_the_file_cannot_be_confirmed(page):
    at = choose(page, BAD)

    assert not at.exception
    assert "十月的某天" in html(at)
    assert not [one for one in at.button if one.key == "upload_confirm"]


def test_the_good_rows_of_a_bad_file_can_be_taken_on_purpose(page, own_street):
    at = choose(page, BAD)
    at.checkbox(key="upload_good_rows").check().run()
    at.button(key="upload_confirm").click().run()

    assert not at.exception
    assert own_street.rows("select request_no from service_request where request_no like 'SB%'") == [
        {"request_no": "SB1"},
    ]


def test_a_file_that_is_no_table_we_know_is_refused_in_words(page):
    at = choose(page, "甲,乙\n1,2\n")

    assert not at.exception
    assert at.error and not [one for one in at.button if one.key == "upload_confirm"]


def test_boundaries_are_shown_on_a_map_before_they_are_saved(page, own_street):
    [one] = own_street.rows("select area_name, boundary from area where area_code = '990101001001001'")
    moved = affinity.translate(shape(json.loads(one["boundary"])), 0.002, 0.001)
    told = {"code": "990101001001001", "name": one["area_name"]}
    feature = {"type": "Feature", "properties": told, "geometry": mapping(moved)}
    at = choose(page, json.dumps({"type": "FeatureCollection", "features": [feature]}), "网格.geojson")

    assert not at.exception
    said = html(at)
    assert "边界预览：0个新画，1个改动" in said
    assert "重叠约" in said or "以外" in said
    assert "有问题" in said
    [after] = own_street.rows("select boundary from area where area_code = '990101001001001'")
    assert after["boundary"] == one["boundary"]


@pytest.mark.parametrize("name", ["home", "service"])
@pytest.mark.parametrize("kept", ["false", "area_code <> '990101001001001'"])
def test_boards_of_a_street_without_boundaries_have_a_map_that_says_what_it_is(own_street, monkeypatch, name, kept):
    with own_street.write() as cursor:
        cursor.execute(f"update area set boundary = null where not ({kept})")
    at = visitor(own_street, monkeypatch)(name)

    assert not at.exception
    assert "示意图，非真实边界" in html(at)


def test_any_batch_in_the_history_can_be_undone(page, own_street):
    at = choose(page, GOOD)
    at.button(key="upload_confirm").click().run()
    batch = importing.history(own_street)[0]["batch"]

    at.button(key=f"undo_{batch}").click().run()
    assert not at.exception
    assert "已撤回" in html(at)
    assert not [one for one in at.button if one.key == f"undo_{batch}"]


def test_the_numbers_of_the_boards_follow_an_import(page):
    at = page.switch_page("pages/service.py").run()
    before = html(at)
    at = choose(at.switch_page("pages/upload.py").run(), GOOD)
    at.button(key="upload_confirm").click().run()

    assert html(at.switch_page("pages/service.py").run()) != before


@pytest.mark.parametrize("kind", ["xlsx", "xls", "csv", "tsv"])
def test_the_files_that_communities_send_can_be_chosen(kind):
    assert kind in TABLES_AND_BOUNDARIES


def test_the_store_can_be_backed_up_while_the_dashboard_runs(page, own_street):
    at = page.button(key="backup_now").click().run()

    assert not at.exception
    [copy] = (Path(own_street.path).parent / "backups").glob("*.zip")
    assert [one.value for one in at.success] == [f"已备份到服务器上的 {copy}"]


def test_rows_left_out_by_choice_are_listed_until_they_are_given_up(page, own_street):
    at = choose(page, BAD)
    assert "下载标红的原表，改正后再上传" in [one.label for one in at.get("download_button")]
    at.checkbox(key="upload_good_rows").check().run()
    at.button(key="upload_confirm").click().run()

    assert not at.exception
    assert "待改正的行：1行" in html(at) and "十月的某天" in html(at)
    batch = importing.history(own_street)[0]["batch"]
    at.button(key=f"give_up_{batch}").click().run()
    assert not at.exception
    assert "待改正的行" not in html(at)


def test_an_undone_batch_can_be_brought_back_and_its_original_taken_away(page, own_street):
    at = choose(page, GOOD)
    at.button(key="upload_confirm").click().run()
    batch = importing.history(own_street)[0]["batch"]
    at.button(key=f"undo_{batch}").click().run()
    at.button(key=f"redo_{batch}").click().run()

    assert not at.exception
    assert "已恢复" in at.success[0].value
    assert own_street.rows("select count(*) as n from service_request where request_no like 'SB%'")[0]["n"] == 2
    assert [one.label for one in at.get("download_button") if one.key == f"original_{batch}"] == ["原件"]


def test_more_than_ten_imports_can_be_searched_and_leafed_through(page, own_street):
    for number in range(11):
        own_street_batch(own_street, f"第{number}次.csv")
    at = page.run()
    assert "第10次.csv" in html(at) and "第0次.csv" not in html(at)

    at.text_input(key="history_search").input("第0次").run()
    assert not at.exception
    assert "第0次.csv" in html(at) and "第10次.csv" not in html(at)
    at.text_input(key="history_search").input("没有这种文件").run()
    assert "没有找到" in html(at)


def own_street_batch(database, name: str) -> None:
    with database.write() as cursor:
        cursor.execute(
            """insert into import_batch
            select $name, (select max(sequence) + 1 from import_batch), 'activity', $name, 'ab12', current_timestamp,
                   'clerk', 1, 0, 0, '{"sheets": []}', '已入库', '{}', ''""",
            {"name": name},
        )


def test_a_column_can_be_given_another_field_before_the_file_is_confirmed(page, own_street):
    at = choose(page, GOOD.replace("诉求类别", "啥类"))
    assert not at.exception
    [box] = [one for one in at.selectbox if one.label == "啥类 ＊"]
    box.select("category")
    [apply] = [one for one in at.button if one.label == "按此重新试算"]
    at = apply.click().run()
    at.button(key="upload_confirm").click().run()

    assert not at.exception
    assert own_street.rows("select distinct category from service_request where request_no like 'SB%'")[0]["category"]


def test_the_year_is_asked_for_where_dates_lack_it(page, own_street):
    at = choose(page, GOOD.replace("2026-10-20 09:00", "10月20日"))
    [year] = [one for one in at.number_input if "哪一年" in one.label]
    year.set_value(2026)
    [apply] = [one for one in at.button if one.label == "按此重新试算"]
    at = apply.click().run()

    assert not at.exception
    assert "现在还没有保存" in at.success[0].value


def test_what_a_community_still_owes_is_a_link_that_opens_its_upload(own_street, monkeypatch):
    with own_street.write() as cursor:
        cursor.execute("delete from employment_stat where area_code = ? and month = date '2026-10-01'", [SILENT])
        arrivals.note(cursor, contracts()["employment_stat"], None)
    open_page = visitor(own_street, monkeypatch)
    matrix = html(open_page("upload", area="990101001"))
    [link] = re.findall(rf'href="upload\?(area={SILENT}&amp;table=employment_stat&amp;report=2026-10)"', matrix)

    at = open_page("upload", **dict(one.split("=") for one in link.split("&amp;")))
    assert not at.exception
    assert "2026年10月的《就业月报》，最晚 2026-11-05 报送" in at.info[0].value
    assert [at.selectbox(key=one).value for one in ("table", "template_table")] == ["employment_stat"] * 2
    assert at.selectbox(key="report").value == "2026-10"


def test_a_link_to_what_has_come_meanwhile_says_so(own_street, monkeypatch):
    at = visitor(own_street, monkeypatch)("upload", area=SILENT, table="employment_stat", report="2026-10")

    assert "已经报了" in at.success[0].value


def test_a_link_to_a_table_that_does_not_exist_is_dropped(own_street, monkeypatch):
    at = visitor(own_street, monkeypatch)("upload", area=SILENT, table="salaries", report="2031-01")

    assert not at.exception and not at.info and at.selectbox(key="table").value == ""
