"""Commands, one a file, without logic; `program` lists all."""
