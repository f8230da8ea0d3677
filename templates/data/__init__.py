"""The schema of the JSON that is made of an edition."""
