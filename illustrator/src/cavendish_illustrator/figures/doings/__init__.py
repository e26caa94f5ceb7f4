"""What figures do, and what they do it on."""
