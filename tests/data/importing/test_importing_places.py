"""Which area a name means: what stands beside it and above it decides, and where nothing does, the clerk is asked."""

import pytest

from tests.data.importing.importing_office import reasons, warnings

OTHER_STREET = "区域编码,区域名称\n340603002,东街道\n340603002001,新华社区\n340603002001001,第1网格\n"
FIGURES = "月份,口径,城镇新增就业人数\n2026-01,当月,5\n"
LEDGER = "受理时间,{},来源渠道,诉求类别,诉求内容,办理状态\n2026-01-03,{},来访,应急,漏水,办理中\n"


@pytest.fixture
def two_streets(office):
    assert office.upload(OTHER_STREET).status == "committed"
    return office


def areas_of(office, table="service_request"):
    return [code for (code,) in office.rows(table, "area_code")]


def ledger(heading: str, cells: str, above: str = "") -> str:
    return above + LEDGER.format(heading, cells)


@pytest.mark.parametrize(
    "above",
    [
        "填报单位：西街道\n",
        "填报单位：相山区西街道办事处  填报日期：2026年2月1日\n",
        "西街道2026年1月群众诉求台账\n",
        "淮北市相山區西街道诉求台账\n",
    ],
)
def test_a_name_in_two_streets_is_the_one_of_the_street_that_the_title_names(two_streets, above):
    report = two_streets.upload(ledger("所属社区", "新华社区", above))

    assert report.status == "committed", reasons(report)
    assert areas_of(two_streets) == ["340603003001"]


@pytest.mark.parametrize("options", [{"file_name": "东街道诉求.csv"}, {"sheet": "东街道"}])
def test_the_name_of_the_file_or_sheet_decides_as_well(two_streets, options):
    sheet = options.pop("sheet", "Sheet1")
    report = two_streets.upload_book({sheet: ledger("所属社区", "新华社区")}, **options)

    assert areas_of(two_streets) == ["340603002001"], reasons(report)


def test_the_reporter_of_each_row_decides_for_that_row(two_streets):
    heading = "设施编号,设施类型,所在社区,数量,单位,状态,填报单位\n"
    rows = "F1,路灯,新华社区,3,盏,已投用,东街道\nF2,路灯,新华社区,3,盏,已投用,西街道\n"
    report = two_streets.upload(heading + rows)

    assert report.status == "committed", reasons(report)
    assert two_streets.rows("facility", "facility_no", "area_code") == [("F1", "340603002001"), ("F2", "340603003001")]


def test_who_reports_may_stand_below_the_table(two_streets):
    report = two_streets.upload(ledger("所属社区", "新华社区") + "填报单位：东街道办事处,,审核人：,,,\n")

    assert areas_of(two_streets) == ["340603002001"], reasons(report)


@pytest.mark.parametrize("above", ["", "相山区诉求台账\n", "西街道、东街道诉求台账\n"])
def test_a_name_that_nothing_decides_is_asked_about_with_full_paths(two_streets, above):
    [(_, column, value, reason)] = reasons(two_streets.upload(ledger("所属社区", "新华社区", above)))

    assert (column, value) == ("所属社区", "新华社区")
    assert "相山区/东街道/新华社区（340603002001）、相山区/西街道/新华社区（340603003001）" in reason


@pytest.mark.parametrize(
    "heading,cells,code",
    [
        ("街道编码,所属社区", "340603002,新华社区", "340603002001"),
        ("街道,社区,网格名称", "东街道,新华社区,第1网格", "340603002001001"),
        ("社区,街道,网格", "新华社区,东街道,第1网格", "340603002001001"),
        ("社区编码,社区代码,网格", "340603003001,,第1网格", "340603003001001"),
        ("单位名称,所属社区", "西街道,新华社区", "340603003001"),
        ("区域编码,网格名称", "340603003001001,第1网格", "340603003001001"),
    ],
)
def test_places_beside_the_area_narrow_it_and_are_no_unknown_columns(two_streets, heading, cells, code):
    report = two_streets.upload(ledger(heading, cells), table="service_request")

    assert areas_of(two_streets) == [code], reasons(report)
    assert "未识别" not in warnings(report)


def test_a_place_that_contradicts_the_area_is_an_error_naming_both(two_streets):
    report = two_streets.upload(ledger("所属街道,所属社区", "东街道,安康社区"))

    assert reasons(report) == [
        (2, "所属社区", "安康社区", "相山区/西街道/安康社区（340603003002）与“所属街道”的“东街道”不符")
    ]


def test_two_places_that_contradict_each_other_are_an_error(two_streets):
    report = two_streets.upload(ledger("街道编码,街道,所属社区", "340603003,东街道,新华社区"))

    assert "“街道编码”的“340603003”与“街道”的“东街道”不符" in reasons(report)[0][3]


def test_an_estate_that_is_no_area_is_left_out_and_said_and_the_community_counts(two_streets):
    report = two_streets.upload(ledger("小区,所属社区", "阳光花园,安康社区"))

    assert areas_of(two_streets) == ["340603003002"], reasons(report)
    assert "未识别的列，未导入：小区" in warnings(report)


def test_the_reporter_is_the_area_where_no_other_place_is_given(two_streets):
    report = two_streets.upload(
        "填报单位,月份,口径,城镇新增就业人数\n安康社区居委会,2026-01,当月,5\n西街道办事处,2026-01,当月,9\n"
    )

    assert report.status == "committed", reasons(report)
    assert two_streets.rows("employment_stat", "area_code", "source_org") == [
        ("340603003", "西街道办事处"),
        ("340603003002", "安康社区居委会"),
    ]


@pytest.mark.parametrize(
    "options", [{"file_name": "2026年目标任务.csv"}, {"above": "西街道2026年度目标任务分解表\n"}, {"sheet": "2026年"}]
)
def test_targets_take_the_year_of_the_title_sheet_or_file_and_say_so(office, options):
    text = options.pop("above", "") + "区域,指标,全年目标,单位\n西街道,城镇新增就业人数,500,人\n"
    report = office.upload_book({options.pop("sheet", "Sheet1"): text}, **options)

    assert report.status == "committed", reasons(report)
    assert office.rows("target", "year", "annual_target") == [(2026, 500.0)]
    assert "表中没有“年度”，按标题、工作表或文件名称读作2026年" in warnings(report)


def test_targets_without_any_year_are_refused(office):
    report = office.upload("区域,指标,全年目标,单位\n西街道,城镇新增就业人数,500,人\n", table="target")

    assert report.status == "rejected"
    assert "年度" in reasons(report)[0][3]
