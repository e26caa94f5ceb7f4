"""Small things as bodies in space: seen from where the photograph was taken, in its light."""
