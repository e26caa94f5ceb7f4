"""Several figures drawn as one: hand in hand, embraced, at a table, on a seat, in a vehicle."""
