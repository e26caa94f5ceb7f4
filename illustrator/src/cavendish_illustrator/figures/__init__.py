"""Subjects that are drawn rather than taken from the pack."""
