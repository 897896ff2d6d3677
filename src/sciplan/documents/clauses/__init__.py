"""Who does what: the attribution grammar."""
