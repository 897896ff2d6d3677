"""Grids → groups of tasks."""
