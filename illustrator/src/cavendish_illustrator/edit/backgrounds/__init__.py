"""Puts what was cut out before another place, and widens a picture."""
