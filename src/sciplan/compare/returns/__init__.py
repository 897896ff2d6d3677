"""Forms that came back: whose they are, and what was filled in."""
