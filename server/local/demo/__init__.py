"""The demo school: plainly invented people and what they wrote."""
