"""The text as it was before it was scraped and wrapped."""
