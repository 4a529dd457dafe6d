"""One line of a found message around the first match, with the matches marked."""

import re
from collections.abc import Sequence

from app.store.words import normalize, stem

_WORD = re.compile(r"[^\W_]+")
_LENGTH = 120
_BEFORE = 40


def snippet_of(text: str, words: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the line and the (start, end) of its matches; `words` are normalised.

    A word matches by its form, the last one of the query also by its beginning.
    """
    line = " ".join(text[:20_000].split())
    stems = {stem(word) for word in words}
    last = words[-1] if words else ""
    found = []
    for match in _WORD.finditer(line):
        word = normalize(match[0])
        if stem(word) in stems or (last and word.startswith(last)):
            found.append((match.start(), match.end()))
    start = 0
    if found and found[0][0] > _BEFORE:
        start = line.rfind(" ", 0, found[0][0] - _BEFORE // 2) + 1
    end = min(len(line), start + _LENGTH)
    if end < len(line):
        end = max(line.rfind(" ", start, end), start + _LENGTH // 2)
    head, tail = "…" if start else "", "…" if end < len(line) else ""
    shift = len(head) - start
    marks = tuple((a + shift, b + shift) for a, b in found if a >= start and b <= end)
    return f"{head}{line[start:end]}{tail}", marks
