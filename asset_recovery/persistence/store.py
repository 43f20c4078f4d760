"""The open store by the names that the rest of the house needs to say what it is given."""

from __future__ import annotations

from sqlalchemy import Connection, Engine

__all__ = ["Connection", "Engine"]
