"""How migrations run: on the one connection that `persistence/migrate.py` hands in."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
    render_as_batch=True,
    transactional_ddl=False,  # the caller holds the one transaction
)
context.run_migrations()
