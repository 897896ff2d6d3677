"""Reporters of problems, one a file; the registry beside them lists all."""
