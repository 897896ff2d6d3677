"""What a person types → one run → an exit code."""
