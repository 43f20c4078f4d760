"""How the figures of records came about."""
