"""Whole people, from bust to rider."""
