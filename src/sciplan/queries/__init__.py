"""Questions to a plan, one a file: graph or plans → rows → `Answer`."""
