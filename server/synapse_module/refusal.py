"""A verdict of the rules in the shape Synapse wants, with the code and the sentence for people."""

from typing import Any

from synapse.api.errors import Codes, SynapseError
from synapse.module_api import NOT_SPAM

from server.school_core.verdict import Verdict

REASON = "app.parta.reason"
_ERRCODES = {
    "poll_closed": "APP.PARTA.POLL_CLOSED",
    "poll_no_revote": "APP.PARTA.POLL_NO_REVOTE",
}
"""Refusals that a client acts on differently; all others are M_FORBIDDEN."""

Answer = Any
"""`NOT_SPAM` or a pair of errcode and fields for the error body."""


def answer(verdict: Verdict) -> Answer:
    """Return what a spam checker callback returns."""
    if verdict.allowed:
        return NOT_SPAM
    # Synapse words its refusals itself; a field of the same name overrides its sentence.
    fields = {REASON: verdict.code, "error": verdict.text}
    if verdict.code in _ERRCODES:
        fields["errcode"] = _ERRCODES[verdict.code]
    return Codes.FORBIDDEN, fields


def raise_refused(verdict: Verdict) -> None:
    """Raise the error for callbacks that have no other way to give a reason."""
    if not verdict.allowed:
        raise SynapseError(403, verdict.text, Codes.FORBIDDEN, {REASON: verdict.code})
