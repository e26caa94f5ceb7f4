"""What places are made of: land, water, sky, weather, plants, buildings and rooms."""
