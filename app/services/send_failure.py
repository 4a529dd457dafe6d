"""What a failed attempt to send means: try again, wait for the session, or give up and say why."""

from dataclasses import dataclass
from enum import Enum

from app.domain.errors import (
    AppError,
    BadReply,
    LoggedOut,
    MediaError,
    NetworkError,
    RateLimited,
    ServerError,
    SoftLogout,
    StoreError,
    UserLocked,
)

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0


class Verdict(Enum):
    """What to do with an entry after an error."""

    RETRY = "retry"
    """Later, by itself."""
    WAIT = "wait"
    """When the session is signed in again."""
    GIVE_UP = "give up"
    DONE = "done"
    """The server has it already."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, and the seconds to wait before the next try."""

    verdict: Verdict
    seconds: float = 0.0


def judge(error: AppError, failures: int) -> Judgement:
    """Return what to do after `error`; `failures` counts those in a row before this one."""
    pause = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** min(failures, 10))
    match error:
        case RateLimited():
            return Judgement(Verdict.RETRY, max(0.1, error.retry_after))
        case SoftLogout() | LoggedOut() | UserLocked():
            return Judgement(Verdict.WAIT)
        case NetworkError() | BadReply() | StoreError():
            return Judgement(Verdict.RETRY, pause)
        case ServerError() if error.errcode == "M_DUPLICATE_ANNOTATION":
            return Judgement(Verdict.DONE)
        case ServerError() if error.status >= 500 or error.status in {0, 408, 429}:
            return Judgement(Verdict.RETRY, pause)
        case MediaError() | ServerError():
            return Judgement(Verdict.GIVE_UP)
        case _:
            return Judgement(Verdict.GIVE_UP)
