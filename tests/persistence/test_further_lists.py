"""Lists of care, money and papers: indexes order them, pages join without a gap, no case leaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from asset_recovery.cli.bench.further_lists import LISTS, FurtherList
from asset_recovery.cli.bench.paper_lists import PAPER_LISTS
from asset_recovery.cli.bench.row_further import filled
from asset_recovery.domain.registers import View
from asset_recovery.persistence.queries import listing
from asset_recovery.persistence.queries.register_query import RegisterQuery, executor

ROWS = 3_000
NOT_OF_EVERY_CASE = ("contents", "victims", "authorities")
SORTED = "USE TEMP B-TREE FOR ORDER BY"


@pytest.fixture(scope="module", params=(*LISTS, *PAPER_LISTS), ids=lambda one: one.register)
def kept(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[FurtherList, RegisterQuery]]:
    wanted: FurtherList = request.param
    with filled(wanted, ROWS, Path(tmp_path_factory.mktemp("lists"))) as query:
        yield wanted, query


def _ids(query: RegisterQuery, view: View, size: int) -> list[int]:
    """Every row, page after page."""
    found: list[int] = []
    after = None
    while True:
        rows = query.page(view, after, 0, size)
        found += [row.id for row in rows]
        if len(rows) < size:
            return found
        after = query.anchor(view, rows[-1])


def test_the_usual_order_is_walked_and_nothing_is_sorted(
    kept: tuple[FurtherList, RegisterQuery],
) -> None:
    wanted, query = kept
    view = View((), *wanted.default)
    asked: list[tuple[str, Any]] = []
    with query._engine.connect() as connection:  # noqa: SLF001 - the plan is what is tested
        execute = executor(connection)

        def noting(text: str, values: Any) -> Sequence[Sequence[object]]:
            asked.append((text, values))
            return execute(text, values)

        query.listing.page(noting, view, None, 0, 50)
        for text, values in asked:
            if "LIMIT :size" not in text:
                continue
            plan = execute(f"EXPLAIN QUERY PLAN {text}", values)
            walked = [str(line[3]) for line in plan if line[1] == 0 or line[1] == 1]
            assert SORTED not in walked, walked


def test_pages_join_without_gap_and_the_count_is_theirs(
    kept: tuple[FurtherList, RegisterQuery],
) -> None:
    wanted, query = kept
    for view in wanted.views():
        whole = [row.id for row in query.page(view, None, 0, ROWS)]
        assert _ids(query, view, 700) == whole, view
        assert len(whole) == len(set(whole)) == query.count(view), view
        last = [row.id for row in query.page_before_end(view, 0, 50)]
        assert last == whole[-50:], view


def test_rows_of_the_sealed_case_stand_in_no_list(
    kept: tuple[FurtherList, RegisterQuery],
) -> None:
    wanted, query = kept
    hidden = "AR-2025-000003"
    view = View((), *wanted.default)
    rows = query.page(view, None, 0, ROWS)
    assert hidden not in {getattr(row, "case", None) for row in rows}
    if wanted.register != "receipts":  # what belongs to no case is everybody's
        assert len(rows) < ROWS or wanted.register in NOT_OF_EVERY_CASE


def test_a_view_walked_far_again_and_again_is_remembered_as_keys(
    kept: tuple[FurtherList, RegisterQuery], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted, query = kept
    monkeypatch.setattr(listing, "WALKS", (1, ROWS * 2))
    chips = wanted.filters[-1]
    own, engine = query.listing, query._engine  # noqa: SLF001 - the same database again
    fresh = RegisterQuery(engine, wanted.register, own.access, own.reader)
    view = View(chips, *wanted.default)
    pages = [[row.id for row in fresh.page(view, None, 0, 20)] for _turn in range(6)]
    assert all(page == pages[0] for page in pages)
