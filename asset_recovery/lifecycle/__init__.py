"""Rules: pure functions over facts. What may happen next, and what a figure comes to."""
