"""Care and money: what an office keeps for custody, contracts, invoices and the ledger.

Written out as SQL, so that later changes of the application cannot change what this one did.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Where contracts, invoices, stocktakes and instructions of a case are found.
FOUND: tuple[str, ...] = (
    "CREATE INDEX ix_event_care ON event (action, case_id)"
    " WHERE action IN ('record_contract', 'record_invoice', 'record_report', 'take_stock')",
)

# Gaps in the chain of custody in the register, seals by their number, visits to a storage.
CUSTODY: tuple[str, ...] = (
    "ALTER TABLE asset_row ADD COLUMN custody_gaps INTEGER DEFAULT '0' NOT NULL",
    "CREATE INDEX ix_asset_row_custody_gaps ON asset_row (custody_gaps, asset_id)",
    """
    CREATE TABLE asset_seal (
        asset_id INTEGER NOT NULL,
        seal TEXT NOT NULL,
        CONSTRAINT pk_asset_seal PRIMARY KEY (asset_id, seal)
    )
     STRICT
    """,
    "CREATE INDEX ix_asset_seal_seal ON asset_seal (seal, asset_id)",
    "CREATE INDEX ix_event_access ON event (on_date) WHERE action = 'record_access'",
)

STATEMENTS: tuple[str, ...] = (*FOUND, *CUSTODY)
NEVER_DELETED: tuple[str, ...] = ()


def upgrade() -> None:
    """Bring an office of the second form up to this one."""
    for statement in STATEMENTS:
        op.execute(statement)
    for table in NEVER_DELETED:
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'nothing is deleted from {table}'); END"
        )
