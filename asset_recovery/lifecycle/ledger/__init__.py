"""Double entry: the lines that each event which moves money gives, worked out by pure functions."""
