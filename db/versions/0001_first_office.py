"""The first office: records, chained logs, derived tables, search and the guards of the chain.

Written out as SQL, so that later changes of the application cannot change what this one did.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    """
    CREATE TABLE agenda (
        id INTEGER NOT NULL,
        case_id INTEGER,
        asset_id INTEGER,
        deadline_id INTEGER,
        code TEXT NOT NULL,
        record TEXT NOT NULL,
        title TEXT NOT NULL,
        due TEXT NOT NULL,
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
    CREATE TABLE asset_row (
        asset_id INTEGER NOT NULL,
        case_id INTEGER NOT NULL,
        reference TEXT NOT NULL,
        description TEXT NOT NULL,
        description_key TEXT NOT NULL,
        description_folded TEXT NOT NULL,
        type_code TEXT NOT NULL,
        case_reference TEXT NOT NULL,
        legal TEXT NOT NULL,
        management TEXT NOT NULL,
        dispute TEXT NOT NULL,
        money TEXT NOT NULL,
        headline TEXT NOT NULL,
        value_minor INTEGER,
        value_currency TEXT,
        value_kind TEXT,
        base_minor INTEGER,
        valued_on TEXT,
        country TEXT,
        route TEXT,
        officer TEXT,
        due_on TEXT,
        due_text TEXT,
        CONSTRAINT pk_asset_row PRIMARY KEY (asset_id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_asset_row_base_minor ON asset_row (base_minor, asset_id)
    """,
    """
    CREATE INDEX ix_asset_row_case_id ON asset_row (case_id, base_minor)
    """,
    """
    CREATE INDEX ix_asset_row_case_reference ON asset_row (case_reference, asset_id)
    """,
    """
    CREATE INDEX ix_asset_row_country ON asset_row (country, asset_id)
    """,
    """
    CREATE INDEX ix_asset_row_description_key ON asset_row (description_key, asset_id)
    """,
    """
    CREATE INDEX ix_asset_row_due_on ON asset_row (due_on, asset_id)
    """,
    """
    CREATE INDEX ix_asset_row_headline ON asset_row (headline, asset_id)
    """,
    """
    CREATE INDEX ix_asset_row_management ON asset_row (management, asset_id)
    """,
    """
    CREATE INDEX ix_asset_row_officer ON asset_row (officer, asset_id)
    """,
    """
    CREATE INDEX ix_asset_row_reference ON asset_row (reference, asset_id)
    """,
    """
    CREATE INDEX ix_asset_row_route ON asset_row (route, asset_id)
    """,
    """
    CREATE INDEX ix_asset_row_type_code ON asset_row (type_code, asset_id)
    """,
    """
    CREATE INDEX ix_asset_row_valued_on ON asset_row (valued_on, asset_id)
    """,
    """
    CREATE TABLE bank_account (
        id INTEGER NOT NULL,
        reference TEXT NOT NULL
            CONSTRAINT ck_bank_account_reference_length CHECK (length(reference) <= 100),
        kind TEXT NOT NULL CONSTRAINT ck_bank_account_kind_length CHECK (length(kind) <= 300),
        bank TEXT CONSTRAINT ck_bank_account_bank_length CHECK (length(bank) <= 300),
        iban TEXT CONSTRAINT ck_bank_account_iban_length CHECK (length(iban) <= 300),
        currency TEXT CONSTRAINT ck_bank_account_currency_length CHECK (length(currency) <= 3),
        address TEXT CONSTRAINT ck_bank_account_address_length CHECK (length(address) <= 300),
        opened_on TEXT CONSTRAINT ck_bank_account_opened_on_length CHECK (length(opened_on) <= 300),
        incomplete INTEGER DEFAULT '0' NOT NULL
            CONSTRAINT ck_bank_account_incomplete_flag CHECK (incomplete IN (0, 1)),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_bank_account PRIMARY KEY (id),
        CONSTRAINT uq_bank_account_reference UNIQUE (reference)
    )
     STRICT
    """,
    """
    CREATE TABLE consultation (
        seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        payload TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL
    )
     STRICT
    """,
    """
    CREATE TABLE decision_log (
        seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        payload TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL
    )
     STRICT
    """,
    """
    CREATE TABLE exchange_rate (
        id INTEGER NOT NULL,
        source_currency TEXT NOT NULL
            CONSTRAINT ck_exchange_rate_source_currency_length CHECK (length(source_currency) <= 3),
        target_currency TEXT NOT NULL
            CONSTRAINT ck_exchange_rate_target_currency_length CHECK (length(target_currency) <= 3),
        on_date TEXT NOT NULL
            CONSTRAINT ck_exchange_rate_on_date_length CHECK (length(on_date) <= 300),
        rate TEXT NOT NULL CONSTRAINT ck_exchange_rate_rate_length CHECK (length(rate) <= 300),
        origin TEXT NOT NULL
            CONSTRAINT ck_exchange_rate_origin_length CHECK (length(origin) <= 300),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_exchange_rate PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_exchange_rate_pair ON exchange_rate (source_currency, target_currency, on_date)
    """,
    """
    CREATE TABLE import_row (
        id INTEGER NOT NULL,
        map TEXT NOT NULL CONSTRAINT ck_import_row_map_length CHECK (length(map) <= 300),
        reference TEXT NOT NULL
            CONSTRAINT ck_import_row_reference_length CHECK (length(reference) <= 300),
        content_hash TEXT NOT NULL
            CONSTRAINT ck_import_row_content_hash_length CHECK (length(content_hash) <= 300),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_import_row PRIMARY KEY (id),
        CONSTRAINT uq_import_row_map_reference UNIQUE (map, reference)
    )
     STRICT
    """,
    """
    CREATE TABLE journal (
        seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        workstation TEXT NOT NULL,
        action TEXT NOT NULL,
        operation_id TEXT,
        case_hash TEXT NOT NULL,
        commitment TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL,
        format INTEGER NOT NULL,
        CONSTRAINT uq_journal_operation_id UNIQUE (operation_id)
    )
     STRICT
    """,
    """
    CREATE TABLE login_attempt (
        name TEXT NOT NULL,
        failures INTEGER NOT NULL,
        until TEXT,
        CONSTRAINT pk_login_attempt PRIMARY KEY (name)
    )
     STRICT
    """,
    """
    CREATE TABLE office_setting (
        id INTEGER NOT NULL,
        "key" TEXT NOT NULL CONSTRAINT ck_office_setting_key_length CHECK (length(key) <= 300),
        value TEXT NOT NULL CONSTRAINT ck_office_setting_value_length CHECK (length(value) <= 2000),
        valid_from TEXT NOT NULL
            CONSTRAINT ck_office_setting_valid_from_length CHECK (length(valid_from) <= 300),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_office_setting PRIMARY KEY (id),
        CONSTRAINT uq_office_setting_key_valid_from UNIQUE ("key", valid_from)
    )
     STRICT
    """,
    """
    CREATE TABLE party (
        id INTEGER NOT NULL,
        reference TEXT NOT NULL
            CONSTRAINT ck_party_reference_length CHECK (length(reference) <= 100),
        kind TEXT NOT NULL CONSTRAINT ck_party_kind_length CHECK (length(kind) <= 300),
        name TEXT NOT NULL CONSTRAINT ck_party_name_length CHECK (length(name) <= 300),
        aliases TEXT NOT NULL CONSTRAINT ck_party_aliases_length CHECK (length(aliases) <= 50000),
        born TEXT CONSTRAINT ck_party_born_length CHECK (length(born) <= 300),
        died TEXT CONSTRAINT ck_party_died_length CHECK (length(died) <= 300),
        nationality TEXT CONSTRAINT ck_party_nationality_length CHECK (length(nationality) <= 300),
        identifiers TEXT NOT NULL
            CONSTRAINT ck_party_identifiers_length CHECK (length(identifiers) <= 50000),
        address TEXT CONSTRAINT ck_party_address_length CHECK (length(address) <= 300),
        country TEXT CONSTRAINT ck_party_country_length CHECK (length(country) <= 2),
        gatekeeper_role TEXT
            CONSTRAINT ck_party_gatekeeper_role_length CHECK (length(gatekeeper_role) <= 300),
        pep TEXT CONSTRAINT ck_party_pep_length CHECK (length(pep) <= 300),
        named_in_id INTEGER,
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_party PRIMARY KEY (id),
        CONSTRAINT uq_party_reference UNIQUE (reference),
        CONSTRAINT fk_party_named_in_id FOREIGN KEY(named_in_id) REFERENCES case_record (id)
    )
     STRICT
    """,
    """
    CREATE TABLE portfolio (
        headline TEXT NOT NULL,
        type_code TEXT NOT NULL,
        route TEXT NOT NULL,
        sealed_case INTEGER NOT NULL,
        count INTEGER NOT NULL,
        base_minor INTEGER NOT NULL,
        CONSTRAINT pk_portfolio PRIMARY KEY (headline, type_code, route, sealed_case)
    )
     STRICT
    """,
    """
    CREATE TABLE search_document (
        id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        record_id INTEGER NOT NULL,
        case_id INTEGER,
        reference TEXT NOT NULL,
        title TEXT NOT NULL,
        detail TEXT NOT NULL,
        words TEXT NOT NULL,
        CONSTRAINT pk_search_document PRIMARY KEY (id),
        CONSTRAINT uq_search_document_kind_record_id UNIQUE (kind, record_id)
    )
     STRICT
    """,
    """
    CREATE TABLE storage_place (
        id INTEGER NOT NULL,
        reference TEXT NOT NULL
            CONSTRAINT ck_storage_place_reference_length CHECK (length(reference) <= 100),
        incomplete INTEGER DEFAULT '0' NOT NULL
            CONSTRAINT ck_storage_place_incomplete_flag CHECK (incomplete IN (0, 1)),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_storage_place PRIMARY KEY (id),
        CONSTRAINT uq_storage_place_reference UNIQUE (reference)
    )
     STRICT
    """,
    """
    CREATE TABLE user_account (
        id INTEGER NOT NULL,
        name TEXT NOT NULL,
        full_name TEXT NOT NULL
            CONSTRAINT ck_user_account_full_name_length CHECK (length(full_name) <= 300),
        number TEXT NOT NULL CONSTRAINT ck_user_account_number_length CHECK (length(number) <= 300),
        roles TEXT NOT NULL CONSTRAINT ck_user_account_roles_length CHECK (length(roles) <= 1000),
        party TEXT CONSTRAINT ck_user_account_party_length CHECK (length(party) <= 300),
        until TEXT CONSTRAINT ck_user_account_until_length CHECK (length(until) <= 300),
        blocked INTEGER DEFAULT '0' NOT NULL
            CONSTRAINT ck_user_account_blocked_flag CHECK (blocked IN (0, 1)),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_user_account PRIMARY KEY (id),
        CONSTRAINT uq_user_account_name UNIQUE (name)
    )
     STRICT
    """,
    """
    CREATE TABLE case_record (
        id INTEGER NOT NULL,
        reference TEXT NOT NULL
            CONSTRAINT ck_case_record_reference_length CHECK (length(reference) <= 100),
        title TEXT NOT NULL CONSTRAINT ck_case_record_title_length CHECK (length(title) <= 300),
        status TEXT NOT NULL CONSTRAINT ck_case_record_status_length CHECK (length(status) <= 300),
        opened_on TEXT NOT NULL
            CONSTRAINT ck_case_record_opened_on_length CHECK (length(opened_on) <= 300),
        legal_system TEXT NOT NULL
            CONSTRAINT ck_case_record_legal_system_length CHECK (length(legal_system) <= 300),
        legal_version TEXT NOT NULL
            CONSTRAINT ck_case_record_legal_version_length CHECK (length(legal_version) <= 300),
        route TEXT CONSTRAINT ck_case_record_route_length CHECK (length(route) <= 300),
        officer_id INTEGER,
        classification TEXT NOT NULL
            CONSTRAINT ck_case_record_classification_length CHECK (length(classification) <= 300),
        summary TEXT CONSTRAINT ck_case_record_summary_length CHECK (length(summary) <= 50000),
        currency TEXT NOT NULL
            CONSTRAINT ck_case_record_currency_length CHECK (length(currency) <= 3),
        offences TEXT NOT NULL
            CONSTRAINT ck_case_record_offences_length CHECK (length(offences) <= 200000),
        sealed INTEGER DEFAULT '0' NOT NULL
            CONSTRAINT ck_case_record_sealed_flag CHECK (sealed IN (0, 1)),
        opened_by INTEGER NOT NULL,
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_case_record PRIMARY KEY (id),
        CONSTRAINT uq_case_record_reference UNIQUE (reference),
        CONSTRAINT fk_case_record_officer_id FOREIGN KEY(officer_id) REFERENCES user_account (id),
        CONSTRAINT fk_case_record_opened_by FOREIGN KEY(opened_by) REFERENCES user_account (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_case_record_officer_id ON case_record (officer_id)
    """,
    """
    CREATE INDEX ix_case_record_opened_by ON case_record (opened_by)
    """,
    """
    CREATE TABLE credential (
        id INTEGER NOT NULL,
        user_id INTEGER NOT NULL,
        hash TEXT NOT NULL CONSTRAINT ck_credential_hash_length CHECK (length(hash) <= 500),
        digest TEXT NOT NULL CONSTRAINT ck_credential_digest_length CHECK (length(digest) <= 300),
        must_change INTEGER DEFAULT '0' NOT NULL
            CONSTRAINT ck_credential_must_change_flag CHECK (must_change IN (0, 1)),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_credential PRIMARY KEY (id),
        CONSTRAINT uq_credential_user_id UNIQUE (user_id),
        CONSTRAINT fk_credential_user_id FOREIGN KEY(user_id) REFERENCES user_account (id)
    )
     STRICT
    """,
    """
    CREATE TABLE journal_payload (
        seq INTEGER NOT NULL,
        salt TEXT NOT NULL,
        payload TEXT NOT NULL,
        CONSTRAINT pk_journal_payload PRIMARY KEY (seq),
        CONSTRAINT fk_journal_payload_seq FOREIGN KEY(seq) REFERENCES journal (seq)
    )
     STRICT
    """,
    """
    CREATE TABLE party_relation (
        id INTEGER NOT NULL,
        party_id INTEGER NOT NULL,
        other_id INTEGER NOT NULL,
        relation TEXT NOT NULL
            CONSTRAINT ck_party_relation_relation_length CHECK (length(relation) <= 300),
        share TEXT CONSTRAINT ck_party_relation_share_length CHECK (length(share) <= 300),
        votes TEXT CONSTRAINT ck_party_relation_votes_length CHECK (length(votes) <= 300),
        since TEXT CONSTRAINT ck_party_relation_since_length CHECK (length(since) <= 300),
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
    CREATE INDEX ix_party_relation_other_id ON party_relation (other_id)
    """,
    """
    CREATE INDEX ix_party_relation_party_id ON party_relation (party_id)
    """,
    """
    CREATE TABLE access_grant (
        id INTEGER NOT NULL,
        case_id INTEGER NOT NULL,
        user_id INTEGER NOT NULL,
        until TEXT CONSTRAINT ck_access_grant_until_length CHECK (length(until) <= 300),
        withdrawn INTEGER DEFAULT '0' NOT NULL
            CONSTRAINT ck_access_grant_withdrawn_flag CHECK (withdrawn IN (0, 1)),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_access_grant PRIMARY KEY (id),
        CONSTRAINT fk_access_grant_case_id FOREIGN KEY(case_id) REFERENCES case_record (id),
        CONSTRAINT fk_access_grant_user_id FOREIGN KEY(user_id) REFERENCES user_account (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_access_grant_case_id ON access_grant (case_id)
    """,
    """
    CREATE INDEX ix_access_grant_user_id ON access_grant (user_id)
    """,
    """
    CREATE TABLE asset (
        id INTEGER NOT NULL,
        reference TEXT NOT NULL
            CONSTRAINT ck_asset_reference_length CHECK (length(reference) <= 100),
        case_id INTEGER NOT NULL,
        number INTEGER NOT NULL,
        type_code TEXT NOT NULL
            CONSTRAINT ck_asset_type_code_length CHECK (length(type_code) <= 300),
        description TEXT NOT NULL
            CONSTRAINT ck_asset_description_length CHECK (length(description) <= 50000),
        location TEXT CONSTRAINT ck_asset_location_length CHECK (length(location) <= 300),
        country TEXT CONSTRAINT ck_asset_country_length CHECK (length(country) <= 2),
        quantity TEXT NOT NULL CONSTRAINT ck_asset_quantity_length CHECK (length(quantity) <= 300),
        unit TEXT NOT NULL CONSTRAINT ck_asset_unit_length CHECK (length(unit) <= 300),
        grounds TEXT NOT NULL CONSTRAINT ck_asset_grounds_length CHECK (length(grounds) <= 50000),
        source TEXT CONSTRAINT ck_asset_source_length CHECK (length(source) <= 50000),
        estimated_minor INTEGER
            CONSTRAINT ck_asset_estimated_minor_range
                CHECK (estimated_minor BETWEEN -999999999999999999 AND 999999999999999999),
        estimated_currency TEXT
            CONSTRAINT ck_asset_estimated_currency_length CHECK (length(estimated_currency) <= 3),
        flags TEXT NOT NULL CONSTRAINT ck_asset_flags_length CHECK (length(flags) <= 300),
        components TEXT NOT NULL
            CONSTRAINT ck_asset_components_length CHECK (length(components) <= 200000),
        original TEXT CONSTRAINT ck_asset_original_length CHECK (length(original) <= 200000),
        taken_over INTEGER DEFAULT '0' NOT NULL
            CONSTRAINT ck_asset_taken_over_flag CHECK (taken_over IN (0, 1)),
        void INTEGER DEFAULT '0' NOT NULL CONSTRAINT ck_asset_void_flag CHECK (void IN (0, 1)),
        substitutes_id INTEGER,
        replaced_by_id INTEGER,
        registered_on TEXT NOT NULL
            CONSTRAINT ck_asset_registered_on_length CHECK (length(registered_on) <= 300),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_asset PRIMARY KEY (id),
        CONSTRAINT uq_asset_reference UNIQUE (reference),
        CONSTRAINT fk_asset_case_id FOREIGN KEY(case_id) REFERENCES case_record (id),
        CONSTRAINT fk_asset_substitutes_id FOREIGN KEY(substitutes_id) REFERENCES asset (id),
        CONSTRAINT fk_asset_replaced_by_id FOREIGN KEY(replaced_by_id) REFERENCES asset (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_asset_case_id ON asset (case_id)
    """,
    """
    CREATE INDEX ix_asset_replaced_by_id ON asset (replaced_by_id)
    """,
    """
    CREATE INDEX ix_asset_substitutes_id ON asset (substitutes_id)
    """,
    """
    CREATE TABLE case_member (
        id INTEGER NOT NULL,
        case_id INTEGER NOT NULL,
        user_id INTEGER NOT NULL,
        role TEXT NOT NULL CONSTRAINT ck_case_member_role_length CHECK (length(role) <= 300),
        since TEXT CONSTRAINT ck_case_member_since_length CHECK (length(since) <= 300),
        until TEXT CONSTRAINT ck_case_member_until_length CHECK (length(until) <= 300),
        ended_on TEXT CONSTRAINT ck_case_member_ended_on_length CHECK (length(ended_on) <= 300),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_case_member PRIMARY KEY (id),
        CONSTRAINT fk_case_member_case_id FOREIGN KEY(case_id) REFERENCES case_record (id),
        CONSTRAINT fk_case_member_user_id FOREIGN KEY(user_id) REFERENCES user_account (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_case_member_case_id ON case_member (case_id)
    """,
    """
    CREATE INDEX ix_case_member_user_id ON case_member (user_id)
    """,
    """
    CREATE TABLE court_order (
        id INTEGER NOT NULL,
        reference TEXT NOT NULL
            CONSTRAINT ck_court_order_reference_length CHECK (length(reference) <= 100),
        case_id INTEGER NOT NULL,
        kind TEXT NOT NULL CONSTRAINT ck_court_order_kind_length CHECK (length(kind) <= 300),
        authority TEXT NOT NULL
            CONSTRAINT ck_court_order_authority_length CHECK (length(authority) <= 300),
        number TEXT CONSTRAINT ck_court_order_number_length CHECK (length(number) <= 300),
        made_on TEXT CONSTRAINT ck_court_order_made_on_length CHECK (length(made_on) <= 300),
        expires_on TEXT
            CONSTRAINT ck_court_order_expires_on_length CHECK (length(expires_on) <= 300),
        amount_minor INTEGER
            CONSTRAINT ck_court_order_amount_minor_range
                CHECK (amount_minor BETWEEN -999999999999999999 AND 999999999999999999),
        amount_currency TEXT
            CONSTRAINT ck_court_order_amount_currency_length CHECK (length(amount_currency) <= 3),
        country TEXT CONSTRAINT ck_court_order_country_length CHECK (length(country) <= 2),
        state TEXT NOT NULL CONSTRAINT ck_court_order_state_length CHECK (length(state) <= 300),
        final_on TEXT CONSTRAINT ck_court_order_final_on_length CHECK (length(final_on) <= 300),
        legal_basis TEXT
            CONSTRAINT ck_court_order_legal_basis_length CHECK (length(legal_basis) <= 50000),
        reasons TEXT CONSTRAINT ck_court_order_reasons_length CHECK (length(reasons) <= 50000),
        taken_over INTEGER DEFAULT '0' NOT NULL
            CONSTRAINT ck_court_order_taken_over_flag CHECK (taken_over IN (0, 1)),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_court_order PRIMARY KEY (id),
        CONSTRAINT uq_court_order_reference UNIQUE (reference),
        CONSTRAINT fk_court_order_case_id FOREIGN KEY(case_id) REFERENCES case_record (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_court_order_case_id ON court_order (case_id)
    """,
    """
    CREATE TABLE document (
        id INTEGER NOT NULL,
        reference TEXT NOT NULL
            CONSTRAINT ck_document_reference_length CHECK (length(reference) <= 100),
        case_id INTEGER,
        record TEXT NOT NULL CONSTRAINT ck_document_record_length CHECK (length(record) <= 300),
        title TEXT NOT NULL CONSTRAINT ck_document_title_length CHECK (length(title) <= 300),
        kind TEXT NOT NULL CONSTRAINT ck_document_kind_length CHECK (length(kind) <= 300),
        on_date TEXT CONSTRAINT ck_document_on_date_length CHECK (length(on_date) <= 300),
        hash TEXT NOT NULL CONSTRAINT ck_document_hash_length CHECK (length(hash) <= 300),
        size INTEGER NOT NULL,
        original_name TEXT NOT NULL
            CONSTRAINT ck_document_original_name_length CHECK (length(original_name) <= 1000),
        classification TEXT NOT NULL
            CONSTRAINT ck_document_classification_length CHECK (length(classification) <= 300),
        language TEXT CONSTRAINT ck_document_language_length CHECK (length(language) <= 300),
        source TEXT CONSTRAINT ck_document_source_length CHECK (length(source) <= 300),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_document PRIMARY KEY (id),
        CONSTRAINT uq_document_reference UNIQUE (reference),
        CONSTRAINT fk_document_case_id FOREIGN KEY(case_id) REFERENCES case_record (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_document_case_id ON document (case_id)
    """,
    """
    CREATE TABLE request (
        id INTEGER NOT NULL,
        reference TEXT NOT NULL
            CONSTRAINT ck_request_reference_length CHECK (length(reference) <= 100),
        case_id INTEGER NOT NULL,
        direction TEXT NOT NULL
            CONSTRAINT ck_request_direction_length CHECK (length(direction) <= 300),
        form TEXT NOT NULL CONSTRAINT ck_request_form_length CHECK (length(form) <= 300),
        country TEXT NOT NULL CONSTRAINT ck_request_country_length CHECK (length(country) <= 2),
        authority TEXT CONSTRAINT ck_request_authority_length CHECK (length(authority) <= 300),
        kinds TEXT NOT NULL CONSTRAINT ck_request_kinds_length CHECK (length(kinds) <= 1000),
        state TEXT NOT NULL CONSTRAINT ck_request_state_length CHECK (length(state) <= 300),
        made_on TEXT CONSTRAINT ck_request_made_on_length CHECK (length(made_on) <= 300),
        due_on TEXT CONSTRAINT ck_request_due_on_length CHECK (length(due_on) <= 300),
        sent_on TEXT CONSTRAINT ck_request_sent_on_length CHECK (length(sent_on) <= 300),
        result TEXT CONSTRAINT ck_request_result_length CHECK (length(result) <= 300),
        language TEXT NOT NULL
            CONSTRAINT ck_request_language_length CHECK (length(language) <= 300),
        fields TEXT NOT NULL CONSTRAINT ck_request_fields_length CHECK (length(fields) <= 1000000),
        assets TEXT NOT NULL CONSTRAINT ck_request_assets_length CHECK (length(assets) <= 1000000),
        orders TEXT NOT NULL CONSTRAINT ck_request_orders_length CHECK (length(orders) <= 100000),
        parties TEXT NOT NULL
            CONSTRAINT ck_request_parties_length CHECK (length(parties) <= 100000),
        confidentiality TEXT
            CONSTRAINT ck_request_confidentiality_length CHECK (length(confidentiality) <= 50000),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_request PRIMARY KEY (id),
        CONSTRAINT uq_request_reference UNIQUE (reference),
        CONSTRAINT fk_request_case_id FOREIGN KEY(case_id) REFERENCES case_record (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_request_case_id ON request (case_id)
    """,
    """
    CREATE TABLE asset_identifier (
        id INTEGER NOT NULL,
        asset_id INTEGER NOT NULL,
        kind TEXT NOT NULL CONSTRAINT ck_asset_identifier_kind_length CHECK (length(kind) <= 300),
        value TEXT NOT NULL
            CONSTRAINT ck_asset_identifier_value_length CHECK (length(value) <= 300),
        normal TEXT NOT NULL,
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_asset_identifier PRIMARY KEY (id),
        CONSTRAINT fk_asset_identifier_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_asset_identifier_asset_id ON asset_identifier (asset_id)
    """,
    """
    CREATE INDEX ix_asset_identifier_normal ON asset_identifier (normal)
    """,
    """
    CREATE TABLE deadline (
        id INTEGER NOT NULL,
        reference TEXT NOT NULL
            CONSTRAINT ck_deadline_reference_length CHECK (length(reference) <= 100),
        case_id INTEGER,
        asset_id INTEGER,
        record TEXT NOT NULL CONSTRAINT ck_deadline_record_length CHECK (length(record) <= 300),
        title TEXT NOT NULL CONSTRAINT ck_deadline_title_length CHECK (length(title) <= 300),
        due TEXT NOT NULL,
        hard INTEGER DEFAULT '0' NOT NULL CONSTRAINT ck_deadline_hard_flag CHECK (hard IN (0, 1)),
        responsible TEXT
            CONSTRAINT ck_deadline_responsible_length CHECK (length(responsible) <= 300),
        state TEXT NOT NULL CONSTRAINT ck_deadline_state_length CHECK (length(state) <= 300),
        source TEXT CONSTRAINT ck_deadline_source_length CHECK (length(source) <= 300),
        closed_on TEXT CONSTRAINT ck_deadline_closed_on_length CHECK (length(closed_on) <= 300),
        outcome TEXT CONSTRAINT ck_deadline_outcome_length CHECK (length(outcome) <= 300),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_deadline PRIMARY KEY (id),
        CONSTRAINT uq_deadline_reference UNIQUE (reference),
        CONSTRAINT fk_deadline_case_id FOREIGN KEY(case_id) REFERENCES case_record (id),
        CONSTRAINT fk_deadline_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_deadline_asset_id ON deadline (asset_id)
    """,
    """
    CREATE INDEX ix_deadline_case_id ON deadline (case_id)
    """,
    """
    CREATE INDEX ix_deadline_due ON deadline (due)
    """,
    """
    CREATE TABLE event (
        id INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        action TEXT NOT NULL CONSTRAINT ck_event_action_length CHECK (length(action) <= 300),
        case_id INTEGER,
        order_id INTEGER,
        request_id INTEGER,
        reference TEXT,
        on_date TEXT NOT NULL CONSTRAINT ck_event_on_date_length CHECK (length(on_date) <= 300),
        status TEXT NOT NULL CONSTRAINT ck_event_status_length CHECK (length(status) <= 300),
        effective_on TEXT
            CONSTRAINT ck_event_effective_on_length CHECK (length(effective_on) <= 300),
        effective_seq INTEGER,
        ended_on TEXT CONSTRAINT ck_event_ended_on_length CHECK (length(ended_on) <= 300),
        ended_seq INTEGER,
        approval TEXT CONSTRAINT ck_event_approval_length CHECK (length(approval) <= 300),
        author_id INTEGER NOT NULL,
        recorded_at TEXT NOT NULL
            CONSTRAINT ck_event_recorded_at_length CHECK (length(recorded_at) <= 300),
        data TEXT NOT NULL CONSTRAINT ck_event_data_length CHECK (length(data) <= 10000000),
        facts TEXT NOT NULL CONSTRAINT ck_event_facts_length CHECK (length(facts) <= 10000000),
        irregular TEXT NOT NULL
            CONSTRAINT ck_event_irregular_length CHECK (length(irregular) <= 2000),
        warnings TEXT NOT NULL
            CONSTRAINT ck_event_warnings_length CHECK (length(warnings) <= 100000),
        late INTEGER DEFAULT '0' NOT NULL CONSTRAINT ck_event_late_flag CHECK (late IN (0, 1)),
        amount_minor INTEGER
            CONSTRAINT ck_event_amount_minor_range
                CHECK (amount_minor BETWEEN -999999999999999999 AND 999999999999999999),
        amount_currency TEXT
            CONSTRAINT ck_event_amount_currency_length CHECK (length(amount_currency) <= 3),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_event PRIMARY KEY (id),
        CONSTRAINT fk_event_case_id FOREIGN KEY(case_id) REFERENCES case_record (id),
        CONSTRAINT fk_event_order_id FOREIGN KEY(order_id) REFERENCES court_order (id),
        CONSTRAINT fk_event_request_id FOREIGN KEY(request_id) REFERENCES request (id),
        CONSTRAINT uq_event_reference UNIQUE (reference),
        CONSTRAINT fk_event_author_id FOREIGN KEY(author_id) REFERENCES user_account (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_event_author_id ON event (author_id)
    """,
    """
    CREATE INDEX ix_event_case_action ON event (case_id, action)
    """,
    """
    CREATE INDEX ix_event_case_id ON event (case_id)
    """,
    """
    CREATE INDEX ix_event_order_id ON event (order_id)
    """,
    """
    CREATE INDEX ix_event_request_id ON event (request_id)
    """,
    """
    CREATE INDEX ix_event_seq ON event (seq)
    """,
    """
    CREATE TABLE order_asset (
        id INTEGER NOT NULL,
        order_id INTEGER NOT NULL,
        asset_id INTEGER NOT NULL,
        scope TEXT NOT NULL CONSTRAINT ck_order_asset_scope_length CHECK (length(scope) <= 2000),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_order_asset PRIMARY KEY (id),
        CONSTRAINT uq_order_asset_order_id_asset_id UNIQUE (order_id, asset_id),
        CONSTRAINT fk_order_asset_order_id FOREIGN KEY(order_id) REFERENCES court_order (id),
        CONSTRAINT fk_order_asset_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_order_asset_asset_id ON order_asset (asset_id)
    """,
    """
    CREATE INDEX ix_order_asset_order_id ON order_asset (order_id)
    """,
    """
    CREATE TABLE party_link (
        id INTEGER NOT NULL,
        case_id INTEGER,
        asset_id INTEGER,
        party_id INTEGER NOT NULL,
        role TEXT NOT NULL CONSTRAINT ck_party_link_role_length CHECK (length(role) <= 300),
        share TEXT CONSTRAINT ck_party_link_share_length CHECK (length(share) <= 300),
        since TEXT CONSTRAINT ck_party_link_since_length CHECK (length(since) <= 300),
        until TEXT CONSTRAINT ck_party_link_until_length CHECK (length(until) <= 300),
        source TEXT CONSTRAINT ck_party_link_source_length CHECK (length(source) <= 300),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_party_link PRIMARY KEY (id),
        CONSTRAINT fk_party_link_case_id FOREIGN KEY(case_id) REFERENCES case_record (id),
        CONSTRAINT fk_party_link_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id),
        CONSTRAINT fk_party_link_party_id FOREIGN KEY(party_id) REFERENCES party (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_party_link_asset_id ON party_link (asset_id)
    """,
    """
    CREATE INDEX ix_party_link_case_id ON party_link (case_id)
    """,
    """
    CREATE INDEX ix_party_link_party_id ON party_link (party_id)
    """,
    """
    CREATE TABLE approval (
        id INTEGER NOT NULL,
        reference TEXT NOT NULL
            CONSTRAINT ck_approval_reference_length CHECK (length(reference) <= 100),
        event_id INTEGER NOT NULL,
        state TEXT NOT NULL CONSTRAINT ck_approval_state_length CHECK (length(state) <= 300),
        levels TEXT NOT NULL CONSTRAINT ck_approval_levels_length CHECK (length(levels) <= 1000),
        level INTEGER NOT NULL,
        asked_by INTEGER NOT NULL,
        asked_on TEXT NOT NULL
            CONSTRAINT ck_approval_asked_on_length CHECK (length(asked_on) <= 300),
        content_hash TEXT NOT NULL
            CONSTRAINT ck_approval_content_hash_length CHECK (length(content_hash) <= 300),
        decided_on TEXT CONSTRAINT ck_approval_decided_on_length CHECK (length(decided_on) <= 300),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_approval PRIMARY KEY (id),
        CONSTRAINT uq_approval_reference UNIQUE (reference),
        CONSTRAINT fk_approval_event_id FOREIGN KEY(event_id) REFERENCES event (id),
        CONSTRAINT fk_approval_asked_by FOREIGN KEY(asked_by) REFERENCES user_account (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_approval_asked_by ON approval (asked_by)
    """,
    """
    CREATE INDEX ix_approval_event_id ON approval (event_id)
    """,
    """
    CREATE TABLE event_asset (
        id INTEGER NOT NULL,
        event_id INTEGER NOT NULL,
        asset_id INTEGER NOT NULL,
        CONSTRAINT pk_event_asset PRIMARY KEY (id),
        CONSTRAINT uq_event_asset_asset_id_event_id UNIQUE (asset_id, event_id),
        CONSTRAINT fk_event_asset_event_id FOREIGN KEY(event_id) REFERENCES event (id),
        CONSTRAINT fk_event_asset_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_event_asset_asset_id ON event_asset (asset_id)
    """,
    """
    CREATE INDEX ix_event_asset_event_id ON event_asset (event_id)
    """,
    """
    CREATE TABLE approval_vote (
        id INTEGER NOT NULL,
        approval_id INTEGER NOT NULL,
        level INTEGER NOT NULL,
        user_id INTEGER NOT NULL,
        voted_on TEXT NOT NULL
            CONSTRAINT ck_approval_vote_voted_on_length CHECK (length(voted_on) <= 300),
        outcome TEXT NOT NULL
            CONSTRAINT ck_approval_vote_outcome_length CHECK (length(outcome) <= 300),
        comment TEXT CONSTRAINT ck_approval_vote_comment_length CHECK (length(comment) <= 50000),
        CONSTRAINT pk_approval_vote PRIMARY KEY (id),
        CONSTRAINT uq_approval_vote_approval_id_user_id UNIQUE (approval_id, user_id),
        CONSTRAINT fk_approval_vote_approval_id FOREIGN KEY(approval_id) REFERENCES approval (id),
        CONSTRAINT fk_approval_vote_user_id FOREIGN KEY(user_id) REFERENCES user_account (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_approval_vote_approval_id ON approval_vote (approval_id)
    """,
    """
    CREATE INDEX ix_approval_vote_user_id ON approval_vote (user_id)
    """,
    """
    CREATE INDEX ix_case_record_sealed ON case_record (sealed) WHERE sealed = 1
    """,
    """
    CREATE INDEX ix_case_record_opened_on ON case_record (opened_on)
    """,
    """
    CREATE INDEX ix_court_order_made_on ON court_order (made_on)
    """,
    """
    CREATE INDEX ix_request_made_on ON request (made_on)
    """,
    """
    CREATE INDEX ix_document_on_date ON document (on_date)
    """,
    """
    CREATE INDEX ix_party_name ON party (name COLLATE NOCASE)
    """,
    """
    CREATE INDEX ix_asset_row_headline_due_on ON asset_row (headline, due_on, asset_id)
    """,
    """
    CREATE INDEX ix_asset_row_headline_base_minor ON asset_row (headline, base_minor, asset_id)
    """,
    """
    CREATE INDEX ix_asset_row_type_code_due_on ON asset_row (type_code, due_on, asset_id)
    """,
    """
    CREATE INDEX ix_asset_row_type_code_base_minor ON asset_row (type_code, base_minor, asset_id)
    """,
    """
    CREATE INDEX ix_asset_row_officer_due_on ON asset_row (officer, due_on, asset_id)
    """,
    """
    CREATE INDEX ix_approval_waiting ON approval (asked_on) WHERE state = 'waiting'
    """,
    """
    CREATE INDEX ix_event_cost ON event (case_id, amount_minor) WHERE action = 'post_cost'
    """,
    """
    CREATE INDEX ix_party_named_in_id ON party (named_in_id)
    """,
    """
    CREATE INDEX ix_journal_case_hash ON journal (case_hash)
    """,
    """
    CREATE INDEX ix_agenda_responsible ON agenda (responsible, due) WHERE responsible IS NOT NULL
    """,
    """
    CREATE INDEX ix_asset_row_realised
            ON asset_row (case_id, base_minor)
            WHERE money IN ('gross_proceeds_booked', 'net_determined', 'allocated',
                'partly_paid_out', 'fully_distributed')
    """,
)
SEARCH = (
    """
    CREATE VIRTUAL TABLE search_index USING fts5(
        words, content='search_document', content_rowid='id', tokenize='unicode61', prefix='2 3'
    )
    """,
    """
    CREATE TRIGGER search_document_added AFTER INSERT ON search_document BEGIN
        INSERT INTO search_index(rowid, words) VALUES (new.id, new.words);
    END
    """,
    """
    CREATE TRIGGER search_document_removed AFTER DELETE ON search_document BEGIN
        INSERT INTO search_index(search_index, rowid, words) VALUES ('delete', old.id, old.words);
    END
    """,
    """
    CREATE TRIGGER search_document_changed AFTER UPDATE ON search_document BEGIN
        INSERT INTO search_index(search_index, rowid, words) VALUES ('delete', old.id, old.words);
        INSERT INTO search_index(rowid, words) VALUES (new.id, new.words);
    END
    """,
    """
    CREATE VIRTUAL TABLE asset_text USING fts5(
        description_folded, content='asset_row', content_rowid='asset_id',
        tokenize='trigram case_sensitive 1', detail='none', columnsize=0
    )
    """,
    """
    CREATE TRIGGER asset_row_added AFTER INSERT ON asset_row BEGIN
        INSERT INTO asset_text(rowid, description_folded)
            VALUES (new.asset_id, new.description_folded);
    END
    """,
    """
    CREATE TRIGGER asset_row_removed AFTER DELETE ON asset_row BEGIN
        INSERT INTO asset_text(asset_text, rowid, description_folded)
            VALUES ('delete', old.asset_id, old.description_folded);
    END
    """,
    """
    CREATE TRIGGER asset_row_changed AFTER UPDATE ON asset_row
    WHEN old.description_folded <> new.description_folded OR old.asset_id <> new.asset_id BEGIN
        INSERT INTO asset_text(asset_text, rowid, description_folded)
            VALUES ('delete', old.asset_id, old.description_folded);
        INSERT INTO asset_text(rowid, description_folded)
            VALUES (new.asset_id, new.description_folded);
    END
    """,
)
APPEND_ONLY = ("journal", "journal_payload", "consultation", "decision_log", "event_asset")
CHAINED = ("journal", "consultation", "decision_log")
NEVER_DELETED = (
    "office_setting",
    "user_account",
    "credential",
    "case_record",
    "case_member",
    "access_grant",
    "party",
    "asset",
    "asset_identifier",
    "party_link",
    "party_relation",
    "court_order",
    "order_asset",
    "request",
    "event",
    "approval",
    "approval_vote",
    "deadline",
    "document",
    "bank_account",
    "storage_place",
    "exchange_rate",
    "import_row",
)


def upgrade() -> None:
    """Make the office."""
    for statement in (*TABLES, *SEARCH):
        op.execute(statement)
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    for table in CHAINED:
        op.execute(
            f"CREATE TRIGGER {table}_in_order BEFORE INSERT ON {table} "
            f"WHEN new.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM {table}) "
            f"OR new.previous <> coalesce((SELECT hash FROM {table} ORDER BY seq DESC LIMIT 1), "
            f"'{'0' * 64}') BEGIN SELECT RAISE(ABORT, '{table} does not follow'); END"
        )
    for table in NEVER_DELETED:
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'nothing is deleted from {table}'); END"
        )
