"""The papers: what an office keeps for authorities, issued papers and requests.

Written out as SQL, so that later changes of the application cannot change what this one did.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# What applies between another State and ours.
STATE_SHEETS: tuple[str, ...] = (
    """
    CREATE INDEX ix_event_state_sheet ON event (json_extract(data, '$.country'), on_date)
        WHERE action IN ('record_state_sheet', 'confirm_state_sheet')
    """,
)

STATEMENTS: tuple[str, ...] = (*STATE_SHEETS,)

NEVER_DELETED: tuple[str, ...] = ()


def upgrade() -> None:
    """Bring an office of the third form up to this one."""
    for statement in STATEMENTS:
        op.execute(statement)
    for table in NEVER_DELETED:
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'nothing is deleted from {table}'); END"
        )
