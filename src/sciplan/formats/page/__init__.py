"""The page to look at: one file, closed, that answers as the commands do."""
