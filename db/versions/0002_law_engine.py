"""The law engine: what an office keeps for it beyond the events.

Written out as SQL, so that later changes of the application cannot change what this one did.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# A relation of parties gets an end; STRICT tables take a column only by being made anew.
RELATIONS: tuple[str, ...] = (
    """
    CREATE TABLE party_relation_new (
        id INTEGER NOT NULL,
        party_id INTEGER NOT NULL,
        other_id INTEGER NOT NULL,
        relation TEXT NOT NULL
            CONSTRAINT ck_party_relation_relation_length CHECK (length(relation) <= 300),
        share TEXT CONSTRAINT ck_party_relation_share_length CHECK (length(share) <= 300),
        votes TEXT CONSTRAINT ck_party_relation_votes_length CHECK (length(votes) <= 300),
        since TEXT CONSTRAINT ck_party_relation_since_length CHECK (length(since) <= 300),
        until TEXT CONSTRAINT ck_party_relation_until_length CHECK (length(until) <= 300),
        source TEXT CONSTRAINT ck_party_relation_source_length CHECK (length(source) <= 300),
        confidence TEXT
            CONSTRAINT ck_party_relation_confidence_length CHECK (length(confidence) <= 300),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_party_relation PRIMARY KEY (id),
        CONSTRAINT fk_party_relation_party_id FOREIGN KEY(party_id) REFERENCES party (id),
        CONSTRAINT fk_party_relation_other_id FOREIGN KEY(other_id) REFERENCES party (id)
    )
     STRICT
    """,
    """
    INSERT INTO party_relation_new (
        id, party_id, other_id, relation, share, votes, since, source, confidence, version
    )
    SELECT id, party_id, other_id, relation, share, votes, since, source, confidence, version
    FROM party_relation
    """,
    "DROP TABLE party_relation",
    "ALTER TABLE party_relation_new RENAME TO party_relation",
    "CREATE INDEX ix_party_relation_other_id ON party_relation (other_id)",
    "CREATE INDEX ix_party_relation_party_id ON party_relation (party_id)",
)
RECUSALS: tuple[str, ...] = (
    """
    CREATE TABLE recusal (
        id INTEGER NOT NULL,
        case_id INTEGER NOT NULL,
        user_id INTEGER NOT NULL,
        since TEXT NOT NULL CONSTRAINT ck_recusal_since_length CHECK (length(since) <= 300),
        withdrawn INTEGER DEFAULT '0' NOT NULL
            CONSTRAINT ck_recusal_withdrawn_flag CHECK (withdrawn IN (0, 1)),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_recusal PRIMARY KEY (id),
        CONSTRAINT fk_recusal_case_id FOREIGN KEY(case_id) REFERENCES case_record (id),
        CONSTRAINT fk_recusal_user_id FOREIGN KEY(user_id) REFERENCES user_account (id)
    )
     STRICT
    """,
    "CREATE INDEX ix_recusal_case_id ON recusal (case_id)",
    "CREATE INDEX ix_recusal_user_id ON recusal (user_id)",
)

# Further columns have no value in entries of the journal that are older, and none in older rows.
TYPES: tuple[str, ...] = (
    "ALTER TABLE asset ADD COLUMN details TEXT"
    " CONSTRAINT ck_asset_details_length CHECK (length(details) <= 1000000)",
    "ALTER TABLE asset_identifier ADD COLUMN mark TEXT"
    " CONSTRAINT ck_asset_identifier_mark_length CHECK (length(mark) <= 40)",
    """
    CREATE TABLE asset_lineage (
        id INTEGER NOT NULL,
        asset_id INTEGER NOT NULL,
        from_id INTEGER NOT NULL,
        how TEXT NOT NULL CONSTRAINT ck_asset_lineage_how_length CHECK (length(how) <= 40),
        told INTEGER DEFAULT '0' NOT NULL
            CONSTRAINT ck_asset_lineage_told_flag CHECK (told IN (0, 1)),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_asset_lineage PRIMARY KEY (id),
        CONSTRAINT uq_asset_lineage_asset_id_from_id UNIQUE (asset_id, from_id),
        CONSTRAINT fk_asset_lineage_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id),
        CONSTRAINT fk_asset_lineage_from_id FOREIGN KEY(from_id) REFERENCES asset (id)
    )
     STRICT
    """,
    "CREATE INDEX ix_asset_lineage_asset_id ON asset_lineage (asset_id)",
    "CREATE INDEX ix_asset_lineage_from_id ON asset_lineage (from_id)",
    """
    CREATE TABLE asset_case (
        id INTEGER NOT NULL,
        asset_id INTEGER NOT NULL,
        case_id INTEGER NOT NULL,
        number INTEGER NOT NULL,
        share TEXT CONSTRAINT ck_asset_case_share_length CHECK (length(share) <= 40),
        entry INTEGER NOT NULL,
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_asset_case PRIMARY KEY (id),
        CONSTRAINT uq_asset_case_asset_id_case_id UNIQUE (asset_id, case_id),
        CONSTRAINT fk_asset_case_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id),
        CONSTRAINT fk_asset_case_case_id FOREIGN KEY(case_id) REFERENCES case_record (id)
    )
     STRICT
    """,
    "CREATE INDEX ix_asset_case_asset_id ON asset_case (asset_id)",
    "CREATE INDEX ix_asset_case_case_id ON asset_case (case_id)",
)

# What is due tells its two readings; what the clock brought about is kept.
TERMS: tuple[str, ...] = (
    "DROP TABLE agenda",
    """
    CREATE TABLE agenda (
        id INTEGER NOT NULL,
        case_id INTEGER,
        asset_id INTEGER,
        deadline_id INTEGER,
        code TEXT NOT NULL,
        record TEXT NOT NULL,
        subject TEXT DEFAULT '' NOT NULL,
        title TEXT NOT NULL,
        due TEXT NOT NULL,
        other TEXT,
        at TEXT,
        started TEXT,
        paused INTEGER DEFAULT '0' NOT NULL,
        hard INTEGER NOT NULL,
        responsible TEXT,
        CONSTRAINT pk_agenda PRIMARY KEY (id),
        CONSTRAINT uq_agenda_deadline_id UNIQUE (deadline_id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_agenda_asset_id ON agenda (asset_id)
    """,
    """
    CREATE INDEX ix_agenda_case_id ON agenda (case_id)
    """,
    """
    CREATE INDEX ix_agenda_due ON agenda (due, id)
    """,
    """
    CREATE INDEX ix_agenda_hard ON agenda (hard, due, id)
    """,
    """
    CREATE INDEX ix_agenda_of_case ON agenda (case_id)
        WHERE asset_id IS NULL AND deadline_id IS NULL
    """,
    """
    CREATE INDEX ix_agenda_record ON agenda (record, code)
    """,
    """
    CREATE INDEX ix_agenda_responsible ON agenda (responsible, due) WHERE responsible IS NOT NULL
    """,
    """
    CREATE TABLE timer_effect (
        id INTEGER NOT NULL,
        case_id INTEGER,
        asset_id INTEGER,
        record TEXT NOT NULL
            CONSTRAINT ck_timer_effect_record_length CHECK (length(record) <= 300),
        code TEXT NOT NULL CONSTRAINT ck_timer_effect_code_length CHECK (length(code) <= 300),
        subject TEXT NOT NULL
            CONSTRAINT ck_timer_effect_subject_length CHECK (length(subject) <= 300),
        due TEXT NOT NULL CONSTRAINT ck_timer_effect_due_length CHECK (length(due) <= 300),
        step INTEGER NOT NULL,
        kind TEXT NOT NULL CONSTRAINT ck_timer_effect_kind_length CHECK (length(kind) <= 300),
        text TEXT NOT NULL CONSTRAINT ck_timer_effect_text_length CHECK (length(text) <= 1000),
        proposal TEXT
            CONSTRAINT ck_timer_effect_proposal_length CHECK (length(proposal) <= 300),
        fell_due TEXT NOT NULL
            CONSTRAINT ck_timer_effect_fell_due_length CHECK (length(fell_due) <= 300),
        raised_on TEXT NOT NULL
            CONSTRAINT ck_timer_effect_raised_on_length CHECK (length(raised_on) <= 300),
        state TEXT NOT NULL
            CONSTRAINT ck_timer_effect_state_length CHECK (length(state) <= 300),
        ended_on TEXT
            CONSTRAINT ck_timer_effect_ended_on_length CHECK (length(ended_on) <= 300),
        cause TEXT CONSTRAINT ck_timer_effect_cause_length CHECK (length(cause) <= 300),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_timer_effect PRIMARY KEY (id),
        CONSTRAINT fk_timer_effect_case_id FOREIGN KEY(case_id) REFERENCES case_record (id),
        CONSTRAINT fk_timer_effect_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_timer_effect_asset ON timer_effect (asset_id)
    """,
    """
    CREATE INDEX ix_timer_effect_case_id ON timer_effect (case_id)
    """,
    """
    CREATE TABLE timer_run (
        day TEXT NOT NULL,
        seq INTEGER NOT NULL,
        CONSTRAINT pk_timer_run PRIMARY KEY (day)
    )
     STRICT
    """,
)

# On whose behalf somebody voted, and the page that was seen; where delegations and operations are.
VOTES: tuple[str, ...] = (
    "ALTER TABLE approval_vote ADD COLUMN on_behalf_of TEXT"
    " CONSTRAINT ck_approval_vote_on_behalf_of_length CHECK (length(on_behalf_of) <= 300)",
    "ALTER TABLE approval_vote ADD COLUMN seen TEXT"
    " CONSTRAINT ck_approval_vote_seen_length CHECK (length(seen) <= 1000000)",
    "CREATE INDEX ix_event_delegation ON event (author_id) WHERE action = 'delegate_approval'",
    "CREATE INDEX ix_event_operation ON event (case_id) WHERE action = 'record_operation'",
)

STATEMENTS: tuple[str, ...] = (*RELATIONS, *RECUSALS, *TYPES, *TERMS, *VOTES)
NEVER_DELETED: tuple[str, ...] = (
    "party_relation",
    "recusal",
    "asset_lineage",
    "asset_case",
    "timer_effect",
)


def upgrade() -> None:
    """Bring an office of the first form up to this one."""
    for statement in STATEMENTS:
        op.execute(statement)
    for table in NEVER_DELETED:
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'nothing is deleted from {table}'); END"
        )
