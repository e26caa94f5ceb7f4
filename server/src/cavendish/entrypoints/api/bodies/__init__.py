"""Requests as they are read: whole, in time, and checked."""
