"""What a translator finds in a pack."""
