"""What clerks write into cells, and what it means."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.contracts import contracts
from data.reading import Parsed
from data.reading.values import (
    parse,
    parse_boolean,
    parse_code,
    parse_date,
    parse_datetime,
    parse_enum,
    parse_month,
    parse_number,
)

EXACT, LOWER, HIGHER, ABOUT = 0, 1, 2, 3


def field(table: str, name: str):
    return contracts()[table].field(name)


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("600", 600, EXACT),
        ("600余", 600, HIGHER),
        ("600余人", 600, HIGHER),
        ("600多户", 600, HIGHER),
        ("600人以上", 600, HIGHER),
        ("600+", 600, HIGHER),
        ("超过95%", 95, HIGHER),
        ("逾300", 300, HIGHER),
        ("至少4", 4, HIGHER),
        ("不少于4次", 4, HIGHER),
        ("上千", 1000, HIGHER),
        ("上百人", 100, HIGHER),
        ("十余", 10, HIGHER),
        ("十几户", 10, HIGHER),
        ("百余人", 100, HIGHER),
        ("二十多万", 200_000, HIGHER),
        ("近38", 38, LOWER),
        ("近千人", 1000, LOWER),
        ("不到20", 20, LOWER),
        ("不足20户", 20, LOWER),
        ("20以内", 20, LOWER),
        ("约2350平方米", 2350, ABOUT),
        ("大约 300 户", 300, ABOUT),
        ("300左右", 300, ABOUT),
        ("300户左右", 300, ABOUT),
        ("十来个", 10, ABOUT),
        ("约600余", 600, ABOUT),
    ],
)
def test_a_qualifier_becomes_the_bound(text, value, bound):
    parsed = parse_number(text)

    assert (parsed.value, parsed.bound, parsed.problem) == (value, bound, None)


@pytest.mark.parametrize(
    "text", ["几张", "若干", "数十", "几十人", "数百", "好几个", "两三个", "二三十", "许多", "一些"]
)
def test_a_vague_word_is_empty_with_a_warning_and_never_zero(text):
    parsed = parse_number(text)

    assert parsed.value is None
    assert parsed.warning is not None
    assert parsed.problem is None


@pytest.mark.parametrize("text", [None, "", " ", "-", "—", "/", "无", "暂无", "N/A", "－"])
def test_a_stroke_is_an_empty_cell(text):
    assert parse_number(text) == Parsed()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("１２３", 123),
        ("1,234", 1234),
        ("1，234", 1234),
        ("12,345,678.9", 12345678.9),
        ("1 234", 1234),
        ("三十二", 32),
        ("一百二十", 120),
        ("八千零一十七", 8017),
        ("两百", 200),
        ("壹佰贰拾", 120),
        ("3万5千", 35_000),
        ("1亿2000万", 120_000_000),
        ("1.2万户", 12_000),
        ("-5", -5),
        ("负五", -5),
        ("−5", -5),
        ("1.5E+03", 1500),
        ("12(户)", 12),
        ("0", 0),
        ("2/3", 2 / 3),
        ("三分之二", 2 / 3),
        ("百分之九十七点五", 97.5),
        ("９８．５％", 98.5),
        ("5千米", 5000),
        ("10個百分點", 10),
        ("31萬元", 31),
    ],
)
def test_a_number_is_read_however_it_is_written(text, value):
    assert parse_number(text).value == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        "已完成", "1,23", "12 34", "1.2.3", "20-30人", "20～30", "272套8983户", "2021-07-28", "7月28日", "12月",
        "10²", "2/0", "万元", "31万2", "一般", "1e999", "#DIV/0!", "########", "=SUM(B2:B9)", "abc", "12x34",
    ],
)  # fmt: skip
def test_what_is_no_single_number_is_refused(text):
    parsed = parse_number(text)

    assert parsed.value is None
    assert parsed.problem is not None


@pytest.mark.parametrize(
    ("text", "heading", "target", "value"),
    [
        ("31", "万元", "元", 310_000),
        ("310000", "元", "万元", 31),
        ("31", "亿元", "万元", 310_000),
        ("31万余元", "元", "万元", 31),
        ("31万", "万元", "万元", 31),
        ("三十一万", None, "万元", 31),
        ("3.1亿", "万元", "万元", 31_000),
        ("3千元", "万元", "万元", 0.3),
        ("1.2", "万人", "人", 12_000),
        ("2.35公里", None, "米", 2350),
        ("1公顷", None, "平方米", 10_000),
        ("3亩", None, "平方米", 2000),
        ("235㎡", None, "平方米", 235),
        ("235m²", None, "平方米", 235),
        ("90分钟", None, "小时", 1.5),
        ("97.5%", None, "%", 97.5),
        ("97.5%", None, "比例", 0.975),
        ("2/3", None, "%", 200 / 3),
    ],
)
def test_money_lengths_areas_and_shares_are_converted_and_the_cells_own_unit_wins(text, heading, target, value):
    parsed = parse_number(text, heading, target)

    assert parsed.problem is None
    assert (parsed.value, parsed.unit) == (pytest.approx(value), target)


def test_a_qualifier_survives_conversion():
    assert parse_number("31万余元", None, "万元").bound == HIGHER


@pytest.mark.parametrize(("text", "target"), [("272幢", "栋"), ("20余名", "人"), ("4场", "场次"), ("12件", "起")])
def test_two_words_for_the_same_unit_pass_without_a_word(text, target):
    parsed = parse_number(text, None, target)

    assert (parsed.warning, parsed.problem, parsed.unit) == (None, None, target)


@pytest.mark.parametrize(
    ("text", "heading", "target", "given"),
    [
        ("272套", None, "栋", "套"),
        ("272", "套", "栋", "套"),
        ("5人次", None, "人", "人次"),
        ("140家次", None, "家", "家次"),
        ("38处", None, "个", "处"),
    ],
)
def test_another_unit_of_count_is_never_converted_but_named(text, heading, target, given):
    parsed = parse_number(text, heading, target)

    assert parsed.value is not None
    assert parsed.unit == given
    assert parsed.warning is not None and given in parsed.warning.zh and target in parsed.warning.zh


@pytest.mark.parametrize(("text", "target"), [("600户", "万元"), ("31万元", "人"), ("30%", "户"), ("2小时", "平方米")])
def test_money_is_never_people(text, target):
    assert parse_number(text, None, target).problem is not None


def test_a_fraction_under_percent_is_taken_but_questioned():
    parsed = parse_number("0.975", None, "%")

    assert parsed.value == 0.975
    assert parsed.warning is not None and "97.5%" in parsed.warning.zh


def test_words_behind_the_number_are_left_out_and_named():
    parsed = parse_number("12（其中新增2）", None, "个")

    assert parsed.value == 12
    assert parsed.warning is not None and "其中新增2" in parsed.warning.zh


def test_half_a_person_is_refused():
    assert parse("12.5", field("employment_stat", "trained")).problem is not None


FORMS = {
    "{n}余": HIGHER, "{n}多人": HIGHER, "超过{n}": HIGHER, "{n}以上": HIGHER, "至少{n}户": HIGHER,
    "近{n}": LOWER, "不到{n}人": LOWER, "约{n}": ABOUT, "{n}左右": ABOUT, "{n}": EXACT, "{n}人": EXACT,
}  # fmt: skip


@given(st.integers(0, 10**9), st.sampled_from(sorted(FORMS)))
def test_every_whole_number_survives_every_way_of_writing_it(number, form):
    for written in (
        str(number),
        f"{number:,}",
        str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    ):
        parsed = parse_number(form.format(n=written))

        assert (parsed.value, parsed.bound) == (number, FORMS[form])


@given(st.decimals(0, 10**6, places=2), st.sampled_from(["元", "万元", "亿元"]), st.sampled_from(["元", "万元"]))
def test_an_amount_is_the_same_in_every_unit(amount, unit, target):
    sizes = {"元": 1, "万元": 10_000, "亿元": 100_000_000}

    in_cell = parse_number(f"{amount}{unit}", None, target)
    in_heading = parse_number(str(amount), unit, target)

    assert in_cell.value == in_heading.value == pytest.approx(float(amount) * sizes[unit] / sizes[target])


# Text of the kind that stands in cells, and any text at all.
LIKELY = st.text(
    st.sampled_from("0123456789０９一二十百千万亿余多近约上几数人户元套%％.,，-/年月日时分：: （）()E+∞²①萬"),
    max_size=14,
)


@settings(max_examples=400)
@given(st.one_of(LIKELY, st.text(max_size=30)))
def test_no_text_whatever_breaks_a_parser(text):
    for target in (None, "人", "万元", "%", "比例"):
        parsed = parse_number(text, None, target)
        assert parsed.value is None or parsed.problem is None
    for parser in (parse_date, parse_datetime, parse_month, parse_boolean, parse_code):
        assert isinstance(parser(text), Parsed)
    assert isinstance(parse_enum(text, field("service_request", "status")), Parsed)
    assert isinstance(parse_date(text, "last"), Parsed)


DAY = datetime.date(2021, 7, 28)


@pytest.mark.parametrize(
    "text",
    [
        "2021-07-28", "2021.7.28", "2021/7/28", "20210728", "2021年7月28日", "二〇二一年七月二十八日", "44405",
        "２０２１－７－２８", "2021 年 7 月 28 日", "2021年7月28号", "2021年7月28日（星期三）", "2021-07-28 13:05:00",
        "2021-07-28前", "44405.5", "2021年07月28日之前", "2021-07-28T13:05:00+08:00",
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(text):
    assert parse_date(text) == Parsed(DAY)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("7月28日", "年份"),
        ("7.28", "年份"),
        ("十月", "年份"),
        ("21.7.28", "四位"),
        ("21年7月28日", "四位"),
        ("7/28/2021", "月和日"),
        ("2021年10月", "具体日期"),
        ("2021-02-30", "没有"),
        ("2021-13-01", "没有"),
        ("0000-01-01", "没有"),
        ("长期", "不是日期"),
        ("3", "不是日期"),
        ("99999", "不是日期"),
        ("2021年7月中旬", "不是日期"),
        ("2021.7.1-2021.7.5", "不是日期"),
    ],
)
def test_a_date_that_leaves_something_open_is_asked_back(text, hint):
    parsed = parse_date(text)

    assert parsed.value is None
    assert parsed.problem is not None and hint in parsed.problem.zh


def test_the_end_of_a_month_is_its_last_day_and_said_so():
    parsed = parse_date("2021年12月底前")

    assert parsed.value == datetime.date(2021, 12, 31)
    assert parsed.warning is not None
    assert parse_date("2024年2月底").value == datetime.date(2024, 2, 29)
    assert parse_date("2021年底").value == datetime.date(2021, 12, 31)


def test_a_bare_month_is_the_day_its_field_says():
    assert parse_date("2021年10月", "last").value == datetime.date(2021, 10, 31)
    assert parse_date("2021-10", "first").value == datetime.date(2021, 10, 1)


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_survives_every_way_of_writing_it(day):
    y, m, d = day.year, day.month, day.day
    serial = (day - datetime.date(1899, 12, 30)).days
    written = [
        f"{y}-{m}-{d}",
        f"{y}.{m:02}.{d:02}",
        f"{y}/{m}/{d}",
        f"{y}年{m}月{d}日",
        day.isoformat(),
        f"{day:%Y%m%d}",
    ]

    for text in [*written, str(serial)]:
        assert parse_date(text).value == day
        assert parse_month(text).value == day.replace(day=1)
        assert parse_datetime(text).value == datetime.datetime(y, m, d)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2021-07-28 13:05", "13:05:00"),
        ("2021-07-28T13:05:07", "13:05:07"),
        ("2021/7/28 9:30:15.123", "09:30:15"),
        ("2021年7月28日13时5分", "13:05:00"),
        ("2021年7月28日 下午3点20分", "15:20:00"),
        ("2021-7-28 上午9:30", "09:30:00"),
        ("2021-07-28 3:05 PM", "15:05:00"),
        ("2021年7月28日晚8点半", "20:30:00"),
        ("2021-07-28 中午12点", "12:00:00"),
        ("20210728093000", "09:30:00"),
        ("44405.5", "12:00:00"),
        ("2021-07-28 24:00", "23:59:59"),
        ("2021-07-28T05:05:00Z", "13:05:00"),
        ("2021-07-28", "00:00:00"),
    ],
)
def test_a_moment_is_read_however_it_is_written(text, time):
    assert parse_datetime(text).value == datetime.datetime.fromisoformat(f"2021-07-28 {time}")


@pytest.mark.parametrize("text", ["2021-07-28 25:00", "2021-07-28 12:61", "2021-07-28 晚上12点", "昨天", "13:05"])
def test_an_impossible_moment_is_refused(text):
    parsed = parse_datetime(text)

    assert parsed.value is None
    assert parsed.problem is not None


@pytest.mark.parametrize(
    "text",
    ["2021年10月", "2021-10", "202110", "2021.10", "2021/10", "2021年10月份", "2021-10-31", "二〇二一年十月", "44500"],
)
def test_a_month_is_read_however_it_is_written(text):
    assert parse_month(text) == Parsed(datetime.date(2021, 10, 1))


def test_an_october_that_excel_cut_to_january_is_asked_back():
    assert parse_month("2021.1").problem is not None
    assert parse_month("2021.2").value == datetime.date(2021, 2, 1)


def test_a_span_of_months_is_its_last_month_with_a_warning():
    parsed = parse_month("2021年1-10月")

    assert parsed.value == datetime.date(2021, 10, 1)
    assert parsed.warning is not None


@pytest.mark.parametrize("text", ["10月", "2021年第三季度", "2021-13", "2021"])
def test_what_is_no_single_month_is_refused(text):
    assert parse_month(text).problem is not None


@pytest.mark.parametrize(
    ("text", "value"),
    [("是", True), ("√", True), ("有", True), ("1", True), ("Ｙ", True), ("否", False), ("×", False), ("无", False),
     ("0", False), ("N", False), ("/", None), ("", None)],
)  # fmt: skip
def test_yes_and_no_have_many_spellings(text, value):
    assert parse_boolean(text) == Parsed(value)


def test_perhaps_is_neither_yes_nor_no():
    assert parse_boolean("可能").problem is not None


@pytest.mark.parametrize("text", ["已办结", "办结", "辦結", "已 办结", "已办结（销号）", "Closed", "已办结。"])
def test_a_word_of_a_list_is_known_by_any_of_its_spellings(text):
    assert parse_enum(text, field("service_request", "status")) == Parsed("已办结")


def test_an_unknown_word_is_refused_with_the_words_that_are_allowed():
    parsed = parse_enum("胡扯", field("service_request", "status"))

    assert parsed.value is None
    assert parsed.problem is not None and "办理中" in parsed.problem.zh


def test_two_ways_of_writing_other_are_one_word():
    assert parse_enum("其它", field("service_request", "category")) == Parsed("其他")


def test_an_unknown_word_stays_where_the_list_is_open():
    parsed = parse_enum("网络问政", field("service_request", "channel"))

    assert parsed.value == "网络问政"
    assert parsed.warning is not None


def test_every_word_of_every_list_is_read_as_itself():
    for contract in contracts().values():
        for one in contract.fields:
            for word in one.enum:
                assert parse_enum(word.value, one).value == word.value
                assert parse_enum(word.zh, one).value == word.value


def test_a_code_in_scientific_notation_is_read_only_when_no_digit_is_lost():
    assert parse_code("3.70102001002003E+14") == Parsed("370102001002003")

    lost = parse_code("3.70102E+14")
    assert lost.value is None
    assert lost.problem is not None and "文本" in lost.problem.zh


@given(st.integers(10**14, 10**15 - 1))
def test_fifteen_digits_survive_scientific_notation(code):
    digits = str(code)

    assert parse_code(f"{digits[0]}.{digits[1:]}E+14").value == digits


@pytest.mark.parametrize(
    ("text", "code"), [("370102001002.0", "370102001002"), ("３７０１", "3701"), ("370 102", "370102"), ("1E5", "1E5")]
)
def test_a_code_keeps_its_digits_and_loses_the_noise(text, code):
    assert parse_code(text) == Parsed(code)


@pytest.mark.parametrize(
    ("text", "value"), [("12.", 12), ("1,200.", 1200), ("-3.", -3), ("１２．", 12), ("12。", 12)]
)
def test_a_number_may_end_with_its_point(text, value):
    parsed = parse_number(text)

    assert (parsed.value, parsed.problem, parsed.warning) == (value, None, None)


@pytest.mark.parametrize("text", ["1.2.", "12..", "2026.7."])
def test_a_point_after_a_second_point_is_no_number(text):
    assert parse_number(text).problem is not None


@pytest.mark.parametrize(
    ("table", "name", "day"),
    [
        ("renovation_project", "planned_start", datetime.date(2026, 10, 1)),
        ("renovation_project", "planned_finish", datetime.date(2026, 10, 31)),
        ("commitment", "due_on", datetime.date(2026, 10, 31)),
    ],
)
@pytest.mark.parametrize("text", ["2026年10月", "2026-10", "2026年10月份", "二〇二六年十月"])
def test_a_planned_month_runs_from_its_first_to_its_last_day(table, name, day, text):
    parsed = parse(text, field(table, name))

    assert (parsed.value, parsed.problem) == (day, None)


def test_the_day_on_which_something_happened_is_never_made_of_a_month():
    for table, name in (("renovation_project", "start_on"), ("commitment", "closed_on")):
        assert parse("2026年10月", field(table, name)).problem is not None


@pytest.mark.parametrize(("table", "name"), [("renovation_project", "built_year"), ("target", "year")])
@pytest.mark.parametrize("text", ["2026", "2026年", "2026年度", "2026."])
def test_a_year_is_a_year_with_or_without_the_word(table, name, text):
    parsed = parse(text, field(table, name))

    assert (parsed.value, parsed.unit, parsed.warning, parsed.problem) == (2026, "年", None, None)
