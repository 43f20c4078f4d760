"""Dialogs that make an action."""
