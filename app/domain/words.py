"""Words of names as people look for them."""

from app.domain.order import alike


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared, without punctuation."""
    return "".join(letter if letter.isalnum() else " " for letter in alike(text)).split()


def has_all(there: list[str], wanted: list[str]) -> bool:
    """Tell whether every wanted word begins one of those that are there."""
    return all(any(word.startswith(part) for word in there) for part in wanted)
