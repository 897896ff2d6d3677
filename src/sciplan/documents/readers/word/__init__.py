"""A Word file by its parts: one part of the format, one module."""
