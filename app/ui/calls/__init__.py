"""Everything a person sees of calls and lessons."""
