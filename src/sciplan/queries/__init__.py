"""Questions, one a file: frozen rows, and rows → an `Answer`. None knows a format."""
