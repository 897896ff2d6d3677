"""A plan held against something else, each difference with both places."""
