"""Restyles a whole photograph: as a drawing, an old print, in a frame."""
