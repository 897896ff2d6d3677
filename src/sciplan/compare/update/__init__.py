"""A plan file brought up to an edited data sheet."""
