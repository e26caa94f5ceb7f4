"""Designed pieces: logos, posters, cards and their kin."""
