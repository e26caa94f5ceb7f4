"""Adds things and words to a photograph."""
