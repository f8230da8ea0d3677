"""Templates of review packs."""
