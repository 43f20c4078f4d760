"""The steps that records of each kind allow."""
