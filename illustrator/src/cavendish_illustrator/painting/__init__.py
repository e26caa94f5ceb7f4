"""Pixels: canvases, colours, brushes, light and what redraws a picture."""
