"""Load to show: rows out, no records."""
