"""`list wallets`: the office's wallets on the command line."""

from __future__ import annotations

from dataclasses import fields

from asset_recovery.cli.desk import Said, logged_in
from asset_recovery.cli.speaking import DONE, as_json, say, table
from asset_recovery.domain.wallet_facts import WalletLine
from asset_recovery.services.case_parts.written import written


def list_wallets(said: Said, limit: int = 0) -> int:
    """Each wallet with what stands there by the ledger, and its last count."""
    from asset_recovery.services.wallet_service import WalletService  # noqa: PLC0415 - heavy

    with logged_in(said) as (office, actor):
        found = WalletService(office).wallets(actor)[: limit or None]
    names = [one.name for one in fields(WalletLine)]
    rows = [{name: written(getattr(line, name)) for name in names} for line in found]
    if said.json:
        say(as_json(rows))
    elif rows:
        table(tuple(names), [["" if v is None else str(v) for v in row.values()] for row in rows])
    else:
        say("No wallets.")
    return DONE
