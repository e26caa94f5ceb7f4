"""Reads what an instruction wants changed in a photograph."""
