"""A verdict of the rules in the shape Synapse wants, with the code and the sentence for people."""

from typing import Any

from synapse.api.errors import Codes, SynapseError
from synapse.module_api import NOT_SPAM

from server.school_core.verdict import Verdict

REASON = "app.parta.reason"

Answer = Any
"""`NOT_SPAM` or a pair of errcode and fields for the error body."""


def answer(verdict: Verdict) -> Answer:
    """Return what a spam checker callback returns."""
    if verdict.allowed:
        return NOT_SPAM
    # Synapse words its refusals itself; a field of the same name overrides its sentence.
    return Codes.FORBIDDEN, {REASON: verdict.code, "error": verdict.text}


def raise_refused(verdict: Verdict) -> None:
    """Raise the error for callbacks that have no other way to give a reason."""
    if not verdict.allowed:
        raise SynapseError(403, verdict.text, Codes.FORBIDDEN, {REASON: verdict.code})
