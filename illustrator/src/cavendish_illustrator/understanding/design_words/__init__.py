"""Reads what a designed piece is to say and to look like."""
