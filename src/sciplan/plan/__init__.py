"""The plan as frozen values: its model, ways through it, its graph, its words."""
