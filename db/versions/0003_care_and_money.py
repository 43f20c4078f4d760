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

STATEMENTS: tuple[str, ...] = (*FOUND,)
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
