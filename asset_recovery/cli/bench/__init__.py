"""The command `bench`: an office made in bulk, and every row of the performance table on it."""
