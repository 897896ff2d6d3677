"""Groups of tasks → a plan with notes, problems and an account of what was read."""
