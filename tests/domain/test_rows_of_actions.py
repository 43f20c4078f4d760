"""What a row of an argument may hold is told by the vocabulary, not found out by trying."""

from __future__ import annotations

import pytest

from asset_recovery.domain.actions.base import AssetAction, describe
from asset_recovery.domain.actions.vocabulary import VOCABULARY

WITHOUT = {("register_asset", "components")}  # each component is whatever its type knows


@pytest.mark.parametrize("name", sorted(VOCABULARY))
def test_every_list_of_rows_says_what_its_rows_hold(name: str) -> None:
    action = VOCABULARY[name]
    for field in describe(action, ()).fields:
        own = not (field.name == "rows" and issubclass(action, AssetAction))
        if field.type == "rows" and own and (name, field.name) not in WITHOUT:
            assert field.columns, f"{name}.{field.name}: annotate it with a RowShape"


def test_a_column_says_its_type_its_codes_and_whether_it_must_be_there() -> None:
    fields = {one.name: one for one in describe(VOCABULARY["record_answer"], ()).fields}
    columns = {one.name: one for one in fields["results"].columns}
    assert columns["asset"].required
    assert columns["amount"].type == "money"
    assert "frozen" in dict(columns["outcome"].choices)
    assert not columns["outcome"].columns
