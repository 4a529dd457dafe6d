"""A teacher's first ten steps (row F107), each found done or not by looking at what there is.

Nothing is ticked by hand and nothing is stored: whoever does a step elsewhere finds it done here,
and what came undone is open again.
"""
