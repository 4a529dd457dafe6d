"""Qt models that mirror observable lists."""
