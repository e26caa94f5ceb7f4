"""Bodies, faces and hair, as shapes."""
