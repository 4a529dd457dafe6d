"""Rosters taken in: uploads and sources, the dry run, the yes, rulings, merges, what stood when."""
