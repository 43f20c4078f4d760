"""What each action does to the records: one room a subject, all through the same step."""
