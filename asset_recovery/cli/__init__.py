"""Command line over the same services as the window: no rule of its own."""
