"""Part of the starter workspace that `cop init` writes."""
