"""Words as the search index holds them: lower case, ё as е, and their Russian or English stems."""

import re
from functools import cache
from typing import Any

_WORD = re.compile(r"[^\W_]+")
MAX_WORDS = 2000
"""Words of one message that are indexed; more is no text for people."""
MAX_LENGTH = 40


@cache
def _stemmers() -> tuple[Any, Any]:
    import Stemmer

    return Stemmer.Stemmer("russian"), Stemmer.Stemmer("english")


def normalize(text: str) -> str:
    """Return the text so that case and ё/е make no difference."""
    return text.lower().replace("ё", "е")


def words_of(text: str) -> list[str]:
    """Return the words of a text, normalised."""
    return [word[:MAX_LENGTH] for word in _WORD.findall(normalize(text))[:MAX_WORDS]]


def stem(word: str) -> str:
    """Return the stem of a normalised word in the language of its letters."""
    russian, english = _stemmers()
    if "а" <= word[0] <= "я":
        stemmed: str = russian.stemWord(word)
    elif "a" <= word[0] <= "z":
        stemmed = english.stemWord(word)
    else:
        stemmed = word
    return stemmed


def index_terms(text: str) -> list[str]:
    """Return what is indexed for a text: each word once, and each stem that is no such word."""
    words = dict.fromkeys(words_of(text))
    terms = dict(words)
    for word in words:
        terms[stem(word)] = None
    return list(terms)
