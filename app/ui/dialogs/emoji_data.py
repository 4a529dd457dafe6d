"""All emoji by category, and how they are found: words in Russian and English, ё = е."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from app.ui.resources import resource

TONES = ("🏻", "🏼", "🏽", "🏾", "🏿")
RECENTS = 36
_FOUND = 200


@dataclass(frozen=True, slots=True)
class Emoji:
    """One emoji; `words` are lower-case, with spaces between them."""

    text: str
    words: str = ""
    tones: bool = False

    def variants(self) -> tuple[str, ...]:
        """Return it in every skin tone, the plain one first."""
        if not self.tones:
            return (self.text,)
        rest = self.text[1:].removeprefix("\ufe0f")
        return (self.text, *(self.text[0] + tone + rest for tone in TONES))

    @property
    def name(self) -> str:
        """What a screen reader says."""
        return " ".join(self.words.split()[:4]) or self.text


@cache
def categories() -> tuple[tuple[Emoji, ...], ...]:
    """Return the nine categories of Unicode, read with the first use."""
    raw = json.loads(resource("emoji.json").read_text(encoding="utf-8"))
    return tuple(tuple(Emoji(text, words, bool(t)) for text, words, t in group) for group in raw)


def find(query: str) -> tuple[Emoji, ...]:
    """Return the emoji whose words begin with all words of the query; best first."""
    wanted = query.lower().replace("ё", "е").split()
    if not wanted:
        return ()
    rated: list[tuple[int, int, Emoji]] = []
    for place, emoji in enumerate(chain.from_iterable(categories())):
        padded = f" {emoji.words} "
        if all(f" {word}" in padded for word in wanted):
            whole = all(f" {word} " in padded for word in wanted)
            early = padded.startswith(f" {wanted[0]}")
            named = padded.startswith(f" {' '.join(wanted)}")
            rated.append((-4 * named - 2 * whole - early, place, emoji))
    return tuple(emoji for _, _, emoji in sorted(rated, key=lambda one: one[:2])[:_FOUND])


def known(texts: Sequence[str]) -> tuple[Emoji, ...]:
    """Return the emoji of these texts, with their words where they are known."""
    by_text = {emoji.text: emoji for emoji in chain.from_iterable(categories())}
    return tuple(by_text.get(text, Emoji(text)) for text in texts)


def with_recent(recent: Sequence[str], picked: str) -> list[str]:
    """Return the recents after one more was picked: newest first, each once."""
    return [picked, *(text for text in recent if text != picked)][:RECENTS]
