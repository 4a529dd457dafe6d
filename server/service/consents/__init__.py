"""Consents (row F42): versioned texts, who agreed to which version for whom, and took it back when.

Nothing is overwritten: giving and taking back are rows of their own, so that what stood on any day
can be shown. A new version asks everybody again.
"""
