"""Reporters, one a file: problems → text for people or for another program."""
