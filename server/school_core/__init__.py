"""Pure school rules: verdicts with a code for logs and a text for people."""
