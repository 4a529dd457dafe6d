"""What a lesson adds to a call window."""
