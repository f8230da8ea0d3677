"""Text to model and back, without touching a disk."""
