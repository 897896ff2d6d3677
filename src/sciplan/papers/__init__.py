"""Papers for a meeting, one a file; the registry beside them lists all."""
