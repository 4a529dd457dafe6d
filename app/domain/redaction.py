"""Taking out of a log what must not leave this computer: secrets, people, places on the disk.

The school service cleans once more by rules of its own (`server/school_core/redaction.py`).
"""

import re

# Every repetition is bounded: a log made to be slow to clean must not be.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?i)\b(bearer|basic)\s{1,8}[^\s\"',;]{1,4000}"), r"\1 ‹секрет›"),
    (
        re.compile(
            r"(?i)([\"']?\b(?:access_token|refresh_token|token|password|passwd|secret|pw2?|jwt|key)"
            r"[\"']?\s{0,8}[=:]\s{0,8})([\"']?)[^\s\"',;&}]{1,4000}"
        ),
        r"\1\2‹секрет›",
    ),
    (re.compile(r"\bsy[trl]_[A-Za-z0-9_]{1,400}"), "‹секрет›"),
    (re.compile(r"\beyJ[\w-]{1,800}\.[\w-]{1,3000}\.[\w-]{1,800}"), "‹секрет›"),
    (re.compile(r"(?<![\w@])@[a-z0-9._=/+-]{1,255}:[A-Za-z0-9.-]{1,255}"), "‹человек›"),
    (re.compile(r"![A-Za-z0-9_-]{6,60}(?::[A-Za-z0-9.-]{1,255})?"), "‹чат›"),
    (re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"), "‹почта›"),
    (
        re.compile(
            r"(?<!\d)(?:\+7|8)[\s(-]{0,3}\d{3}[\s)-]{0,3}\d{3}[\s-]{0,3}\d{2}[\s-]{0,3}\d{2}(?!\d)"
        ),
        "‹телефон›",
    ),
    (re.compile(r"(?i)([A-Z]:\\Users\\|/home/|/Users/)[^\\/\s]{1,100}"), r"\1‹имя›"),
)


def redact(log: str) -> str:
    """Return the text without tokens, passwords, accounts, addresses, telephones, user names."""
    for pattern, instead in _RULES:
        log = pattern.sub(instead, log)
    return log
