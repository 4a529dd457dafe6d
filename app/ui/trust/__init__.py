"""Teachers' status, complaints, and asking for help."""
