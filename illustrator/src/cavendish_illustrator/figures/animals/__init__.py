"""Animals and creatures: heads, coats, tails, how they walk."""
