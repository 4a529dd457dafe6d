"""What the school shows from elsewhere: events of a calendar, links of its news (row F112)."""
