"""Hands, and what they grip."""
