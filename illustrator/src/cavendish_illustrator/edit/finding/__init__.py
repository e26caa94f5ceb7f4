"""Finds what a photograph shows, and cuts it out."""
