"""A plan held against another version or edition of it, or against its parent."""
