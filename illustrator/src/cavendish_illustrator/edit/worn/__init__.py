"""Puts on, changes and takes off what people and animals wear."""
