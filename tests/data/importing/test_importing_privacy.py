"""No person's name, number or door enters the store; numbers of things and names of places do."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.importing.privacy import (
    CARD_MASK,
    CELL_MASK,
    DOOR_MASK,
    IDENTITY_MASK,
    PHONE_MASK,
    masked,
    masked_cell,
    perhaps_private_sql,
)
from tests.data.importing.importing_office import REQUESTS, reasons, warnings

ROW = "A1,2026-01-03,安康社区,来访,应急,{},办理中,\n"


@pytest.mark.parametrize(
    "text,kept",
    [
        ("来电0561-3022222反映", f"来电{PHONE_MASK}反映"),
        ("（0561）3022222转801", PHONE_MASK),
        ("05613022222", PHONE_MASK),
        ("010 6655 4433", PHONE_MASK),
        ("０５６１－３０２２２２２", PHONE_MASK),
        ("座机：3022222", f"座机：{PHONE_MASK}"),
        ("+86 138 1234 5678", PHONE_MASK),
        ("013812345678、13912345678", f"{PHONE_MASK}、{PHONE_MASK}"),
        ("340603 19900101 123X", IDENTITY_MASK),
        ("身份证340603900101123", f"身份证{IDENTITY_MASK}"),
        ("工单编号11010519491231002X", f"工单编号{IDENTITY_MASK}"),
        ("卡6222021234567890128", f"卡{CARD_MASK}"),
        ("6222 0212 3456 7890 128", CARD_MASK),
        ("4111-1111-1111-1111", CARD_MASK),
        ("账号：3406 0012 3456", f"账号：{CARD_MASK}"),
    ],
)
def test_numbers_of_persons_are_masked(text, kept):
    assert masked(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码914403001922038216",
        "914403001922038216",
        "91350100M000100Y43",
        "工单编号：340603202601050012已办结",
        "工单编号6222021234567890128",
        "GD20260105001234",
        "340603003001001",
        "12345热线 2026-01-05 09:30转办",
        "电话20260105回访",
        "400-800-8000",
        "投资1234567.8901万元",
        "6222021234567890127",
        "3栋2单元501室",
    ],
)
def test_numbers_of_things_stay(text):
    assert masked(text) == text


@pytest.mark.parametrize(
    "text,kept",
    [
        ("新华小区3栋2单元501室漏水", f"新华小区3栋{DOOR_MASK}漏水"),
        ("3号楼2单元501", f"3号楼{DOOR_MASK}"),
        ("３栋２单元５０１室", f"３栋{DOOR_MASK}"),
        ("三栋二单元五零一室", f"三栋{DOOR_MASK}"),
        ("新华小区5栋501室", f"新华小区5栋{DOOR_MASK}"),
        ("新华小区3-2-501住户", f"新华小区3-{DOOR_MASK}住户"),
        ("3#2-501", f"3#{DOOR_MASK}"),
        ("王某家住501室", f"王某家住{DOOR_MASK}"),
        ("2单元12户停水", "2单元12户停水"),
        ("3号楼120余户", "3号楼120余户"),
        ("3号楼2单元门口路灯", "3号楼2单元门口路灯"),
        ("1号楼1号电梯", "1号楼1号电梯"),
        ("5号楼2026-01-05检修", "5号楼2026-01-05检修"),
        ("党群服务中心203室", "党群服务中心203室"),
        ("人民路12号", "人民路12号"),
    ],
)
def test_a_dwellings_door_goes_and_estate_and_building_stay(text, kept):
    assert masked(text, doors=True) == kept


DIGIT = "0123456789０１２３４５６７８９"
SIGNS = st.text(alphabet=DIGIT + " -－（）()：电话号栋楼单元室座#一二三居住X", max_size=40)
PERSONS = st.one_of(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.from_regex(r"05[0-9]{2}-?[2-9][0-9]{6}", fullmatch=True),
    st.from_regex(r"[1-8][0-9]{5}19[0-9]{2}0[1-9]1[0-9][0-9]{3}[0-9X]", fullmatch=True),
)
WORDS = st.text(alphabet="新华社区居民反映漏水，。、 ", max_size=8)
PREDICATES = duckdb.connect()


@given(st.one_of(SIGNS, PERSONS), st.booleans())
@example("340603 19900101 123X", False)
@example("（0561）3022222", False)
@example("(010)-2345678", False)
@example("甲栋2单元5号", True)
@example("3号楼 501", True)
def test_every_text_that_would_be_masked_is_looked_at(text, doors):
    sql = f"select {perhaps_private_sql('$1', doors)}"
    assert masked(text, doors) == text or PREDICATES.execute(sql, [text]).fetchone() == (True,)


@given(SIGNS, st.booleans())
def test_what_is_masked_once_is_masked_for_good(text, doors):
    once = masked(text, doors)
    twice = masked(once, doors)
    assert masked(twice, doors) == twice
    assert len([sign for sign in twice if sign in DIGIT]) <= len([sign for sign in text if sign in DIGIT])


@given(WORDS, PERSONS, WORDS)
@example("", "171355194303134293", "")  # its check digit suits a credit code, too
@example("", "48511919500715939X", "")  # it does so without being a citizen's
def test_a_persons_number_never_stays_whatever_stands_around_it(before, number, after):
    kept = masked(f"{before}{number}{after}", doors=True)
    assert number not in kept
    assert kept.startswith(before)
    assert kept.endswith(after)


@pytest.mark.parametrize(
    "heading", ["联系人", "当事人", "姓名", "户主姓名", "经办人", "银行卡号", "固话", "联系人-电话", "身份证号码"]
)
def test_a_column_about_persons_is_dropped_and_named(office, heading):
    report = office.upload(REQUESTS.strip() + f",{heading}\n" + ROW.format("漏水").strip() + ",李秀兰\n")

    assert report.status == "committed", reasons(report)
    assert f"含个人信息的列已丢弃：{heading}" in warnings(report)
    assert "李秀兰" not in everything(office)


@pytest.mark.parametrize("heading", ["受益业主", "涉及住户", "责任单位", "承办单位"])
def test_columns_of_counts_and_offices_are_not_about_persons(office, heading):
    report = office.upload(REQUESTS.strip() + f",{heading}\n" + ROW.format("漏水").strip() + ",12\n")

    assert "个人信息" not in warnings(report)


SECRET = "13812345678"


@pytest.mark.parametrize("at", range(8))
@pytest.mark.parametrize("accept", [False, True])
def test_a_number_typed_into_any_cell_but_the_key_reaches_neither_store_nor_report(office, at, accept):
    good = ROW.format("漏水").strip().split(",")
    bad = [*good[:at], f"{good[at]}致电{SECRET}", *good[at + 1 :]]
    if at == 0:
        bad = [*good[:5], f"漏水{SECRET}", *good[6:]]
    second = ",".join(["A2", *good[1:]])
    report = office.upload(REQUESTS + ",".join(bad) + f"\n{second}\n", accept_good_rows=accept)

    assert SECRET not in everything(office)
    assert SECRET not in str(report.as_json())


def test_the_door_goes_from_a_request_and_the_place_of_a_facility_stays(office):
    office.upload(REQUESTS + ROW.format("新华小区3栋2单元501室漏水"))
    heading = "设施编号,设施名称,设施类型,所属社区,数量,计量单位,状态,启用日期\n"
    row = "F1,新华小区3栋1单元101室活动点,助餐点,新华社区,1,个,已投用,2025-01-01\n"
    report = office.upload(heading + row, table="facility")

    assert office.rows("service_request", "title") == [(f"新华小区3栋{DOOR_MASK}漏水",)]
    assert office.rows("facility", "name") == [("新华小区3栋1单元101室活动点",)], reasons(report)


def test_a_key_of_eighteen_digits_stays(office):
    office.upload(REQUESTS + ROW.format("漏水").replace("A1", "340603199001011234"))

    assert office.rows("service_request", "request_no") == [("340603199001011234",)]


def test_a_cell_of_the_stored_original_is_masked_by_its_heading():
    assert masked_cell("李秀兰", "联系人") == CELL_MASK
    assert masked_cell(" ", "联系人") == " "
    assert masked_cell("340603199001011234", "工单编号") == "340603199001011234"
    assert masked_cell("340603199001011234", "备注") == IDENTITY_MASK
    assert masked_cell("3栋2单元501室 13812345678", "诉求内容") == f"3栋{DOOR_MASK} {PHONE_MASK}"
    assert masked_cell("联系电话：0561-3022222") == f"联系电话：{PHONE_MASK}"
    assert masked_cell("3栋2单元501室", "地点", doors=False) == "3栋2单元501室"


def everything(office) -> str:
    """All that the store holds, as text."""
    tables = [one["name"] for one in office.database.rows("select table_name as name from duckdb_tables()")]
    return "".join(str(office.database.rows(f'select * from "{one}"')) for one in tables)


def test_e_mail_addresses_and_cards_of_19_digits_are_masked():
    assert masked("请回复zhang.san@qq.com，或 Ｌi@126.ｃom") == "请回复（邮箱已隐去），或 （邮箱已隐去）"
    assert masked("汇到6222020200112233446") == "汇到（账号已隐去）"
    assert masked("@所有人 3@5") == "@所有人 3@5"
