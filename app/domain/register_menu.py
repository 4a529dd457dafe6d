"""Pages of a school's register that are opened in the browser: one host over https, no other."""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class RegisterLink:
    """An entry of «Ещё в ЭЖД»."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """An entry as it is set up: its path on the register's host."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class RegisterMenu:
    """The menu of a school; `families`: pupils and parents see it too."""

    base: str = ""
    entries: tuple[RegisterEntry, ...] = ()
    families: bool = False


def is_safe(url: str) -> bool:
    """Whether an address may be handed to the browser: https, a plain host, nobody's password."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    plain = url.isascii() and url.isprintable() and "\\" not in url and " " not in url
    return plain and parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc


def is_base(base: str) -> bool:
    """Whether this is a host over https and nothing else."""
    return is_safe(base) and base == f"https://{urlsplit(base).netloc}"
