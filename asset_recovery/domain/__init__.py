"""Words: standard library only. What an asset recovery office speaks about."""
