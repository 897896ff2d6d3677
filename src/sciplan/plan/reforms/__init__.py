"""Reforms of bodies: who holds a duty on a day, worked out from later documents."""
