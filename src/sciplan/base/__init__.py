"""What knows nothing of plans: errors, places, files, streams, characters, numbers, answers."""
