"""Words a person wants to be told of: push rules of kind `content`, matched as the server does.

The spec's rule: the glob (`*`, `?`) stands somewhere in `content.body`, in any case, between word
bounds. Synapse takes letters of every alphabet for letters of words, and so do we: both must come
to the same count. Matching takes time in proportion to the text, whatever the pattern.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from app.domain.clean import clean_name
from app.domain.parse.fields import identifier, items, mapping, text

MOST_WORDS = 50
LONGEST_WORD = 64
_MOST_RULES = 1000
ACTIONS: list[Any] = ["notify", {"set_tweak": "sound", "value": "default"},
                      {"set_tweak": "highlight"}]  # fmt: skip
"""What a rule of ours does: as loud as a mention, and counted as one."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word or glob, and the rule it stands in."""

    rule_id: str
    pattern: str


def new_keyword(typed: str) -> Keyword | None:
    """Return the keyword for what was typed; None where nothing is left of it."""
    pattern = clean_name(typed, LONGEST_WORD)
    if not pattern.strip("*? "):
        return None
    # Other clients name the rule by its word; the spec allows no slashes and no dot before.
    fits = not set(pattern) & set("/\\") and not pattern.startswith(".")
    rule_id = pattern if fits else f"parta-{sha256(pattern.encode()).hexdigest()[:16]}"
    return Keyword(rule_id, pattern)


def read_keywords(content: Mapping[str, Any]) -> tuple[Keyword, ...]:
    """Return the keywords of `m.push_rules`: own rules that are on and make a mention."""
    rules = items(mapping(content.get("global")).get("content"), _MOST_RULES)
    found: dict[str, Keyword] = {}
    for raw in rules:
        rule = mapping(raw)
        rule_id, pattern = identifier(rule.get("rule_id")), text(rule.get("pattern"))
        if rule_id is None or rule_id.startswith(".") or not 0 < len(pattern) <= LONGEST_WORD:
            continue
        if rule.get("enabled", True) is True and _highlights(rule.get("actions")):
            found.setdefault(pattern, Keyword(rule_id, pattern))
    return tuple(found.values())[:MOST_WORDS]


def with_keyword(content: Mapping[str, Any], keyword: Keyword, *, on: bool) -> dict[str, Any]:
    """Return push rules with a keyword in them, or out of them; the rest stays."""
    rules = dict(mapping(content.get("global")))
    known = rules.get("content")
    rest = [
        rule
        for rule in (known if isinstance(known, list) else [])
        if mapping(rule).get("rule_id") != keyword.rule_id
    ]
    rule = {"rule_id": keyword.rule_id, "pattern": keyword.pattern, "enabled": True}
    rules["content"] = [{**rule, "actions": ACTIONS}, *rest] if on else rest
    return {**content, "global": rules}


def matcher(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Return whether a text holds one of the patterns."""
    tests = [_matcher(pattern) for pattern in patterns]

    def holds(body: str) -> bool:
        lines = body.split("\n") if tests else ()
        return any(test(line) for test in tests for line in lines)

    return holds


def _matcher(pattern: str) -> Callable[[str], bool]:
    """Return the test of one line: the parts between the stars in order, each as early as can be.

    A bound is missing only between two letters of words: before the first part, after the last.
    """
    parts = pattern.split("*")
    sources = [re.escape(part).replace(r"\?", ".") for part in parts]
    if sources[0]:
        sources[0] = rf"(?:(?<!\w)|(?=\W)){sources[0]}"
    if sources[-1]:
        sources[-1] = rf"{sources[-1]}(?:(?!\w)|(?<=\W))"
    wanted = [re.compile(source, re.IGNORECASE) for source in sources if source]

    def holds(line: str) -> bool:
        at = 0
        for one in wanted:
            found = one.search(line, at)
            if found is None:
                return False
            at = found.end()
        return True

    return holds


def _highlights(actions: object) -> bool:
    listed = items(actions, 20)
    return "notify" in [one for one in listed if isinstance(one, str)] and any(
        mapping(one).get("set_tweak") == "highlight" and mapping(one).get("value", True) is True
        for one in listed
    )
