"""The command `cavendish`."""
