"""A power cut in the middle of work: nothing acknowledged is lost, nothing is half there."""

from __future__ import annotations

import pytest

from tests.faults.kills import kill_often


@pytest.mark.slow
def test_kill_9_in_the_middle_of_any_work_loses_nothing_and_leaves_nothing_half_done(tmp_path):
    tally = kill_often(12, seed=7, folder=tmp_path)

    assert tally.kills == 12
    assert tally.in_the_middle
