"""Lists as Qt sees them: one window model, columns as data."""
