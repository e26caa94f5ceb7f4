"""The API as its readers see it."""
