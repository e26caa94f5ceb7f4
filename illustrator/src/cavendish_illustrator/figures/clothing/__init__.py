"""What people and animals wear, by garment and by calling."""
