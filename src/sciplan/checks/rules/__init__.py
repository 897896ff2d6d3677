"""Rules, one a file named after its code; the registry beside them lists all."""
