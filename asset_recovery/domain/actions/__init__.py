"""The action vocabulary: every way to change an office, as typed, frozen commands."""
