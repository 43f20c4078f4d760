"""Quick lists of the papers: indexes by which the registers and the radar find their rows.

Written out as SQL, so that later changes of the application cannot change what this one did.
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Made anew with more columns, so that the row itself need not be read; the others are new, but an
# office of a build between the two forms may have them already.
NAMES: tuple[str, ...] = (
    "ix_event_paper",
    "ix_event_copy",
    "ix_authority_of_country",
    "ix_authority_of_type",
    "ix_event_disclosure",
    "ix_event_information_answer",
    "ix_event_feedback",
    "ix_request_radar",
    "ix_request_brief",
)

INDEXES: tuple[str, ...] = (
    """
    CREATE INDEX ix_event_paper ON event (on_date, id, status, case_id)
        WHERE action IN ('issue_paper', 'release_paper') AND json_extract(facts, '$.first') = 1
    """,
    """
    CREATE INDEX ix_event_copy ON event (reference, action, status)
        WHERE action IN ('release_paper', 'record_paper_returned')
    """,
    "CREATE INDEX ix_authority_of_country ON authority (country, id)",
    "CREATE INDEX ix_authority_of_type ON authority (authority_type, id)",
    """
    CREATE INDEX ix_event_disclosure ON event (on_date, id, status, case_id)
        WHERE action IN ('record_disclosure', 'release_paper', 'send_request')
    """,
    """
    CREATE INDEX ix_event_information_answer
        ON event (reference, on_date, json_extract(data, '$.result'))
        WHERE action = 'record_information'
    """,
    """
    CREATE INDEX ix_event_feedback
        ON event (json_extract(facts, '$.report'), case_id, on_date, id,
            json_extract(data, '$.outcome'))
        WHERE action = 'give_feedback'
    """,
    """
    CREATE INDEX ix_request_radar ON request
        (direction, country, kinds, state, sent_on, made_on, due_on, case_id, reference)
    """,
    """
    CREATE INDEX ix_request_brief ON request
        (id, direction, country, kinds, sent_on, made_on, case_id)
    """,
)


def upgrade() -> None:
    """Bring an office of the fourth form up to this one."""
    for name in NAMES:
        op.execute(f"DROP INDEX IF EXISTS {name}")
    for statement in INDEXES:
        op.execute(statement)
