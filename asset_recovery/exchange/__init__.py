"""Data in and out: files to commands, rows to bytes. No database here."""
