"""The school itself: its roster as it stands, the roles given beside it, who asks in it."""
