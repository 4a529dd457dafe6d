"""Sign-in cards of a school: the code on paper, as typed or as its QR code says it."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

CARD_FLOW = "app.parta.card"
"""The login type of a homeserver whose school prints cards."""
CODE_LENGTH = 12
_MOST = 2000


@dataclass(frozen=True, slots=True)
class CardLink:
    """What the QR code of a card holds: the school's address and the code."""

    address: str
    code: str


def parse_card(text: str) -> CardLink | None:
    """Return the card behind `parta://card?…`, None for any other text."""
    if len(text) > _MOST:
        return None
    try:
        parts = urlsplit(text.strip())
        query = parse_qs(parts.query, max_num_fields=20)
    except ValueError:
        return None
    if parts.scheme != "parta" or parts.netloc != "card":
        return None
    address, code = query.get("address", [""])[0], query.get("code", [""])[0]
    return CardLink(address, code) if code else None


def grouped(typed: str) -> str:
    """Return the signs of a code in groups of four, as it is printed."""
    signs = [sign for sign in typed.upper() if sign.isalnum()][:CODE_LENGTH]
    return "-".join("".join(signs[at : at + 4]) for at in range(0, len(signs), 4))
