"""Ways to write an answer down, one a file; the registry beside them lists all."""
