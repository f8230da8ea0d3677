"""What an EPUB holds beside its pages."""
