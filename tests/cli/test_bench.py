"""The bench: its office is whole, nobody works in it, and every row comes with its verdict."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from asset_recovery.cli.bench import runner
from asset_recovery.cli.bench.ground import stand_on
from asset_recovery.cli.bench.office_generator import (
    BenchOffice,
    Scale,
    kept_office,
    make_office,
    open_bench,
)
from asset_recovery.domain.actions.base import WrongUse
from asset_recovery.domain.errors import StorageFailed
from asset_recovery.domain.registers import Filter, View
from asset_recovery.services.office import Office

ASSETS = 300


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> BenchOffice:
    """A small office of the bench."""
    return make_office(tmp_path_factory.mktemp("bench") / "office", ASSETS, Scale.small())


def test_an_office_filled_in_bulk_is_found_whole_by_a_full_check(made: BenchOffice) -> None:
    with open_bench(made.folder) as office:
        assert office.verify(full=True) == []


def test_nobody_works_in_an_office_of_the_bench(made: BenchOffice) -> None:
    with pytest.raises(StorageFailed, match="filled by bench") as refused:
        Office.open(made.folder)
    assert refused.value.reasons[0].code == "storage_failed"


def test_the_office_has_as_many_assets_as_asked_and_hides_those_of_the_sealed_case(
    made: BenchOffice,
) -> None:
    with stand_on(made, 1, Scale.small()) as ground:
        assert ground.fetch("SELECT count(*) FROM asset")[0][0] == ASSETS
        sealed = ground.fetch(
            "SELECT count(*) FROM asset JOIN case_record AS c ON c.id = case_id WHERE sealed = 1"
        )[0][0]
        source = ground.registers.source("assets", ground.actor)
        known = source.count(View())
    assert sealed == Scale.small().sealed
    assert known in (ASSETS, ASSETS - sealed)


def test_copies_differ_in_references_descriptions_and_values(made: BenchOffice) -> None:
    with stand_on(made, 1, Scale.small()) as ground:
        for column, least in (("reference", ASSETS), ("description", ASSETS), ("base_minor", 100)):
            counted = ground.fetch(f"SELECT count(DISTINCT {column}) FROM asset_row")[0][0]
            assert counted >= least, column


def test_a_copy_is_found_by_its_own_words(made: BenchOffice) -> None:
    with stand_on(made, 1, Scale.small()) as ground:
        reference, title = ground.fetch(
            "SELECT reference, title FROM search_document WHERE kind = 'asset' ORDER BY id DESC"
        )[0]
        found = ground.search.search(ground.actor, title)
    assert reference in [hit.reference for hit in found]


def test_a_kept_office_is_known_by_its_size(made: BenchOffice) -> None:
    assert kept_office(made.folder, ASSETS) == BenchOffice(
        made.folder, ASSETS, made.typical, made.huge
    )
    assert kept_office(made.folder, ASSETS + 1) is None


def test_every_filter_that_is_measured_selects_something(made: BenchOffice) -> None:
    from asset_recovery.cli.bench.row_lists import FILTERS

    with stand_on(made, 1, Scale.small()) as ground:
        source = ground.registers.source("assets", ground.actor)
        found = [source.count(View((chip,))) for chips in FILTERS for chip in chips]
        assert source.count(View((Filter("state", "=", "Lead"),))) > 0
    assert sum(count > 0 for count in found) >= len(found) - 2  # a small office lacks a name or two


@pytest.mark.parametrize("row", ["P4", "P5", "LISTS", "P7", "P8", "P9", "P10", "P11", "RADAR"])
def test_a_row_is_measured_and_judged(
    row: str, made: BenchOffice, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(runner.KEPT, str(made.folder))
    assert runner.run_bench(ASSETS, (row,), True, rounds=1, scale=Scale.small()) == 0
    lines = [one for one in json.loads(capsys.readouterr().out) if one["row"] == row]
    assert lines
    for line in lines:
        assert line["figure"] > 0
        assert line["verdict"] in ("met", "missed", "noted")
        assert line["target"]


def test_the_table_has_a_line_for_each_figure(
    made: BenchOffice, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(runner.KEPT, str(made.folder))
    runner.run_bench(ASSETS, ("p9",), False, rounds=1, scale=Scale.small())
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].split() == ["row", "what", "limit", "figure", "limit's", "ratio", "target",
                                "verdict"]  # fmt: skip
    assert sum(line.startswith("P9") for line in shown) == 2


@pytest.mark.parametrize(("assets", "rows"), [(5, ("P4",)), (ASSETS, ("P99",))])
def test_what_cannot_be_measured_is_wrong_use(assets: int, rows: tuple[str, ...]) -> None:
    with pytest.raises(WrongUse):
        runner.run_bench(assets, rows, False, rounds=1, scale=Scale.small())


@pytest.mark.journey
def test_windows_and_tables_are_measured_in_processes_of_their_own(
    made: BenchOffice, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(runner.KEPT, str(made.folder))
    runner.run_bench(ASSETS, ("P1", "P6"), True, rounds=1, scale=Scale.small())
    lines = json.loads(capsys.readouterr().out)
    heavy = next(one for one in lines if "heavy libraries" in one["what"])
    assert heavy["figure"] == 0, "The mapper is not needed before the first paint."
    assert {"P1", "P6"} <= {one["row"] for one in lines}
    assert not list(Path(made.folder).glob("copy-for-qt*"))
