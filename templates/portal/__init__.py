"""The page that leads to every edition of an output."""
