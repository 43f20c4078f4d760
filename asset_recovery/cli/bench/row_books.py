"""P5 and P9 for the ledger: the statement of an asset, the trial balance, receipts by age."""

from __future__ import annotations

import random
from collections.abc import Iterator

from asset_recovery.cli.bench.ground import Ground
from asset_recovery.cli.bench.measuring import Outcome, interleaved, noted, p95, still, took, within
from asset_recovery.domain.registers import View
from asset_recovery.services.ledger_service import LedgerService

_STATEMENTS, _PAGE = 200, 50


def measure_ledger(ground: Ground) -> Iterator[Outcome]:
    """Statements judged as pages of a list, sums as the portfolio."""
    ledger, actor = LedgerService(ground.office), ground.actor
    postings = ground.fetch("SELECT count(*) FROM ledger_line")[0][0] // 2
    named = [
        str(row[0])
        for row in ground.fetch(
            "SELECT holder FROM ledger_account WHERE kind = 'asset'"
            " ORDER BY lines DESC, id LIMIT ?",
            (_STATEMENTS * 10,),
        )
    ]
    chosen = random.Random(7).choices(named, k=_STATEMENTS)  # noqa: S311 - the same each time

    def statement(asset: str) -> None:
        for facts in ledger.statement(actor, f"asset:{asset}"):
            ledger.rows(actor, facts).page(View(), None, 0, _PAGE)

    for asset in chosen[:20]:
        statement(asset)
    with still():
        times = [took(lambda asset=asset: statement(asset)) for asset in chosen]  # type: ignore[misc]
    yield noted("P5", "postings of the ledger", float(postings), "")
    yield within("P5", f"statement of one asset, {_PAGE} lines with balances", p95(times), 2.0)
    trial = interleaved(ground.rounds, lambda: ledger.trial_balance(actor))[0]
    yield within("P9", "trial balance", trial, 5.0)
    aged = interleaved(ground.rounds, lambda: ledger.aged_receipts(actor))[0]
    yield within("P9", "receipts to identify by age", aged, 5.0)
