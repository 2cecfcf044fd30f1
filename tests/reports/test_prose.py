"""Numbers as papers write them."""
from __future__ import annotations

import pytest

from data.language import Label
from queries.catalogue import catalogue
from reports.prose import target_text


@pytest.mark.parametrize(("amount", "unit", "said"), [
    (1, Label("人", "people"), "1 person"),
    (2, Label("人", "people"), "2 people"),
    (1, Label("件", "requests"), "1 request"),
])
def test_one_is_written_in_the_singular(amount, unit, said):
    assert target_text(amount, catalogue()["urban_new_employment"], unit, "en") == said
