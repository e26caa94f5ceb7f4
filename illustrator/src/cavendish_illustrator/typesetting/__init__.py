"""Letters: faces, lines that fit, and text along an arc."""
