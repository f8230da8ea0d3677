"""Templates, styles, fonts and drawings for HTML and PDF; read through importlib.resources."""
