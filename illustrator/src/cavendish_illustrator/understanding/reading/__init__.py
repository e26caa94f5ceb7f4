"""Walks over a prompt's words and gathers what stands in the picture."""
