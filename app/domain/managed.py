"""What whoever runs the computers decides for everybody who uses them (`docs/operations.md`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.errors import UserText
from app.domain.network import NetworkSettings, ProxyMode

CACHE_SETTING = "media_cache_mb"
"""Setting of a profile: how many megabytes of files may lie on the disk."""
USUAL_CACHE_MB = 1024
_MOST_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Managed:
    """The decisions as they bear on the program; the standard ones leave everything open."""

    homeserver: str = ""
    """The school's address, offered on the sign-in page."""
    other_servers: bool = True
    personal_profile: bool = True
    shared_computer: bool = False
    """Nothing of anybody outlives the program."""
    send_files: bool = True
    proxy: ProxyMode | None = None
    proxy_url: str = ""
    extra_ca_file: str = ""
    cache_dir: str = ""
    """The folder in which everybody's data lies, '' for the usual one."""
    cache_mb: int | None = None
    language: str = ""
    log_level: str = ""
    problem: UserText | None = None
    """Why the decisions could not be read."""
    remarks: tuple[str, ...] = field(default=(), compare=False)
    """For the log: keys that are not known, values that make no sense."""

    def over(self, chosen: NetworkSettings) -> NetworkSettings:
        """Return network settings with what is decided in the place of what a person chose."""
        if self.proxy is not None:
            chosen = replace(chosen, proxy=self.proxy, proxy_url=self.proxy_url)
        if self.extra_ca_file:
            chosen = replace(chosen, extra_ca_file=self.extra_ca_file)
        return chosen

    def cache_of(self, chosen: object) -> int:
        """Return how many megabytes of files may lie on the disk where a person chose so many."""
        wanted = chosen if isinstance(chosen, int) and chosen > 0 else USUAL_CACHE_MB
        return min(wanted, self.cache_mb or wanted)

    def may_use(self, homeserver: str, server_name: str) -> bool:
        """Whether people may sign in at a server."""
        mine = _bare(self.homeserver)
        return self.other_servers or mine in (_bare(homeserver), server_name.lower())


FREE = Managed()
UNREADABLE = Managed(
    shared_computer=True,
    problem=UserText(
        "Правила школы для этого компьютера не читаются. Скажите об этом администратору. "
        "Пока Парта работает как на общем компьютере: после выхода на нём ничего не останется."
    ),
)
"""As safe as can be without locking anybody out; what was kept here stays and comes back."""

_SWITCHES = {
    "AllowOtherServers": ("other_servers", False),
    "AllowPersonalProfile": ("personal_profile", False),
    "KioskMode": ("shared_computer", True),
    "DisableFileSend": ("send_files", True),
}
"""Key → field, and the value that counts where the one that is written makes no sense."""
_TEXTS = {
    "HomeserverUrl": "homeserver",
    "ProxyUrl": "proxy_url",
    "ExtraCaFile": "extra_ca_file",
    "CacheDir": "cache_dir",
}
_CHOICES: dict[str, tuple[str, dict[str, Any]]] = {
    "ProxyMode": ("proxy", {mode.value: mode for mode in ProxyMode}),
    "DefaultLocale": ("language", {"ru": "ru", "en": "en"}),
    "LogLevel": (
        "log_level",
        {level: level.upper() for level in ("debug", "info", "warning", "error")},
    ),
}


def read_managed(given: Mapping[str, Any]) -> Managed:
    """Return the decisions in a policy, whatever stands in it; remarks name what was not taken."""
    values: dict[str, Any] = {}
    remarks: list[str] = []
    for key, value in given.items():
        if key in _SWITCHES:
            name, strict = _SWITCHES[key]
            if type(value) is not bool and value not in (0, 1):
                remarks.append(f"{key}: not true or false, {strict} is taken")
                value = strict
            values[name] = not value if key == "DisableFileSend" else bool(value)
        elif key in _TEXTS and isinstance(value, str):
            values[_TEXTS[key]] = value.strip()
        elif key in _CHOICES and str(value).lower() in _CHOICES[key][1]:
            name, choices = _CHOICES[key]
            values[name] = choices[str(value).lower()]
        elif key == "CacheMaxMB" and type(value) is int and 0 < value < _MOST_MB:
            values["cache_mb"] = value
        elif key in _TEXTS or key in _CHOICES or key == "CacheMaxMB":
            remarks.append(f"{key}: a value that makes no sense")
        else:
            remarks.append(f"{key[:60]!r}: not known to this version")
    if not values.get("other_servers", True) and not values.get("homeserver"):
        remarks.append("AllowOtherServers: of no use without HomeserverUrl")
        del values["other_servers"]
    if values.get("proxy") is ProxyMode.EXPLICIT and not values.get("proxy_url"):
        remarks.append("ProxyMode: explicit without ProxyUrl")
        del values["proxy"]
    return Managed(**values, remarks=tuple(remarks))


def _bare(address: str) -> str:
    """Return an address without what may stand around the name and the port."""
    return address.lower().removeprefix("https://").removeprefix("http://").rstrip("/")
