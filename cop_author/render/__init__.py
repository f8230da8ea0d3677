"""Documents to HTML, PDF and JSON."""
