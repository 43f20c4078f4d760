"""What all tables are made of: kinds of columns, and the one place where tables are known."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
LARGEST = 10**18 - 1


def key() -> Column[int]:
    """The number by which rows are joined."""
    return Column("id", Integer, primary_key=True)


def version() -> Column[int]:
    """Counts the changes of a row, so that nobody overwrites what she has not seen."""
    return Column("version", Integer, nullable=False, server_default="1")


def text(name: str, *, null: bool = True, limit: int = 300) -> Column[str]:
    """A text column with its limit kept by the database too."""
    return Column(
        name,
        Text,
        CheckConstraint(f"length({name}) <= {limit}", name=f"{name}_length"),
        nullable=null,
    )


def link(name: str, target: str, *, null: bool = False) -> Column[int]:
    """The row of another table that is meant."""
    return Column(name, Integer, ForeignKey(f"{target}.id"), nullable=null, index=True)


def flag(name: str) -> Column[int]:
    """Yes or no, as 1 or 0."""
    return Column(
        name,
        Integer,
        CheckConstraint(f"{name} IN (0, 1)", name=f"{name}_flag"),
        nullable=False,
        server_default="0",
    )


def money(name: str) -> list[Column[int] | Column[str]]:
    """An amount in minor units, and its currency beside it."""
    return [
        Column(
            f"{name}_minor",
            Integer,
            CheckConstraint(
                f"{name}_minor BETWEEN -{LARGEST} AND {LARGEST}", name=f"{name}_minor_range"
            ),
        ),
        text(f"{name}_currency", limit=3),
    ]


def table(name: str, *parts: Column[int] | Column[str] | UniqueConstraint | Index) -> Table:
    """A STRICT table, known under its name."""
    return Table(name, metadata, *parts, sqlite_strict=True)


def reference() -> Column[str]:
    """The human number, unique in its table."""
    return Column(
        "reference",
        Text,
        CheckConstraint("length(reference) <= 100", name="reference_length"),
        nullable=False,
        unique=True,
    )
