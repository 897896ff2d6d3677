"""Commands, one a file: parse options, call a query, send its answer."""
