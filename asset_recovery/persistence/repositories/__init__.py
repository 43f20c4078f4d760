"""Load to change, and to judge: rows by reference, stories by asset."""
