"""Statements of a bank in: CAMT.053, MT940 and tables by an import map, all to one shape."""
