"""What scripts/bundle.py is made of: one folder with Python, sciplan and all it needs."""
