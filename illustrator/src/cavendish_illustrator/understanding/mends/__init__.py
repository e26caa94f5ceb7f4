"""Mends what was read word by word into what was meant."""
