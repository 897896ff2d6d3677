"""A plan against its official document."""
