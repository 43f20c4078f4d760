"""One page a file; imported when first shown."""
