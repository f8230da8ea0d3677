"""The page that shows how much is translated."""
