"""The page to look at, set up from answers: `sections.py` lists what it holds."""
