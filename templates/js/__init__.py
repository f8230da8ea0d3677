"""Files of the package cop_author.templates; no code."""
