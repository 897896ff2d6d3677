"""What knows nothing of plans: errors and places, files and streams, characters and numbers, answers."""
