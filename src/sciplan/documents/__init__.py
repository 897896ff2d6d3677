"""From an official document to a draft of its plan."""
