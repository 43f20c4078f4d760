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
# The register of issued papers, by their days.
ISSUED_PAPERS: tuple[str, ...] = (
    "CREATE INDEX ix_event_paper ON event (on_date)"
    " WHERE action IN ('issue_paper', 'release_paper')",
)


# The directory of authorities.
AUTHORITIES: tuple[str, ...] = (
    """
    CREATE TABLE authority (
        id INTEGER NOT NULL,
        reference TEXT NOT NULL
                CONSTRAINT ck_authority_reference_length CHECK (length(reference) <= 100),
        name TEXT NOT NULL
                CONSTRAINT ck_authority_name_length CHECK (length(name) <= 300),
        name_key TEXT NOT NULL
                CONSTRAINT ck_authority_name_key_length CHECK (length(name_key) <= 300),
        name_en TEXT
                CONSTRAINT ck_authority_name_en_length CHECK (length(name_en) <= 300),
        country TEXT NOT NULL
                CONSTRAINT ck_authority_country_length CHECK (length(country) <= 2),
        territory TEXT
                CONSTRAINT ck_authority_territory_length CHECK (length(territory) <= 300),
        authority_type TEXT NOT NULL
                CONSTRAINT ck_authority_authority_type_length CHECK (length(authority_type) <= 40),
        function_in_proceedings TEXT
                CONSTRAINT ck_authority_function_in_proceedings_length
                CHECK (length(function_in_proceedings) <= 300),
        contact_person TEXT
                CONSTRAINT ck_authority_contact_person_length CHECK (length(contact_person) <= 300),
        contact_post TEXT
                CONSTRAINT ck_authority_contact_post_length CHECK (length(contact_post) <= 300),
        address TEXT
                CONSTRAINT ck_authority_address_length CHECK (length(address) <= 2000),
        telephone TEXT
                CONSTRAINT ck_authority_telephone_length CHECK (length(telephone) <= 300),
        fax TEXT CONSTRAINT ck_authority_fax_length CHECK (length(fax) <= 300),
        email TEXT CONSTRAINT ck_authority_email_length CHECK (length(email) <= 300),
        secure_channel_id TEXT
                CONSTRAINT ck_authority_secure_channel_id_length
                CHECK (length(secure_channel_id) <= 300),
        duty_telephone TEXT
                CONSTRAINT ck_authority_duty_telephone_length CHECK (length(duty_telephone) <= 300),
        languages TEXT NOT NULL
                CONSTRAINT ck_authority_languages_length CHECK (length(languages) <= 2000),
        channels TEXT NOT NULL
                CONSTRAINT ck_authority_channels_length CHECK (length(channels) <= 2000),
        source TEXT CONSTRAINT ck_authority_source_length CHECK (length(source) <= 300),
        note TEXT CONSTRAINT ck_authority_note_length CHECK (length(note) <= 50000),
        recorded_on TEXT NOT NULL
                CONSTRAINT ck_authority_recorded_on_length CHECK (length(recorded_on) <= 300),
        ended_on TEXT
                CONSTRAINT ck_authority_ended_on_length CHECK (length(ended_on) <= 300),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_authority PRIMARY KEY (id),
        CONSTRAINT uq_authority_reference UNIQUE (reference)
    )
     STRICT
    """,
    "CREATE INDEX ix_authority_authority_type ON authority (authority_type, name_key, id)",
    "CREATE INDEX ix_authority_country ON authority (country, name_key, id)",
    "CREATE INDEX ix_authority_name_key ON authority (name_key, id)",
    """
    CREATE INDEX ix_event_authority ON event (json_extract(facts, '$.authority'))
        WHERE action IN ('record_authority', 'change_authority')
    """,
)

# Who reported something, apart from what was reported; lists of what was asked, told and learnt.
INFORMATION: tuple[str, ...] = (
    """
    CREATE TABLE report_source (
        id INTEGER NOT NULL,
        event_id INTEGER NOT NULL,
        source TEXT CONSTRAINT ck_report_source_source_length CHECK (length(source) <= 50000),
        reference TEXT CONSTRAINT ck_report_source_reference_length
                CHECK (length(reference) <= 300),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_report_source PRIMARY KEY (id),
        CONSTRAINT uq_report_source_event_id UNIQUE (event_id),
        CONSTRAINT fk_report_source_event_id FOREIGN KEY(event_id) REFERENCES event (id)
    )
     STRICT
    """,
    "CREATE INDEX ix_event_information ON event (on_date, id) WHERE action = 'request_information'",
    "CREATE INDEX ix_event_report ON event (on_date, id) WHERE action = 'receive_report'",
    "CREATE INDEX ix_event_disclosure ON event (on_date, id)"
    " WHERE action IN ('record_disclosure', 'release_paper', 'send_request')",
)
# What forms ask of persons and companies; no value in older entries of the journal and older rows.
PARTICULARS: tuple[str, ...] = (
    "ALTER TABLE party ADD COLUMN particulars TEXT"
    " CONSTRAINT ck_party_particulars_length CHECK (length(particulars) <= 200000)",
)
# The request radar.
RADAR: tuple[str, ...] = (
    """
    CREATE INDEX ix_request_radar ON request
        (direction, country, state, sent_on, made_on, due_on, case_id, reference, kinds)
    """,
    """
    CREATE INDEX ix_event_answer
        ON event (request_id, on_date, status, json_extract(data, '$.kind'))
        WHERE action IN ('record_answer', 'answer_request')
    """,
    """
    CREATE INDEX ix_event_on_request ON event (request_id)
        WHERE action IN ('draft_request', 'new_version')
        AND json_extract(facts, '$.on_request') IS NOT NULL
    """,
    """
    CREATE INDEX ix_event_hoped
        ON event (action, on_date, id, status, request_id,
            json_extract(data, '$.expected'), json_extract(data, '$.results'))
        WHERE action IN ('draft_request', 'record_answer')
        AND coalesce(json_extract(data, '$.expected'), json_extract(data, '$.results')) IS NOT NULL
    """,
)

STATEMENTS: tuple[str, ...] = (
    *STATE_SHEETS,
    *AUTHORITIES,
    *RADAR,
    *INFORMATION,
    *ISSUED_PAPERS,
    *PARTICULARS,
)

NEVER_DELETED: tuple[str, ...] = ("authority", "report_source")


def upgrade() -> None:
    """Bring an office of the third form up to this one."""
    for statement in STATEMENTS:
        op.execute(statement)
    for table in NEVER_DELETED:
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'nothing is deleted from {table}'); END"
        )
