"""Asset Recovery: every asset from the first trace to the last cent."""

__version__ = "0.1.0"
