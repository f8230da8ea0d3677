"""Author, adapt, translate and publish child online protection guidelines."""

__version__ = "0.1.0"
