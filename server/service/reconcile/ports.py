"""What the reconciler needs from outside: requests as the school's bot, a listener to its news."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from server.school_core.plan import Step


class Requests(Protocol):
    """Requests to the homeserver as the bot; waits by itself where it says "later" (429)."""

    @property
    def bot(self) -> str:
        """The bot's user id."""
        ...

    @property
    def server_name(self) -> str:
        """The homeserver's name."""
        ...

    async def call(
        self, method: str, path: str, *, params: Mapping[str, str] | None = None, json: Any = None
    ) -> dict[str, Any]:
        """One request that must succeed; raises `HomeserverRefused` or `HomeserverDown`."""
        ...


@dataclass(frozen=True, slots=True)
class Trouble:
    """Steps the homeserver refused; the rest of the run went on."""

    steps: Sequence[Step]
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended. `stopped`: somebody asked for it; the next run does the rest."""

    done: int = 0
    troubles: tuple[Trouble, ...] = field(default=())
    stopped: bool = False


class Watcher(Protocol):
    """Is told what happens in a run, and may stop it between two requests."""

    async def did(self, steps: Sequence[Step]) -> None:
        """These steps are done on the homeserver."""
        ...

    def stops(self) -> bool:
        """Whether to end now."""
        ...
