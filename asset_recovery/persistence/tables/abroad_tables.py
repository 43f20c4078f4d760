"""Tables of work with other States: the directory of authorities."""

from __future__ import annotations

from sqlalchemy import Index

from asset_recovery.persistence.tables.columns import key, reference, table, text, version

authority = table(
    "authority",
    key(),
    reference(),
    text("name", null=False),
    text("name_key", null=False),
    text("name_en"),
    text("country", null=False, limit=2),
    text("territory"),
    text("authority_type", null=False, limit=40),
    text("function_in_proceedings"),
    text("contact_person"),
    text("contact_post"),
    text("address", limit=2_000),
    text("telephone"),
    text("fax"),
    text("email"),
    text("secure_channel_id"),
    text("duty_telephone"),
    text("languages", null=False, limit=2_000),
    text("channels", null=False, limit=2_000),
    text("source"),
    text("note", limit=50_000),
    text("recorded_on", null=False),
    text("ended_on"),
    version(),
    Index("ix_authority_name_key", "name_key", "id"),
    Index("ix_authority_country", "country", "name_key", "id"),
    Index("ix_authority_of_country", "country", "id"),
    Index("ix_authority_of_type", "authority_type", "id"),
    Index("ix_authority_authority_type", "authority_type", "name_key", "id"),
)
