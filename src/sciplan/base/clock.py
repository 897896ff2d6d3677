"""Which day it is."""

import os
from datetime import date, datetime

ENVIRONMENT = "SCIPLAN_TODAY"
"""A day, 2026-01-31, that stands in for today: answers about a day can be had again."""


def today() -> date:
    """Return today, or the day that the environment names."""
    try:
        return date.fromisoformat(os.environ.get(ENVIRONMENT, ""))
    except ValueError:
        return datetime.now().astimezone().date()
