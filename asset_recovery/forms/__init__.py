"""Official forms: one engine; each form is a versioned file in resources/forms."""
