"""The catalogue of a school's channels, and making them."""
