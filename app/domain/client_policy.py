"""What the school says to programs: from which version on they are let in, what it offers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Switches:
    """What the school wants to be offered; its servers enforce what must be enforced."""

    calls: bool = True
    lessons: bool = True
    diary: bool = True
    anonymous_polls: bool = True
    links: bool = True
    stickers: bool = True


@dataclass(frozen=True, slots=True)
class VersionRules:
    """What whoever runs the server decides: versions are numbers with dots, '' is no rule."""

    min_version: str = ""
    latest_version: str = ""
    message: str = ""
    download_url: str = ""
    switches: Switches = Switches()


@dataclass(frozen=True, slots=True)
class ClientPolicy:
    """The policy as it bears on this version; `text` is for people who are not let in."""

    allowed: bool = True
    outdated: bool = False
    """There is a newer version; this one works."""
    text: str = ""
    download_url: str = ""
    """An https address, or ''."""
    switches: Switches = Switches()
