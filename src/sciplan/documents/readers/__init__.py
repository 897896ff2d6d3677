"""Readers, one a kind of file: bytes → `Document`; the registry beside them lists all."""
