"""Light, weather, and what is in the air of a photograph."""
