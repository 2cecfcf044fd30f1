"""The store follows the contracts: opening it again changes nothing, a new field becomes a new column."""
import hashlib

import pytest

from data.database import Database


@pytest.fixture
def path(tmp_path):
    Database(tmp_path / "street.duckdb").close()
    return tmp_path / "street.duckdb"


def test_opening_a_store_again_changes_no_byte(path):
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    Database(path).close()

    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_a_field_that_a_contract_gained_becomes_a_column_of_the_old_store(path):
    older = Database(path)
    with older.write() as cursor:
        for view in ("statistic_month", "employment_stat_month"):
            cursor.execute(f"drop view {view}")
        cursor.execute("insert into employment_stat (area_code, batch_id) values ('990101001', 'b')")
        cursor.execute("alter table employment_stat drop column trained_bound")
        cursor.execute("alter table employment_stat drop column trained")
        cursor.execute("update schema_state set made_for = 'an older product'")
    older.close()

    newer = Database(path)
    assert newer.rows("select area_code, trained, trained_bound from employment_stat") == [
        {"area_code": "990101001", "trained": None, "trained_bound": 0}]
    newer.close()
