"""The answer of every rule: yes or no, a code for logs and programs, a sentence for people."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """`code` is stable and goes over the wire (`app.parta.reason`); `text` is Russian.

    `supervised` on a yes asks that a supervisor can look in (direct chats of staff with a pupil).
    """

    allowed: bool
    code: str
    text: str = ""
    supervised: bool = False


def yes(code: str, *, supervised: bool = False) -> Verdict:
    """Return a permission."""
    return Verdict(True, code, supervised=supervised)


def no(code: str, text: str) -> Verdict:
    """Return a refusal with its sentence."""
    return Verdict(False, code, text)
