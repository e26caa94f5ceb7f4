"""Finds people and what is of a face: its parts, hair, skin and hands."""
