"""A region's schools for those who are not signed in yet: who runs Parta, and where (row F25)."""
