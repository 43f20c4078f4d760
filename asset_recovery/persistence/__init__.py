"""Store: the only room with SQLAlchemy."""
