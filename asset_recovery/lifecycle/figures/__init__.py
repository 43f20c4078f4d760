"""Figures: every number that the office computes, as pure functions with their inputs and steps."""
