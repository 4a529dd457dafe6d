"""Below the messages: what is written, attached and answered."""
