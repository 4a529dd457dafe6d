"""What an installation needs around the servers: written by us, checked before it is used."""
