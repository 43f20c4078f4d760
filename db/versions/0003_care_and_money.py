"""Care and money: what an office keeps for custody, contracts, invoices and the ledger.

Written out as SQL, so that later changes of the application cannot change what this one did.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# The ledger: lines that are only ever added, and what is summed up beside them.
LEDGER: tuple[str, ...] = (
    """
    CREATE TABLE ledger_account (
        id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        holder TEXT NOT NULL,
        case_id INTEGER NOT NULL,
        currency TEXT NOT NULL,
        debit INTEGER NOT NULL,
        credit INTEGER NOT NULL,
        lines INTEGER NOT NULL,
        first_on TEXT NOT NULL,
        CONSTRAINT pk_ledger_account PRIMARY KEY (id),
        CONSTRAINT uq_ledger_account_kind_holder_case_id_currency
                UNIQUE (kind, holder, case_id, currency)
    )
     STRICT
    """,
    "CREATE INDEX ix_ledger_account_case_id ON ledger_account (case_id)",
    """
    CREATE TABLE ledger_line (
        id INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        event_id INTEGER NOT NULL,
        account_id INTEGER NOT NULL,
        on_date TEXT NOT NULL,
        minor INTEGER NOT NULL,
        currency TEXT NOT NULL,
        kind TEXT NOT NULL,
        case_id INTEGER NOT NULL,
        case_reference TEXT NOT NULL,
        asset_reference TEXT NOT NULL,
        detail TEXT NOT NULL,
        CONSTRAINT pk_ledger_line PRIMARY KEY (id)
    )
     STRICT
    """,
    "CREATE INDEX ix_ledger_line_account_id ON ledger_line (account_id, on_date, id, minor)",
    "CREATE INDEX ix_ledger_line_asset_reference ON ledger_line (asset_reference, on_date, id)",
    "CREATE INDEX ix_ledger_line_case_reference ON ledger_line (case_reference, on_date, id)",
    "CREATE INDEX ix_ledger_line_event_id ON ledger_line (event_id)",
    "CREATE INDEX ix_ledger_line_kind ON ledger_line (kind, on_date, id)",
    "CREATE INDEX ix_ledger_line_on_date ON ledger_line (on_date, id)",
    """
    CREATE TABLE ledger_day (
        account_id INTEGER NOT NULL,
        on_date TEXT NOT NULL,
        debit INTEGER NOT NULL,
        credit INTEGER NOT NULL,
        lines INTEGER NOT NULL,
        CONSTRAINT pk_ledger_day PRIMARY KEY (account_id, on_date)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE ledger_total (
        kind TEXT NOT NULL,
        currency TEXT NOT NULL,
        debit INTEGER NOT NULL,
        credit INTEGER NOT NULL,
        lines INTEGER NOT NULL,
        CONSTRAINT pk_ledger_total PRIMARY KEY (kind, currency)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE ledger_open (
        on_date TEXT NOT NULL,
        currency TEXT NOT NULL,
        minor INTEGER NOT NULL,
        receipts INTEGER NOT NULL,
        CONSTRAINT pk_ledger_open PRIMARY KEY (on_date, currency)
    )
     WITHOUT ROWID,
     STRICT
    """,
    "CREATE TRIGGER ledger_line_stays_as_it_is BEFORE UPDATE ON ledger_line "
    "BEGIN SELECT RAISE(ABORT, 'ledger_line is append-only'); END",
    "CREATE TRIGGER ledger_line_stays BEFORE DELETE ON ledger_line "
    "BEGIN SELECT RAISE(ABORT, 'ledger_line is append-only'); END",
)

# Where contracts, invoices, stocktakes and instructions of a case are found.
FOUND: tuple[str, ...] = (
    "CREATE INDEX ix_event_care ON event (action, case_id)"
    " WHERE action IN ('record_contract', 'record_invoice', 'record_report', 'take_stock')",
)

# Places of storage as a tree, where each thing was, and what a stocktake found.
STORAGE: tuple[str, ...] = (
    "ALTER TABLE storage_place ADD COLUMN kind TEXT"
    " CONSTRAINT ck_storage_place_kind_length CHECK (length(kind) <= 40)",
    "ALTER TABLE storage_place ADD COLUMN parent TEXT"
    " CONSTRAINT ck_storage_place_parent_length CHECK (length(parent) <= 100)",
    "ALTER TABLE storage_place ADD COLUMN name TEXT"
    " CONSTRAINT ck_storage_place_name_length CHECK (length(name) <= 300)",
    "ALTER TABLE storage_place ADD COLUMN address TEXT"
    " CONSTRAINT ck_storage_place_address_length CHECK (length(address) <= 300)",
    "ALTER TABLE storage_place ADD COLUMN keeper TEXT"
    " CONSTRAINT ck_storage_place_keeper_length CHECK (length(keeper) <= 300)",
    "ALTER TABLE storage_place ADD COLUMN environment TEXT"
    " CONSTRAINT ck_storage_place_environment_length CHECK (length(environment) <= 1000)",
    "ALTER TABLE storage_place ADD COLUMN capacity INTEGER",
    "ALTER TABLE storage_place ADD COLUMN space TEXT"
    " CONSTRAINT ck_storage_place_space_length CHECK (length(space) <= 300)",
    "ALTER TABLE storage_place ADD COLUMN closed_on TEXT"
    " CONSTRAINT ck_storage_place_closed_on_length CHECK (length(closed_on) <= 40)",
    "CREATE INDEX ix_storage_place_parent ON storage_place (parent)",
    """
    CREATE TABLE stock_line (
        id INTEGER NOT NULL,
        event_id INTEGER NOT NULL,
        asset_id INTEGER,
        label TEXT NOT NULL CONSTRAINT ck_stock_line_label_length CHECK (length(label) <= 300),
        outcome TEXT NOT NULL
            CONSTRAINT ck_stock_line_outcome_length CHECK (length(outcome) <= 40),
        place TEXT CONSTRAINT ck_stock_line_place_length CHECK (length(place) <= 300),
        expected TEXT CONSTRAINT ck_stock_line_expected_length CHECK (length(expected) <= 100),
        counted TEXT CONSTRAINT ck_stock_line_counted_length CHECK (length(counted) <= 100),
        CONSTRAINT pk_stock_line PRIMARY KEY (id),
        CONSTRAINT fk_stock_line_event_id FOREIGN KEY(event_id) REFERENCES event (id),
        CONSTRAINT fk_stock_line_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id)
    )
     STRICT
    """,
    "CREATE INDEX ix_stock_line_event_id ON stock_line (event_id)",
    "CREATE INDEX ix_stock_line_asset_id ON stock_line (asset_id)",
    "CREATE TRIGGER stock_line_no_update BEFORE UPDATE ON stock_line"
    " BEGIN SELECT RAISE(ABORT, 'stock_line is append-only'); END",
    """
    CREATE TABLE stay (
        id INTEGER NOT NULL,
        asset_id INTEGER NOT NULL,
        reference TEXT NOT NULL,
        storage TEXT NOT NULL,
        since TEXT NOT NULL,
        until TEXT,
        CONSTRAINT pk_stay PRIMARY KEY (id)
    )
     STRICT
    """,
    "CREATE INDEX ix_stay_asset_id ON stay (asset_id)",
    "CREATE INDEX ix_stay_storage ON stay (storage, until, reference)",
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
# What became of each receipt; statements of an account; payments to compare with a statement.
BANK: tuple[str, ...] = (
    """
    CREATE TABLE receipt_row (
        event_id INTEGER NOT NULL,
        case_id INTEGER,
        reference TEXT NOT NULL,
        account TEXT NOT NULL,
        on_date TEXT NOT NULL,
        value_on TEXT,
        amount_minor INTEGER NOT NULL,
        left_minor INTEGER NOT NULL,
        currency TEXT NOT NULL,
        payer_reference TEXT NOT NULL,
        bank_reference TEXT,
        counterparty TEXT,
        counterparty_account TEXT,
        text TEXT,
        statement TEXT,
        state TEXT NOT NULL,
        matched_to TEXT,
        CONSTRAINT pk_receipt_row PRIMARY KEY (event_id)
    )
     STRICT
    """,
    "CREATE INDEX ix_receipt_row_reference ON receipt_row (reference, event_id)",
    "CREATE INDEX ix_receipt_row_on_date ON receipt_row (on_date, event_id)",
    "CREATE INDEX ix_receipt_row_amount ON receipt_row (amount_minor, event_id)",
    "CREATE INDEX ix_receipt_row_statement ON receipt_row (statement)",
    "CREATE INDEX ix_receipt_row_case_id ON receipt_row (case_id)",
    "CREATE INDEX ix_receipt_row_state_on_date ON receipt_row (state, on_date, event_id)",
    "CREATE INDEX ix_receipt_row_state_left ON receipt_row (state, left_minor, event_id)",
    "CREATE INDEX ix_receipt_row_account ON receipt_row (account, on_date, event_id)",
    "CREATE INDEX ix_event_of_receipt ON event (json_extract(data, '$.receipt'))"
    " WHERE action IN ('match_receipt', 'return_receipt', 'write_off_money')",
    "CREATE INDEX ix_event_statement ON event (json_extract(data, '$.account'), on_date)"
    " WHERE action = 'record_statement'",
    "CREATE INDEX ix_event_correction ON event (json_extract(data, '$.posting'))"
    " WHERE action = 'correct_posting'",
    "CREATE INDEX ix_event_paid ON event (amount_currency, amount_minor)"
    " WHERE action IN ('pay_out', 'post_cost', 'return_receipt', 'settle_liability')",
)

# Victims, where to reach them, and what an allocation gives to each.
VICTIMS: tuple[str, ...] = (
    """
    CREATE TABLE victim (
        id INTEGER NOT NULL,
        reference TEXT NOT NULL
            CONSTRAINT ck_victim_reference_length CHECK (length(reference) <= 100),
        case_id INTEGER NOT NULL,
        victim_list TEXT NOT NULL
            CONSTRAINT ck_victim_victim_list_length CHECK (length(victim_list) <= 100),
        party_id INTEGER,
        name TEXT NOT NULL CONSTRAINT ck_victim_name_length CHECK (length(name) <= 300),
        loss_minor INTEGER
            CONSTRAINT ck_victim_loss_minor_range
                CHECK (loss_minor BETWEEN -999999999999999999 AND 999999999999999999),
        loss_currency TEXT
            CONSTRAINT ck_victim_loss_currency_length CHECK (length(loss_currency) <= 3),
        on_date TEXT NOT NULL CONSTRAINT ck_victim_on_date_length CHECK (length(on_date) <= 300),
        period TEXT CONSTRAINT ck_victim_period_length CHECK (length(period) <= 300),
        proof TEXT CONSTRAINT ck_victim_proof_length CHECK (length(proof) <= 300),
        rank INTEGER DEFAULT '1' NOT NULL,
        cap_minor INTEGER
            CONSTRAINT ck_victim_cap_minor_range
                CHECK (cap_minor BETWEEN -999999999999999999 AND 999999999999999999),
        cap_currency TEXT
            CONSTRAINT ck_victim_cap_currency_length CHECK (length(cap_currency) <= 3),
        elsewhere_minor INTEGER
            CONSTRAINT ck_victim_elsewhere_minor_range
                CHECK (elsewhere_minor BETWEEN -999999999999999999 AND 999999999999999999),
        elsewhere_currency TEXT
            CONSTRAINT ck_victim_elsewhere_currency_length
                CHECK (length(elsewhere_currency) <= 3),
        represented_by TEXT
            CONSTRAINT ck_victim_represented_by_length CHECK (length(represented_by) <= 300),
        notified_on TEXT
            CONSTRAINT ck_victim_notified_on_length CHECK (length(notified_on) <= 300),
        claim_by TEXT CONSTRAINT ck_victim_claim_by_length CHECK (length(claim_by) <= 300),
        claimed_on TEXT CONSTRAINT ck_victim_claimed_on_length CHECK (length(claimed_on) <= 300),
        state TEXT NOT NULL CONSTRAINT ck_victim_state_length CHECK (length(state) <= 300),
        decided_on TEXT CONSTRAINT ck_victim_decided_on_length CHECK (length(decided_on) <= 300),
        final INTEGER DEFAULT '0' NOT NULL
            CONSTRAINT ck_victim_final_flag CHECK (final IN (0, 1)),
        admitted_minor INTEGER
            CONSTRAINT ck_victim_admitted_minor_range
                CHECK (admitted_minor BETWEEN -999999999999999999 AND 999999999999999999),
        admitted_currency TEXT
            CONSTRAINT ck_victim_admitted_currency_length CHECK (length(admitted_currency) <= 3),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_victim PRIMARY KEY (id),
        CONSTRAINT uq_victim_reference UNIQUE (reference),
        CONSTRAINT fk_victim_case_id FOREIGN KEY(case_id) REFERENCES case_record (id),
        CONSTRAINT fk_victim_party_id FOREIGN KEY(party_id) REFERENCES party (id)
    )
     STRICT
    """,
    "CREATE INDEX ix_victim_case_id ON victim (case_id)",
    "CREATE INDEX ix_victim_claim_by ON victim (claim_by, id)",
    "CREATE INDEX ix_victim_list ON victim (victim_list, state, id)",
    "CREATE INDEX ix_victim_name ON victim (name COLLATE NOCASE)",
    "CREATE INDEX ix_victim_party_id ON victim (party_id)",
    """
    CREATE TABLE victim_contact (
        id INTEGER NOT NULL,
        victim_id INTEGER NOT NULL,
        address TEXT CONSTRAINT ck_victim_contact_address_length CHECK (length(address) <= 2000),
        iban TEXT CONSTRAINT ck_victim_contact_iban_length CHECK (length(iban) <= 40),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_victim_contact PRIMARY KEY (id),
        CONSTRAINT uq_victim_contact_victim_id UNIQUE (victim_id),
        CONSTRAINT fk_victim_contact_victim_id FOREIGN KEY(victim_id) REFERENCES victim (id)
    )
     STRICT
    """,
    """
    CREATE TABLE victim_share (
        id INTEGER NOT NULL,
        event_id INTEGER NOT NULL,
        victim_id INTEGER NOT NULL,
        amount_minor INTEGER
            CONSTRAINT ck_victim_share_amount_minor_range
                CHECK (amount_minor BETWEEN -999999999999999999 AND 999999999999999999),
        amount_currency TEXT
            CONSTRAINT ck_victim_share_amount_currency_length
                CHECK (length(amount_currency) <= 3),
        CONSTRAINT pk_victim_share PRIMARY KEY (id),
        CONSTRAINT uq_victim_share_event_id_victim_id UNIQUE (event_id, victim_id),
        CONSTRAINT fk_victim_share_event_id FOREIGN KEY(event_id) REFERENCES event (id),
        CONSTRAINT fk_victim_share_victim_id FOREIGN KEY(victim_id) REFERENCES victim (id)
    )
     STRICT
    """,
    "CREATE INDEX ix_victim_share_victim_id ON victim_share (victim_id)",
)


# Invoices and their lines; what is found wrong stands with the line.
INVOICES: tuple[str, ...] = (
    """
    CREATE TABLE invoice (
        id INTEGER NOT NULL,
        reference TEXT NOT NULL
            CONSTRAINT ck_invoice_reference_length CHECK (length(reference) <= 100),
        supplier_id INTEGER,
        supplier TEXT NOT NULL
            CONSTRAINT ck_invoice_supplier_length CHECK (length(supplier) <= 300),
        supplier_key TEXT NOT NULL
            CONSTRAINT ck_invoice_supplier_key_length CHECK (length(supplier_key) <= 300),
        number TEXT NOT NULL CONSTRAINT ck_invoice_number_length CHECK (length(number) <= 300),
        number_key TEXT NOT NULL
            CONSTRAINT ck_invoice_number_key_length CHECK (length(number_key) <= 300),
        on_date TEXT NOT NULL
            CONSTRAINT ck_invoice_on_date_length CHECK (length(on_date) <= 300),
        from_date TEXT NOT NULL
            CONSTRAINT ck_invoice_from_date_length CHECK (length(from_date) <= 300),
        to_date TEXT NOT NULL
            CONSTRAINT ck_invoice_to_date_length CHECK (length(to_date) <= 300),
        due_on TEXT CONSTRAINT ck_invoice_due_on_length CHECK (length(due_on) <= 300),
        amount_minor INTEGER
            CONSTRAINT ck_invoice_amount_minor_range
            CHECK (amount_minor BETWEEN -999999999999999999 AND 999999999999999999),
        amount_currency TEXT
            CONSTRAINT ck_invoice_amount_currency_length CHECK (length(amount_currency) <= 3),
        vat_minor INTEGER
            CONSTRAINT ck_invoice_vat_minor_range
            CHECK (vat_minor BETWEEN -999999999999999999 AND 999999999999999999),
        vat_currency TEXT
            CONSTRAINT ck_invoice_vat_currency_length CHECK (length(vat_currency) <= 3),
        difference_minor INTEGER
            CONSTRAINT ck_invoice_difference_minor_range
            CHECK (difference_minor BETWEEN -999999999999999999 AND 999999999999999999),
        difference_currency TEXT
            CONSTRAINT ck_invoice_difference_currency_length
            CHECK (length(difference_currency) <= 3),
        wrong INTEGER DEFAULT '0' NOT NULL,
        state TEXT NOT NULL CONSTRAINT ck_invoice_state_length CHECK (length(state) <= 300),
        recorded_on TEXT NOT NULL
            CONSTRAINT ck_invoice_recorded_on_length CHECK (length(recorded_on) <= 300),
        recorded_by INTEGER NOT NULL,
        certified_on TEXT
            CONSTRAINT ck_invoice_certified_on_length CHECK (length(certified_on) <= 300),
        certification_id INTEGER,
        approved_on TEXT
            CONSTRAINT ck_invoice_approved_on_length CHECK (length(approved_on) <= 300),
        sent_on TEXT CONSTRAINT ck_invoice_sent_on_length CHECK (length(sent_on) <= 300),
        sent_reference TEXT
            CONSTRAINT ck_invoice_sent_reference_length CHECK (length(sent_reference) <= 300),
        paid_on TEXT CONSTRAINT ck_invoice_paid_on_length CHECK (length(paid_on) <= 300),
        paid_reference TEXT
            CONSTRAINT ck_invoice_paid_reference_length CHECK (length(paid_reference) <= 300),
        documents TEXT NOT NULL
            CONSTRAINT ck_invoice_documents_length CHECK (length(documents) <= 10000),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_invoice PRIMARY KEY (id),
        CONSTRAINT uq_invoice_reference UNIQUE (reference),
        CONSTRAINT fk_invoice_supplier_id FOREIGN KEY(supplier_id) REFERENCES party (id),
        CONSTRAINT fk_invoice_recorded_by FOREIGN KEY(recorded_by) REFERENCES user_account (id),
        CONSTRAINT fk_invoice_certification_id FOREIGN KEY(certification_id) REFERENCES event (id)
    )
     STRICT
    """,
    "CREATE INDEX ix_invoice_certification_id ON invoice (certification_id)",
    "CREATE INDEX ix_invoice_number_key ON invoice (number_key)",
    "CREATE INDEX ix_invoice_on_date ON invoice (on_date)",
    "CREATE INDEX ix_invoice_recorded_by ON invoice (recorded_by)",
    "CREATE INDEX ix_invoice_state ON invoice (state, on_date)",
    "CREATE INDEX ix_invoice_supplier ON invoice (supplier_key, on_date)",
    "CREATE INDEX ix_invoice_supplier_id ON invoice (supplier_id)",
    """
    CREATE TABLE invoice_line (
        id INTEGER NOT NULL,
        invoice_id INTEGER NOT NULL,
        place INTEGER NOT NULL,
        part INTEGER NOT NULL,
        asset_id INTEGER,
        case_id INTEGER NOT NULL,
        category TEXT NOT NULL
            CONSTRAINT ck_invoice_line_category_length CHECK (length(category) <= 300),
        description TEXT
            CONSTRAINT ck_invoice_line_description_length CHECK (length(description) <= 300),
        quantity TEXT
            CONSTRAINT ck_invoice_line_quantity_length CHECK (length(quantity) <= 300),
        unit TEXT CONSTRAINT ck_invoice_line_unit_length CHECK (length(unit) <= 300),
        rate TEXT CONSTRAINT ck_invoice_line_rate_length CHECK (length(rate) <= 300),
        amount_minor INTEGER
            CONSTRAINT ck_invoice_line_amount_minor_range
            CHECK (amount_minor BETWEEN -999999999999999999 AND 999999999999999999),
        amount_currency TEXT
            CONSTRAINT ck_invoice_line_amount_currency_length CHECK (length(amount_currency) <= 3),
        vat_minor INTEGER
            CONSTRAINT ck_invoice_line_vat_minor_range
            CHECK (vat_minor BETWEEN -999999999999999999 AND 999999999999999999),
        vat_currency TEXT
            CONSTRAINT ck_invoice_line_vat_currency_length CHECK (length(vat_currency) <= 3),
        share_key TEXT
            CONSTRAINT ck_invoice_line_share_key_length CHECK (length(share_key) <= 300),
        weight TEXT CONSTRAINT ck_invoice_line_weight_length CHECK (length(weight) <= 300),
        from_date TEXT NOT NULL
            CONSTRAINT ck_invoice_line_from_date_length CHECK (length(from_date) <= 300),
        to_date TEXT NOT NULL
            CONSTRAINT ck_invoice_line_to_date_length CHECK (length(to_date) <= 300),
        terms TEXT CONSTRAINT ck_invoice_line_terms_length CHECK (length(terms) <= 2000),
        expected_days INTEGER,
        billed_days INTEGER,
        difference_minor INTEGER
            CONSTRAINT ck_invoice_line_difference_minor_range
            CHECK (difference_minor BETWEEN -999999999999999999 AND 999999999999999999),
        difference_currency TEXT
            CONSTRAINT ck_invoice_line_difference_currency_length
            CHECK (length(difference_currency) <= 3),
        findings TEXT NOT NULL
            CONSTRAINT ck_invoice_line_findings_length CHECK (length(findings) <= 100000),
        state TEXT NOT NULL
            CONSTRAINT ck_invoice_line_state_length CHECK (length(state) <= 300),
        said TEXT CONSTRAINT ck_invoice_line_said_length CHECK (length(said) <= 300),
        posting TEXT CONSTRAINT ck_invoice_line_posting_length CHECK (length(posting) <= 300),
        version INTEGER DEFAULT '1' NOT NULL,
        CONSTRAINT pk_invoice_line PRIMARY KEY (id),
        CONSTRAINT uq_invoice_line_invoice_id_place_part UNIQUE (invoice_id, place, part),
        CONSTRAINT fk_invoice_line_invoice_id FOREIGN KEY(invoice_id) REFERENCES invoice (id),
        CONSTRAINT fk_invoice_line_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id),
        CONSTRAINT fk_invoice_line_case_id FOREIGN KEY(case_id) REFERENCES case_record (id)
    )
     STRICT
    """,
    "CREATE INDEX ix_invoice_line_asset_id ON invoice_line (asset_id)",
    "CREATE INDEX ix_invoice_line_case_id ON invoice_line (case_id)",
    "CREATE INDEX ix_invoice_line_invoice_id ON invoice_line (invoice_id)",
)

# Contracts and insurances of the whole office, by their last day.
CONTRACTS: tuple[str, ...] = (
    "CREATE INDEX ix_event_contract_until ON event (substr(json_extract(data, '$.to'), 1, 10))"
    " WHERE action IN ('record_contract', 'insure_asset')",
)

# Of which kinds of value totals are made; divided assets count by their parts.
TOTALS: tuple[str, ...] = (
    "ALTER TABLE asset_row ADD COLUMN units TEXT",
    "DROP INDEX ix_asset_row_case_id",
    "CREATE INDEX ix_asset_row_case_id ON asset_row (case_id, base_minor, value_kind)",
    "DROP INDEX ix_asset_row_realised",
    """
    CREATE INDEX ix_asset_row_realised
            ON asset_row (case_id, base_minor, value_kind)
            WHERE money IN ('gross_proceeds_booked', 'net_determined', 'allocated',
                'partly_paid_out', 'fully_distributed')
    """,
    "DROP TABLE portfolio",
    """
    CREATE TABLE portfolio (
        headline TEXT NOT NULL,
        state TEXT NOT NULL,
        value_kind TEXT NOT NULL,
        type_code TEXT NOT NULL,
        route TEXT NOT NULL,
        sealed_case INTEGER NOT NULL,
        count INTEGER NOT NULL,
        base_minor INTEGER NOT NULL,
        units INTEGER NOT NULL,
        units_minor INTEGER NOT NULL,
        CONSTRAINT pk_portfolio PRIMARY KEY
                (headline, state, value_kind, type_code, route, sealed_case)
    )
     STRICT
    """,
)

# Tries to sell and bids, as lists read them.
SALES: tuple[str, ...] = (
    """
    CREATE TABLE sale_row (
        id INTEGER NOT NULL,
        asset_id INTEGER NOT NULL,
        case_id INTEGER NOT NULL,
        place INTEGER NOT NULL,
        reference TEXT,
        asset TEXT NOT NULL,
        lot TEXT,
        method TEXT NOT NULL,
        state TEXT NOT NULL,
        started_on TEXT,
        sale_on TEXT,
        sold_on TEXT,
        reserve_minor INTEGER,
        price_minor INTEGER,
        hammer_minor INTEGER,
        currency TEXT,
        value_minor INTEGER,
        value_currency TEXT,
        share TEXT,
        quantity TEXT,
        bids INTEGER NOT NULL,
        buyer TEXT,
        valuer TEXT,
        CONSTRAINT pk_sale_row PRIMARY KEY (id)
    )
     STRICT
    """,
    "CREATE INDEX ix_sale_row_asset_id ON sale_row (asset_id)",
    "CREATE INDEX ix_sale_row_case_id ON sale_row (case_id, lot)",
    "CREATE INDEX ix_sale_row_started_on ON sale_row (started_on, id)",
    "CREATE INDEX ix_sale_row_sold_on ON sale_row (sold_on, id)",
    "CREATE INDEX ix_sale_row_state ON sale_row (state, started_on, id)",
    "CREATE INDEX ix_sale_row_reference ON sale_row (reference, id)",
    "CREATE INDEX ix_sale_row_asset ON sale_row (asset, id)",
    "CREATE INDEX ix_sale_row_lot ON sale_row (lot, id)",
    "CREATE INDEX ix_sale_row_buyer ON sale_row (buyer, valuer)",
    """
    CREATE TABLE bid_row (
        id INTEGER NOT NULL,
        asset_id INTEGER NOT NULL,
        case_id INTEGER NOT NULL,
        place INTEGER NOT NULL,
        reference TEXT NOT NULL,
        asset TEXT NOT NULL,
        lot TEXT,
        bidder TEXT NOT NULL,
        on_date TEXT NOT NULL,
        amount_minor INTEGER,
        deposit_minor INTEGER,
        currency TEXT NOT NULL,
        valid_until TEXT,
        state TEXT NOT NULL,
        CONSTRAINT pk_bid_row PRIMARY KEY (id)
    )
     STRICT
    """,
    "CREATE INDEX ix_bid_row_asset_id ON bid_row (asset_id)",
    "CREATE INDEX ix_bid_row_on_date ON bid_row (on_date, id)",
    "CREATE INDEX ix_bid_row_state ON bid_row (state, on_date, id)",
    "CREATE INDEX ix_bid_row_asset ON bid_row (asset, id)",
    "CREATE INDEX ix_bid_row_bidder ON bid_row (bidder, on_date, id)",
    "CREATE INDEX ix_bid_row_reference ON bid_row (reference, id)",
)

_GIVEN = "+management IN ('transferred_for_public_or_social_use', 'official_use', 'donated')"
# The orders of long lists that no index served.
ORDERS: tuple[str, ...] = (
    "CREATE INDEX ix_agenda_code ON agenda (code, due, id)",
    f"CREATE INDEX ix_asset_row_given ON asset_row (reference, asset_id) WHERE {_GIVEN}",
    f"CREATE INDEX ix_asset_row_given_case ON asset_row (case_reference, asset_id) WHERE {_GIVEN}",
    "CREATE INDEX ix_asset_row_given_description ON asset_row (description_key, asset_id)"
    f" WHERE {_GIVEN}",
    "CREATE INDEX ix_invoice_supplier_key ON invoice (supplier_key, id)",
    "CREATE INDEX ix_ledger_account_holder ON ledger_account (holder, id)",
    "CREATE INDEX ix_ledger_account_kind ON ledger_account (kind, id)",
    "CREATE INDEX ix_stay_reference ON stay (reference, id) WHERE until IS NULL",
    "CREATE INDEX ix_stay_since ON stay (since, id) WHERE until IS NULL",
)

STATEMENTS: tuple[str, ...] = (
    *LEDGER,
    *FOUND,
    *STORAGE,
    *CUSTODY,
    *VICTIMS,
    *INVOICES,
    *BANK,
    *CONTRACTS,
    *TOTALS,
    *SALES,
    *ORDERS,
)

NEVER_DELETED: tuple[str, ...] = (
    "stock_line",
    "victim",
    "victim_contact",
    "victim_share",
    "invoice",
    "invoice_line",
)


def upgrade() -> None:
    """Bring an office of the second form up to this one."""
    for statement in STATEMENTS:
        op.execute(statement)
    for table in NEVER_DELETED:
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'nothing is deleted from {table}'); END"
        )
