"""An office of the second form has no ledger: the upgrade writes it from the events."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from asset_recovery.paths import migrations
from asset_recovery.persistence import migrate
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.driver import driver
from asset_recovery.services.ledger_service import LedgerService
from asset_recovery.services.office import Office
from tests.support.full_office import PASSWORD, Clock, Story, a_new_office, money, open_again

LATER = ("0003*", "0004*", "0005*")


def with_money(folder: Path) -> None:
    """An office in which a cost was posted and taken back, an income posted, money received."""
    office = a_new_office(folder)
    anna = office.users.log_in("anna", PASSWORD)
    give = Story(office, anna, anna).give
    give("open_case", case="C1", title="A case", on="2026-01-01", route="cb_object")
    give("register_asset", asset="A1", case="C1", type="VEH-CAR", description="Car", country="IT")
    for name, amount in (("PO-A", "120.50"), ("PO-B", "80.00")):
        give("post_cost", asset="A1", posting=name, on="2026-02-01", amount=money(amount),
             category="storage", counterparty="Garage")  # fmt: skip
    give("correct_posting", posting="PO-B", on="2026-02-02", reason="Posted twice")
    give("post_income", asset="A1", on="2026-03-01", amount=money("300.00"), category="rent",
         counterparty="Tenant")  # fmt: skip
    give("receive_money", account="ESCROW", on="2026-03-02", amount=money("55.00"),
         reference="from nobody known")  # fmt: skip
    office.close(backup=False)


def made_older(folder: Path, earlier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same records in a database that only the first two migrations made."""
    shutil.copytree(migrations(), earlier, ignore=shutil.ignore_patterns("__pycache__", *LATER))
    path, newer = folder / "office.db", folder / "newer.db"
    path.rename(newer)
    with monkeypatch.context() as before:
        before.setattr(migrate, "migrations", lambda: earlier)
        before.setattr(migrate, "NEWEST", 2)
        migrate.make(path)
    raw: Any = driver().connect(str(path), isolation_level=None)
    raw.execute("ATTACH ? AS newer", (str(newer),))
    for table in t.metadata.sorted_tables:
        kept = columns(raw, "main", table.name) & columns(raw, "newer", table.name)
        if kept:
            named = ", ".join(sorted(kept))
            raw.execute(f"DELETE FROM main.{table.name}")  # noqa: S608
            raw.execute(
                f"INSERT INTO main.{table.name} ({named}) SELECT {named} FROM newer.{table.name}"  # noqa: S608
            )
    raw.close()
    newer.unlink()


def columns(raw: Any, schema: str, table: str) -> set[str]:  # noqa: ANN401 - the driver's own
    """The columns that a table has in one of the two databases."""
    return {row[1] for row in raw.execute(f"PRAGMA {schema}.table_info({table})")}


def test_the_upgrade_of_an_older_office_fills_its_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "office"
    with_money(folder)
    made_older(folder, tmp_path / "earlier", monkeypatch)
    assert migrate.schema_version(folder / "office.db") == 2
    assert Office.upgrade(folder, now=Clock(7200)) is True
    office = open_again(folder)
    try:
        assert office.verify(full=True) == []
        rows = LedgerService(office).trial_balance(office.users.log_in("anna", PASSWORD))
    finally:
        office.close(backup=False)
    assert {row.kind: (row.balance.minor, row.lines) for row in rows} == {
        "bank": (55_00, 1),
        "unidentified": (-55_00, 1),
        "asset": (120_50 - 300_00, 4),
        "advances": (-120_50, 3),
        "outside": (300_00, 1),
    }
