from __future__ import annotations

import pytest

from data.database import Database
from data.demo import SHEETS
from data.importing import import_file


@pytest.fixture(scope="module")
def imported(files):
    """A store with the whole demonstration, and what the import said to each file."""
    database = Database(":memory:")
    reports = [import_file(database, path, refresh=lambda cursor, changes: None) for path in files]
    yield database, [report.as_json() for report in reports]
    database.close()


def test_the_ordinary_import_takes_every_file_without_a_reject_or_a_warning(imported, ledgers):
    _, reports = imported
    for report, (name, table, _) in zip(reports, SHEETS, strict=True):
        assert (report["status"], report["table"]) == ("committed", table), name
        assert report["rejects"] == [] and report["warnings"] == [], name
        assert sum(sheet["rows_loaded"] for sheet in report["sheets"]) == len(ledgers[table]), name
        assert not any(sheet["rows_skipped"] for sheet in report["sheets"]), name


def test_every_row_of_the_files_is_a_row_of_the_store(imported, ledgers):
    database, _ = imported
    for table, rows in ledgers.items():
        assert database.rows(f"select count(*) as n from {table}")[0]["n"] == len(rows)


def test_year_to_date_reports_become_months_that_add_up_to_the_published_jobs(imported, figure):
    database, _ = imported
    found = database.rows(
        "select measure, sum(value) as total from employment_stat_month"
        " where measure in ('jobs_developed', 'job_notices', 'fairs') group by measure"
    )

    assert {row["measure"]: row["total"] for row in found} == {
        "jobs_developed": figure("F0-39"), "job_notices": figure("F0-40"), "fairs": figure("F0-43"),
    }


def test_revenue_is_read_under_the_name_of_its_metric(imported, figure):
    database, _ = imported
    found = database.rows(
        "select round(sum(value), 2) as total from statistic_month"
        " where measure = 'fiscal_revenue' and month >= date '2026-01-01'"
    )

    assert found == [{"total": figure("F1-16")}]
