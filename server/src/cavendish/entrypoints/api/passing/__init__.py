"""What every request passes, and what is noted of it."""
