"""Matrix and the school service over HTTP: JSON in, domain values or an AppError out."""
