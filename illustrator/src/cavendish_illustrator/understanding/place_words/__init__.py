"""Settles where a picture is, and what stands where in it."""
