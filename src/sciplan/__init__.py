"""A responsibility matrix for Chinese government plans."""

__version__ = "0.1.0"
